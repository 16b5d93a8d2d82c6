"""Keep previews on this machine, because they show unreleased text.

LB1 A preview listens on 127.0.0.1 only, and answers only requests that name this machine as the
    host: a page of another host can make that host's name resolve here (DNS rebinding), and would
    then read the preview.
LB2 However the program ends, except by SIGKILL, it removes the preview's folder.
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
"""Names of this machine."""

ENDING = tuple(
    getattr(signal, name) for name in ("SIGTERM", "SIGHUP", "SIGBREAK") if hasattr(signal, name)
)
"""Signals that end a program and that it can handle, as far as the system has them."""


def is_this_machine(host: str) -> bool:
    """Return whether the `Host` header of a request names this machine.

    >>> [is_this_machine(host) for host in ("localhost:8000", "[::1]:8000", "evil.example", "")]
    [True, True, False, False]
    """
    try:
        return urlsplit(f"//{host}").hostname in NAMES
    except ValueError:
        return False


@contextmanager
def end_by_signals() -> Iterator[None]:
    """Make signals end the program as Ctrl-C does, so that cleanup runs (LB2)."""
    if threading.current_thread() is not threading.main_thread():
        yield  # Only the main thread can handle signals.
        return
    before = {number: signal.signal(number, interrupt) for number in ENDING}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def interrupt(number: int, _: FrameType | None) -> None:
    """Raise KeyboardInterrupt, as Ctrl-C does."""
    raise KeyboardInterrupt(number)
