"""Run a command as a process of its own, and measure its time, memory and output."""

from __future__ import annotations

import ctypes
import os
import platform
import re
import subprocess
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path

ENVIRONMENT = {
    name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"
}
"""A user's environment: compiled Python is kept, for all programs alike."""

PROPORTIONAL = re.compile(r"^Pss:\s+(\d+) kB", re.MULTILINE)

KCMP = {"x86_64": 312, "aarch64": 272}
"""Number of the system call that compares two processes, by machine (Linux)."""

KCMP_VM = 1
"""Asks it for their memory."""

POLL = 0.2
"""Seconds between two looks at the memory of the process and its children."""


@dataclass(frozen=True, slots=True)
class Measurement:
    """The cost and the output of one run."""

    wall: float
    """Seconds."""
    cpu: float
    """Seconds of all processor cores, children included."""
    memory: int
    """Bytes: the greatest sum over the process and its children, shared parts once."""
    size: int
    """Bytes of output on a host that knows no hard links: a file counts under each of its names."""
    files: int


class Failed(Exception):
    """Raised when a command cannot be run or exits with an error; has its last output."""


def measure(command: tuple[str, ...], folder: Path, output: Path) -> Measurement:
    """Run the command in the folder and measure it, then its output."""
    with tempfile.TemporaryFile() as log:
        start = time.perf_counter()
        try:
            process = subprocess.Popen(command, cwd=folder, env=ENVIRONMENT, stdout=log, stderr=log)
        except OSError as error:
            raise Failed(str(error)) from error
        memory = _Memory(process.pid)
        memory.start()
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        memory.finished.set()
        memory.join()
        if process.returncode:
            log.seek(0)
            raise Failed(_last_words(log.read().decode("utf-8", "replace")))
    size, files = _count_content(output)
    peak = max(memory.peak, usage.ru_maxrss * 1024)
    return Measurement(wall, usage.ru_utime + usage.ru_stime, peak, size, files)


def run(command: tuple[str, ...], folder: Path) -> None:
    """Run the command without measuring it."""
    try:
        done = subprocess.run(
            command, cwd=folder, env=ENVIRONMENT, capture_output=True, text=True, check=False
        )
    except OSError as error:
        raise Failed(str(error)) from error
    if done.returncode:
        raise Failed(_last_words(done.stderr or done.stdout))


class _Memory(threading.Thread):
    """Watches the resident memory of a process and all its children."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.pid = pid
        self.peak = 0
        self.finished = threading.Event()

    def run(self) -> None:
        while not self.finished.wait(POLL):
            self.peak = max(self.peak, _count_resident(self.pid))


def _count_resident(pid: int) -> int:
    """Return the bytes resident in a process and its children; a process just gone has none.

    Of memory shared by several processes each counts its part (PSS), so that the sum is right. A
    child that has not become another program yet is its parent still, and is not counted again.
    """
    try:
        rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
        kilobytes = int(PROPORTIONAL.search(rollup)[1])
        tasks = list(Path(f"/proc/{pid}/task").iterdir())
        children = [child for task in tasks for child in (task / "children").read_text().split()]
    except (OSError, TypeError):
        return 0
    own = (int(child) for child in children if not shares_memory(pid, int(child)))
    return kilobytes * 1024 + sum(map(_count_resident, own))


def shares_memory(one: int, other: int) -> bool:
    """Tell whether two processes are in the same memory, as between ``vfork`` and ``exec``.

    The kernel splits each page (PSS) by memory, not by process: both would have all.
    """
    number = KCMP.get(platform.machine())
    return number is not None and ctypes.CDLL(None).syscall(number, one, other, KCMP_VM, 0, 0) == 0


def _count_content(output: Path) -> tuple[int, int]:
    """Return the bytes and the number of files under a folder, which may be a symbolic link."""
    sizes = [
        os.lstat(os.path.join(folder, name)).st_size
        for folder, _, names in os.walk(output.resolve())
        for name in names
    ]
    if not sizes:
        raise Failed(f"nothing was written to {output.name}")
    return sum(sizes), len(sizes)


def _last_words(log: str) -> str:
    lines = [line.strip() for line in log.splitlines() if line.strip()]
    return lines[-1] if lines else "no message"
