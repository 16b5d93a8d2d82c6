"""Nothing is published that was not proven: build, audit, then switch; or audit, then go back.

    build in staging ──► audit ──► snapshot ──► switch ──► prune
            a snapshot of before ──► audit as of now ──► switch

A leak ends either of them before readers notice anything. The audit reads the sources anew: what a
build remembers of them is among the things it checks.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from parution import pipeline
from parution.audit import Leak, Premises, audit, reopened
from parution.compose.addresses import site_folder
from parution.domain import Catalogue
from parution.private_store import PrivateStore, SecretMissing, has_secret
from parution.publish.snapshots import KEPT, Shelf, Snapshot
from parution.release import Decisions, all_sites


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
    """How publishing or going back ended: with a snapshot, or with leaks and nothing changed."""

    snapshot: Snapshot | None
    leaks: tuple[Leak, ...]


def audit_site(sources: Sources, instant: datetime, site_dir: Path) -> tuple[Leak, ...]:
    """Return every leak in a written ``site_dir`` as of an instant (aware).

    Raises `ProblemsFound`, and `SecretMissing` where nobody knows the addresses of the sites.
    """
    need_secret(sources)
    return audited(sources, sources.catalogue(), PrivateStore(sources.project), instant, site_dir)


def publish(
    sources: Sources, target: Path, instant: datetime, now: datetime, keep: int = KEPT
) -> Published:
    """Publish the sites as they are at an instant, if nothing hidden is in them.

    `now` dates the snapshot; both moments are aware. Raises `ProblemsFound`, `CannotPublish`, and
    `SecretMissing` where readers already have addresses; whatever it raises, and wherever it is
    interrupted, readers have either what they had or all of the new.
    """
    shelf = Shelf(target)
    if shelf.current():
        need_secret(sources)
    store = PrivateStore(sources.project)
    with store.lock(), shelf.staging() as site_dir:
        pipeline.build(sources.project, sources.config_file, instant, site_dir, store)
        catalogue = sources.catalogue()
        leaks = audited(sources, catalogue, store, instant, site_dir)
        if leaks:
            return Published(None, leaks)
        decisions = Decisions(catalogue, instant)
        shown = {site: decisions.visible(site) for site in decisions.sites}
        snapshot = shelf.shelve(site_dir, shown, now)
        shelf.switch(snapshot)
        shelf.prune(keep)
    return Published(snapshot, ())


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
    with store.lock():
        shelf = Shelf(target)
        snapshot = shelf.named(name) if name else shelf.previous()
        shelf.verify(snapshot)
        leaks = (
            *reopened(catalogue, instant, snapshot.shown),
            *audited(sources, catalogue, store, instant, snapshot.folder),
        )
        if leaks:
            return Published(None, leaks)
        shelf.switch(snapshot)
    return Published(snapshot, ())


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
