"""The snapshot store: every version that was published and is kept, and the one readers have.

    <target>/current            what the web server serves: a link into snapshots/ (see `current`)
    <target>/snapshots/<name>/  what a ``site_dir`` holds, as it was published
    <target>/records/<name>     what is known of it; private
    <target>/staging/           what is being made; private, empty between two publications

    P1  A snapshot is made in ``staging/``, which nobody serves, and becomes one only when whole:
        its files are flushed to the disk, then its record is written, then it is moved by one
        rename. Only what was flushed leads to what was flushed: a power cut loses a publication at
        most, never a version that readers have.
    P2  Readers get another snapshot by one step. Before it they have the old one, after it the new
        one; there is no moment between.
    P3  Only afterwards are old snapshots removed; the one that is served never is.
    P4  A snapshot that is no longer what was published is never served, nor one that lost a file
        on its way.
    P5  A file that did not change is one file with the one at the same path before. No file is ever
        changed in place.
    P6  What changed bears the time of its snapshot, in whole seconds, later than that of any
        before: servers and `rsync` tell versions of a file apart by size and time alone.
    P7  Who changes a store holds its lock. A project has another: two of them may have one target.

Whether a snapshot may be served is not decided here: see `parution.publish.publish`.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from parution.domain.failures import Failure
from parution.domain.messages import Message, message
from parution.filesystem import (
    PRIVATE_FILE,
    PRIVATE_FOLDER,
    SERVED_FILE,
    SERVED_FOLDER,
    flush,
    flush_folder,
    let_be_served,
    remove_tree,
    set_mode,
)
from parution.publish.current import Current
from parution.publish.digests import Digests, digest_of_all, digests_of, files_below, find_changed
from parution.publish.records import DAMAGE, ENDING, SnapshotRecord, read_record, write_record
from parution.publish.showing import Showing

if TYPE_CHECKING:
    from filelock import BaseFileLock

KEPT = 10
"""Snapshots kept, the current one included."""


class CannotPublish(Failure):
    """Something about the target forbids what was asked; carries a sentence for people."""

    def __init__(self, reason: Message, remedy: Message | None = None) -> None:
        super().__init__(reason, remedy)


def never_published(folder: str) -> CannotPublish:
    """Return what to raise where nothing was ever published, perhaps because it was mistyped."""
    return CannotPublish(message("Nothing was ever published in %(folder)s.", folder=folder))


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One published version of all sites."""

    name: str
    folder: Path
    record: SnapshotRecord


@dataclass(frozen=True, slots=True)
class Candidate:
    """What was built in ``stage`` and may become a snapshot."""

    folder: Path
    digests: Digests
    showing: Showing
    secret: str
    """Fingerprint of the master secret; see `fingerprint_of_secret`."""


