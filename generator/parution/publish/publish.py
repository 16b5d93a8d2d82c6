"""Build, audit, agree, then switch: nothing is published without proof.

    build in staging ──► audit ──► propose ──► agree ──► snapshot ──► verify ──► bring ──► prune
    build in private ──► audit ──► propose                 (a rehearsal: the target is only read)
            a snapshot of before ──► verify ──► audit as of now ──► bring

The target decides how it brings a snapshot: by a switch or by a transfer
(`parution.publish.targets`).

A leak stops both before readers notice anything, and so does a change that the caller does not
agree to. The audit reads the sources anew, because it also checks what earlier builds cached.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from parution import pipeline
from parution.audit import Leak, Premises, VerdictCache, audit, find_reopened
from parution.cache import Cache
from parution.cache.fingerprint import digest_programs
from parution.compose.site_addresses import locate_site_folder
from parution.domain import Catalogue, Site
from parution.domain.messages import Message, message
from parution.domain.problems import sort_problems
from parution.filesystem import remove_tree
from parution.output import Progress
from parution.pipeline import Outcome
from parution.private_store import PrivateStore, SecretMissing, has_secret
from parution.publish.calendars import (
    Calendars,
    load_calendars,
    remember_calendars,
    revise_calendars,
)
from parution.publish.folder_digests import Digests, digest_files
from parution.publish.proposal import Proposal, make_proposal
from parution.publish.records import fingerprint_secret
from parution.publish.served import Served
from parution.publish.showing import Showing
from parution.publish.snapshots import KEPT, Candidate, CannotPublish, Snapshot
from parution.publish.targets.order import match_closing
from parution.publish.targets.target import Delivery, Target
from parution.release import Decisions, list_sites

Folders = Mapping[Site, str]
"""The folder of each site, relative to ``site_dir``."""

INCOMPLETE = message(
    "Something changed or removed files while they were being made: nothing was published."
)


@dataclass(frozen=True, slots=True)
class ProjectSources:
    """The folder of a project and its configuration file."""

    project: Path
    config_file: Path

    def read_catalogue(self) -> Catalogue:
        """Read the sources; raises `ProblemsFound` when they have errors."""
        from parution.sources import read  # Imported here to keep the command line fast.

        return read(self.project, self.config_file).require()


@dataclass(frozen=True, slots=True)
class PublishOutcome:
    """The outcome of publishing or of going back."""

    snapshot: Snapshot | None
    """The snapshot that readers have now; None when nothing was published."""

    leaks: tuple[Leak, ...] = ()
    """The leaks for which the audit refused to publish."""

    proposal: Proposal | None = None
    """The changes that publishing makes or would make; None after going back, or with leaks."""

    is_new: bool = False
    """Whether readers have other files than before."""


Agree = Callable[[Proposal], bool]
"""Takes the proposal; returns whether to publish it."""


@dataclass(frozen=True, slots=True)
class ProgressListener:
    """Callbacks that receive the progress of a publication."""

    stage: Callable[[Message], None]
    """Receives the name of each stage when it begins."""

    pdf: Progress
    """Receives the number of PDF files typeset so far."""


SILENT = ProgressListener(lambda _: None, lambda _, __: None)

AUDITING = message("Proving that nothing hidden stands in them…")


@dataclass(frozen=True, slots=True)
class Ready:
    """An audited build without leaks, beside the version that readers have."""

    candidate: Candidate
    served: Served
    proposal: Proposal
    catalogue: Catalogue
    calendars: Calendars

    @property
    def unchanged(self) -> Snapshot | None:
        """The served snapshot if the build holds the same files, else None."""
        same = self.served.digests == self.candidate.digests
        return self.served.snapshot if same else None


def audit_site(sources: ProjectSources, instant: datetime, site_dir: Path) -> tuple[Leak, ...]:
    """Return every leak in a written ``site_dir`` as of an instant (aware).

    Raises `ProblemsFound`, and `SecretMissing` when the project has no secret from which to derive
    the addresses of the sites.
    """
    need_secret(sources)
    catalogue, store = sources.read_catalogue(), PrivateStore(sources.project)
    with store.lock():  # A build would change the folder meanwhile.
        return audit_folder(sources, catalogue, store, instant, site_dir)


def rehearse(
    sources: ProjectSources,
    target: Target,
    instant: datetime,
    *,
    agree: Agree,
    listener: ProgressListener = SILENT,
) -> PublishOutcome:
    """Build, audit, and pass the effects of `publish` to `agree`; write only in the private folder.

    Creates no target that does not exist yet. Raises the same exceptions as `publish`.
    """
    store = open_store(sources, target)
    with store.lock(), target.lock_local_state(), stage_privately(store) as staging:
        ready = build_and_audit(sources, target, store, instant, staging, listener)
        if not isinstance(ready, Ready):
            return PublishOutcome(None, ready)
        if not ready.unchanged:
            agree(ready.proposal)
        return PublishOutcome(ready.unchanged, proposal=ready.proposal)


def publish(
    sources: ProjectSources,
    target: Target,
    instant: datetime,
    *,
    now: datetime,
    agree: Agree,
    keep: int = KEPT,
    listener: ProgressListener = SILENT,
) -> PublishOutcome:
    """Publish the sites as of an instant, if the audit finds nothing hidden in them.

    `now` dates the snapshot; both moments are aware. Asks `agree` once, before the switch, unless
    no file changed. Raises `ProblemsFound`, `CannotPublish`, and `SecretMissing` when readers
    already have addresses. If it fails or is interrupted before the switch, readers keep the
    version they had; during the switch, the guarantee of the target holds (TT3).
    """
    store, snapshots = open_store(sources, target), target.snapshots
    with store.lock(), target.lock(), snapshots.stage() as staging:
        ready = build_and_audit(sources, target, store, instant, staging, listener)
        if not isinstance(ready, Ready):
            return PublishOutcome(None, ready)
        candidate, served, proposal = ready.candidate, ready.served, ready.proposal
        if ready.unchanged:
            target.confirm(ready.unchanged, candidate.showing)
            return PublishOutcome(ready.unchanged, proposal=proposal)
        if not agree(proposal):
            return PublishOutcome(None, proposal=proposal)
        remember_calendars(store, ready.calendars)  # Kept before the switch: too new does no harm.
        snapshot = snapshots.add(candidate, served.kept, now)
        snapshots.verify(snapshot)
        folders = locate_sites(ready.catalogue, store)
        target.bring(make_delivery(snapshot, candidate.digests, folders, proposal), served)
        snapshots.prune(keep)
    return PublishOutcome(snapshot, proposal=proposal, is_new=True)


@contextmanager
def stage_privately(store: PrivateStore) -> Iterator[Path]:
    """Yield a private path to build at, not created yet; remove the build at the end."""
    folder = store.folder / "work" / "rehearsal"
    remove_tree(folder)
    folder.mkdir(parents=True)
    try:
        yield folder / "site"
    finally:
        remove_tree(folder)


def open_store(sources: ProjectSources, target: Target) -> PrivateStore:
    """Return the private folder; raise `SecretMissing` rather than make a new secret."""
    if target.snapshots.find_served_folder():
        need_secret(sources)  # Checked before an empty private folder is made.
    return PrivateStore(sources.project)


def build_and_audit(
    sources: ProjectSources,
    target: Target,
    store: PrivateStore,
    instant: datetime,
    staging: Path,
    listener: ProgressListener,
) -> Ready | tuple[Leak, ...]:
    """Build into a folder that does not exist yet, and audit; return the leaks, if any."""
    from parution.sources.foresight import add_foreseen, foresee_texts  # As in `ProjectSources`.

    served = target.read_served()
    if not served.is_first:
        need_secret(sources)
    project, config_file = sources.project, sources.config_file
    outcome = pipeline.build(
        project, config_file, instant, staging, store, stage=listener.stage, progress=listener.pdf
    )
    listener.stage(AUDITING)
    catalogue = sources.read_catalogue()
    folders = locate_sites(catalogue, store).values()
    calendars = revise_calendars(staging, folders, load_calendars(store), instant)
    leaks = audit_folder(sources, catalogue, store, instant, staging)
    if leaks:
        return leaks
    candidate = make_candidate(staging, outcome, catalogue, instant, store.secret())
    local = instant.astimezone(catalogue.settings.timezone).replace(tzinfo=None)
    foreseen = foresee_texts(catalogue, local)
    problems = add_foreseen(outcome.problems, foreseen, catalogue)
    outcome = replace(outcome, problems=sort_problems(problems))
    proposal = make_proposal(served, candidate, catalogue, outcome)
    return Ready(candidate, served, proposal, catalogue, calendars)


def make_candidate(
    staging: Path, outcome: Outcome, catalogue: Catalogue, instant: datetime, secret: bytes
) -> Candidate:
    """Return a build as a candidate.

    Raises `CannotPublish` when files are missing or were added.
    """
    digests = digest_files(staging)
    if digests.keys() != set(outcome.paths()):
        raise CannotPublish(INCOMPLETE)
    showing = Showing.of(catalogue, Decisions(catalogue, instant))
    return Candidate(staging, digests, showing, fingerprint_secret(secret))


def make_delivery(
    snapshot: Snapshot, digests: Digests, folders: Folders, proposal: Proposal | None
) -> Delivery:
    """Return a snapshot with the facts that a target needs to bring it in a safe order.

    Without a proposal, every file that changes counts as one that closes.
    """
    homes = frozenset(f"{folder}/index.html".lstrip("/") for folder in folders.values())
    above = {folder.rpartition("/")[0] for folder in folders.values() if "/" in folder}
    guards = frozenset(f"{folder}/index.html" for folder in above)
    if proposal is None:
        return Delivery(snapshot, digests, homes=homes, guards=guards)
    closes = match_closing(proposal.changes.withdrawn, folders, moved=bool(proposal.moved))
    return Delivery(snapshot, digests, closes, homes, guards)


def roll_back(
    sources: ProjectSources, target: Target, instant: datetime, name: str | None = None
) -> PublishOutcome:
    """Go back to the previous snapshot, or to the named one, if it shows nothing hidden now.

    Raises `ProblemsFound` when the sources have errors, `CannotPublish`, and `SecretMissing`.
    """
    need_secret(sources)
    catalogue = sources.read_catalogue()
    store, snapshots = PrivateStore(sources.project), target.snapshots
    snapshots.list_published()
    with store.lock(), target.lock():
        served = target.read_served()
        snapshot = snapshots.get(name) if name else snapshots.previous()
        snapshots.verify(snapshot)
        leaks = (
            *find_reopened(catalogue, instant, snapshot.record.showing.shown),
            *audit_folder(sources, catalogue, store, instant, snapshot.folder),
        )
        if leaks:
            return PublishOutcome(None, leaks)
        digests = digest_files(snapshot.folder)
        delivery = make_delivery(snapshot, digests, locate_sites(catalogue, store), proposal=None)
        target.bring(delivery, served)
    return PublishOutcome(snapshot, is_new=True)


def need_secret(sources: ProjectSources) -> None:
    """Raise `SecretMissing` if the project has no secret: a new one would change every address."""
    if not has_secret(sources.project):
        raise SecretMissing


def audit_folder(
    sources: ProjectSources,
    catalogue: Catalogue,
    store: PrivateStore,
    instant: datetime,
    site_dir: Path,
) -> tuple[Leak, ...]:
    """Audit a folder of sites whose addresses derive from this project's secret."""
    folders = locate_sites(catalogue, store)
    premises = Premises(site_dir, folders, store.secret(), sources.project.absolute())
    memory = VerdictCache(Cache(store).shelf("audit", lasting=True), digest_programs())
    return audit(catalogue, instant, premises, memory)


def locate_sites(catalogue: Catalogue, store: PrivateStore) -> Folders:
    """Return the folder of every site, relative to ``site_dir``."""
    secret = store.secret()
    return {site: locate_site_folder(catalogue, secret, site) for site in list_sites(catalogue)}
