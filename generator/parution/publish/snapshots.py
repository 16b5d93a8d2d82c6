"""The snapshot store: the versions that were published and kept, and the one that readers have.

    <target>/current            the name that the web server serves (see `current`)
    <target>/snapshots/<name>/  the files of a ``site_dir``, as they were published
    <target>/records/<name>     the record of the snapshot; private
    <target>/index.html         a page for readers, should a host serve the target as a whole
    <target>/staging/           the version being built; private, empty between two publications

    SN1 A snapshot is built in ``staging/``, which no server serves. The store flushes its files to
        the disk, then writes its record, then moves it into ``snapshots/`` by one rename. A power
        cut can lose the publication in progress, never a version that readers have.
    SN2 One step switches readers from the old snapshot to the new one; there is no state between.
    SN3 Old snapshots are removed only after the switch, and never the one that is served.
    SN4 A snapshot whose files were altered or lost since it was published is never served.
    SN5 An unchanged file is a hard link to the file at the same path of the version before. No file
        is ever changed in place.
    SN6 Changed files bear the time of their snapshot, in whole seconds, later than that of any
        snapshot before: servers and `rsync` distinguish versions of a file by size and time alone.
    SN7 Whoever changes a store holds its lock. It is not the project's lock, because two projects
        may share a target.

`parution.publish.publish` decides whether a snapshot may be served; this module does not.
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
    replace_file,
    set_mode,
)
from parution.language.catalogues import load_translations
from parution.publish.current import CURRENT, Current
from parution.publish.folder_digests import (
    Digests,
    digest_files,
    digest_whole,
    find_changed,
    list_files,
)
from parution.publish.records import DAMAGE, ENDING, SnapshotRecord, read_record, write_record
from parution.publish.showing import Showing

if TYPE_CHECKING:
    from filelock import BaseFileLock

GUARD = "index.html"
GUARD_BEGINS = (
    "<!doctype html><!-- parution: versions --><html><meta name=robots content=noindex>"
    "<title>parution</title>"
)
"""By which `verify` knows the page that stands in a target."""

KEPT = 10
"""Number of snapshots kept, the current one included."""


class CannotPublish(Failure):
    """The target cannot do what was asked; carries a sentence, and perhaps a remedy, for people."""

    def __init__(self, reason: Message, remedy: Message | None = None) -> None:
        super().__init__(reason, remedy)


def describe_missing_snapshots(folder: str) -> CannotPublish:
    """Return the exception for a folder without snapshots, whose name may be mistyped."""
    return CannotPublish(message("Nothing was ever published in %(folder)s.", folder=folder))


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One published version of all sites."""

    name: str
    folder: Path
    record: SnapshotRecord


@dataclass(frozen=True, slots=True)
class Candidate:
    """A build in the folder that `SnapshotStore.stage` gave, which may become a snapshot."""

    folder: Path
    digests: Digests
    showing: Showing
    secret: str
    """Fingerprint of the master secret; see `fingerprint_secret`."""


PLACES = (CURRENT, "snapshots", "records", "staging")
"""The folders within a target."""


def find_store_around(folder: Path) -> Path | None:
    """Return the target within whose folders a folder lies, if any."""
    return next(
        (
            each.parent
            for each in (folder, *folder.parents)
            if each.name in PLACES
            and (each.parent / "snapshots").is_dir()
            and (each.parent / "records").is_dir()
        ),
        None,
    )


