"""Write files and folders on any system: atomically, and durably where needed.

FS1 A file is written beside its place and moved there by one rename: nobody ever reads a part of
    it.
FS2 Data that must survive a power cut are flushed to the disk before anything that leads to them: a
    file before its name, its name before a link to it. All other files can be made again.
FS3 Files for readers are readable whatever the umask; private files are not.
FS4 If a system lacks a feature (links, modes, flushing folders), there is another way with the same
    result.
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
"""Whether the system can flush a folder; Windows makes names durable by itself."""

MOST_FLUSHED_SINGLY = 64
"""Above this number of files, the system is asked to flush everything, if it can be."""


def replace_file(
    path: Path, data: bytes, mode: int = SERVED_FILE, *, lasting: bool = False
) -> None:
    """Write a file beside its final place, then move it there in one step (FS1).

    With ``lasting``, bytes and name survive a power cut after this returns (FS2).
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
    except BaseException as failure:
        Path(beside).unlink(missing_ok=True)
        if isinstance(failure, OSError) and failure.filename == beside:
            # People know the file and its folder, not what stood beside it for a moment.
            failure.filename = str(path if path.parent.is_dir() else path.parent)
        raise


def read_if_present(path: Path) -> bytes | None:
    """Return the bytes of a file; None if it does not exist."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


def read_beginning(path: Path, most: int) -> bytes:
    """Return at most so many bytes of a file, or of a device that never ends."""
    with path.open("rb") as stream:
        return stream.read(most)


def flush_file(path: Path) -> None:
    """Flush a file's bytes to the disk."""
    # Windows flushes only files opened for writing.
    descriptor = os.open(path, os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def flush_folder(folder: Path) -> None:
    """Flush the names in a folder to the disk."""
    if not FLUSHES_FOLDERS:
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def flush(files: Iterable[Path], folders: Iterable[Path]) -> None:
    """Flush files, and the names in folders, to the disk.

    A file takes a few milliseconds: if there are many, the system flushes everything at once.
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
    """Make a hard link to a file; copy it if the system refuses (EMLINK, EPERM, no links)."""
    try:
        os.link(first, target)
    except (OSError, NotImplementedError):
        shutil.copyfile(first, target)


@contextmanager
def let_be_served() -> Iterator[None]:
    """Make new files readable for a web server that runs as another user (FS3).

    The umask belongs to the whole process. Private files are created with explicit modes.
    """
    before = os.umask(0o022)
    try:
        yield
    finally:
        os.umask(before)


def set_mode(path: Path, status: os.stat_result, mode: int) -> None:
    """Set the mode of a file or folder, unless its status already has it."""
    if stat.S_IMODE(status.st_mode) != mode:
        path.chmod(mode)


def remove_tree(folder: Path) -> None:
    """Remove a folder and its contents, if it exists; of a link, nothing but the link."""
    with suppress(FileNotFoundError):
        if folder.is_symlink():
            folder.unlink()
        else:
            shutil.rmtree(folder)
