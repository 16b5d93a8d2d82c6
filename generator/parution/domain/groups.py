"""Groups and their dated meetings."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from parution.domain.parts import Audience
from parution.domain.problems import Place
from parution.domain.rules import Releases


@dataclass(frozen=True, slots=True)
class Meeting:
    """One dated meeting of a group, with or without a theme."""

    starts: datetime
    """Naive: local time of the configured zone."""
    duration: timedelta
    place: Place
    theme: str | None = None
    """Address of the theme, or of the group's own subject; None for a free subject."""
    title: str | None = None
    venue: str | None = None
    """The address or room where the group meets, in words."""
    policy: str | None = None
    releases: Releases = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Group:
    """A circle of doctors."""

    slug: str
    name: str
    policy: str
    """Name of the policy for meetings that name none."""
    readers: bool
    """Whether the group has a site for designated early readers."""
    generation: int
    """Raised by one to give all the group's sites new addresses."""
    meetings: tuple[Meeting, ...]
    """In order of `starts`."""
    place: Place
    venue: str | None = None
    """The venue of meetings that name none, in words."""
    room_code: bool = False
    """Whether the facilitator can open a theme in the meeting room with a code."""

    @property
    def audiences(self) -> tuple[Audience, ...]:
        readers = (Audience.READER,) if self.readers else ()
        return (Audience.MEMBER, *readers, Audience.FACILITATOR)
