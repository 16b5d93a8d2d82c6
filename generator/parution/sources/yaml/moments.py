"""Days, local moments and lengths of time, as people write them.

Years must lie within `YEARS`: a date beyond is a slip of the finger, and would overflow later on.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from enum import Enum, auto

from parution.language.dates import YEARS

ISO_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)
CLOCK = re.compile(r"(\d{1,2})(?::(\d{2})(?::00)?| ?h(?: ?(\d{2}))?)", re.ASCII | re.IGNORECASE)
LENGTH = re.compile(
    r"(?:(?P<hours>\d{1,2})\s*(?:h|heures?|hours?|:(?=\d\d$)))?\s*"
    r"(?:(?P<minutes>\d{1,3})\s*(?:m|min|mn|minutes?)?)?",
    re.ASCII | re.IGNORECASE,
)
LONGEST = timedelta(hours=24)


class Unreadable(Enum):
    """Why a text is no date, moment or length of time."""

    FORM = auto()
    """It is not written the way it should be."""
    IMPOSSIBLE = auto()
    """It is written well, but no calendar shows it."""
    NO_SUCH_TIME = auto()
    """Its time of day is on no clock."""
    UNLIKELY = auto()
    """It exists, but lies too far away to be meant."""
    NO_TIME = auto()
    """A day without the time of day, where both are needed."""
    NO_UNIT = auto()
    """A number that may be hours or minutes."""


def day_of(text: str) -> date | Unreadable:
    """Return the day written as ``2026-10-08``."""
    parts = ISO_DAY.fullmatch(text.strip())
    if not parts:
        return Unreadable.FORM
    try:
        day = date(*map(int, parts.groups()))
    except ValueError:
        return Unreadable.IMPOSSIBLE
    return day if day.year in YEARS else Unreadable.UNLIKELY


def time_of(text: str) -> time | Unreadable:
    """Return the time of day written as ``20:30``, ``20h30`` or ``20 h``."""
    parts = CLOCK.fullmatch(text.strip())
    if not parts:
        return Unreadable.FORM
    try:
        return time(int(parts[1]), int(parts[2] or parts[3] or 0))
    except ValueError:
        return Unreadable.NO_SUCH_TIME


def moment_of(text: str, *, day_opens_at: time | None = None) -> datetime | Unreadable:
    """Return the naive local moment written as ``2026-10-08 20:30``.

    A day alone is understood when ``day_opens_at`` says which of its times is meant.
    """
    written_day, _, clock = text.strip().replace("T", " ", 1).partition(" ")
    day = day_of(written_day)
    if isinstance(day, Unreadable):
        return day
    if not clock.strip():
        if day_opens_at is None:
            return Unreadable.NO_TIME
        return datetime.combine(day, day_opens_at)
    moment = time_of(clock)
    return moment if isinstance(moment, Unreadable) else datetime.combine(day, moment)


def length_of(text: str) -> timedelta | Unreadable:
    """Return the length of time written as ``2h``, ``1h30`` or ``90 min``."""
    written = text.strip()
    parts = LENGTH.fullmatch(written)
    if not written or not parts:
        return Unreadable.FORM
    if written.isdigit():
        return Unreadable.NO_UNIT
    length = timedelta(hours=int(parts["hours"] or 0), minutes=int(parts["minutes"] or 0))
    return length if timedelta() < length <= LONGEST else Unreadable.UNLIKELY
