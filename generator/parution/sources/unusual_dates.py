"""Warns of meetings with an unusual date or hour: day and month exchanged, a year mistyped.

A date that is wrong but valid opens parts early, in silence. These are warnings, because only the
author knows which date is right; each proposes a date more like the others.

    Y4  A meeting lies within half a year of another one of its group, where it has others.
    Y5  A meeting on a theme is not held two months before all others on themes of that year,
        where there are three others.
    Y6  No group meets in July or August, unless two meetings or more are held then.
    Y7  A meeting begins between 8:00 and 23:00, and within three hours of the usual time of its
        group where it has two others, else of all groups.
    Y8  The meetings of a file are in order, where a slip in one date alone puts them out of order.
    Y9  A group that always meets on the same weekday meets on that weekday, where exchanging the
        day and the month makes it so.
    Y12 No group meets on a Sunday, unless another meeting is held on one.

Authors may leave a right date as it is: a warning does not stop a build.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from statistics import median_low

from parution.domain import Group, Meeting
from parution.domain.messages import Message, message
from parution.language.dates import MONTHS, WEEKDAYS, exchange_day_and_month
from parution.sources.plausible_dates import find_year_start
from parution.sources.report import Report

FARTHEST = timedelta(days=183)
EARLIEST = timedelta(days=61)
SUMMER = (7, 8)
SUNDAY = 6
OPENING_HOURS = (8 * 60, 23 * 60)
"""Minutes of the day between which a meeting may begin."""
EVENING = 17 * 60
FEW = 3
"""The usual time of all groups counts if there are more meetings than this."""
USUAL_WITHIN = 180
"""Minutes around the usual time of a group."""


@dataclass(frozen=True, slots=True)
class Others:
    """The meetings with which one is compared."""

    of_group: tuple[datetime, ...]
    """Starts of the group's other meetings."""
    before: datetime | None
    after: datetime | None
    """Starts of the meetings written before and after it in the file."""
    of_edition: tuple[datetime, ...]
    """Starts of other meetings, of all groups, on themes of the same year."""
    usual: int | None
    """The usual start of the group's others, else of all groups, in minutes of the day."""
    in_summer: int
    """Number of other meetings in July or August, of all groups."""
    on_sundays: int
    """Number of other meetings on a Sunday, of all groups."""


def warn_of_unusual(groups: Sequence[Group], report: Report) -> None:
    """Warn of each meeting with an unusual date or hour (Y4 to Y9, Y12)."""
    every = [meeting for group in groups for meeting in group.meetings]
    by_edition: dict[str, list[Meeting]] = {}
    for meeting in every:
        by_edition.setdefault(name_edition(meeting), []).append(meeting)
    of_all = find_median_start(every) if len(every) > FEW else None
    summer = sum(meeting.starts.month in SUMMER for meeting in every)
    sundays = sum(meeting.starts.weekday() == SUNDAY for meeting in every)
    for group in groups:
        written = sorted(group.meetings, key=lambda meeting: meeting.place)
        for number, meeting in enumerate(written):
            if is_before_its_year(meeting):
                continue  # Y1 warns of it; it is not compared with others.
            of_group = [
                each for each in written if each is not meeting and not is_before_its_year(each)
            ]
            others = Others(
                of_group=tuple(each.starts for each in of_group),
                usual=find_usual_start(meeting, of_group) or of_all,
                before=written[number - 1].starts if number else None,
                after=written[number + 1].starts if number + 1 < len(written) else None,
                of_edition=tuple(
                    each.starts
                    for each in by_edition[name_edition(meeting)]
                    if each is not meeting and meeting.theme is not None
                ),
                in_summer=summer - (meeting.starts.month in SUMMER),
                on_sundays=sundays - (meeting.starts.weekday() == SUNDAY),
            )
            warn_if_unlike(meeting, others, report)


def is_before_its_year(meeting: Meeting) -> bool:
    """Return whether a meeting is before the year of its theme (Y1)."""
    begins = find_year_start(name_edition(meeting))
    return begins is not None and meeting.starts < begins


def find_usual_start(meeting: Meeting, of_group: Sequence[Meeting]) -> int | None:
    """Return the usual start of a group's other meetings: of two or more, or of one evening one."""
    if len(of_group) > 1:
        return find_median_start(of_group)
    if of_group and meeting.starts.hour < 12 and find_median_start(of_group) >= EVENING:
        return find_median_start(of_group)
    return None


def find_median_start(meetings: Sequence[Meeting]) -> int:
    """Return the median start of meetings, in minutes of the day."""
    return median_low(count_minutes(meeting.starts) for meeting in meetings)


def name_edition(meeting: Meeting) -> str:
    """Return the name of the year of a meeting's theme; empty without a theme."""
    return (meeting.theme or "").partition("/")[0]


def warn_if_unlike(meeting: Meeting, others: Others, report: Report) -> None:
    """Warn of a meeting unlike the others, and propose the date that was probably meant."""
    said = find_oddity(meeting.starts, others)
    if said is None:
        return
    meant = next(
        (
            date
            for date in list_meant_dates(meeting.starts, others)
            if find_oddity(date, others) is None
        ),
        None,
    )
    report.warn(
        "unusual-date",
        meeting.place,
        said,
        message(
            "Did you mean %(date)s? If the date is right, leave it.", date=f"{meant:%Y-%m-%d %H:%M}"
        )
        if meant
        else message("Check the date and the hour: what opens before and after counts from them."),
    )


