"""What a place offers whose files are changed one by one: the little that FTP can do, too."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Protocol


class Remote(Protocol):
    """A folder of files elsewhere.

    Each method raises `CannotPublish` where it cannot do what is asked, perhaps after having done
    a part of it. Paths are relative to the folder, with slashes.
    """

    def read(self, paths: Sequence[str]) -> Mapping[str, bytes]:
        """Return the bytes of small files; those that are not there are left out."""

    def send(self, folder: Path, paths: Sequence[str]) -> None:
        """Put files of a folder of this machine there, in no order, whatever was there before."""

    def remove(self, paths: Sequence[str]) -> None:
        """Remove files; what is not there is no error. Folders that are empty then may stay."""

    def list(self) -> Sequence[str]:
        """Return the paths of all files, in any order."""
