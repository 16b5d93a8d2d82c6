"""Snapshots of what is published, and the one step by which readers get another.

    <target>/current            a symbolic link into snapshots/: what the web server serves
    <target>/snapshots/<name>/  what a ``site_dir`` holds, as it was published
    <target>/records/<name>     what every site showed then; private
    <target>/staging/           what is being made; private, empty between two publications

    P1  A snapshot is made in ``staging/``, which nobody serves, and becomes one only when whole:
        its record is written first, then it is moved by one rename.
    P2  Readers get another snapshot by one rename of the link. Before it they have the old one,
        after it the new one; there is no moment between.
    P3  Only afterwards are old snapshots removed; the one that is served never is.
    P4  A snapshot that is no longer what was published is never served again.
    P5  Equal files of two snapshots are one file. No file is ever changed in place.

Whether a snapshot may be served is not decided here: see `parution.publish.publish`.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from parution.domain import Audience, Part, Site
from parution.domain.failures import Failure
from parution.domain.messages import Message, message
from parution.private_store import replace_file

CURRENT = "current"
KEPT = 10
"""Snapshots kept, the current one included."""

Shown = Mapping[Site, Mapping[str, tuple[Part, ...]]]
"""The parts that each site shows, by theme."""


class CannotPublish(Failure):
    """Something about the target forbids what was asked; carries a sentence for people."""

    def __init__(self, reason: Message) -> None:
        super().__init__(reason)


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One published version of all sites."""

    name: str
    folder: Path
    published_at: datetime
    """Aware, in UTC."""

    digest: str
    """SHA-256 of its paths and their bytes, hexadecimal."""

    shown: Shown