def list_meant_dates(starts: datetime, others: Others) -> Iterator[datetime]:
    """Yield the dates that may have been meant by a mistyped one, the likeliest first."""
    if swapped := exchange_day_and_month(starts):
        yield swapped
    if others.usual is not None:
        yield starts.replace(hour=others.usual // 60, minute=others.usual % 60)
    if starts.hour in (1, 2):
        yield starts.replace(hour=10 * starts.hour)
    if starts.hour < 12:
        yield starts.replace(hour=starts.hour + 12)
    if starts.weekday() == SUNDAY and is_near(starts, others.of_group):
        return
    years = [starts.year + off for off in (1, -1, -10, 10)]
    years += [each.year - off for each in others.of_group for off in (0, 1)]
    for year in dict.fromkeys(years):
        try:
            yield starts.replace(year=year)
        except ValueError:  # 29 February.
            continue


def find_oddity(starts: datetime, others: Others) -> Message | None:
    """Return the first oddity of a date; None without one."""
    return next(find_oddities(starts, others), None)


def find_oddities(starts: datetime, others: Others) -> Iterator[Message]:
    """Yield a sentence for each difference from the other meetings."""
    day = f"{starts:%Y-%m-%d}"
    if is_far(starts, others.of_group):
        yield message("no other meeting of the group lies within six months of %(day)s", day=day)
    if len(others.of_edition) > 2 and starts < min(others.of_edition) - EARLIEST:
        yield message(
            "%(day)s lies months before all other meetings on themes of that year", day=day
        )
    if starts.month in SUMMER and others.in_summer < 2:
        yield message("no other meeting is held in %(month)s", month=MONTHS[starts.month - 1])
    if starts.weekday() == SUNDAY and not others.on_sundays:
        yield message("%(day)s is a Sunday; no other meeting is held on one", day=day)
    yield from find_hour_oddities(starts, others.usual)
    yield from find_order_oddities(starts, others)
    yield from find_weekday_oddities(starts, others.of_group)


def is_near(starts: datetime, of_group: Sequence[datetime]) -> bool:
    """Return whether a meeting lies within half a year of another one of its group."""
    return any(abs(each - starts) <= FARTHEST for each in of_group)


def is_far(starts: datetime, of_group: Sequence[datetime]) -> bool:
    """Return whether a meeting is half a year away from all others of its group (Y4).

    Of two meetings far from each other, the earlier one is odd, for it opens parts early; the later
    one if years lie between them.
    """
    if not of_group or is_near(starts, of_group):
        return False
    if len(of_group) > 1:
        return True
    years = starts.year - of_group[0].year
    return years > 1 or (-1 <= years <= 1 and starts < of_group[0])


def find_order_oddities(starts: datetime, others: Others) -> Iterator[Message]:
    """Yield a sentence if a slip puts the meetings of a file out of order (Y8)."""
    if not is_out_of_order(starts, others):
        return
    if any(not is_out_of_order(meant, others) for meant in list_meant_dates(starts, others)):
        yield message(
            "%(day)s breaks the order of the dates in this file", day=f"{starts:%Y-%m-%d}"
        )


def find_weekday_oddities(starts: datetime, of_group: Sequence[datetime]) -> Iterator[Message]:
    """Yield a sentence if a slip puts a date on another weekday than all others (Y9)."""
    weekdays = {each.weekday() for each in of_group}
    swapped = exchange_day_and_month(starts)
    if len(of_group) < 3 or len(weekdays) != 1 or swapped is None:
        return
    if starts.weekday() not in weekdays and swapped.weekday() in weekdays:
        yield message(
            "the group always meets on a %(usual)s, but %(day)s is a %(weekday)s",
            usual=WEEKDAYS[min(weekdays)],
            day=f"{starts:%Y-%m-%d}",
            weekday=WEEKDAYS[starts.weekday()],
        )


def find_hour_oddities(starts: datetime, usual: int | None) -> Iterator[Message]:
    """Yield a sentence for each oddity of a meeting's hour (Y7)."""
    minutes = count_minutes(starts)
    first, last = OPENING_HOURS
    if not first <= minutes <= last:
        yield message("a meeting that begins at %(time)s is unusual", time=f"{starts:%H:%M}")
    if usual is not None and abs(minutes - usual) > USUAL_WITHIN:
        yield message(
            "the other meetings begin around %(usual)s, this one at %(time)s",
            usual=f"{usual // 60:02}:{usual % 60:02}",
            time=f"{starts:%H:%M}",
        )


def count_minutes(moment: datetime) -> int:
    """Return a time in minutes of the day."""
    return moment.hour * 60 + moment.minute


def is_out_of_order(starts: datetime, others: Others) -> bool:
    """Return whether one date alone puts the meetings of a file out of order (Y8)."""
    before, after = others.before, others.after
    if before is None or after is None or before > after or before <= starts <= after:
        return False
    return len(others.of_group) > 2 and all(
        one <= other for one, other in pairwise(others.of_group)
    )
