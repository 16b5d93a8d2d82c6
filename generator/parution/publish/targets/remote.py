"""The interface of a place whose files are changed one by one: no more than FTP can do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Protocol


class Remote(Protocol):
    """A folder of files elsewhere.

    Each method raises `CannotPublish` when it fails, perhaps after doing a part of the work. Paths
    are relative to the folder, with slashes.
    """

    def read(self, paths: Sequence[str]) -> Mapping[str, bytes]:
        """Return the bytes of small files by path; leave out files that do not exist."""

    def send(self, folder: Path, paths: Sequence[str]) -> None:
        """Copy files from a folder of this machine, in any order, replacing existing ones."""

    def remove(self, paths: Sequence[str]) -> None:
        """Remove files, ignoring missing ones. Folders left empty may stay."""

    def remove_empty_folders(self, folders: Sequence[str]) -> None:
        """Remove folders and those below them, unless they hold files."""

    def list(self) -> Sequence[str]:
        """Return the paths of all files, in any order."""
