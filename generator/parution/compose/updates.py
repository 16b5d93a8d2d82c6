"""The next scheduled build after a moment, for pages that say when they change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from parution.domain.messages import Translate
from parution.language.dates import format_utc_iso, word_moment
from parution.release import convert_to_utc


@dataclass(frozen=True, slots=True)
class Update:
    """A scheduled build."""

    moment: str
    """In words."""

    at: str
    """In UTC, for scripts."""


def find_next_update(
    moment: datetime, updates: Sequence[time], zone: ZoneInfo, translate: Translate
) -> Update | None:
    """Return the first scheduled build at or after a moment; None if unknown.

    >>> from datetime import UTC
    >>> at = datetime(2026, 10, 8, 20, 30, tzinfo=UTC)
    >>> find_next_update(at, [time(6), time(23, 15)], ZoneInfo("Europe/Paris"), str)
    Update(moment='Thursday 8 October 2026 at 23:15', at='2026-10-08T21:15:00Z')
    """
    local = moment.astimezone(zone)
    days = (local.date(), local.date() + timedelta(days=1))
    times = (convert_to_utc(datetime.combine(day, each), zone) for day in days for each in updates)
    following = next((each for each in times if each >= moment), None)
    if following is None:
        return None
    return Update(word_moment(following, zone, translate), format_utc_iso(following))
