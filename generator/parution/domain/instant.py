"""The instant for which sites are made, and how far it may move before they become others."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

BEGINNING = datetime.min.replace(tzinfo=UTC)
END = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Window:
    """The instants at which some comparisons come out alike: from `since` on, before `until`."""

    since: datetime = BEGINNING
    """In UTC."""

    until: datetime = END
    """In UTC; `END` where time alone changes nothing any more."""

    def __contains__(self, moment: datetime) -> bool:
        return self.since <= moment < self.until

    def __and__(self, other: Window) -> Window:
        """Return the instants that lie in both."""
        if other.since <= self.since and self.until <= other.until:
            return self
        return Window(max(self.since, other.since), min(self.until, other.until))


ALWAYS = Window()


class Instant:
    """The moment for which sites are made, which notes every comparison that is made with it.

    Nothing else can be asked of it. So whatever is made with its help stays right within the window
    that the noted comparisons leave:

    >>> noon = Instant(datetime(2026, 10, 8, 12, tzinfo=UTC))
    >>> with noon.watch() as seen:
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
        """Tell whether a moment (aware) lies in the past, or is now."""
        if moment <= self._moment:
            if moment > self._window.since:
                self._window = Window(moment, self._window.until)
            return True
        if moment < self._window.until:
            self._window = Window(self._window.since, moment)
        return False

    def is_in(self, window: Window) -> bool:
        """Tell whether what was made within a window is right at this instant too.

        If it is, whoever asks may use it, and so depends on the same comparisons.
        """
        if self._moment not in window:
            return False
        self.note(window)
        return True

    def note(self, window: Window) -> None:
        """Note comparisons that were made before, for something that is used again."""
        self._window = self._window & window

    @contextmanager
    def watch(self) -> Iterator[Watch]:
        """Watch the comparisons of a ``with`` block, which count for those around it too."""
        around, self._window = self._window, ALWAYS
        seen = Watch(self)
        try:
            yield seen
        finally:
            seen.close()
            self._window = around & seen.window

    @property
    def window(self) -> Window:
        """What the comparisons noted so far leave."""
        return self._window


class Watch:
    """The window of the comparisons made in a ``with`` block."""

    def __init__(self, instant: Instant) -> None:
        self._instant = instant
        self._closed: Window | None = None

    @property
    def window(self) -> Window:
        """The window as noted so far, or when the block ended."""
        return self._closed or self._instant.window

    def close(self) -> None:
        """Take no further comparison into account."""
        self._closed = self._instant.window
