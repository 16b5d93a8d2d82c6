"""Computes the instant at which a part opens, from a release rule and dated meetings.

    T1  Instants are compared in UTC; local times are wall-clock times of one zone.
    T2  A local time that does not exist moves later; one that exists twice is the later one.
    T3  Days are counted on the calendar; hours and minutes are elapsed.
    T4  *Before* and *at start* count from the start of the first meeting on the theme,
        *after start* from the start of the last, *at end* and *after* from the end of the last.
    T5  A date holds whatever the meetings. Any other rule without a meeting opens nothing.
    T6  A bound moves an opening that lies beyond it, and opens nothing by itself.

Late is a nuisance, early is a breach: of two possible answers, these functions return the later.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta
from functools import lru_cache
from typing import assert_never
from zoneinfo import ZoneInfo

from parution.domain import (
    Always,
    Bounded,
    DaysFromMeeting,
    ElapsedFromMeeting,
    Meeting,
    Never,
    OnDate,
    Rule,
)

ALWAYS_OPEN = datetime.min.replace(tzinfo=UTC)
"""Stands for the opening of a part that is always open: before every instant."""


@lru_cache(maxsize=4096)
def convert_to_utc(local: datetime, zone: ZoneInfo) -> datetime:
    """Return the UTC instant of a naive local time (T2); raise ValueError if it is aware.

    The two readings of a time (`fold`) differ only in the nights of clock changes. In both kinds of
    night the later reading is the safe one.
    """
    if local.tzinfo is not None:
        raise ValueError(f"a local time has no zone of its own: {local}")
    return max(local.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1))


def find_opening(rule: Rule, meetings: Sequence[Meeting], zone: ZoneInfo) -> datetime | None:
    """Return the opening of `rule` in UTC: `ALWAYS_OPEN`, an instant, or None without one.

    `meetings` are those of one group on one theme, in any order.
    """
    match rule:
        case Always():
            return ALWAYS_OPEN
        case Never():
            return None
        case OnDate(moment):
            return convert_to_utc(moment, zone)
        case DaysFromMeeting() | ElapsedFromMeeting() | Bounded() if not meetings:
            return None
        case DaysFromMeeting(days, at):
            origin = find_first_start(meetings, zone) if days < 0 else find_last_end(meetings, zone)
            return move_to_day(origin, days, at, zone)
        case ElapsedFromMeeting(delay, from_start):
            return find_origin(delay, from_start, meetings, zone) + delay
        case Bounded(counted):
            opens_at = find_opening(counted, meetings, zone)
            return opens_at and move_within_bounds(rule, opens_at, zone)
        case _:
            assert_never(rule)


def find_first_start(meetings: Sequence[Meeting], zone: ZoneInfo) -> datetime:
    """Return the start of the first of the meetings, in UTC."""
    return min(convert_to_utc(meeting.starts, zone) for meeting in meetings)


def find_last_start(meetings: Sequence[Meeting], zone: ZoneInfo) -> datetime:
    """Return the start of the last of the meetings, in UTC."""
    return max(convert_to_utc(meeting.starts, zone) for meeting in meetings)


def find_last_end(meetings: Sequence[Meeting], zone: ZoneInfo) -> datetime:
    """Return the end of the last of the meetings, in UTC; durations are elapsed time (T3)."""
    return max(convert_to_utc(meeting.starts, zone) + meeting.duration for meeting in meetings)


def move_within_bounds(bounds: Bounded, opens_at: datetime, zone: ZoneInfo) -> datetime:
    """Return an opening, moved to a bound if beyond it (T6)."""
    if bounds.not_after:
        opens_at = min(opens_at, convert_to_utc(bounds.not_after, zone))
    if bounds.not_before:
        opens_at = max(opens_at, convert_to_utc(bounds.not_before, zone))
    return opens_at


def find_origin(
    delay: timedelta, from_start: bool, meetings: Sequence[Meeting], zone: ZoneInfo
) -> datetime:
    """Return the start or end from which a length of time counts (T4)."""
    if delay < timedelta(0) or (from_start and not delay):
        return find_first_start(meetings, zone)
    return find_last_start(meetings, zone) if from_start else find_last_end(meetings, zone)


def move_to_day(origin: datetime, days: int, at: time, zone: ZoneInfo) -> datetime:
    """Return a wall-clock time on the day that is `days` calendar days from an instant's (T3)."""
    day = origin.astimezone(zone).date() + timedelta(days=days)
    return convert_to_utc(datetime.combine(day, at), zone)
