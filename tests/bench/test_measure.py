"""The benchmark counts the memory of a process and its children, and the bytes of its output."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from bench.measure import measure, shares_memory


def test_a_process_is_in_its_own_memory() -> None:
    """A child that still shares its parent's memory is not counted twice."""
    assert shares_memory(os.getpid(), os.getpid())


def test_another_program_has_memory_of_its_own() -> None:
    """A child that runs another program is counted beside its parent."""
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as child:
        assert not shares_memory(os.getpid(), child.pid)


def test_a_file_counts_under_each_of_its_names(tmp_path: Path) -> None:
    """Files are counted as a host stores them that knows no hard links."""
    make = "import os; open('a', 'w').write('12345'); os.link('a', 'b')"
    found = measure((sys.executable, "-c", make), tmp_path, tmp_path)
    assert (found.size, found.files) == (10, 2)
