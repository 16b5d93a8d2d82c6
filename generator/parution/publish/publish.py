"""Nothing is published that was not proven: build, audit, agree, then switch.

    build in staging ──► audit ──► propose ──► agree ──► snapshot ──► verify ──► switch ──► prune
            a snapshot of before ──► verify ──► audit as of now ──► switch

A leak ends either of them before readers notice anything, and so does a change that nobody agrees
to. The audit reads the sources anew: what a build remembers of them is among the things it checks.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from parution import pipeline
from parution.audit import Leak, Premises, audit, reopened
from parution.compose.addresses import site_folder
from parution.domain import Catalogue
from parution.domain.messages import message
from parution.pipeline import Outcome
from parution.private_store import PrivateStore, SecretMissing, has_secret
from parution.publish.digests import digests_of
from parution.publish.proposal import Proposal, Served, propose
from parution.publish.records import fingerprint_of_secret
from parution.publish.showing import Showing
from parution.publish.snapshots import KEPT, Candidate, CannotPublish, Snapshot, SnapshotStore
from parution.release import Decisions, all_sites

INCOMPLETE = message(
    "Something changed or removed files while they were being made: nothing was published."
)


@dataclass(frozen=True, slots=True)
class Sources:
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


def audit_site(sources: Sources, instant: datetime, site_dir: Path) -> tuple[Leak, ...]:
    """Return every leak in a written ``site_dir`` as of an instant (aware).

    Raises `ProblemsFound`, and `SecretMissing` where nobody knows the addresses of the sites.
    """
    need_secret(sources)
    return audited(sources, sources.catalogue(), PrivateStore(sources.project), instant, site_dir)


def publish(
    sources: Sources,
    target: Path,
    instant: datetime,
    now: datetime,
    agree: Agree,
    keep: int = KEPT,
) -> Published:
    """Publish the sites as they are at an instant, if nothing hidden is in them.

    `now` dates the snapshot; both moments are aware. `agree` is asked once, before the switch,
    unless nothing changed. Raises `ProblemsFound`, `CannotPublish`, and `SecretMissing` where
    readers already have addresses; whatever it raises, and wherever it is interrupted, readers have
    either what they had or all of the new.
    """
    snapshots = SnapshotStore(target)
    if snapshots.served_folder():
        need_secret(sources)
    store = PrivateStore(sources.project)
    with store.lock(), snapshots.lock(), snapshots.staging() as made:
        outcome = pipeline.build(sources.project, sources.config_file, instant, made, store)
        catalogue = sources.catalogue()
        leaks = audited(sources, catalogue, store, instant, made)
        if leaks:
            return Published(None, leaks)
        candidate = candidate_of(made, outcome, catalogue, instant, store.secret())
        served = Served.of(snapshots)
        proposal = propose(served, candidate, catalogue, outcome)
        if served.snapshot and served.digests == candidate.digests:
            snapshots.confirm(served.snapshot, candidate.showing)
            return Published(served.snapshot, proposal=proposal)
        if not agree(proposal):
            return Published(None, proposal=proposal)
        snapshot = snapshots.add(candidate, served.digests, now)
        snapshots.verify(snapshot)
        snapshots.switch(snapshot)
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


def roll_back(
    sources: Sources, target: Path, instant: datetime, name: str | None = None
) -> Published:
    """Go back to the previous snapshot, or to the one named, if it shows nothing hidden now.

    Raises `ProblemsFound` when the sources do not say what is hidden, `CannotPublish`, and
    `SecretMissing`.
    """
    need_secret(sources)
    catalogue = sources.catalogue()
    store = PrivateStore(sources.project)
    snapshots = SnapshotStore(target)
    snapshots.published()
    with store.lock(), snapshots.lock():
        snapshot = snapshots.named(name) if name else snapshots.previous()
        snapshots.verify(snapshot)
        leaks = (
            *reopened(catalogue, instant, snapshot.record.showing.shown),
            *audited(sources, catalogue, store, instant, snapshot.folder),
        )
        if leaks:
            return Published(None, leaks)
        snapshots.switch(snapshot)
    return Published(snapshot, is_new=True)


def need_secret(sources: Sources) -> None:
    """Raise `SecretMissing` where a new secret would be made: it would give all other addresses."""
    if not has_secret(sources.project):
        raise SecretMissing


def audited(
    sources: Sources, catalogue: Catalogue, store: PrivateStore, instant: datetime, site_dir: Path
) -> tuple[Leak, ...]:
    """Audit a folder of sites that have the addresses of this project."""
    secret = store.secret()
    places = {site: site_folder(catalogue, secret, site) for site in all_sites(catalogue)}
    premises = Premises(site_dir, places, secret, sources.project.absolute())
    return audit(catalogue, instant, premises)
