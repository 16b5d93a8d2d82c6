"""Open the target that people name after ``--to``."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from parution.private_store import PrivateStore, find_secret
from parution.publish.snapshots import SnapshotStore
from parution.publish.targets.folder import FolderTarget
from parution.publish.targets.git import GitBranch
from parution.publish.targets.in_place import InPlace
from parution.publish.targets.programs import Programs
from parution.publish.targets.rclone import Rclone
from parution.publish.targets.remote import Remote
from parution.publish.targets.rsync import Rsync
from parution.publish.targets.target import Target, TransferProgress
from parution.publish.targets.target_address import (
    FolderAddress,
    GitAddress,
    RcloneAddress,
    SshAddress,
    hide_passwords,
    parse_address,
)

TARGETS = "targets"
"""The folder within the private folder that holds a store for each target elsewhere."""


@dataclass(frozen=True, slots=True)
class Opener:
    """Opens targets for a project."""

    project: Path
    clock: Callable[[], datetime]
    """Returns the current time, aware."""

    take_over: bool = False
    """Whether the files already in the target may be replaced or removed."""

    progress: TransferProgress | None = None

    def open(self, written: str) -> Target:
        """Return the target at an address; raises `CannotPublish` when it is not a valid one."""
        place = parse_address(written)
        if isinstance(place, FolderAddress):
            return FolderTarget(locate_folder(place).absolute())
        shown = hide_passwords(written)
        store = SnapshotStore(self._locate_folder(place))
        programs = Programs(store.target / "records" / "programs")
        if isinstance(place, GitAddress):
            return GitBranch(
                shown,
                place,
                store,
                self._read_secret,
                self.clock,
                programs,
                take_over=self.take_over,
            )
        return InPlace(
            shown,
            make_remote(place, programs),
            store,
            self._read_secret,
            self.clock,
            take_over=self.take_over,
            progress=self.progress,
            alone=programs.alone,
        )

    def _read_secret(self) -> bytes | None:
        return find_secret(self.project)

    def _locate_folder(self, place: SshAddress | RcloneAddress | GitAddress) -> Path:
        """Return the folder that keeps the versions of a target elsewhere."""
        name = hashlib.sha256(repr(place).encode()).hexdigest()[:16]
        return PrivateStore(self.project).folder / TARGETS / name


def locate_folder(place: FolderAddress) -> Path:
    """Return the path of a folder; ``~`` is a user's home also where no shell replaced it."""
    return Path(os.path.expanduser(place.path))


def make_remote(place: SshAddress | RcloneAddress, programs: Programs) -> Remote:
    """Return the remote that carries files to a place."""
    match place:
        case SshAddress():
            return Rsync(place, programs)
        case RcloneAddress():
            return Rclone(place, programs)
