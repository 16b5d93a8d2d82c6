"""Publishing at each opening, in a world whose clock, sleep and failures the tests control."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parution.publish.due import DAY, NAP, Past, find_due_moment
from parution.publish.watch import Attempt, watch
from parution.release import list_upcoming
from parution.sources import read
from tiny_project import changed, tiny_project

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
START = datetime(2026, 10, 8, 12, tzinfo=UTC)
OPENING = datetime(2026, 10, 8, 20, 30, tzinfo=UTC)


class TheEnd(Exception):
    """The period that a test examines is over."""


class World:
    """A machine: true time passes, its clock may be wrong, `publish` may fail.

    world = World([OPENING], start=START)
    world.later(HOUR, lambda: world.set_clock(-HOUR))
    world.watch(until=START + DAY)
    world.published  # the clock's time at each publication that went well
    """

    def __init__(self, openings: Sequence[datetime], start: datetime = START) -> None:
        self.openings = openings
        self.time = start
        self.offset = timedelta()
        self.takes = timedelta()
        self.fails: Callable[[], bool] = lambda: False
        self.attempts: list[datetime] = []
        self.published: list[datetime] = []
        self.told: list[str] = []
        self._events: list[tuple[datetime, Callable[[], None]]] = []

    def later(self, after: timedelta, event: Callable[[], None]) -> None:
        self._events.append((self.time + after, event))
        self._events.sort(key=lambda each: each[0])

    def set_clock(self, by: timedelta) -> None:
        self.offset += by

    def suspend(self, lasting: timedelta) -> None:
        """Let time pass while the sleeping program does not notice."""
        self.time += lasting

    def watch(self, until: datetime) -> World:
        self._end = until
        with pytest.raises(TheEnd):
            watch(self._after, self._publish, self._clock, self._sleep, self)
        return self

    # The functions that the loop is given.

    def _clock(self) -> datetime:
        return self.time + self.offset

    def _sleep(self, duration: timedelta) -> None:
        assert timedelta() < duration <= NAP
        self._pass(duration)

    def _pass(self, duration: timedelta) -> None:
        awake_at = self.time + duration
        while self._events and self._events[0][0] <= awake_at:
            at, event = self._events.pop(0)
            before = max(self.time, at)
            self.time = before
            event()
            awake_at += self.time - before
        self.time = awake_at
        if self.time >= self._end:
            raise TheEnd

    def _publish(self) -> Attempt:
        shown = self._clock()
        self.attempts.append(shown)
        self._pass(self.takes)
        if self.fails():
            return Attempt(False, "Le disque est plein.")
        self.published.append(shown)
        return Attempt(True)

    def _after(self, since: datetime) -> Sequence[datetime]:
        return [each for each in self.openings if each > since]

    def next_is(self, due: datetime) -> None:
        pass

    def report_failure(self, attempt: Attempt, again_at: datetime, is_news: bool) -> None:
        if is_news:
            self.told.append(attempt.output)

    def report_recovery(self) -> None:
        self.told.append("again")


def test_it_publishes_at_the_start_and_at_each_opening() -> None:
    """Undisturbed, it publishes at the start and at each opening, to the second, and no oftener."""
    second = OPENING + timedelta(minutes=90)
    world = World([OPENING, second]).watch(until=START + timedelta(hours=20))
    assert world.published == [START, OPENING, second]


def test_it_publishes_once_a_day_in_any_case() -> None:
    """It publishes daily even without an opening: meetings pass and lists age."""
    world = World([]).watch(until=START + 2 * DAY + HOUR)
    assert world.published == [START, START + DAY, START + 2 * DAY]


@pytest.mark.parametrize(
    ("meeting", "opens_at"),
    [
        # That night 02:30 comes twice, and counts as the later; two hours on are elapsed time.
        ("2026-10-25 02:30", datetime(2026, 10, 25, 3, 30, tzinfo=UTC)),
        ("2026-10-24 23:45", datetime(2026, 10, 24, 23, 45, tzinfo=UTC)),
        # That night there is no 02:30: it counts as 03:30 of summer.
        ("2026-03-29 02:30", datetime(2026, 3, 29, 3, 30, tzinfo=UTC)),
        ("2026-03-28 23:45", datetime(2026, 3, 29, 0, 45, tzinfo=UTC)),
    ],
)
def test_in_the_nights_when_clocks_change(meeting: str, opens_at: datetime, tmp_path: Path) -> None:
    """A part that opens at a meeting's end is published at that very instant."""
    group = changed("groups/blain.yml", "2026-10-08 20:30", meeting)
    project = tiny_project(tmp_path, group)
    catalogue = read(project, project / "mkdocs.yml").require()
    start = opens_at - timedelta(hours=20)
    instants = [each.opens_at for each in list_upcoming(catalogue, start)]
    assert opens_at in instants
    world = World(sorted(set(instants)), start).watch(until=opens_at + HOUR)
    assert world.published[-1] == opens_at


