"""The content of a change text, as values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

Values = Mapping[str, str | None]
"""Values by key, in the order in which they are written; None removes a value."""

UTC_FORMAT, LOCAL_FORMAT = "%Y-%m-%dT%H:%M:%SZ", "%Y-%m-%d %H:%M"
"""Formats of instants and of local moments."""


@dataclass(frozen=True, slots=True)
class RequestedMeeting:
    """The meeting of a request, as it was on the site of whoever asks."""

    starts: datetime
    """Naive local time in the project's zone."""
    theme: str | None = None
    """Address of its theme; None if a title identifies it."""
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Request:
    """A wish of a facilitator, with the state that it was based on.

    This version knows the wishes ``edit-meeting``, ``add-meeting``, ``cancel-meeting``, ``minutes``
    and ``answer``. A text may hold any other name in small letters and hyphens: the function that
    carries out a wish decides which values it may set.
    """

    group: str
    """Slug."""
    made: datetime
    """Its creation: aware, in UTC, whole seconds. Requests are carried out in this order."""
    wish: str
    target: RequestedMeeting
    sets: Values = field(default_factory=dict)
    """The wanted values, e.g. ``policy`` or ``releases.dossier.member``; None removes one."""
    was: Values = field(default_factory=dict)
    """The values at its creation, by the same keys, to detect stale requests."""

    def rows(self) -> Iterator[tuple[str, str | None]]:
        """Yield the keys and values of the block, in the order in which they are written."""
        yield "version", "1"
        yield "group", self.group
        yield "made", self.made.astimezone(UTC).strftime(UTC_FORMAT)
        yield "wish", self.wish
        yield "meeting.starts", self.target.starts.strftime(LOCAL_FORMAT)
        if self.target.theme is not None:
            yield "meeting.theme", self.target.theme
        if self.target.title is not None:
            yield "meeting.title", self.target.title
        yield from ((f"set.{key}", value) for key, value in self.sets.items())
        yield from ((f"was.{key}", value) for key, value in self.was.items())


def parse_local_moment(text: str) -> datetime:
    """Parse a naive local moment; raises ValueError."""
    return datetime.strptime(text, LOCAL_FORMAT)  # noqa: DTZ007 - local times are naive
