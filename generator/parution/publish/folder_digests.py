"""Digests of the files in a folder, to compare snapshots and to find damaged ones."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterator, Mapping
from pathlib import Path

Digests = Mapping[str, str]
"""SHA-256 of files, hexadecimal, by path below a folder."""


NO_FILE = "-"
"""In place of the digest of a link, a pipe or a device: no published version holds one."""


def digest_files(folder: Path) -> dict[str, str]:
    """Return the digest of every file below a folder; read hard links to one file only once.

    A link is never taken for the file it leads to: what stands there may change at any time.
    """
    known: dict[tuple[int, int], str] = {}
    digests: dict[str, str] = {}
    for path, status in list_files(folder):
        if not stat.S_ISREG(status.st_mode):
            digests[path.relative_to(folder).as_posix()] = NO_FILE
            continue
        identity = status.st_dev, status.st_ino
        if identity not in known or status.st_ino == 0:  # Some file systems give no inode numbers.
            with path.open("rb") as stream:
                known[identity] = hashlib.file_digest(stream, "sha256").hexdigest()
        digests[path.relative_to(folder).as_posix()] = known[identity]
    return digests


def digest_whole(digests: Digests) -> str:
    """Return one SHA-256 for a folder's paths and the digests of its files."""
    return hashlib.sha256(repr(sorted(digests.items())).encode()).hexdigest()


def find_changed(before: Digests, after: Digests) -> tuple[str, ...]:
    """Return the paths of new and changed files."""
    return tuple(path for path, digest in after.items() if before.get(path) != digest)


def list_files(folder: Path) -> Iterator[tuple[Path, os.stat_result]]:
    """Yield every file below a folder with its own status; symbolic links are not followed."""
    for path in folder.rglob("*"):
        if path.is_symlink() or not path.is_dir():
            yield path, path.lstat()