class SnapshotStore:
    """The snapshots in a target folder, which the first publication creates."""

    def __init__(self, target: Path) -> None:
        self.target = target
        self._snapshots = target / "snapshots"
        self._records = target / "records"
        self._staging = target / "staging"
        self._current = Current(target)
        if self._current.is_foreign:
            raise CannotPublish(
                message("%(path)s exists and is not a link of ours.", path=str(self._current.path)),
                message("Move it elsewhere, or publish into another folder."),
            )

    @property
    def places(self) -> tuple[Path, ...]:
        """The folders within the target that the store fills."""
        return tuple(self.target / name for name in PLACES)

    @contextmanager
    def lock(self) -> Iterator[None]:
        """Wait until no other process changes this store, and keep the others waiting (SN7)."""
        with let_be_served():
            self.target.mkdir(parents=True, exist_ok=True)
        self._records.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)
        with self._lock:
            yield

    @cached_property
    def _lock(self) -> BaseFileLock:
        from filelock import FileLock  # Imported here to keep the command line fast.

        return FileLock(self._records / "lock", mode=PRIVATE_FILE)

    # --- looking -------------------------------------------------------------------------------

    def snapshots(self) -> tuple[Snapshot, ...]:
        """Return the snapshots that have readable records, oldest first."""
        return tuple(
            sorted(
                (snapshot for name in self._list_names() if (snapshot := self._read(name))),
                key=lambda snapshot: (snapshot.record.published_at, snapshot.name),
            )
        )

    def folder(self, name: str) -> Path:
        """Return the folder of a snapshot, whether it exists or not."""
        return self._snapshots / name

    def find(self, name: str) -> Snapshot | None:
        """Return the snapshot of this name; None if it is not kept, or its record is damaged."""
        return self._read(name) if self.folder(name).is_dir() else None

    def find_damaged(self) -> tuple[str, ...]:
        """Return the names of the snapshots whose records cannot be parsed."""
        return tuple(name for name in self._list_names() if self._read(name) is None)

    def list_published(self) -> tuple[Snapshot, ...]:
        """Return the snapshots, oldest first; raise `CannotPublish` when there are none."""
        if found := self.snapshots():
            return found
        raise describe_missing_snapshots(str(self.target))

    def find_served_folder(self) -> Path | None:
        """Return the folder of the served snapshot, its record damaged or not.

        None before the first.
        """
        name = self._current.name()
        return self.folder(name) if name and self.folder(name).is_dir() else None

    def current(self) -> Snapshot | None:
        """Return the served snapshot; None before the first, or when its record is damaged."""
        folder = self.find_served_folder()
        return self._read(folder.name) if folder else None

    def previous(self) -> Snapshot:
        """Return the snapshot before the served one; raise `CannotPublish` if none is."""
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
        """Return the snapshot of this name; raise `CannotPublish` if there is none."""
        for snapshot in self.list_published():
            if snapshot.name == name:
                return snapshot
        raise CannotPublish(message("There is no version called “%(name)s”.", name=name))

    # --- changing, under the lock --------------------------------------------------------------

    @contextmanager
    def stage(self) -> Iterator[Path]:
        """Yield a path to build at, not created yet; remove at the end whatever is still there."""
        remove_tree(self._staging)
        self._current.settle()
        self._staging.mkdir(mode=PRIVATE_FOLDER)
        try:
            yield self._staging / "site"
        finally:
            remove_tree(self._staging)

    def add(self, candidate: Candidate, earlier: Digests, now: datetime) -> Snapshot:
        """Make a snapshot of a candidate (SN1), without leading readers to it.

        ``earlier`` holds the digests of the version that readers have; `now` is aware.
        """
        published_at = now.astimezone(UTC)
        stamp = max([int(published_at.timestamp()), *(each + 1 for each in self._list_stamps())])
        digest = digest_whole(candidate.digests)
        while self.folder(name := name_snapshot(stamp, digest)).exists():
            stamp += 1
        self._share_and_stamp(candidate, earlier, stamp)
        record = SnapshotRecord(published_at, digest, candidate.showing, stamp, candidate.secret)
        snapshot = Snapshot(name, self.folder(name), record)
        self._records.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)
        write_record(self._records / f"{name}{ENDING}", record)
        with let_be_served():
            self._snapshots.mkdir(exist_ok=True)
            write_guard(self.target)
        candidate.folder.rename(snapshot.folder)
        flush_folder(self._snapshots)
        flush_folder(self.target)
        return snapshot

    def confirm(self, snapshot: Snapshot, showing: Showing) -> None:
        """Record that a snapshot is still right at a later instant, that of ``showing``."""
        confirmed = replace(snapshot.record, showing=showing)
        write_record(self._records / f"{snapshot.name}{ENDING}", confirmed)

    def verify(self, snapshot: Snapshot) -> None:
        """Raise `CannotPublish` when the files of a snapshot differ from those published (SN4)."""
        if digest_whole(digest_files(snapshot.folder)) != snapshot.record.digest:
            raise CannotPublish(
                message(
                    "The version “%(name)s” was altered since it was published.",
                    name=snapshot.name,
                )
            )

    def switch(self, snapshot: Snapshot) -> None:
        """Serve this snapshot from now on (SN2)."""
        self._current.lead_to(snapshot.folder)

    def prune(self, keep: int) -> None:
        """Remove all but the latest ``keep`` snapshots (SN3), and records without a snapshot."""
        current = self.find_served_folder()
        for snapshot in self.snapshots()[:-keep]:
            if snapshot.folder != current:
                self._staging.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)
                snapshot.folder.rename(self._staging / snapshot.name)
        for record in self._records.glob(f"*{ENDING}"):
            if not self.folder(record.stem).is_dir():
                record.unlink()

    # --- within the target ---------------------------------------------------------------------

    def _list_names(self) -> tuple[str, ...]:
        found = self._snapshots.iterdir() if self._snapshots.is_dir() else ()
        return tuple(sorted(path.name for path in found if path.is_dir()))

    def _read(self, name: str) -> Snapshot | None:
        with suppress(*DAMAGE):
            return Snapshot(name, self.folder(name), read_record(self._records / f"{name}{ENDING}"))
        return None

    def _list_stamps(self) -> Iterator[int]:
        return (snapshot.record.stamp for snapshot in self.snapshots())

    def _share_and_stamp(self, candidate: Candidate, earlier: Digests, stamp: int) -> None:
        """Link the unchanged files to those of the served version; stamp and flush the others."""
        made, folder = candidate.folder, self.find_served_folder()
        new = frozenset(find_changed(earlier, candidate.digests))
        if folder:
            share(made, (path for path in candidate.digests if path not in new), folder)
        to_flush: dict[tuple[int, int], Path] = {}
        for path, status in list_files(made):
            set_mode(path, status, SERVED_FILE)
            if path.relative_to(made).as_posix() in new:
                os.utime(path, (stamp, stamp))
                to_flush[status.st_dev, status.st_ino or len(to_flush)] = path
        folders = [made, *(path for path in made.rglob("*") if path.is_dir())]
        for each in folders:
            set_mode(each, each.lstat(), SERVED_FOLDER)
        flush(to_flush.values(), folders)


def name_snapshot(stamp: int, digest: str) -> str:
    """Return the name of a snapshot: ``20261008T203501Z-1a2b3c4d``."""
    return f"{datetime.fromtimestamp(stamp, UTC):%Y%m%dT%H%M%SZ}-{digest[:8]}"


def write_guard(target: Path) -> None:
    """Put a page where a host that serves the whole target would list its folders.

    `parution verify` asks for it. Another page that stands there stays.
    """
    if not (page := target / GUARD).exists():
        said = message("This host should serve the folder “current” beside this page alone.")
        text = f"<p>{said.text(load_translations().gettext)}</p>"
        replace_file(page, f'{GUARD_BEGINS}<meta charset="utf-8">{text}\n'.encode())


def share(made: Path, paths: Iterator[str], earlier: Path) -> None:
    """Replace files of a new folder by hard links to the equal files of an earlier one (SN5)."""
    beside = made.with_name("shared")
    for path in paths:
        # A file system may refuse another link to the same file (EMLINK), or any link at all.
        with suppress(OSError, NotImplementedError):
            os.link(earlier / path, beside)
            os.replace(beside, made / path)
