"""Fills a folder with the objects of plans; equal objects are hard links to one file."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from parution.compose import Object
from parution.filesystem import link_or_copy
from parution.output.tree.object_bytes import Maker, is_set


class FolderWriter:
    """Writes objects into a folder; equal objects share one file."""

    def __init__(self, root: Path, maker: Maker) -> None:
        self._root = str(root)
        self._maker = maker
        self._made: set[str] = set()
        self._first: dict[str, str] = {}
        self._late: list[tuple[str, Object]] = []

    def fill(self, entries: Iterable[tuple[str, Object]]) -> int:
        """Write objects at their paths under the folder; return how many there were.

        PDFs, which are still in the making, wait for `finish`.
        """
        count = 0
        self._made = {self._root}  # Folders of one site: those of all take much memory.
        for path, entry in entries:
            count += 1
            if is_set(entry):
                self._late.append((path, entry))
            else:
                self._put(path, entry)
        return count

    def finish(self) -> None:
        """Write the PDFs, waiting for each to be made."""
        for path, entry in self._late:
            self._put(path, entry)

    def _put(self, path: str, entry: Object) -> None:
        target = f"{self._root}/{path}"
        self._make_parent(target)
        first = self._first.setdefault(entry.digest, target)
        if first is target:
            with open(target, "xb") as stream:
                self._maker.write(entry, stream)
        else:
            link_or_copy(first, target)

    def _make_parent(self, target: str) -> None:
        """Make the folder of a file and those above it, unless this run has made them."""
        parent = target.rpartition("/")[0]
        if parent not in self._made:
            self._make_parent(parent)
            with suppress(FileExistsError):
                os.mkdir(parent)
            self._made.add(parent)


def make_empty(folder: Path) -> Path:
    """Make an empty folder, removing one that an interrupted build may have left."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder
