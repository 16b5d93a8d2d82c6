"""Decide when to publish: at each opening, again after a failure, and once a day. Pure.

PT1 Publish as soon as an opening is due that came after the instant of the last publication.
PT2 Publish at the start, and a day after the last publication, because other things change with
    time too.
PT3 After a failure, try again in 1, 2, 4 … minutes, an hour at most. An opening that comes due
    meanwhile causes a try at once.
PT4 When the clock was set back, moments of the past that now lie in the future count as now, so
    that no opening is skipped.
PT5 The sleeping process looks at the clock every minute: if the machine slept or the clock was set
    forward, publishing is late by a minute at most.
PT6 A failure is reported when it begins, once a day while it lasts, and when it is over.

Publishing late or twice causes a delay, and no other harm.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

DAY = timedelta(days=1)
SHORTEST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(hours=1)
NAP = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Past:
    """The attempts so far; all moments are aware."""

    until: datetime | None = None
    """Readers have every part that opened up to this instant."""

    tried_at: datetime | None = None
    """When the last attempt ended, successful or not."""

    failures: int = 0
    """Number of failures since the last success."""

    notified_at: datetime | None = None
    """When somebody was last notified of these failures."""

    def seen_from(self, now: datetime) -> Past:
        """Return the same past with moments after `now` moved to `now` (PT4)."""
        return replace(
            self,
            until=self.until and min(self.until, now),
            tried_at=self.tried_at and min(self.tried_at, now),
            notified_at=self.notified_at and min(self.notified_at, now),
        )

    def after_success(self, began: datetime, ended: datetime) -> Past:
        """Return the past after a successful attempt."""
        # If the clock was set back during the attempt, only openings up to the earlier instant are
        # certain.
        return Past(until=min(began, ended), tried_at=ended)

    def after_failure(self, ended: datetime) -> Past:
        """Return the past after a failed attempt."""
        return replace(self, tried_at=ended, failures=self.failures + 1)

    def record_notified(self, now: datetime) -> Past:
        """Return the past after somebody was notified of the failures."""
        return replace(self, notified_at=now)

    def needs_notification(self, now: datetime) -> bool:
        """Return whether to notify somebody of the failures now (PT6)."""
        return self.failures > 0 and (self.notified_at is None or now >= self.notified_at + DAY)


def find_due_moment(openings: Sequence[datetime], past: Past, now: datetime) -> datetime:
    """Return when to publish next; `now` or a moment before it means at once.

    ``openings`` are the instants of the openings after `Past.until`, or before the first success
    after `Past.tried_at`, soonest first.
    """
    if past.tried_at is None or (past.until is None and not past.failures):
        return now
    if past.failures:
        again = past.tried_at + wait_after(past.failures)
        return find_first_after(past.tried_at, openings, again)
    assert past.until is not None
    return find_first_after(past.until, openings, past.until + DAY)


def find_first_after(moment: datetime, openings: Sequence[datetime], latest: datetime) -> datetime:
    """Return the first opening after a moment, or ``latest`` if none comes before that."""
    return next((each for each in openings if moment < each < latest), latest)


def wait_after(failures: int) -> timedelta:
    """Return how long to wait before trying again (PT3).

    >>> [wait_after(count).seconds // 60 for count in (1, 2, 3, 7, 50)]
    [1, 2, 4, 60, 60]
    """
    return min(SHORTEST_WAIT * (1 << min(failures - 1, 10)), LONGEST_WAIT)


def measure_nap(due: datetime, now: datetime) -> timedelta:
    """Return how long to sleep before looking at the clock again (PT5)."""
    return max(timedelta(), min(due - now, NAP))
