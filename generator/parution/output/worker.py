"""Calls functions for `worker_process`, which starts it, until its input ends."""

from __future__ import annotations

import pickle
import signal
import sys


def main() -> None:
    """Call each function named on the standard input; write its result, or its exception."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # The main process decides what to do.
    while True:
        try:
            function, arguments = pickle.load(sys.stdin.buffer)  # noqa: S301 - our own process's
        except EOFError:
            return
        found: object
        try:
            found = function(*arguments)
        except Exception as problem:  # The main process tells it.
            found = problem
        pickle.dump(found, sys.stdout.buffer)
        sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
