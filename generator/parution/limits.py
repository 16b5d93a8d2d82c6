"""Bounds on what one text may cost: time of the processor, memory, depth.

Texts come from people and programs. One of a few kilobytes can keep a Markdown parser busy for
minutes, or nest until Python gives up; whoever works on a text does it within `bounds` and names
the file when they are exceeded.

>>> with bounds(seconds=5):
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
"""Of processor time to lay out one text."""

SECONDS_TO_READ = 4.0
"""Of processor time to look through one text."""

MEMORY = 1 << 30
"""Bytes that a process may grow by while it works on one text; enforced on Linux."""

TEXT_BYTES = 1_000_000
"""Longest text file: a novel of five hundred pages."""

WALL_CLOCK = 3
"""Where the system does not measure processor time, a machine may be that much slower."""


class TooCostly(BaseException):
    """A text exceeded its bounds. Not an `Exception`: no parser may catch it and go on."""


EXCEEDED = (TooCostly, RecursionError, MemoryError)
"""What work on a text that exceeds its bounds raises."""


@contextmanager
def bounds(seconds: float = SECONDS, memory: int = MEMORY) -> Iterator[None]:
    """Run a block within bounds; one of `EXCEEDED` is raised inside it when it exceeds them."""
    with _memory(memory), _processor_time(seconds):
        yield


def _processor_time(seconds: float) -> AbstractContextManager[None]:
    if hasattr(signal, "setitimer") and threading.current_thread() is threading.main_thread():
        return _by_signal(seconds)
    return _by_thread(seconds)


@contextmanager
def _by_signal(seconds: float) -> Iterator[None]:
    """Let the system interrupt the main thread, in the midst of a regular expression if need be."""
    if sys.platform == "win32":
        raise NotImplementedError
    before = signal.signal(signal.SIGVTALRM, _give_up)
    # Again and again: a parser may be cleaning up when it is first interrupted.
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds, 0.5)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def _give_up(_number: int, _frame: FrameType | None) -> None:
    raise TooCostly


@contextmanager
def _by_thread(seconds: float) -> Iterator[None]:
    """Let another thread interrupt this one, between two steps of Python."""
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
        """Let the process grow by so many bytes and no more."""
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

    def _memory(spare: int) -> nullcontext[None]:  # noqa: ARG001 - the other way bounds nothing
        """Let the process grow: no other system enforces such a limit."""
        return nullcontext()
