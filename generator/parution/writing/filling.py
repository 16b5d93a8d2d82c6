"""Fills a folder with the objects of plans; equal objects are one file with several names."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

from parution.composing import Object
from parution.writing.objects import Maker

AT_ONCE = 2
"""Threads that give files their names."""


def fill(root: Path, maker: Maker, shares: Iterable[Iterable[tuple[str, Object]]]) -> int:
    """Fill a folder with shares of objects; return how many there were.

    Folders in which several shares stand must be there already.
    """
    with ThreadPoolExecutor(AT_ONCE) as helpers:
        folder = Folder(root, maker, helpers)
        filled = [folder.fill(share) for share in shares]
        for _, done in filled:
            done.result()
    return sum(count for count, _ in filled)


def emptied(folder: Path) -> Path:
    """Return a new, empty folder where there may have been one left by an interrupted build."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


class Folder:
    """A folder being filled with the objects of plans; equal objects share one file."""

    def __init__(self, root: Path, maker: Maker, helpers: Executor) -> None:
        self._root = str(root)
        self._maker = maker
        self._helpers = helpers
        self._made = {self._root}
        self._first: dict[str, str] = {}

    def fill(self, entries: Iterable[tuple[str, Object]]) -> tuple[int, Future[None]]:
        """Put objects in their places, by path under the folder; return how many there were.

        What is new is written at once. Further names are given by the helpers, for the system does
        most of that work; it is done when the future is.
        """
        links: list[tuple[str, str]] = []
        count = 0
        for path, entry in entries:
            count += 1
            target = f"{self._root}/{path}"
            first = self._first.setdefault(entry.digest, target)
            if first is not target:
                links.append((first, target))
                continue
            make(self._missing(target))
            with open(target, "xb") as stream:
                stream.write(self._maker.bytes_of(entry))
        folders = [folder for _, target in links for folder in self._missing(target)]
        return count, self._helpers.submit(link, folders, links)

    def _missing(self, target: str) -> list[str]:
        """Return the folders to be made for a file; it is known which are there or will be."""
        missing: list[str] = []
        parent = target.rpartition("/")[0]
        while parent not in self._made:
            self._made.add(parent)
            missing.append(parent)
            parent = parent.rpartition("/")[0]
        return missing[::-1]


def make(folders: Iterable[str]) -> None:
    """Make folders, each after the one it lies in."""
    for folder in folders:
        with suppress(FileExistsError):
            os.mkdir(folder)


def link(folders: Iterable[str], pairs: Iterable[tuple[str, str]]) -> None:
    """Make folders, then give each file its further name.

    A file is copied where the system refuses to name it twice (EMLINK, EPERM).
    """
    make(folders)
    for first, target in pairs:
        try:
            os.link(first, target)
        except OSError:
            shutil.copyfile(first, target)
