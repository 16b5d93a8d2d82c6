"""Limits on processor time, memory and nesting for work on one text.

Texts come from people and programs. One of a few kilobytes can keep a Markdown parser busy for
minutes, or nest too deep for Python; code that works on a text does so within `limiting`, and names
the file when they are exceeded.

>>> with limiting(seconds=5):
...     "text".upper()
'TEXT'
"""

from __future__ import annotations

import ctypes
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from types import FrameType

SECONDS = 10.0
"""Processor time to render one text."""

SECONDS_TO_READ = 4.0
"""Processor time to scan one text."""

MEMORY = 1 << 30
"""Bytes by which a process may grow while it works on one text; enforced on Linux."""

TEXT_BYTES = 1_000_000
"""Maximum size of a text file: a novel of five hundred pages."""

WALL_CLOCK = 3
"""Factor for wall-clock time, where processor time cannot be measured: the machine may be busy."""


class TooCostly(BaseException):
    """A text exceeded its limits. Not an `Exception`, so that no parser catches it."""


EXCEEDED = (TooCostly, RecursionError, MemoryError)
"""The exceptions raised when a text exceeds its limits."""


@contextmanager
def limiting(seconds: float = SECONDS, memory: int = MEMORY) -> Iterator[None]:
    """Run a block within limits; raise one of `EXCEEDED` inside it when it exceeds them."""
    with _memory(memory), limit_time(seconds):
        yield


def limit_time(seconds: float) -> AbstractContextManager[None]:
    if hasattr(signal, "setitimer") and threading.current_thread() is threading.main_thread():
        return interrupt_by_signal(seconds)
    return interrupt_by_thread(seconds)


@contextmanager
def interrupt_by_signal(seconds: float) -> Iterator[None]:
    """Have the system interrupt the main thread, even within a regular expression."""
    if sys.platform == "win32":
        raise NotImplementedError
    before = signal.signal(signal.SIGVTALRM, give_up)
    # Repeat: the first interrupt may come while a parser is cleaning up.
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds, 0.5)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def give_up(_number: int, _frame: FrameType | None) -> None:
    raise TooCostly


@contextmanager
def interrupt_by_thread(seconds: float) -> Iterator[None]:
    """Have another thread interrupt this one, between two steps of Python."""
    thread = ctypes.c_ulong(threading.get_ident())
    interrupt = ctypes.pythonapi.PyThreadState_SetAsyncExc
    timer = threading.Timer(
        seconds * WALL_CLOCK, lambda: interrupt(thread, ctypes.py_object(TooCostly))
    )
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


if sys.platform == "linux":
    import resource

    @contextmanager
    def _memory(spare: int) -> Iterator[None]:
        """Let the process grow by at most ``spare`` bytes."""
        before = resource.getrlimit(resource.RLIMIT_AS)
        pages = int(Path("/proc/self/statm").read_text().split()[0])
        limit = pages * resource.getpagesize() + spare
        allowed = [each for each in before if each != resource.RLIM_INFINITY]
        resource.setrlimit(resource.RLIMIT_AS, (min([limit, *allowed]), before[1]))
        try:
            yield
        finally:
            resource.setrlimit(resource.RLIMIT_AS, before)

else:

    def _memory(spare: int) -> nullcontext[None]:  # noqa: ARG001 - nothing is bounded here
        """Do nothing: no other system enforces such a limit."""
        return nullcontext()
