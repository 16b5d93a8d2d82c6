"""Fills a folder with the objects of plans; equal objects are one file with several names."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from parution.compose import Object
from parution.filesystem import link_or_copy
from parution.output.tree.objects import Maker, is_set


class FolderWriter:
    """A folder being filled with objects; equal objects share one file."""

    def __init__(self, root: Path, maker: Maker) -> None:
        self._root = str(root)
        self._maker = maker
        self._made: set[str] = set()
        self._first: dict[str, str] = {}
        self._late: list[tuple[str, Object]] = []

    def fill(self, entries: Iterable[tuple[str, Object]]) -> int:
        """Put objects in their places, by path under the folder; return how many there were.

        Those that are still being made come last, when `finish` is called.
        """
        count = 0
        self._made = {self._root}  # Of one site: those of all would take much memory.
        for path, entry in entries:
            count += 1
            if is_set(entry):
                self._late.append((path, entry))
            else:
                self._put(path, entry)
        return count

    def finish(self) -> None:
        """Put the last objects in their places, each as soon as it is made."""
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
        """Make the folder of a file, and that folder's; those made just now are not looked for."""
        parent = target.rpartition("/")[0]
        if parent not in self._made:
            self._make_parent(parent)
            with suppress(FileExistsError):
                os.mkdir(parent)
            self._made.add(parent)


def emptied(folder: Path) -> Path:
    """Return a new, empty folder where there may have been one left by an interrupted build."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder
