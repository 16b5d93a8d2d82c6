"""What keeps a preview on this machine: it shows unreleased text.

V1  It is served to this machine alone (127.0.0.1), and to browsers that asked this machine by name:
    a page of another host can make that host's name lead here (DNS rebinding), and would then
    read what is previewed.
V2  However it is ended, short of killing it, the folder it was written into is removed.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from urllib.parse import urlsplit

LOOPBACK = "127.0.0.1"

NAMES = frozenset({LOOPBACK, "::1", "localhost"})
"""What this machine calls itself."""

ENDING = tuple(
    getattr(signal, name) for name in ("SIGTERM", "SIGHUP", "SIGBREAK") if hasattr(signal, name)
)
"""Signals that end a program and that it may answer, by system."""


def is_this_machine(host: str) -> bool:
    """Tell whether the `Host` of a request names this machine.

    >>> [is_this_machine(host) for host in ("localhost:8000", "[::1]:8000", "evil.example", "")]
    [True, True, False, False]
    """
    try:
        return urlsplit(f"//{host}").hostname in NAMES
    except ValueError:
        return False


@contextmanager
def end_by_signals() -> Iterator[None]:
    """Let signals end the program as Ctrl-C does: whatever is to be removed is removed (V2)."""
    if threading.current_thread() is not threading.main_thread():
        yield  # Only the main thread can be told of signals.
        return
    before = {number: signal.signal(number, interrupt) for number in ENDING}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def interrupt(number: int, _: FrameType | None) -> None:
    """Raise what Ctrl-C raises."""
    raise KeyboardInterrupt(number)
