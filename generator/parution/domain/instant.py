"""The instant for which a build makes sites, and the window in which they stay the same."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

BEGINNING = datetime.min.replace(tzinfo=UTC)
END = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Window:
    """The instants at which some comparisons keep their results: `since` to before `until`."""

    since: datetime = BEGINNING
    """In UTC."""

    until: datetime = END
    """In UTC; `END` if no later instant changes a result."""

    def __contains__(self, moment: datetime) -> bool:
        return self.since <= moment < self.until

    def __and__(self, other: Window) -> Window:
        """Return the window of instants that lie in both."""
        if other.since <= self.since and self.until <= other.until:
            return self
        return Window(max(self.since, other.since), min(self.until, other.until))


ALWAYS = Window()


class Instant:
    """The moment for which a build makes sites; records every comparison made with it.

    The moment itself is private. So a value computed with an instant stays right within the window
    that the recorded comparisons leave:

    >>> noon = Instant(datetime(2026, 10, 8, 12, tzinfo=UTC))
    >>> with noon.note_comparisons() as seen:
    ...     noon.has_reached(datetime(2026, 10, 8, 20, 30, tzinfo=UTC))
    False
    >>> seen.window.until
    datetime.datetime(2026, 10, 8, 20, 30, tzinfo=datetime.timezone.utc)
    """

    def __init__(self, moment: datetime) -> None:
        """Raise ValueError when `moment` is naive."""
        if moment.utcoffset() is None:
            raise ValueError(f"an instant needs an offset from UTC: {moment}")
        self._moment = moment.astimezone(UTC)
        self._window = ALWAYS

    def has_reached(self, moment: datetime) -> bool:
        """Return whether ``moment`` (aware) is at or before the instant; record the comparison."""
        if moment <= self._moment:
            if moment > self._window.since:
                self._window = Window(moment, self._window.until)
            return True
        if moment < self._window.until:
            self._window = Window(self._window.since, moment)
        return False

    def is_in(self, window: Window) -> bool:
        """Return whether a value that is right within ``window`` is right now; if so, `note` it.

        The caller may then use the value, and depends on the same comparisons.
        """
        if self._moment not in window:
            return False
        self.note(window)
        return True

    def note(self, window: Window) -> None:
        """Record the comparisons behind a value that is used again."""
        self._window = self._window & window

    @contextmanager
    def note_comparisons(self) -> Iterator[Comparisons]:
        """Record the comparisons of a ``with`` block apart; surrounding blocks record them too."""
        around, self._window = self._window, ALWAYS
        seen = Comparisons(self)
        try:
            yield seen
        finally:
            seen.close()
            self._window = around & seen.window

    @property
    def window(self) -> Window:
        """The instants at which all comparisons recorded so far keep their results."""
        return self._window


class Comparisons:
    """The window of the comparisons made in a ``with`` block."""

    def __init__(self, instant: Instant) -> None:
        self._instant = instant
        self._closed: Window | None = None

    @property
    def window(self) -> Window:
        """The window of the comparisons so far, or until the block ended."""
        return self._closed or self._instant.window

    def close(self) -> None:
        """Ignore comparisons from now on."""
        self._closed = self._instant.window
