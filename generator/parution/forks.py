"""Copies of this process that do a part of its work, so that two processors share it.

A copy begins with all that this process has in memory, and hands its result back. It never reports
a failure: whoever started it then does that part as well, and meets the failure where it can be
told.
"""

from __future__ import annotations

import gc
import os
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, cast

if TYPE_CHECKING:
    from multiprocessing.connection import Connection


def can_fork() -> bool:
    """Return whether a copy of this process can work beside it, on a processor of its own.

    Only Linux allows it safely, and only while there are no threads: a lock that one of them holds
    would stay locked in the copy for ever.
    """
    has_room = sys.platform == "linux" and (os.cpu_count() or 1) > 1
    return has_room and threading.active_count() == 1


class Fork:
    """A copy of this process that makes some bytes; it ends with the block, done or not."""

    def __init__(self, make: Callable[[], bytes]) -> None:
        # Loaded here, because most builds have too little to share.
        import multiprocessing

        self._receiver, sender = multiprocessing.Pipe(duplex=False)
        # The general type of contexts does not declare this class.
        context = cast(Any, multiprocessing.get_context("fork"))
        self._process = context.Process(target=send_made, args=(make, sender), daemon=True)
        self._process.start()
        sender.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        failure: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._receiver.close()
        self._process.kill()
        self._process.join()
        self._process.close()

    def wait(self) -> bytes | None:
        """Return the bytes when they are made; None if the copy failed or was ended."""
        with suppress(EOFError, OSError):
            return self._receiver.recv_bytes()
        return None


def send_made(make: Callable[[], bytes], sender: Connection) -> None:
    """Send what ``make`` returns; nothing, and no word, if it fails."""
    # Else looking for garbage would copy all of the memory shared so far.
    gc.freeze()
    with suppress(BaseException):
        sender.send_bytes(make())
