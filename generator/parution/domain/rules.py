"""Release rules as values: when a part opens, counted from a group's meetings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from parution.domain.parts import Audience, Part


@dataclass(frozen=True, slots=True)
class Always:
    """Open from the announcement of the theme."""


@dataclass(frozen=True, slots=True)
class Never:
    """Not opened by a meeting."""


@dataclass(frozen=True, slots=True)
class OnDate:
    """Open at a wall-clock moment of the configured zone, independent of meetings."""

    moment: datetime
    """Naive: local time."""


@dataclass(frozen=True, slots=True)
class DaysFromMeeting:
    """Open on a calendar day counted from the meeting, at a wall-clock time."""

    days: int
    """Negative: before the first meeting's day. Positive: after the last meeting's day."""

    at: time


@dataclass(frozen=True, slots=True)
class ElapsedFromMeeting:
    """Open an exact length of time before or after the meeting; zero is « à la fin »."""

    delay: timedelta
    """Counted from the first start when negative, from the last end otherwise."""

    from_start: bool = False
    """Counted from the last start instead, so that a group opens a part within its meeting;
    zero, « au début », is the first start."""


@dataclass(frozen=True, slots=True)
class Bounded:
    """Open as another rule says, but no earlier or no later than a wall-clock moment."""

    rule: DaysFromMeeting | ElapsedFromMeeting
    not_before: datetime | None = None
    """Naive: local time."""
    not_after: datetime | None = None
    """Naive: local time, and no earlier than `not_before`."""


Rule = Always | Never | OnDate | DaysFromMeeting | ElapsedFromMeeting | Bounded


@dataclass(frozen=True, slots=True)
class WrittenRule:
    """A rule together with the words it was written in (English or French)."""

    rule: Rule
    text: str


Releases = Mapping[Part, Mapping[Audience, WrittenRule]]
"""Rules by part and audience; parts and audiences that are absent have no rule here."""


@dataclass(frozen=True, slots=True)
class Policy:
    """A named set of release rules, one per part."""

    name: str
    releases: Releases
