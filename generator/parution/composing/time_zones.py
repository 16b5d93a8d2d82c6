"""The definition of a time zone, which a calendar carries with it (RFC 5545, 3.6.5).

Where clocks change by the same rule every year the definition states the rule, from 1970 on. It is
then the same in every calendar: programs know a zone by its name, and may take the definition that
one calendar brings for another's. Of any other zone the changes are listed, one by one.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

EVER = 1970
"""The year from which a rule is said to hold; older dates stand in no calendar."""

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Change:
    """What clocks do at a moment."""

    shown: datetime
    """Naive, by the clocks as they were before."""
    before: timedelta
    """Offset from UTC."""
    after: timedelta
    name: str
    """Of the time that begins."""
    is_daylight: bool

    @property
    def week(self) -> int:
        """Which of its month's days of the same name it is: 1 is the first, -1 the last."""
        is_last = (self.shown + timedelta(days=7)).month != self.shown.month
        return -1 if is_last else (self.shown.day - 1) // 7 + 1

    @property
    def rule(self) -> dict[str, str | int]:
        """When in the year it happens."""
        day = f"{self.week}{WEEKDAYS[self.shown.weekday()]}"
        return {"FREQ": "YEARLY", "BYMONTH": self.shown.month, "BYDAY": day}

    def since_ever(self) -> Change:
        """Return the change of the year 1970 that happens by the same rule."""
        month, weekday = self.shown.month, self.shown.weekday()
        days = [week[weekday] for week in calendar.monthcalendar(EVER, month) if week[weekday]]
        day = days[self.week if self.week < 0 else self.week - 1]
        return replace(self, shown=self.shown.replace(EVER, month, day))


@cache
def time_zone(zone: ZoneInfo, first: int, last: int) -> str:
    """Return the definition of a zone that holds from the year ``first`` to ``last``."""
    years = [changes(zone, year) for year in range(first, last + 1)]
    rules = {tuple((each.since_ever(), str(each.rule)) for each in year) for year in years}
    if len(rules) == 1 and years[0]:
        return zone_text(zone, [each.since_ever() for each in years[0]], by_rule=True)
    listed = [change for year in years for change in year]
    return zone_text(zone, [beginning(zone, first), *listed], by_rule=False)


def zone_text(zone: ZoneInfo, told: Iterable[Change], by_rule: bool) -> str:
    """Return the definition that tells these changes."""
    # Loaded here: it takes as long as composing a site.
    from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

    defined = Timezone()
    defined.add("TZID", zone.key)
    for change in told:
        part = TimezoneDaylight() if change.is_daylight else TimezoneStandard()
        part.add("DTSTART", change.shown)
        part.add("TZNAME", change.name)
        part.add("TZOFFSETFROM", change.before)
        part.add("TZOFFSETTO", change.after)
        if by_rule:
            part.add("RRULE", change.rule)
        defined.add_component(part)
    return str(defined.to_ical(), "utf-8")


def beginning(zone: ZoneInfo, year: int) -> Change:
    """Return what the clocks show as a year begins, as though they had changed to it then."""
    begins = datetime(year, 1, 1, tzinfo=zone)
    offset = begins.utcoffset() or timedelta()
    name = begins.tzname() or zone.key
    return Change(begins.replace(tzinfo=None), offset, offset, name, is_daylight=False)


@cache
def changes(zone: ZoneInfo, year: int) -> tuple[Change, ...]:
    """Return what clocks do in a year, soonest first."""
    found = []
    for moment in moments(zone, year):
        then, now = (moment - MINUTE).astimezone(zone), moment.astimezone(zone)
        before, after = then.utcoffset() or timedelta(), now.utcoffset() or timedelta()
        shown = (moment + before).replace(tzinfo=None)
        found.append(Change(shown, before, after, now.tzname() or zone.key, bool(now.dst())))
    return tuple(found)


def moments(zone: ZoneInfo, year: int) -> Iterator[datetime]:
    """Yield the instants of a year, in UTC and to the minute, at which a zone's offset changes."""

    def offset(moment: datetime) -> timedelta | None:
        return moment.astimezone(zone).utcoffset()

    day = datetime(year, 1, 1, tzinfo=UTC)
    while day.year == year:
        low, high = day, day + timedelta(days=1)
        day = high
        if offset(low) == offset(high):
            continue
        while high - low > MINUTE:
            middle = low + (high - low) // MINUTE // 2 * MINUTE
            low, high = (middle, high) if offset(middle) == offset(low) else (low, middle)
        yield high
