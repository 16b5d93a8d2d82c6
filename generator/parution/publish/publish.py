"""Nothing is published that was not proven: build, audit, agree, then switch.

    build in staging ──► audit ──► propose ──► agree ──► snapshot ──► verify ──► bring ──► prune
    build in private ──► audit ──► propose                 (a rehearsal: the target is only read)
            a snapshot of before ──► verify ──► audit as of now ──► bring

What bringing is, a switch or a transfer, is the target's affair (`parution.publish.targets`).

A leak ends either of them before readers notice anything, and so does a change that nobody agrees
to. The audit reads the sources anew: what a build remembers of them is among the things it checks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from parution import pipeline
from parution.audit import Leak, Premises, VerdictCache, audit, find_reopened
from parution.cache import Cache
from parution.cache.fingerprint import of_programs
from parution.compose.addresses import site_folder
from parution.domain import Catalogue, Site
from parution.domain.messages import Message, message
from parution.filesystem import remove_tree
from parution.output import Progress
from parution.pipeline import Outcome
from parution.private_store import PrivateStore, SecretMissing, has_secret
from parution.publish.calendars import (
    Calendars,
    known_calendars,
    remember_calendars,
    revise_calendars,
)
from parution.publish.digests import Digests, digests_of
from parution.publish.proposal import Proposal, propose
from parution.publish.records import fingerprint_of_secret
from parution.publish.served import Served
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


@dataclass(frozen=True, slots=True)
class Watch:
    """Who hears how far the work is."""

    stage: Callable[[Message], None]
    """Told what begins."""

    pdf: Progress
    """Told how many PDF are set."""


BUILDING = message("Building the sites…")
AUDITING = message("Proving that nothing hidden stands in them…")


@dataclass(frozen=True, slots=True)
class Ready:
    """What was built and holds nothing hidden, beside what readers have."""

    candidate: Candidate
    served: Served
    proposal: Proposal
    catalogue: Catalogue
    calendars: Calendars

    @property
    def unchanged(self) -> Snapshot | None:
        """What readers have, if nothing would change."""
        same = self.served.digests == self.candidate.digests
        return self.served.snapshot if same else None


def audit_site(sources: ProjectSources, instant: datetime, site_dir: Path) -> tuple[Leak, ...]:
    """Return every leak in a written ``site_dir`` as of an instant (aware).

    Raises `ProblemsFound`, and `SecretMissing` where nobody knows the addresses of the sites.
    """
    need_secret(sources)
    return audit_folder(
        sources, sources.catalogue(), PrivateStore(sources.project), instant, site_dir
    )


def rehearse(
    sources: ProjectSources,
    target: Target,
    instant: datetime,
    agree: Agree,
    watch: Watch | None = None,
) -> Published:
    """Tell `agree` what `publish` would do; nothing is written outside of the private folder.

    A target that does not exist yet still does not exist then. Raises what `publish` does.
    """
    store = open_store(sources, target)
    with store.lock(), target.reading(), stage_privately(store) as made:
        ready = make_ready(sources, target, store, instant, made, watch)
        if not isinstance(ready, Ready):
            return Published(None, ready)
        if not ready.unchanged:
            agree(ready.proposal)
        return Published(ready.unchanged, proposal=ready.proposal)


def publish(
    sources: ProjectSources,
    target: Target,
    instant: datetime,
    now: datetime,
    agree: Agree,
    keep: int = KEPT,
    watch: Watch | None = None,
) -> Published:
    """Publish the sites as they are at an instant, if nothing hidden is in them.

    `now` dates the snapshot; both moments are aware. `agree` is asked once, before the switch,
    unless nothing changed. Raises `ProblemsFound`, `CannotPublish`, and `SecretMissing` where
    readers already have addresses. Whatever it raises before the switch, and wherever it is
    interrupted, readers have what they had; in the switch, what the target promises (T3).
    """
    store, snapshots = open_store(sources, target), target.snapshots
    with store.lock(), target.lock(), snapshots.stage() as made:
        ready = make_ready(sources, target, store, instant, made, watch)
        if not isinstance(ready, Ready):
            return Published(None, ready)
        candidate, served, proposal = ready.candidate, ready.served, ready.proposal
        if ready.unchanged:
            target.confirm(ready.unchanged, candidate.showing)
            return Published(ready.unchanged, proposal=proposal)
        if not agree(proposal):
            return Published(None, proposal=proposal)
        remember_calendars(store, ready.calendars)  # Before readers have them: newer does no harm.
        snapshot = snapshots.add(candidate, served.kept, now)
        snapshots.verify(snapshot)
        places = places_of(ready.catalogue, store)
        target.bring(delivery_of(snapshot, candidate.digests, places, proposal), served)
        snapshots.prune(keep)
    return Published(snapshot, proposal=proposal, is_new=True)


@contextmanager
def stage_privately(store: PrivateStore) -> Iterator[Path]:
    """Give a path, not yet there, to build in unseen; what an earlier one left is removed."""
    folder = store.folder / "work" / "rehearsal"
    remove_tree(folder)
    folder.mkdir(parents=True)
    try:
        yield folder / "site"
    finally:
        remove_tree(folder)


def open_store(sources: ProjectSources, target: Target) -> PrivateStore:
    """Return the private folder, where it may be made; else raise `SecretMissing`."""
    if target.snapshots.find_served_folder():
        need_secret(sources)  # Before the private folder is made, to look as if it held one.
    return PrivateStore(sources.project)


def make_ready(
    sources: ProjectSources,
    target: Target,
    store: PrivateStore,
    instant: datetime,
    made: Path,
    watch: Watch | None,
) -> Ready | tuple[Leak, ...]:
    """Build into a folder that is not there yet, and audit; return the leaks when there are any."""
    served = target.served()
    if not served.is_first:
        need_secret(sources)
    if watch:
        watch.stage(BUILDING)
    project, config_file = sources.project, sources.config_file
    pdf = watch.pdf if watch else None
    outcome = pipeline.build(project, config_file, instant, made, store, progress=pdf)
    if watch:
        watch.stage(AUDITING)
    catalogue = sources.catalogue()
    folders = places_of(catalogue, store).values()
    calendars = revise_calendars(made, folders, known_calendars(store), instant)
    leaks = audit_folder(sources, catalogue, store, instant, made)
    if leaks:
        return leaks
    candidate = candidate_of(made, outcome, catalogue, instant, store.secret())
    proposal = propose(served, candidate, catalogue, outcome)
    return Ready(candidate, served, proposal, catalogue, calendars)


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