class Shelf:
    """The snapshots in a target folder; made on first use."""

    def __init__(self, target: Path) -> None:
        self._target = target
        self._snapshots = target / "snapshots"
        self._records = target / "records"
        self._staging = target / "staging"
        self._link = target / CURRENT
        if self._link.exists() and not self._link.is_symlink():
            raise CannotPublish(
                message("%(path)s exists and is not a link of ours.", path=str(self._link))
            )

    # --- looking -------------------------------------------------------------------------------

    def snapshots(self) -> tuple[Snapshot, ...]:
        """Return the snapshots that can be gone back to, oldest first."""
        records = self._records.glob("*.json") if self._records.is_dir() else ()
        found = (self._read(path) for path in records if self._folder(path.stem).is_dir())
        return tuple(sorted(found, key=lambda snapshot: (snapshot.published_at, snapshot.name)))

    def published(self) -> tuple[Snapshot, ...]:
        """Return the snapshots; refuse a folder without any, which was perhaps mistyped."""
        if found := self.snapshots():
            return found
        raise CannotPublish(
            message("Nothing was ever published in %(folder)s.", folder=str(self._target))
        )

    def current(self) -> Snapshot | None:
        """Return the snapshot that is served; None before the first."""
        if not self._link.is_symlink():
            return None
        name = self._link.readlink().name
        return next((each for each in self.snapshots() if each.name == name), None)

    def previous(self) -> Snapshot:
        """Return the snapshot published before the one that is served."""
        earlier: Snapshot | None = None
        current = self.current()
        for snapshot in self.published():
            if current is None or snapshot.name == current.name:
                break
            earlier = snapshot
        if earlier is None:
            raise CannotPublish(message("There is no earlier version to go back to."))
        return earlier

    def named(self, name: str) -> Snapshot:
        """Return the snapshot of this name."""
        for snapshot in self.published():
            if snapshot.name == name:
                return snapshot
        raise CannotPublish(message("There is no version called “%(name)s”.", name=name))

    # --- changing ------------------------------------------------------------------------------

    @contextmanager
    def staging(self) -> Iterator[Path]:
        """Give a path, not yet there, to build in unseen; whatever stays there is removed."""
        self._target.mkdir(parents=True, exist_ok=True)
        self._empty_staging()
        self._staging.mkdir(mode=0o700)
        try:
            yield self._staging / "site"
        finally:
            self._empty_staging()

    def shelve(self, made: Path, shown: Shown, now: datetime) -> Snapshot:
        """Make a snapshot of what was built in ``staging`` (P1); `now` is aware.

        When nothing differs from the one that is served, that one is returned: an hourly run is
        not to push out what one would want to go back to.
        """
        digests = digests_of(made)
        current = self.current()
        if current is not None:
            earlier = digests_of(current.folder)
            if earlier == digests:
                return current
            share(made, digests, current.folder, earlier)
        digest = digest_of_all(digests)
        name = f"{now.astimezone(UTC):%Y%m%dT%H%M%SZ}-{digest[:8]}"
        snapshot = Snapshot(name, self._folder(name), now.astimezone(UTC), digest, shown)
        self._write(snapshot)
        self._snapshots.mkdir(exist_ok=True)
        if not snapshot.folder.exists():
            made.rename(snapshot.folder)
        return snapshot

    def verify(self, snapshot: Snapshot) -> None:
        """Raise `CannotPublish` when a snapshot is not what was published (P4)."""
        if digest_of_all(digests_of(snapshot.folder)) != snapshot.digest:
            raise CannotPublish(
                message(
                    "The version “%(name)s” was altered since it was published.",
                    name=snapshot.name,
                )
            )

    def switch(self, snapshot: Snapshot) -> None:
        """Let readers have this snapshot from now on (P2)."""
        beside = self._target / f".{CURRENT}.new"
        beside.unlink(missing_ok=True)
        beside.symlink_to(snapshot.folder.relative_to(self._target), target_is_directory=True)
        os.replace(beside, self._link)

    def prune(self, keep: int) -> None:
        """Remove all but the latest snapshots (P3), and records without a snapshot."""
        current = self.current()
        for snapshot in self.snapshots()[:-keep]:
            if current is None or snapshot.name != current.name:
                self._staging.mkdir(mode=0o700, exist_ok=True)
                snapshot.folder.rename(self._staging / snapshot.name)
        for record in self._records.glob("*.json"):
            if not self._folder(record.stem).is_dir():
                record.unlink()

    # --- within the target ---------------------------------------------------------------------

    def _folder(self, name: str) -> Path:
        return self._snapshots / name

    def _empty_staging(self) -> None:
        if self._staging.exists():
            shutil.rmtree(self._staging)

    def _write(self, snapshot: Snapshot) -> None:
        self._records.mkdir(mode=0o700, exist_ok=True)
        written = {
            "published_at": snapshot.published_at.isoformat(),
            "digest": snapshot.digest,
            "shown": [
                {"group": site.group, "audience": site.audience.value, "themes": dict(themes)}
                for site, themes in snapshot.shown.items()
            ],
        }
        record = self._records / f"{snapshot.name}.json"
        replace_file(record, json.dumps(written).encode(), 0o600)

    def _read(self, record: Path) -> Snapshot:
        written: dict[str, Any] = json.loads(record.read_bytes())
        shown = {
            Site(row["group"], Audience(row["audience"])): {
                theme: tuple(map(Part, parts)) for theme, parts in row["themes"].items()
            }
            for row in written["shown"]
        }
        published_at = datetime.fromisoformat(written["published_at"])
        folder = self._folder(record.stem)
        return Snapshot(record.stem, folder, published_at, written["digest"], shown)


def digests_of(folder: Path) -> dict[str, str]:
    """Return the SHA-256 of every file below a folder by path; each file is read once."""
    known: dict[tuple[int, int], str] = {}
    digests: dict[str, str] = {}
    for path in folder.rglob("*"):
        status = path.lstat()
        if path.is_dir() and not path.is_symlink():
            continue
        identity = status.st_dev, status.st_ino
        if identity not in known:
            known[identity] = hashlib.sha256(path.read_bytes()).hexdigest()
        digests[path.relative_to(folder).as_posix()] = known[identity]
    return digests


def digest_of_all(digests: Mapping[str, str]) -> str:
    """Return one SHA-256 for a folder's paths and the digests of its files."""
    return hashlib.sha256(repr(sorted(digests.items())).encode()).hexdigest()


def share(made: Path, digests: Mapping[str, str], folder: Path, earlier: Mapping[str, str]) -> None:
    """Let a new folder have the files of an earlier one where their bytes are equal (P5)."""
    originals = {digest: folder / path for path, digest in earlier.items()}
    beside = made / ".shared"
    for path, digest in digests.items():
        if digest in originals:
            # A file system may refuse one link more (EMLINK), or links altogether.
            with suppress(OSError):
                os.link(originals[digest], beside)
                os.replace(beside, made / path)
