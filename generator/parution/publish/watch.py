"""Publishes at each opening, for as long as it runs: the thin shell around `timetable`.

The clock, sleeping, publishing and telling are given to it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from parution.publish.timetable import Past, due_at, nap


@dataclass(frozen=True, slots=True)
class Attempt:
    """How one publication ended."""

    went_well: bool
    said: str = ""
    """What it had to say, for people."""


class Listener(Protocol):
    """Who hears of what happens."""

    def next_is(self, due: datetime) -> None:
        """Hear when publishing is due next."""

    def failed(self, attempt: Attempt, again_at: datetime, is_news: bool) -> None:
        """Hear of a failure; ``is_news`` when somebody who can act is to be told."""

    def recovered(self) -> None:
        """Hear that publishing works again, of whose failure somebody was told."""


def watch(
    openings: Callable[[datetime], Sequence[datetime]],
    publish: Callable[[], Attempt],
    clock: Callable[[], datetime],
    sleep: Callable[[timedelta], None],
    listener: Listener,
) -> None:
    """Publish whenever it is due; ends only by what one of its parts raises.

    ``openings`` gives the instants of the openings after an instant, soonest first; ``clock`` an
    aware moment. See `parution.publish.timetable` for when publishing is due.
    """
    past, announced = Past(), None
    while True:
        now = clock()
        past = past.seen_from(now)
        due = due_at(openings(past.until or past.tried_at or now), past, now)
        if due > now:
            if due != announced:
                listener.next_is(due)
                announced = due
            sleep(nap(due, now))
            continue
        past = note_attempt(past, publish(), now, clock(), listener)


def note_attempt(
    past: Past, attempt: Attempt, began: datetime, ended: datetime, listener: Listener
) -> Past:
    """Return what is known after an attempt, and let the listener hear of it."""
    if attempt.went_well:
        if past.told_at is not None:
            listener.recovered()
        return past.after_success(began, ended)
    past = past.after_failure(ended)
    is_news = past.is_to_be_told(ended)
    listener.failed(attempt, due_at((), past, ended), is_news)
    return past.told(ended) if is_news else past
