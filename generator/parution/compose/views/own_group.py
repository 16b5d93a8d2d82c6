"""What a site says of its own group, and what a facilitator's knows of its rules."""

from __future__ import annotations

from dataclasses import dataclass

from parution.domain import Edition, Group, Releases, Site
from parution.domain.messages import Message, message


@dataclass(frozen=True, slots=True)
class OwnGroup:
    """What a group's site says of its group."""

    slug: str
    name: str


@dataclass(frozen=True, slots=True)
class OwnRules:
    """What a facilitator's group has decided of its openings; shown on her site alone."""

    policy: str
    """What holds unless a meeting says otherwise."""

    venue: str
    """Where the group meets unless a meeting says otherwise; empty when nobody said."""

    of_meetings: tuple[tuple[str | None, Releases], ...]
    """The policy and the rules of each meeting of its own, in the order of `SiteView.meetings`."""


def title_of(subjects: Edition, site: Site) -> Message:
    """Return what a group calls its subjects; in the preview of all groups, whose they are."""
    if subjects.owner == site.group:
        return message("Our subjects")
    return message("Subjects of %(group)s", group=subjects.title)


def rules_of(group: Group) -> OwnRules:
    """Return what a group has decided of its openings."""
    of_meetings = tuple((each.policy, each.releases) for each in group.meetings)
    return OwnRules(group.policy, group.venue or "", of_meetings)
