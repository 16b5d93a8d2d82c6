"""Files and folders as every system has them: put in place whole, and lasting where they must.

F1  A file is made beside its place and put there by one rename: nobody ever reads half of it.
F2  What must outlast a power cut is flushed to the disk before anything that leads to it: a file
    before its name, its name before a link to it. Everything else can be made again.
F3  What readers are to get is readable whatever the umask; what is private is not.
F4  Where a system lacks something (links, modes, folders that can be flushed), there is another
    way, and the result is the same.
"""

from __future__ import annotations

import os
import shutil
import stat
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

SERVED_FILE, SERVED_FOLDER = 0o644, 0o755
PRIVATE_FILE, PRIVATE_FOLDER = 0o600, 0o700

FLUSHES_FOLDERS = os.name != "nt"
"""Whether the system lets a folder be flushed; Windows keeps names without being asked."""

MOST_FLUSHED_SINGLY = 64
"""Files from which on the system is asked to flush all it holds, where it can be asked that."""


def replace_file(
    path: Path, data: bytes, mode: int = SERVED_FILE, *, lasting: bool = False
) -> None:
    """Write a file beside its final place, then put it there in one step (F1).

    With ``lasting`` both the bytes and the name outlast a power cut once this returns (F2).
    """
    beside = f"{path}.{os.getpid()}-{threading.get_ident()}.part"
    try:
        with open(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode), "wb") as stream:
            stream.write(data)
            if lasting:
                stream.flush()
                os.fsync(stream.fileno())
        os.replace(beside, path)
        if lasting:
            flush_folder(path.parent)
    except BaseException:
        Path(beside).unlink(missing_ok=True)
        raise


def bytes_of(path: Path) -> bytes | None:
    """Return what a file holds; None where there is none."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


def flush_file(path: Path) -> None:
    """Let a file's bytes outlast a power cut."""
    # Windows flushes only what was opened for writing.
    descriptor = os.open(path, os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def flush_folder(folder: Path) -> None:
    """Let the names in a folder outlast a power cut."""
    if not FLUSHES_FOLDERS:
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def flush(files: Iterable[Path], folders: Iterable[Path]) -> None:
    """Let files and the names in folders outlast a power cut, all of them together.

    One file costs a few milliseconds: where there are many, the system flushes everything at once.
    """
    files = tuple(files)
    if len(files) > MOST_FLUSHED_SINGLY and hasattr(os, "sync"):
        os.sync()
        return
    for path in files:
        flush_file(path)
    for folder in folders:
        flush_folder(folder)


def link_or_copy(first: Path | str, target: Path | str) -> None:
    """Give a file a further name; copy it where the system refuses (EMLINK, EPERM, no links)."""
    try:
        os.link(first, target)
    except (OSError, NotImplementedError):
        shutil.copyfile(first, target)


@contextmanager
def let_be_served() -> Iterator[None]:
    """Let what is made meanwhile be readable to a server of another user (F3).

    The umask belongs to the whole process. What is private is made with a mode of its own.
    """
    before = os.umask(0o022)
    try:
        yield
    finally:
        os.umask(before)


def set_mode(path: Path, status: os.stat_result, mode: int) -> None:
    """Give a file or folder of this status a mode, unless it has it already."""
    if stat.S_IMODE(status.st_mode) != mode:
        path.chmod(mode)


def remove_tree(folder: Path) -> None:
    """Remove a folder and what is in it, if it is there."""
    with suppress(FileNotFoundError):
        shutil.rmtree(folder)
