"""What a change text says, as values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

Values = Mapping[str, str | None]
"""Values by key, in the order in which they are written; None is said to be nothing."""

SECONDS, MINUTES = "%Y-%m-%dT%H:%M:%SZ", "%Y-%m-%d %H:%M"
"""How an instant and a local moment are written."""


@dataclass(frozen=True, slots=True)
class RequestedMeeting:
    """The meeting that a request is about, as the site of whoever asks knew it."""

    starts: datetime
    """Naive: local time of the project's zone."""
    theme: str | None = None
    """Address of its theme, or None when it is known by its title."""
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Request:
    """One wish of an animateur, with the state that it was based on.

    The wishes of this version are ``edit-meeting``, ``add-meeting``, ``cancel-meeting``,
    and for what groups write down ``minutes`` and ``answer``. Any other name in small letters
    and hyphens can be written and read too: whoever carries a wish out decides what it may set.
    """

    group: str
    """Slug."""
    made: datetime
    """When it was made: aware, in UTC, whole seconds. Requests are carried out in this order."""
    wish: str
    target: RequestedMeeting
    sets: Values = field(default_factory=dict)
    """What is wanted, e.g. ``policy`` or ``releases.dossier.member``; None takes it away."""
    was: Values = field(default_factory=dict)
    """What held when it was made, by the same keys, so that a stale request can be told."""

    def rows(self) -> Iterator[tuple[str, str | None]]:
        """Yield the keys and values of the block, in the order in which they are written."""
        yield "version", "1"
        yield "group", self.group
        yield "made", self.made.astimezone(UTC).strftime(SECONDS)
        yield "wish", self.wish
        yield "meeting.starts", self.target.starts.strftime(MINUTES)
        if self.target.theme is not None:
            yield "meeting.theme", self.target.theme
        if self.target.title is not None:
            yield "meeting.title", self.target.title
        yield from ((f"set.{key}", value) for key, value in self.sets.items())
        yield from ((f"was.{key}", value) for key, value in self.was.items())


def local_moment(text: str) -> datetime:
    """Return the naive local moment that a text states; raise ValueError when it states none."""
    return datetime.strptime(text, MINUTES)  # noqa: DTZ007 - local times are naive
