"""The name ``current`` in a target: it leads readers to a snapshot and is switched in one step.

PC1 The name is a symbolic link; a switch replaces it by one rename.
PC2 Where the system refuses such links (Windows without the privilege, some network shares), the
    name is a folder of hard links to the files of the snapshot. Two renames put it in the place of
    the old one: between them readers find nothing for a moment, but never a mixture.
PC3 Each switch first repairs the leftovers of an interrupted one.
"""

from __future__ import annotations

import errno
import os
from contextlib import suppress
from pathlib import Path

from parution.filesystem import flush_folder, let_be_served, link_or_copy, remove_tree, replace_file

CURRENT = "current"

FAILURES = {errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EROFS}
"""Errors that can occur on a system that does support links."""


class Current:
    """The name ``current`` in a target folder, and the snapshot it leads to."""

    def __init__(self, target: Path) -> None:
        self.path = target / CURRENT
        self._target = target
        self._new = target / f".{CURRENT}.new"
        self._old = target / f".{CURRENT}.old"
        self._name = target / "records" / CURRENT
        """A file that names the snapshot from which the folder was made, where there are no links
        (PC2).
        """

    @property
    def is_foreign(self) -> bool:
        """Whether something other than `lead_to` put a file or folder there."""
        return self.path.exists() and not self.path.is_symlink() and not self._name.exists()

    def name(self) -> str | None:
        """Return the name of the served snapshot; None before the first."""
        if self.path.is_symlink():
            return self.path.readlink().name
        with suppress(FileNotFoundError):
            return self._name.read_text("utf-8").strip() or None
        return None

    def lead_to(self, snapshot: Path) -> None:
        """Serve a snapshot, a folder within the target, from now on; raises OSError."""
        self.settle()
        try:
            self._new.symlink_to(snapshot.relative_to(self._target), target_is_directory=True)
        except (OSError, NotImplementedError) as refused:
            if isinstance(refused, OSError) and refused.errno in FAILURES:
                raise
            self._copy(snapshot)
            return
        try:
            os.replace(self._new, self.path)
        except PermissionError:  # Windows cannot replace a link to a folder.
            self.path.unlink()
            self._new.rename(self.path)
        flush_folder(self._target)

    def settle(self) -> None:
        """Remove the leftovers of an interrupted switch; restore the version it had moved away
        (PC3).
        """
        if self._old.exists() and not self.path.exists():
            self._old.rename(self.path)
        for left in (self._new, self._old):
            if left.is_symlink():
                left.unlink()
            remove_tree(left)

    def _copy(self, snapshot: Path) -> None:
        with let_be_served():
            self._new.mkdir()
            for path in snapshot.rglob("*"):
                target = self._new / path.relative_to(snapshot)
                if path.is_dir():
                    target.mkdir(parents=True, exist_ok=True)
                else:
                    target.parent.mkdir(parents=True, exist_ok=True)
                    link_or_copy(path, target)
        if self.path.exists():
            self.path.rename(self._old)
        self._new.rename(self.path)
        flush_folder(self._target)
        replace_file(self._name, snapshot.name.encode(), lasting=True)
        self.settle()
