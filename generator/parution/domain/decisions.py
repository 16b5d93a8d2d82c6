"""Decisions: whether a part is visible, from when, and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from parution.domain.parts import Audience, Part, Reason
from parution.domain.rules import Rule


@dataclass(frozen=True, slots=True)
class Site:
    """The site that one audience of one group can download; the public site belongs to no group."""

    group: str | None
    """Slug; None for the public site and the archives."""
    audience: Audience


PUBLIC_SITE = Site(None, Audience.PUBLIC)

ARCHIVE = Site(None, Audience.ARCHIVE)
FACILITATORS_ARCHIVE = Site(None, Audience.ARCHIVE_FACILITATOR)
ARCHIVES = (ARCHIVE, FACILITATORS_ARCHIVE)
"""The sites that hold everything open to every group, stored once; the groups' sites link to
them."""


class Ground(StrEnum):
    """Why a part is open or closed where no written rule decides; it stands for a rule's words.

    A draft is hidden, and a facilitator sees everything, whatever any policy says.
    """

    DRAFT = "draft: true"
    ALWAYS = "always"
    FACILITATOR_ONLY = "facilitator only"
    GROUPS_ONLY = "groups only"
    NOT_TO_ALL = "no opens_to_all"
    """The edition has no date that archives it."""


class Openness(NamedTuple):
    """A decision on one part, without its group, audience and theme.

    A named tuple, because builds compare and hash tens of thousands of them.
    """

    part: Part
    visible: bool
    opens_at: datetime | None
    """Aware, in UTC. None when always open, or when nothing says it will open."""
    reason: Reason
    rule: str
    """The deciding rule in the words it was written in, or a `Ground`."""
    group_rule: Rule | None = None
    """The same rule parsed, if it is one of the group or of its policy; None for a date of the
    edition, and where no rule decides.
    """


Outlook = tuple[Openness, ...]
"""The decisions on a theme's parts for one site, in reading order. Two sites with equal outlooks on
a theme can share its composed pages."""


@dataclass(frozen=True, slots=True)
class Decision:
    """Whether one site shows one part of one theme at an instant, and why."""

    site: Site
    theme: str
    """Address."""
    openness: Openness


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
