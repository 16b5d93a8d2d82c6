"""What is decided: visible or not, from when, and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from parution.domain.parts import Audience, Part, Reason


@dataclass(frozen=True, slots=True)
class Site:
    """What one audience of one group can download; the public site belongs to no group."""

    group: str | None
    """Slug; None for the public site and the archives."""
    audience: Audience


PUBLIC_SITE = Site(None, Audience.PUBLIC)

ARCHIVE = Site(None, Audience.ARCHIVE)
FACILITATORS_ARCHIVE = Site(None, Audience.ARCHIVE_FACILITATOR)
ARCHIVES = (ARCHIVE, FACILITATORS_ARCHIVE)
"""What is open to every group, stored once for all: the groups' sites lead into them."""


class Openness(NamedTuple):
    """What is decided of one part, without saying for whom.

    A tuple by nature: builds compare and hash these by the ten thousand.
    """

    part: Part
    visible: bool
    opens_at: datetime | None
    """Aware, in UTC. None when always open, or when nothing says it will open."""
    reason: Reason
    rule: str
    """The deciding rule in the words it was written in."""


Outlook = tuple[Openness, ...]
"""What is decided of a theme's parts, in reading order, without saying for whom: two sites with
equal outlooks on a theme can share its composed pages."""


@dataclass(frozen=True, slots=True)
class Decision:
    """Whether one audience of one group sees one part of one theme at an instant, and why."""

    group: str | None
    """Slug; None for the public site and the archives."""
    audience: Audience
    theme: str
    part: Part
    visible: bool
    opens_at: datetime | None
    """Aware, in UTC. None when always open, or when nothing says it will open."""
    reason: Reason
    rule: str
    """The deciding rule in the words it was written in."""


@dataclass(frozen=True, slots=True)
class Opening:
    """The moment at which a part becomes visible on one site."""

    opens_at: datetime
    """Aware, in UTC."""
    group: str | None
    """Slug; None for the public site and the archives."""
    audience: Audience
    theme: str
    part: Part
