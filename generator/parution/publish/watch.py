"""Publish at each opening for as long as the process runs: a thin shell around `due`.

The caller passes in the clock and the functions that sleep, publish and report.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from parution.publish.due import Past, find_due_moment, measure_nap


@dataclass(frozen=True, slots=True)
class Attempt:
    """The outcome of one publication."""

    went_well: bool
    output: str = ""
    """What it printed, for people."""


class WatchListener(Protocol):
    """Receives the events of the watch."""

    def next_is(self, due: datetime) -> None:
        """Receive the moment of the next publication."""

    def report_failure(self, attempt: Attempt, again_at: datetime, is_news: bool) -> None:
        """Receive a failure and the time of the next try; ``is_news`` asks to notify somebody."""

    def report_recovery(self) -> None:
        """Learn that publishing works again after a failure of which somebody was notified."""


def watch(
    openings: Callable[[datetime], Sequence[datetime]],
    publish: Callable[[], Attempt],
    clock: Callable[[], datetime],
    sleep: Callable[[timedelta], None],
    listener: WatchListener,
) -> None:
    """Publish whenever it is due, until a callback raises.

    ``openings`` returns the instants of the openings after an instant, soonest first; ``clock``
    returns an aware moment. `parution.publish.due` decides when publishing is due.
    """
    past, announced = Past(), None
    while True:
        now = clock()
        past = past.seen_from(now)
        due = find_due_moment(openings(past.until or past.tried_at or now), past, now)
        if due > now:
            if due != announced:
                listener.next_is(due)
                announced = due
            sleep(measure_nap(due, now))
            continue
        past = note_attempt(past, publish(), now, clock(), listener)


def note_attempt(
    past: Past, attempt: Attempt, began: datetime, ended: datetime, listener: WatchListener
) -> Past:
    """Return the past including this attempt; report failure and recovery to the listener."""
    if attempt.went_well:
        if past.notified_at is not None:
            listener.report_recovery()
        return past.after_success(began, ended)
    past = past.after_failure(ended)
    is_news = past.needs_notification(ended)
    listener.report_failure(attempt, find_due_moment((), past, ended), is_news)
    return past.record_notified(ended) if is_news else past
