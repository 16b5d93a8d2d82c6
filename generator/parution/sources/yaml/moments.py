"""Parses days, local moments and lengths of time, as people write them.

Years must lie within `YEARS`: a date beyond is a typing slip, and would overflow later on.
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
    """The reason why a text is no date, moment or length of time."""

    FORM = auto()
    """The text has another form than expected."""
    IMPOSSIBLE = auto()
    """The form is right, but no calendar has the day."""
    NO_SUCH_TIME = auto()
    """The time of day does not exist."""
    UNLIKELY = auto()
    """The date exists, but is too far away to be meant."""
    NO_TIME = auto()
    """The time of day is missing."""
    NO_UNIT = auto()
    """The number may mean hours or minutes."""


def parse_day(text: str) -> date | Unreadable:
    """Return the day written as ``2026-10-08``."""
    parts = ISO_DAY.fullmatch(text.strip())
    if not parts:
        return Unreadable.FORM
    try:
        day = date(*map(int, parts.groups()))
    except ValueError:
        return Unreadable.IMPOSSIBLE
    return day if day.year in YEARS else Unreadable.UNLIKELY


def parse_time(text: str) -> time | Unreadable:
    """Return the time of day written as ``20:30``, ``20h30`` or ``20 h``."""
    parts = CLOCK.fullmatch(text.strip())
    if not parts:
        return Unreadable.FORM
    try:
        return time(int(parts[1]), int(parts[2] or parts[3] or 0))
    except ValueError:
        return Unreadable.NO_SUCH_TIME


def parse_moment(text: str, *, day_opens_at: time | None = None) -> datetime | Unreadable:
    """Return the naive local moment written as ``2026-10-08 20:30``.

    A day alone is accepted if ``day_opens_at`` gives its time.
    """
    written_day, _, clock = text.strip().replace("T", " ", 1).partition(" ")
    day = parse_day(written_day)
    if isinstance(day, Unreadable):
        return day
    if not clock.strip():
        if day_opens_at is None:
            return Unreadable.NO_TIME
        return datetime.combine(day, day_opens_at)
    moment = parse_time(clock)
    return moment if isinstance(moment, Unreadable) else datetime.combine(day, moment)


def parse_length(text: str) -> timedelta | Unreadable:
    """Return the length of time written as ``2h``, ``1h30`` or ``90 min``."""
    written = text.strip()
    parts = LENGTH.fullmatch(written)
    if not written or not parts:
        return Unreadable.FORM
    if written.isdigit():
        return Unreadable.NO_UNIT
    length = timedelta(hours=int(parts["hours"] or 0), minutes=int(parts["minutes"] or 0))
    return length if timedelta() < length <= LONGEST else Unreadable.UNLIKELY
