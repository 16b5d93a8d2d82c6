"""When to publish: at each opening, after a failure again, and once a day in any case. Pure.

W1  As soon as the instant of an opening has come that the last publication did not know, publish.
W2  At the start, and a day after the last publication, publish: other things change with time too.
W3  After a failure, try again in 1, 2, 4 … minutes, an hour at most; an opening that comes
    meanwhile is a reason to try at once.
W4  A clock that was set back takes the past along: what was published up to an instant that is
    still to come counts as published up to now, so that no opening is passed over.
W5  Whoever sleeps looks at the clock every minute: a machine that was asleep, or a clock that was
    set forward, costs a minute at most.
W6  A failure is told when it begins, once a day while it lasts, and when it is over.

Publishing late or twice changes nothing but the delay.
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
    """What was done so far; all moments are aware."""

    until: datetime | None = None
    """Readers have everything that opened up to here."""

    tried_at: datetime | None = None
    """When publishing last ended, well or not."""

    failures: int = 0
    """How many times it failed since it last went well."""

    told_at: datetime | None = None
    """When somebody was last told of these failures."""

    def seen_from(self, now: datetime) -> Past:
        """Return the same with nothing that lies in the future (W4)."""
        return replace(
            self,
            until=self.until and min(self.until, now),
            tried_at=self.tried_at and min(self.tried_at, now),
            told_at=self.told_at and min(self.told_at, now),
        )

    def after_success(self, began: datetime, ended: datetime) -> Past:
        """Return what is known after publishing went well."""
        # Should the clock have been set back meanwhile, the sites were made as of that earlier
        # instant.
        return Past(until=min(began, ended), tried_at=ended)

    def after_failure(self, ended: datetime) -> Past:
        """Return what is known after publishing failed."""
        return replace(self, tried_at=ended, failures=self.failures + 1)

    def told(self, now: datetime) -> Past:
        """Return what is known once somebody was told of the failure."""
        return replace(self, told_at=now)

    def is_to_be_told(self, now: datetime) -> bool:
        """Tell whether somebody should hear of the failures (W6)."""
        return self.failures > 0 and (self.told_at is None or now >= self.told_at + DAY)


def due_at(openings: Sequence[datetime], past: Past, now: datetime) -> datetime:
    """Return when to publish next, `now` or earlier for at once.

    ``openings`` are the instants of the openings after `Past.until`, or before the first success
    after `Past.tried_at`, soonest first.
    """
    if past.tried_at is None or (past.until is None and not past.failures):
        return now
    if past.failures:
        again = past.tried_at + wait_after(past.failures)
        return first_after(past.tried_at, openings, again)
    assert past.until is not None
    return first_after(past.until, openings, past.until + DAY)


def first_after(moment: datetime, openings: Sequence[datetime], latest: datetime) -> datetime:
    """Return the first opening after a moment, or the latest moment if none is earlier."""
    return next((each for each in openings if moment < each < latest), latest)


def wait_after(failures: int) -> timedelta:
    """Return how long to wait before trying again (W3).

    >>> [wait_after(count).seconds // 60 for count in (1, 2, 3, 7, 50)]
    [1, 2, 4, 60, 60]
    """
    return min(SHORTEST_WAIT * (1 << min(failures - 1, 10)), LONGEST_WAIT)


def nap(due: datetime, now: datetime) -> timedelta:
    """Return how long to sleep before looking at the clock again (W5)."""
    return max(timedelta(), min(due - now, NAP))
