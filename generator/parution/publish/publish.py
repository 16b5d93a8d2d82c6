"""Nothing is published that was not proven: build, audit, agree, then switch.

    build in staging ──► audit ──► propose ──► agree ──► snapshot ──► verify ──► bring ──► prune
            a snapshot of before ──► verify ──► audit as of now ──► bring

What bringing is, a switch or a transfer, is the target's affair (`parution.publish.targets`).

A leak ends either of them before readers notice anything, and so does a change that nobody agrees
to. The audit reads the sources anew: what a build remembers of them is among the things it checks.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from parution import pipeline
from parution.audit import Leak, Premises, VerdictCache, audit, find_reopened
from parution.cache import Cache
from parution.cache.fingerprint import of_programs
from parution.compose.addresses import site_folder
from parution.domain import Catalogue, Site
from parution.domain.messages import message
from parution.pipeline import Outcome
from parution.private_store import PrivateStore, SecretMissing, has_secret
from parution.publish.digests import Digests, digests_of
from parution.publish.proposal import Proposal, propose
from parution.publish.records import fingerprint_of_secret
from parution.publish.showing import Showing
from parution.publish.snapshots import KEPT, Candidate, CannotPublish, Snapshot
from parution.publish.targets.order import match_closing
from parution.publish.targets.target import Delivery, Target
from parution.release import Decisions, all_sites

Places = Mapping[Site, str]
"""The folder of each site, relative to ``site_dir``."""

INCOMPLETE = message(
    "Something changed or removed files while they were being made: nothing was published."
)


@dataclass(frozen=True, slots=True)
class ProjectSources:
    """Where a project stands."""

    project: Path
    config_file: Path

    def catalogue(self) -> Catalogue:
        """Read the sources; raises `ProblemsFound` when they have errors."""
        from parution.sources import read  # Here, because the command line is to start fast.

        return read(self.project, self.config_file).require()


@dataclass(frozen=True, slots=True)
class Published:
    """How publishing or going back ended."""

    snapshot: Snapshot | None
    """What readers have now; None when nothing was done."""

    leaks: tuple[Leak, ...] = ()
    """Why nothing was done, where the audit forbade it."""

    proposal: Proposal | None = None
    """What publishing would do, or did; None when going back, or with leaks."""

    is_new: bool = False
    """Whether readers have something else than before."""


Agree = Callable[[Proposal], bool]
"""Told what would be published, says whether it is to be."""


def audit_site(sources: ProjectSources, instant: datetime, site_dir: Path) -> tuple[Leak, ...]:
    """Return every leak in a written ``site_dir`` as of an instant (aware).

    Raises `ProblemsFound`, and `SecretMissing` where nobody knows the addresses of the sites.
    """
    need_secret(sources)
    return audit_folder(
        sources, sources.catalogue(), PrivateStore(sources.project), instant, site_dir
    )


def publish(
    sources: ProjectSources,
    target: Target,
    instant: datetime,
    now: datetime,
    agree: Agree,
    keep: int = KEPT,
) -> Published:
    """Publish the sites as they are at an instant, if nothing hidden is in them.

    `now` dates the snapshot; both moments are aware. `agree` is asked once, before the switch,
    unless nothing changed. Raises `ProblemsFound`, `CannotPublish`, and `SecretMissing` where
    readers already have addresses. Whatever it raises before the switch, and wherever it is
    interrupted, readers have what they had; in the switch, what the target promises (T3).
    """
    snapshots = target.snapshots
    if snapshots.find_served_folder():
        need_secret(sources)  # Before the private folder is made, to look as if it held one.
    store = PrivateStore(sources.project)
    with store.lock(), target.lock(), snapshots.stage() as made:
        served = target.served()
        if not served.is_first:
            need_secret(sources)
        outcome = pipeline.build(sources.project, sources.config_file, instant, made, store)
        catalogue = sources.catalogue()
        leaks = audit_folder(sources, catalogue, store, instant, made)
        if leaks:
            return Published(None, leaks)
        candidate = candidate_of(made, outcome, catalogue, instant, store.secret())
        proposal = propose(served, candidate, catalogue, outcome)
        if served.snapshot and served.digests == candidate.digests:
            target.confirm(served.snapshot, candidate.showing)
            return Published(served.snapshot, proposal=proposal)
        if not agree(proposal):
            return Published(None, proposal=proposal)
        snapshot = snapshots.add(candidate, served.kept, now)
        snapshots.verify(snapshot)
        places = places_of(catalogue, store)
        target.bring(delivery_of(snapshot, candidate.digests, places, proposal), served)
        snapshots.prune(keep)
    return Published(snapshot, proposal=proposal, is_new=True)


def candidate_of(
    made: Path, outcome: Outcome, catalogue: Catalogue, instant: datetime, secret: bytes
) -> Candidate:
    """Return what was built as what may become a snapshot; refuse it when it lacks a file."""
    digests = digests_of(made)
    if digests.keys() != set(outcome.paths()):
        raise CannotPublish(INCOMPLETE)
    showing = Showing.of(catalogue, Decisions(catalogue, instant))
    return Candidate(made, digests, showing, fingerprint_of_secret(secret))


def delivery_of(
    snapshot: Snapshot, digests: Digests, places: Places, proposal: Proposal | None
) -> Delivery:
    """Return a snapshot with what a target needs to know to bring it in a safe order.

    Without a proposal everything that changes is taken for what closes.
    """
    homes = frozenset(f"{folder}/index.html".lstrip("/") for folder in places.values())
    above = {folder.rpartition("/")[0] for folder in places.values() if "/" in folder}
    guards = frozenset(f"{folder}/index.html" for folder in above)
    if proposal is None:
        return Delivery(snapshot, digests, homes=homes, guards=guards)
    closes = match_closing(proposal.changes.withdrawn, places, moved=bool(proposal.moved))
    return Delivery(snapshot, digests, closes, homes, guards)


def roll_back(
    sources: ProjectSources, target: Target, instant: datetime, name: str | None = None
) -> Published:
    """Go back to the previous snapshot, or to the one named, if it shows nothing hidden now.

    Raises `ProblemsFound` when the sources do not say what is hidden, `CannotPublish`, and
    `SecretMissing`.
    """
    need_secret(sources)
    catalogue = sources.catalogue()
    store, snapshots = PrivateStore(sources.project), target.snapshots
    snapshots.list_published()
    with store.lock(), target.lock():
        served = target.served()
        snapshot = snapshots.get(name) if name else snapshots.previous()
        snapshots.verify(snapshot)
        leaks = (
            *find_reopened(catalogue, instant, snapshot.record.showing.shown),
            *audit_folder(sources, catalogue, store, instant, snapshot.folder),
        )
        if leaks:
            return Published(None, leaks)
        digests = digests_of(snapshot.folder)
        delivery = delivery_of(snapshot, digests, places_of(catalogue, store), proposal=None)
        target.bring(delivery, served)
    return Published(snapshot, is_new=True)


def need_secret(sources: ProjectSources) -> None:
    """Raise `SecretMissing` where a new secret would be made: it would give all other addresses."""
    if not has_secret(sources.project):
        raise SecretMissing


def audit_folder(
    sources: ProjectSources,
    catalogue: Catalogue,
    store: PrivateStore,
    instant: datetime,
    site_dir: Path,
) -> tuple[Leak, ...]:
    """Audit a folder of sites that have the addresses of this project."""
    places = places_of(catalogue, store)
    premises = Premises(site_dir, places, store.secret(), sources.project.absolute())
    memory = VerdictCache(Cache(store).shelf("audit", lasting=True), of_programs())
    return audit(catalogue, instant, premises, memory)


def places_of(catalogue: Catalogue, store: PrivateStore) -> Places:
    """Return the folder of every site, relative to ``site_dir``."""
    secret = store.secret()
    return {site: site_folder(catalogue, secret, site) for site in all_sites(catalogue)}
