"""Where tests write: in memory if the machine has enough, because on a disk the hundred thousand
small files of a run take minutes to write and to remove.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

MEMORY = Path("/dev/shm")
PREFIX = "parution-tests-"

LEAST = 4 << 30
"""Bytes that must be free. A run takes half a gigabyte."""


def write_in_memory() -> None:
    """Let temporary files of this process and of those it starts lie in memory, if they may.

    What a run leaves behind (files of failed tests) is removed when the next one begins.
    """
    if "TMPDIR" in os.environ or not suffices(MEMORY):
        return
    for left in MEMORY.glob(f"{PREFIX}*"):
        if not is_running(int(left.name.removeprefix(PREFIX))):
            shutil.rmtree(left, ignore_errors=True)
    folder = MEMORY / f"{PREFIX}{os.getpid()}"
    folder.mkdir(mode=0o700)
    os.environ["TMPDIR"] = tempfile.tempdir = str(folder)


def suffices(folder: Path) -> bool:
    """Tell whether there is such a folder, with room, whose programs may be run (not in Docker)."""
    if not folder.is_dir() or shutil.disk_usage(folder).free < LEAST:
        return False
    return not os.statvfs(folder).f_flag & os.ST_NOEXEC


def is_running(process: int) -> bool:
    """Tell whether a process of this machine is running."""
    return Path(f"/proc/{process}").exists()
