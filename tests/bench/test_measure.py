"""The benchmark counts the memory of a process and its children."""

from __future__ import annotations

import os
import subprocess
import sys

from bench.measure import shares_memory


def test_a_process_is_in_its_own_memory() -> None:
    """A child that still shares its parent's memory is not counted twice."""
    assert shares_memory(os.getpid(), os.getpid())


def test_another_program_has_memory_of_its_own() -> None:
    """A child that runs another program is counted beside its parent."""
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as child:
        assert not shares_memory(os.getpid(), child.pid)
