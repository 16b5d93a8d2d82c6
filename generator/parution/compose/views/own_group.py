"""A site's own group, and its rules for the facilitator's site."""

from __future__ import annotations

from dataclasses import dataclass

from parution.domain import Edition, Group, Releases, Site
from parution.domain.messages import Message, message


@dataclass(frozen=True, slots=True)
class OwnGroup:
    """The group of a site."""

    slug: str
    name: str


@dataclass(frozen=True, slots=True)
class OwnRules:
    """The rules of a facilitator's group; only her site shows them."""

    policy: str
    """The policy of meetings that set no other."""

    venue: str
    """The venue of meetings that set no other; empty if none is set."""

    of_meetings: tuple[tuple[str | None, Releases], ...]
    """The own policy and rules of each meeting, in the order of `SiteView.meetings`."""


def title_subjects(subjects: Edition, site: Site) -> Message:
    """Return the title of a group's subjects; a preview of all groups names the group."""
    if subjects.owner == site.group:
        return message("Our subjects")
    return message("Subjects of %(group)s", group=subjects.title)


def collect_rules(group: Group) -> OwnRules:
    """Return the rules of a group."""
    of_meetings = tuple((each.policy, each.releases) for each in group.meetings)
    return OwnRules(group.policy, group.venue or "", of_meetings)
