"""How long openings count as news, so that calendars and feeds stay short."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from parution.domain import Edition
from parution.release import convert_to_utc

RECENTLY = timedelta(days=30)
"""How long a home page lists an opening as recent."""

LASTING = timedelta(days=366)
"""How long calendars and feeds list the openings of an edition that is open to everybody."""

HasCome = Callable[[datetime], bool]
"""Returns whether a moment is at or before the instant."""


def find_opening_days(edition: Edition, zone: ZoneInfo) -> list[datetime]:
    """Return when an edition opens to every group and to the public, as far as it is set."""
    days = (edition.opens_to_all, edition.opens_to_public)
    return [convert_to_utc(day, zone) for day in days if day is not None]


def is_news(edition: Edition, zone: ZoneInfo, has_come: HasCome) -> bool:
    """Return whether an edition may still have openings that are news."""
    days = find_opening_days(edition, zone)
    return not days or not all(has_come(day + LASTING) for day in days)


def is_old(edition: Edition, moment: datetime, has_come: HasCome) -> bool:
    """Return whether an opening of a group's own subject is too old to be news.

    Editions of the association age as a whole; a group's subjects never open to all.
    """
    return edition.owner is not None and has_come(moment + LASTING)
