"""For how long what happened to an edition is news: so calendars and feeds stay short."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from parution.domain import Edition
from parution.release import in_utc

RECENTLY = timedelta(days=30)
"""How long an opening is news on a home page."""

LASTING = timedelta(days=366)
"""How long calendars and feeds name the openings of an edition that everybody may read."""

HasCome = Callable[[datetime], bool]
"""Tells whether a moment lies in the past at the instant, or is it."""


def opening_days(edition: Edition, zone: ZoneInfo) -> list[datetime]:
    """Return when an edition opens to every group, and to the public, if it does."""
    days = (edition.opens_to_all, edition.opens_to_public)
    return [in_utc(day, zone) for day in days if day is not None]


def is_news(edition: Edition, zone: ZoneInfo, has_come: HasCome) -> bool:
    """Tell whether an edition still has openings that are news to somebody."""
    days = opening_days(edition, zone)
    return not days or not all(has_come(day + LASTING) for day in days)


def is_old(edition: Edition, moment: datetime, has_come: HasCome) -> bool:
    """Tell whether what happened to a group's own subject is news no more.

    The association's editions age as a whole; a group's subjects never open to all.
    """
    return edition.owner is not None and has_come(moment + LASTING)
