"""The effects of publishing, computed before readers notice anything.

Some of them need agreement: parts that readers would lose, addresses that would change, and parts
that an edit opens at once although no meeting explains it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from parution.domain import Catalogue
from parution.domain.messages import Message, message
from parution.domain.problems import Problem
from parution.pipeline import Outcome
from parution.publish.folder_digests import find_changed
from parution.publish.served import Served
from parution.publish.showing import Changes, SitePart, find_unexplained
from parution.publish.snapshots import Candidate
from parution.release import Decisions

UNUSUAL = "unusual-date"
"""The warning of a meeting whose date is probably mistyped."""

GROUPS = "g"
"""The folder that holds the sites of all groups under ``site_dir``."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """The effects that publishing would have on readers."""

    is_first: bool
    """Whether nobody has published to this target before."""

    changes: Changes
    moved: tuple[str, ...]
    """Slugs of the groups whose sites would get other addresses."""

    is_other_secret: bool
    """Whether the addresses derive from another master secret than those that readers have."""

    sudden: tuple[SitePart, ...]
    """Parts that an edit opens at once, although no meeting near this date explains it."""

    files_changed: int
    """Number of files that are new, changed or removed."""

    bytes_sent: int
    """Size in bytes of the files that are new or changed."""

    problems: tuple[Problem, ...] = ()
    """The warnings of a build, and of texts that lack for the next meetings."""

    remarks: tuple[Message, ...] = ()
    """Remarks for whoever publishes, about other things than errors in the sources."""


def make_proposal(
    served: Served, candidate: Candidate, catalogue: Catalogue, outcome: Outcome
) -> Proposal:
    """Compare the version that readers have with the candidate."""
    before, after = served.showing, candidate.showing
    changes = served.changes_to(after)
    written = find_changed(served.digests, candidate.digests)
    decisions = Decisions(catalogue, after.instant)
    doubted = {each.place for each in outcome.problems if each.code == UNUSUAL}
    known = served.snapshot.record.secret if served.snapshot else candidate.secret
    return Proposal(
        is_first=served.is_first,
        changes=changes,
        moved=find_moved_groups(served.digests, candidate.digests),
        is_other_secret=known != candidate.secret,
        sudden=find_unexplained(changes, before, catalogue, decisions, doubted),
        files_changed=len(written) + len(served.digests.keys() - candidate.digests.keys()),
        bytes_sent=sum((candidate.folder / path).stat().st_size for path in written),
        problems=outcome.problems,
        remarks=(*outcome.remarks, *served.remarks, *map(describe_damage, served.damaged)),
    )


def describe_damage(name: str) -> Message:
    """Return the remark that a damaged record prevents going back and comparing versions."""
    return message(
        "The record of the version “%(name)s” is damaged: nobody can go back to it, nor say what"
        " changes for its readers.",
        name=name,
    )


def find_moved_groups(served: Iterable[str], made: Iterable[str]) -> tuple[str, ...]:
    """Return the slugs of the groups that have sites in both versions, and some at other addresses.

    A group that only loses a site or gains one has not moved. The comparison uses the paths of
    files, not the records, so it also works when a record is lost.
    """
    old, new = group_folders_by_slug(served), group_folders_by_slug(made)
    return tuple(
        slug for slug in old if slug in new and old[slug] - new[slug] and new[slug] - old[slug]
    )


def group_folders_by_slug(paths: Iterable[str]) -> dict[str, frozenset[str]]:
    """Return the folder names of each group's sites, by slug, found in the paths of files."""
    below = (path.split("/", 2) for path in paths if path.startswith(f"{GROUPS}/"))
    names = sorted({parts[1] for parts in below if len(parts) == 3})
    slugs = dict.fromkeys(name.rpartition("-")[0] for name in names)
    return {
        slug: frozenset(name for name in names if name.rpartition("-")[0] == slug) for slug in slugs
    }
