"""Processes that start empty, call one function after the other, and take their memory away.

A fork would keep the memory of this process as it was, while this one goes on and changes it. A
thread would leave behind the memory that libraries never give back.

This is the end of the process that asks; the other is `worker`.
"""

from __future__ import annotations

import os
import pickle
import sys
from collections.abc import Callable
from typing import Self, TypeVar, cast

from parution.domain.failures import Failure
from parution.private_store import UNREADABLE

Found = TypeVar("Found")

WORKER = ("-m", "parution.output.worker")
"""Arguments of the Python that calls the functions."""

GIVING_BACK = {
    "MALLOC_ARENA_MAX": "1",
    "MALLOC_TRIM_THRESHOLD_": "100000",
    "MALLOC_MMAP_THRESHOLD_": "100000",
}
"""Lets the C library of Linux return freed memory to the system; others do not know these names."""


class WorkerProcess:
    """Calls functions of the package in another process, which ends with the block."""

    def __init__(self, ended: Callable[[], Failure]) -> None:
        """Start the process; ``ended`` makes the failure to raise if it is ended from outside."""
        # Loaded here, because most builds need no other process.
        import subprocess

        self._ended = ended
        path = os.pathsep.join(filter(None, sys.path))
        self._process = subprocess.Popen(  # noqa: S603 - our own program
            [sys.executable, "-P", *WORKER],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**GIVING_BACK, **os.environ, "PYTHONPATH": path},
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *failure: object) -> None:
        self.close()

    def close(self) -> None:
        """End the process."""
        self._process.kill()
        self._process.communicate()

    def ask(self, function: Callable[..., Found], *arguments: object) -> Found:
        """Return the result of a function there, or raise its exception."""
        tasks, results = self._process.stdin, self._process.stdout
        if tasks is None or results is None:
            raise TypeError("the process has both ends")
        try:
            pickle.dump((function, arguments), tasks)
            tasks.flush()
            found = pickle.load(results)  # noqa: S301 - our own process's
        except UNREADABLE:
            raise self._ended() from None
        if isinstance(found, Exception):
            raise found
        return cast(Found, found)
