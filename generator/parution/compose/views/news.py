"""How long openings count as news, so that calendars and feeds stay short."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from parution.domain import Edition, Opening, Outlook, Site
from parution.release import list_opening_days

RECENTLY = timedelta(days=30)
"""How long a home page lists an opening as recent."""

LASTING = timedelta(days=366)
"""How long calendars and feeds list the openings of an edition that is open to everybody."""

HasCome = Callable[[datetime], bool]
"""Returns whether a moment is at or before the instant."""


def is_news(edition: Edition, zone: ZoneInfo, has_come: HasCome) -> bool:
    """Return whether an edition may still have openings that are news."""
    days = list_opening_days(edition, zone)
    return not days or not all(has_come(day + LASTING) for day in days)


def is_old(edition: Edition, moment: datetime, has_come: HasCome) -> bool:
    """Return whether an opening of a group's own subject is too old to be news.

    Editions of the association age as a whole; a group's subjects never open to all.
    """
    return edition.owner is not None and has_come(moment + LASTING)


def list_dated_openings(
    site: Site, editions: Iterable[Edition], outlooks: Mapping[str, Outlook], has_come: HasCome
) -> Iterator[Opening]:
    """Yield the dated openings of editions on a site that are news; ``outlooks`` by theme."""
    for edition in editions:
        for theme in edition.themes:
            for part, _, opens_at, *_ in outlooks[theme.address]:
                if opens_at is not None and not is_old(edition, opens_at, has_come):
                    yield Opening(opens_at, site.group, site.audience, theme.address, part)
