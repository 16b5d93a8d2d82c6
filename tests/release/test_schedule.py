"""Local times, days and hours (T1 to T5 of `parution.release.schedule`)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from dateutil import tz
from hypothesis import given
from hypothesis import strategies as st

from builders import PARIS, instant, local, meeting
from parution.domain import Meeting
from parution.domain.instant import Instant
from parution.release import convert_to_utc
from parution.release.grammar import parse_rule
from parution.release.schedule import ALWAYS_OPEN, find_opening

SPRING_NIGHT = datetime(2026, 3, 29)
"""The clocks go from 02:00 to 03:00."""
AUTUMN_NIGHT = datetime(2026, 10, 25)
"""The clocks go from 03:00 back to 02:00."""

LOCAL_TIMES = [
    ("winter", "2026-01-15 20:30", "2026-01-15 19:30Z"),
    ("summer", "2026-07-15 20:30", "2026-07-15 18:30Z"),
    ("spring, last minute before", "2026-03-29 01:59", "2026-03-29 00:59Z"),
    ("spring, first that does not exist", "2026-03-29 02:00", "2026-03-29 01:00Z"),
    ("spring, does not exist", "2026-03-29 02:30", "2026-03-29 01:30Z"),
    ("spring, first after", "2026-03-29 03:00", "2026-03-29 01:00Z"),
    ("autumn, last that exists once", "2026-10-25 01:59", "2026-10-24 23:59Z"),
    ("autumn, exists twice", "2026-10-25 02:00", "2026-10-25 01:00Z"),
    ("autumn, exists twice", "2026-10-25 02:59", "2026-10-25 01:59Z"),
    ("autumn, first after", "2026-10-25 03:00", "2026-10-25 02:00Z"),
]


@pytest.mark.parametrize(("_", "wall_clock", "expected"), LOCAL_TIMES, ids=lambda value: value)
def test_local_time_in_utc(_: str, wall_clock: str, expected: str) -> None:
    """A time that does not exist moves later; of one that exists twice the later counts (T2)."""
    assert convert_to_utc(local(wall_clock), PARIS) == instant(expected)


def find_latest_reading(wall_clock: datetime, zone: ZoneInfo) -> datetime:
    """Find the instant of a local time by reading a clock minute after minute, in UTC.

    Only the unambiguous direction is used, from UTC to local. If the clock never shows the time,
    the skipped minutes are counted on from the last one shown.
    """
    start = wall_clock.replace(tzinfo=UTC) - timedelta(hours=4)
    shown = {
        minute: minute.astimezone(zone).replace(tzinfo=None)
        for minute in (start + timedelta(minutes=count) for count in range(8 * 60))
    }
    readings = [minute for minute, clock in shown.items() if clock == wall_clock]
    if readings:
        return max(readings)
    last = max(minute for minute, clock in shown.items() if clock < wall_clock)
    return last + (wall_clock - shown[last])


@pytest.mark.parametrize("night", [SPRING_NIGHT, AUTUMN_NIGHT], ids=["spring", "autumn"])
def test_agrees_with_a_clock_looked_at_every_minute(night: datetime) -> None:
    """Each minute of both nights is the instant at which a clock last shows it (T2)."""
    for minute in range(5 * 60):
        wall_clock = night + timedelta(minutes=minute)
        assert convert_to_utc(wall_clock, PARIS) == find_latest_reading(wall_clock, PARIS)


@given(
    st.datetimes(datetime(2000, 1, 1), datetime(2036, 12, 31))
    | st.integers(0, 6 * 60).map(lambda minute: SPRING_NIGHT + timedelta(minutes=minute))
    | st.integers(0, 6 * 60).map(lambda minute: AUTUMN_NIGHT + timedelta(minutes=minute)),
    st.sampled_from(["Europe/Paris", "America/Cayenne", "Indian/Reunion", "America/Miquelon"]),
)
def test_agrees_with_another_library(wall_clock: datetime, zone: str) -> None:
    """Each local time is the instant that dateutil gives for the later reading (T2)."""
    theirs = wall_clock.replace(tzinfo=tz.gettz(zone))
    exists = tz.datetime_exists(theirs)
    theirs = tz.enfold(theirs, fold=1) if exists else tz.resolve_imaginary(theirs)
    assert convert_to_utc(wall_clock, ZoneInfo(zone)) == theirs.astimezone(UTC)


def test_a_local_time_has_no_zone() -> None:
    """An aware time is refused as a local one, rather than reread in another zone (T1)."""
    with pytest.raises(ValueError, match="no zone of its own"):
        convert_to_utc(instant("2026-10-08 20:30Z"), PARIS)


def test_an_instant_has_an_offset() -> None:
    """A naive instant is refused rather than guessed (T1)."""
    with pytest.raises(ValueError, match="needs an offset"):
        Instant(local("2026-10-08 20:30"))


EVENING = [meeting("2026/pain", "2026-10-08 20:30")]
TWO_EVENINGS = [
    meeting("2026/pain", "2026-11-12 20:30", hours=1.5),
    meeting("2026/pain", "2026-10-08 20:30", hours=3),
]
OVERNIGHT = [meeting("2026/pain", "2026-10-08 22:30")]
AFTER_SPRING_NIGHT = [meeting("2026/pain", "2026-03-29 20:30")]
AFTER_AUTUMN_NIGHT = [meeting("2026/pain", "2026-10-25 20:30")]
IN_AUTUMN_NIGHT = [meeting("2026/pain", "2026-10-25 01:30")]

OPENINGS = [
    # G2, T4: one meeting
    ("at start", EVENING, "2026-10-08 18:30Z"),
    ("at end", EVENING, "2026-10-08 20:30Z"),
    ("2 hours before", EVENING, "2026-10-08 16:30Z"),
    ("2 hours after", EVENING, "2026-10-08 22:30Z"),
    ("15 days before", EVENING, "2026-09-23 06:00Z"),
    ("15 days before at 18:00", EVENING, "2026-09-23 16:00Z"),
    ("the day before", EVENING, "2026-10-07 06:00Z"),
    ("the day after", EVENING, "2026-10-09 06:00Z"),
    ("1 week after", EVENING, "2026-10-15 06:00Z"),
    ("20 minutes after start", EVENING, "2026-10-08 18:50Z"),
    ("1 hour after start", EVENING, "2026-10-08 19:30Z"),
    ("3 hours after start", EVENING, "2026-10-08 21:30Z"),  # later than its end: nothing forbids it
    ("2 hours before start", EVENING, "2026-10-08 16:30Z"),
    ("2 hours after end", EVENING, "2026-10-08 22:30Z"),
    # T4: several meetings, whatever their order
    ("15 days before", TWO_EVENINGS, "2026-09-23 06:00Z"),
    ("at start", TWO_EVENINGS, "2026-10-08 18:30Z"),
    ("2 hours before", TWO_EVENINGS, "2026-10-08 16:30Z"),
    ("20 minutes after start", TWO_EVENINGS, "2026-11-12 19:50Z"),
    ("at end", TWO_EVENINGS, "2026-11-12 21:00Z"),
    ("2 hours after", TWO_EVENINGS, "2026-11-12 23:00Z"),
    ("2 days after", TWO_EVENINGS, "2026-11-14 07:00Z"),
    # T4: the day after a meeting that ends past midnight is the day after its end
    ("the day after", OVERNIGHT, "2026-10-10 06:00Z"),
    ("the day before", OVERNIGHT, "2026-10-07 06:00Z"),
    # T3: days keep the wall-clock time, hours are elapsed
    ("1 day before", AFTER_SPRING_NIGHT, "2026-03-28 07:00Z"),
    ("24 hours before", AFTER_SPRING_NIGHT, "2026-03-28 18:30Z"),
    ("1 day before", AFTER_AUTUMN_NIGHT, "2026-10-24 06:00Z"),
    ("24 hours before", AFTER_AUTUMN_NIGHT, "2026-10-24 19:30Z"),
    ("1 day after at 02:30", [meeting("2026/pain", "2026-03-28 20:30")], "2026-03-29 01:30Z"),
    ("1 day after at 02:30", [meeting("2026/pain", "2026-10-24 20:30")], "2026-10-25 01:30Z"),
    ("1 hour after start", [meeting("2026/pain", "2026-03-29 01:30")], "2026-03-29 01:30Z"),
    ("1 hour after start", [meeting("2026/pain", "2026-10-25 01:30")], "2026-10-25 00:30Z"),
    ("1 hour after start", [meeting("2026/pain", "2026-10-25 02:30")], "2026-10-25 02:30Z"),
    ("at end", IN_AUTUMN_NIGHT, "2026-10-25 01:30Z"),
    # T6: bounds move only openings that lie beyond them
    ("15 days before, not before 2026-10-01", EVENING, "2026-10-01 06:00Z"),
    ("15 jours avant, pas avant 2026-09-01", EVENING, "2026-09-23 06:00Z"),
    ("à la fin, pas après 2026-10-08 21:00", EVENING, "2026-10-08 19:00Z"),
    ("at end, not after 2026-12-01", EVENING, "2026-10-08 20:30Z"),
    ("at end, not before 2026-10-09, not after 2026-10-10", EVENING, "2026-10-09 06:00Z"),
    # T5
    ("2026-10-01 08:00", [], "2026-10-01 06:00Z"),
    ("2026-10-01", EVENING, "2026-10-01 06:00Z"),
]


@pytest.mark.parametrize(
    ("rule", "meetings", "expected"), OPENINGS, ids=lambda value: str(value)[:40]
)
def test_opening(rule: str, meetings: list[Meeting], expected: str) -> None:
    """A rule opens at the instant counted from the meetings on the theme (T2 to T5)."""
    assert find_opening(parse_rule(rule).rule, meetings, PARIS) == instant(expected)


@pytest.mark.parametrize(
    "rule",
    [
        "at start",
        "at end",
        "1 hour after start",
        "15 days before",
        "2 hours after",
        "never",
        "at end, not after 2026-10-01",
    ],
)
def test_no_opening_without_a_meeting(rule: str) -> None:
    """A rule that counts from a meeting never opens without one (T5)."""
    assert find_opening(parse_rule(rule).rule, [], PARIS) is None


def test_never_opens_never() -> None:
    """The rule “never” has no opening, whatever the meetings."""
    assert find_opening(parse_rule("never").rule, EVENING, PARIS) is None


def test_always_is_before_every_instant() -> None:
    """The rule “always” is open at every instant, with meetings or without."""
    assert find_opening(parse_rule("always").rule, [], PARIS) == ALWAYS_OPEN
    assert ALWAYS_OPEN.utcoffset() == timedelta(0)