def test_a_machine_asleep_over_an_opening_publishes_when_it_wakes() -> None:
    """It publishes within a minute of waking, though its sleep goes by another clock."""
    world = World([OPENING])
    world.later(timedelta(hours=8), lambda: world.suspend(timedelta(hours=5)))
    world.watch(until=START + timedelta(hours=15))
    awake = START + timedelta(hours=13)
    assert len(world.published) == 2
    assert awake <= world.published[1] <= awake + NAP


def test_a_clock_set_forward_over_an_opening_publishes() -> None:
    """It trusts the clock, and publishes when that is set past an opening."""
    world = World([OPENING])
    world.later(HOUR, lambda: world.set_clock(timedelta(hours=12)))
    world.watch(until=START + 2 * HOUR)
    assert len(world.published) == 2
    assert world.published[1] >= OPENING


def test_a_clock_set_back_over_an_opening_skips_none() -> None:
    """When an opening's hour comes again, it publishes again."""
    world = World([OPENING])
    world.later(timedelta(hours=9), lambda: world.set_clock(-timedelta(hours=2)))
    world.watch(until=START + timedelta(hours=12))
    assert world.published[1:] == [OPENING, OPENING]


def test_a_clock_that_was_a_year_ahead_is_forgotten() -> None:
    """Once the clock is right again, everything is on time."""
    world = World([OPENING])
    world.set_clock(365 * DAY)
    world.later(HOUR, lambda: world.set_clock(-365 * DAY))
    world.watch(until=OPENING + HOUR)
    assert world.published[-1] == OPENING


def test_a_clock_set_back_while_publishing_skips_no_opening() -> None:
    """It publishes again if the clock was set back while the sites were made."""
    world = World([OPENING])
    world.takes = 2 * MINUTE
    world.later(timedelta(hours=8, minutes=31), lambda: world.set_clock(-timedelta(minutes=10)))
    world.watch(until=OPENING + HOUR)
    assert world.published[1:] == [OPENING, OPENING]


def test_two_failures_cost_three_minutes() -> None:
    """It retries after one minute, then two; it mails once at the failure and once at its end."""
    world = World([OPENING])
    outcomes = iter([False, True, True])
    world.fails = lambda: next(outcomes, False)
    world.watch(until=OPENING + HOUR)
    assert world.attempts[1:] == [OPENING, OPENING + MINUTE, OPENING + 3 * MINUTE]
    assert world.published == [START, OPENING + 3 * MINUTE]
    assert world.told == ["Le disque est plein.", "again"]


def test_an_opening_during_failures_is_tried_at_once() -> None:
    """An opening is tried at once, however long the wait between retries."""
    world = World([OPENING])
    world.fails = lambda: world.time < OPENING
    world.watch(until=OPENING + HOUR)
    assert world.published == [OPENING]


def test_a_lasting_failure_is_mailed_once_a_day() -> None:
    """A lasting failure is retried hourly and mailed daily."""
    world = World([])
    world.fails = lambda: True
    world.watch(until=START + 3 * DAY - HOUR)
    assert world.told == ["Le disque est plein."] * 3
    assert len(world.attempts) < 6 + 3 * 24 + 1


MOMENTS = st.integers(0, 72 * 60).map(lambda minutes: timedelta(minutes=minutes))
STEPS = st.integers(-26 * 60, 26 * 60).map(lambda minutes: timedelta(minutes=minutes))
SLEEPS = st.integers(1, 20 * 60).map(lambda minutes: timedelta(minutes=minutes))


@settings(max_examples=40, deadline=None)
@given(
    st.lists(MOMENTS, max_size=6),
    st.lists(st.tuples(MOMENTS, STEPS), max_size=4),
    st.lists(st.tuples(MOMENTS, SLEEPS), max_size=3),
    st.sets(st.integers(0, 12), max_size=6),
)
def test_whatever_happens_no_opening_is_lost(
    openings: list[timedelta],
    steps: list[tuple[timedelta, timedelta]],
    sleeps: list[tuple[timedelta, timedelta]],
    failing: set[int],
) -> None:
    """Once clock and publishing work again, everything due is published."""
    instants = sorted({START + each for each in openings})
    world = World(instants)
    for after, step in steps:
        world.later(after, lambda step=step: world.set_clock(step))  # type: ignore[misc]
    for after, lasting in sleeps:
        world.later(after, lambda lasting=lasting: world.suspend(lasting))  # type: ignore[misc]
    world.fails = lambda: len(world.attempts) in failing
    right_at = timedelta(hours=74)
    world.later(right_at, lambda: setattr(world, "offset", timedelta()))
    end = START + right_at + timedelta(hours=90)
    world.watch(until=end)
    last = max(world.published[-2:])
    assert not [each for each in instants if last < each <= end]
    assert find_due_moment([], Past(), end) == end
