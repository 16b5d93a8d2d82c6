"""The definition of a time zone, which a calendar carries with it (RFC 5545, 3.6.5).

If clocks change by the same rule every year, the definition states that rule, from 1970 on. It is
then the same in every calendar: programs identify a zone by its name, and may apply the definition
from one calendar to another. For any other zone the definition lists each change.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

EVER = 1970
"""First year of a stated rule; no calendar holds older dates."""

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class ClockChange:
    """A change of the clocks."""

    shown: datetime
    """Naive local time just before the change."""
    before: timedelta
    """Offset from UTC."""
    after: timedelta
    name: str
    """Abbreviation of the time that begins."""
    is_daylight: bool

    @property
    def week(self) -> int:
        """Number of its weekday within the month: 1 for the first, -1 for the last."""
        is_last = (self.shown + timedelta(days=7)).month != self.shown.month
        return -1 if is_last else (self.shown.day - 1) // 7 + 1

    @property
    def rule(self) -> str:
        """The yearly rule, as an iCalendar ``RRULE`` value."""
        day = f"{self.week}{WEEKDAYS[self.shown.weekday()]}"
        return f"FREQ=YEARLY;BYDAY={day};BYMONTH={self.shown.month}"

    def since_ever(self) -> ClockChange:
        """Return the change of the year 1970 by the same rule."""
        month, weekday = self.shown.month, self.shown.weekday()
        days = [week[weekday] for week in calendar.monthcalendar(EVER, month) if week[weekday]]
        day = days[self.week if self.week < 0 else self.week - 1]
        return replace(self, shown=self.shown.replace(EVER, month, day))


@cache
def write_time_zone(zone: ZoneInfo, first: int, last: int) -> tuple[str, ...]:
    """Return the lines that define a zone from the year ``first`` to ``last``."""
    years = [list_clock_changes(zone, year) for year in range(first, last + 1)]
    rules = {tuple((each.since_ever(), each.rule) for each in year) for year in years}
    if len(rules) == 1 and years[0]:
        lines = [
            line for each in years[0] for line in write_change_lines(each.since_ever(), each.rule)
        ]
    else:
        listed = [find_beginning(zone, first), *(change for year in years for change in year)]
        lines = [line for each in listed for line in write_change_lines(each)]
    return ("BEGIN:VTIMEZONE", f"TZID:{zone.key}", *lines, "END:VTIMEZONE")


def write_change_lines(change: ClockChange, rule: str = "") -> Iterator[str]:
    """Yield the lines that define a change, with its yearly rule if it has one."""
    kind = "DAYLIGHT" if change.is_daylight else "STANDARD"
    yield f"BEGIN:{kind}"
    yield f"DTSTART:{change.shown:%Y%m%dT%H%M%S}"
    if rule:
        yield f"RRULE:{rule}"
    yield f"TZNAME:{change.name}"
    yield f"TZOFFSETFROM:{format_offset(change.before)}"
    yield f"TZOFFSETTO:{format_offset(change.after)}"
    yield f"END:{kind}"


def format_offset(offset: timedelta) -> str:
    """Return an offset from UTC in the format of iCalendar: ``+0100``."""
    minutes = abs(offset) // MINUTE
    return f"{'-' if offset < timedelta() else '+'}{minutes // 60:02}{minutes % 60:02}"


def find_beginning(zone: ZoneInfo, year: int) -> ClockChange:
    """Return a change at the start of a year to the offset that the zone has then."""
    begins = datetime(year, 1, 1, tzinfo=zone)
    offset = begins.utcoffset() or timedelta()
    name = begins.tzname() or zone.key
    return ClockChange(begins.replace(tzinfo=None), offset, offset, name, is_daylight=False)


@cache
def list_clock_changes(zone: ZoneInfo, year: int) -> tuple[ClockChange, ...]:
    """Return the clock changes of a year, soonest first."""
    found = []
    for moment in list_change_moments(zone, year):
        then, now = (moment - MINUTE).astimezone(zone), moment.astimezone(zone)
        before, after = then.utcoffset() or timedelta(), now.utcoffset() or timedelta()
        shown = (moment + before).replace(tzinfo=None)
        found.append(ClockChange(shown, before, after, now.tzname() or zone.key, bool(now.dst())))
    return tuple(found)


@cache
def list_change_moments(zone: ZoneInfo, year: int) -> tuple[datetime, ...]:
    """Return the instants of a year, in UTC and to the minute, at which a zone's offset changes."""
    return tuple(find_change_moments(zone, year))


def find_change_moments(zone: ZoneInfo, year: int) -> Iterator[datetime]:
    """Yield the same instants as `list_change_moments`, soonest first, found by bisection."""

    def offset(moment: datetime) -> timedelta | None:
        return moment.astimezone(zone).utcoffset()

    ends = datetime(year + 1, 1, 1, tzinfo=UTC)
    high = datetime(year, 1, 1, tzinfo=UTC)
    while high < ends:
        # No zone changes twice within a week.
        low, high = high, min(high + timedelta(days=7), ends)
        if offset(low) == offset(high):
            continue
        while high - low > MINUTE:
            middle = low + (high - low) // MINUTE // 2 * MINUTE
            low, high = (middle, high) if offset(middle) == offset(low) else (low, middle)
        yield high
