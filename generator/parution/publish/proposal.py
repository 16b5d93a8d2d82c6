"""What publishing would do, worked out before readers notice anything of it.

Some of it wants agreement: what readers have and would not have any more, addresses that would
change, and what an edit opens at once though no meeting explains it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from parution.domain import Catalogue
from parution.domain.messages import Message, message
from parution.domain.problems import Problem
from parution.pipeline import Outcome
from parution.publish.digests import find_changed
from parution.publish.served import Served
from parution.publish.showing import Changes, SitePart, find_unexplained
from parution.publish.snapshots import Candidate
from parution.release import Decisions

GROUPS = "g"
"""The folder of all groups' sites under ``site_dir``."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """What publishing would do, known before readers notice anything."""

    is_first: bool
    """Whether nothing was published in this target before."""

    changes: Changes
    moved: tuple[str, ...]
    """Slugs of the groups whose sites would have other addresses."""

    is_other_secret: bool
    """Whether the addresses come from another master secret than those that readers have."""

    sudden: tuple[SitePart, ...]
    """What an edit opens at once, though no meeting of these days explains it."""

    files_changed: int
    """Files that are new, other than before, or gone."""

    bytes_sent: int
    """Bytes of those that are new or other than before."""

    problems: tuple[Problem, ...] = ()
    """What `check` warns of."""

    remarks: tuple[Message, ...] = ()
    """What those who publish should know, though nothing is wrong with their sources."""


def propose(
    served: Served, candidate: Candidate, catalogue: Catalogue, outcome: Outcome
) -> Proposal:
    """Compare what readers have with what they would have."""
    before, after = served.showing, candidate.showing
    changes = served.changes_to(after)
    written = find_changed(served.digests, candidate.digests)
    decisions = Decisions(catalogue, after.instant)
    known = served.snapshot.record.secret if served.snapshot else candidate.secret
    return Proposal(
        is_first=served.is_first,
        changes=changes,
        moved=find_moved_groups(served.digests, candidate.digests),
        is_other_secret=known != candidate.secret,
        sudden=find_unexplained(changes, before, catalogue, decisions),
        files_changed=len(written) + len(served.digests.keys() - candidate.digests.keys()),
        bytes_sent=sum((candidate.folder / path).stat().st_size for path in written),
        problems=outcome.problems,
        remarks=(*outcome.remarks, *served.remarks, *map(about_damage, served.damaged)),
    )


def about_damage(name: str) -> Message:
    """Say that nobody can go back to a snapshot, nor tell what changes since."""
    return message(
        "The record of the version “%(name)s” is damaged: nobody can go back to it, nor say what"
        " changes for its readers.",
        name=name,
    )


def find_moved_groups(served: Iterable[str], made: Iterable[str]) -> tuple[str, ...]:
    """Return the slugs of the groups that have sites in both, and some at other addresses.

    A group that only loses a site, or gains one, has not moved. The paths of files tell, not the
    records: so it is noticed whatever was lost.
    """
    old, new = folders_of_groups(served), folders_of_groups(made)
    return tuple(
        slug for slug in old if slug in new and old[slug] - new[slug] and new[slug] - old[slug]
    )


def folders_of_groups(paths: Iterable[str]) -> dict[str, frozenset[str]]:
    """Return the names of the folders of each group's sites, by its slug, of the paths of files."""
    below = (path.split("/", 2) for path in paths if path.startswith(f"{GROUPS}/"))
    names = sorted({parts[1] for parts in below if len(parts) == 3})
    slugs = dict.fromkeys(name.rpartition("-")[0] for name in names)
    return {
        slug: frozenset(name for name in names if name.rpartition("-")[0] == slug) for slug in slugs
    }