class SnapshotStore:
    """The snapshots in a target folder; made on first use."""

    def __init__(self, target: Path) -> None:
        self.target = target
        self._snapshots = target / "snapshots"
        self._records = target / "records"
        self._staging = target / "staging"
        self._current = Current(target)
        if self._current.is_foreign:
            raise CannotPublish(
                message("%(path)s exists and is not a link of ours.", path=str(self._current.path))
            )

    @contextmanager
    def lock(self) -> Iterator[None]:
        """Wait until no other process changes this store, and keep the others waiting (P7)."""
        with let_be_served():
            self.target.mkdir(parents=True, exist_ok=True)
        self._records.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)
        with self._lock:
            yield

    @cached_property
    def _lock(self) -> BaseFileLock:
        from filelock import FileLock  # Here, because the command line is to start fast.

        return FileLock(self._records / "lock", mode=PRIVATE_FILE)

    # --- looking -------------------------------------------------------------------------------

    def snapshots(self) -> tuple[Snapshot, ...]:
        """Return the snapshots that can be gone back to, oldest first."""
        return tuple(
            sorted(
                (snapshot for name in self._names() if (snapshot := self._read(name))),
                key=lambda snapshot: (snapshot.record.published_at, snapshot.name),
            )
        )

    def folder(self, name: str) -> Path:
        """Return where a snapshot stands, or would stand."""
        return self._snapshots / name

    def find(self, name: str) -> Snapshot | None:
        """Return the snapshot of this name; None where it is not kept, or its record damaged."""
        return self._read(name) if self.folder(name).is_dir() else None

    def find_damaged(self) -> tuple[str, ...]:
        """Return the names of the snapshots whose records cannot be understood."""
        return tuple(name for name in self._names() if self._read(name) is None)

    def list_published(self) -> tuple[Snapshot, ...]:
        """Return the snapshots; refuse a folder without any, which was perhaps mistyped."""
        if found := self.snapshots():
            return found
        raise never_published(str(self.target))

    def find_served_folder(self) -> Path | None:
        """Return the folder of the snapshot that readers have, even if its record is damaged."""
        name = self._current.name()
        return self.folder(name) if name and self.folder(name).is_dir() else None

    def current(self) -> Snapshot | None:
        """Return the snapshot that is served; None before the first."""
        folder = self.find_served_folder()
        return self._read(folder.name) if folder else None

    def previous(self) -> Snapshot:
        """Return the snapshot published before the one that is served."""
        earlier: Snapshot | None = None
        served_now = self.find_served_folder()
        for snapshot in self.list_published():
            if served_now is None or snapshot.name == served_now.name:
                break
            earlier = snapshot
        if earlier is None:
            raise CannotPublish(message("There is no earlier version to go back to."))
        return earlier

    def get(self, name: str) -> Snapshot:
        """Return the snapshot of this name."""
        for snapshot in self.list_published():
            if snapshot.name == name:
                return snapshot
        raise CannotPublish(message("There is no version called “%(name)s”.", name=name))

    # --- changing, under the lock --------------------------------------------------------------

    @contextmanager
    def stage(self) -> Iterator[Path]:
        """Give a path, not yet there, to build in unseen; whatever stays there is removed."""
        remove_tree(self._staging)
        self._current.settle()
        self._staging.mkdir(mode=PRIVATE_FOLDER)
        try:
            yield self._staging / "site"
        finally:
            remove_tree(self._staging)

    def add(self, candidate: Candidate, earlier: Digests, now: datetime) -> Snapshot:
        """Make a snapshot of what was built (P1); nothing leads readers to it yet.

        ``earlier`` are the digests of what readers have; `now` is aware.
        """
        published_at = now.astimezone(UTC)
        stamp = max([int(published_at.timestamp()), *(each + 1 for each in self._stamps())])
        digest = digest_of_all(candidate.digests)
        while self.folder(name := name_of(stamp, digest)).exists():
            stamp += 1
        self._share_and_stamp(candidate, earlier, stamp)
        record = SnapshotRecord(published_at, digest, candidate.showing, stamp, candidate.secret)
        snapshot = Snapshot(name, self.folder(name), record)
        self._records.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)
        write_record(self._records / f"{name}{ENDING}", record)
        with let_be_served():
            self._snapshots.mkdir(exist_ok=True)
        candidate.folder.rename(snapshot.folder)
        flush_folder(self._snapshots)
        flush_folder(self.target)
        return snapshot

    def confirm(self, snapshot: Snapshot, showing: Showing) -> None:
        """Note that a snapshot still is what readers are to have, at a later instant."""
        confirmed = replace(snapshot.record, showing=showing)
        write_record(self._records / f"{snapshot.name}{ENDING}", confirmed)

    def verify(self, snapshot: Snapshot) -> None:
        """Raise `CannotPublish` when a snapshot is not what was published (P4)."""
        if digest_of_all(digests_of(snapshot.folder)) != snapshot.record.digest:
            raise CannotPublish(
                message(
                    "The version “%(name)s” was altered since it was published.",
                    name=snapshot.name,
                )
            )

    def switch(self, snapshot: Snapshot) -> None:
        """Let readers have this snapshot from now on (P2)."""
        self._current.lead_to(snapshot.folder)

    def prune(self, keep: int) -> None:
        """Remove all but the latest snapshots (P3), and records without a snapshot."""
        current = self.find_served_folder()
        for snapshot in self.snapshots()[:-keep]:
            if snapshot.folder != current:
                self._staging.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)
                snapshot.folder.rename(self._staging / snapshot.name)
        for record in self._records.glob(f"*{ENDING}"):
            if not self.folder(record.stem).is_dir():
                record.unlink()

    # --- within the target ---------------------------------------------------------------------

    def _names(self) -> tuple[str, ...]:
        found = self._snapshots.iterdir() if self._snapshots.is_dir() else ()
        return tuple(sorted(path.name for path in found if path.is_dir()))

    def _read(self, name: str) -> Snapshot | None:
        with suppress(*DAMAGE):
            return Snapshot(name, self.folder(name), read_record(self._records / f"{name}{ENDING}"))
        return None

    def _stamps(self) -> Iterator[int]:
        return (snapshot.record.stamp for snapshot in self.snapshots())

    def _share_and_stamp(self, candidate: Candidate, earlier: Digests, stamp: int) -> None:
        """Let what was built have the unchanged files of what is served; flush the others."""
        made, folder = candidate.folder, self.find_served_folder()
        new = frozenset(find_changed(earlier, candidate.digests))
        if folder:
            share(made, (path for path in candidate.digests if path not in new), folder)
        to_flush: dict[tuple[int, int], Path] = {}
        for path, status in files_below(made):
            set_mode(path, status, SERVED_FILE)
            if path.relative_to(made).as_posix() in new:
                os.utime(path, (stamp, stamp))
                to_flush[status.st_dev, status.st_ino or len(to_flush)] = path
        folders = [made, *(path for path in made.rglob("*") if path.is_dir())]
        for each in folders:
            set_mode(each, each.lstat(), SERVED_FOLDER)
        flush(to_flush.values(), folders)


def name_of(stamp: int, digest: str) -> str:
    """Return the name of a snapshot: ``20261008T203501Z-1a2b3c4d``."""
    return f"{datetime.fromtimestamp(stamp, UTC):%Y%m%dT%H%M%SZ}-{digest[:8]}"


def share(made: Path, paths: Iterator[str], earlier: Path) -> None:
    """Let a new folder have files of an earlier one, at the paths where they are equal (P5)."""
    beside = made.with_name("shared")
    for path in paths:
        # A file system may refuse one link more (EMLINK), or links altogether.
        with suppress(OSError, NotImplementedError):
            os.link(earlier / path, beside)
            os.replace(beside, made / path)
