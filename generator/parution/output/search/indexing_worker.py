"""Indexes pieces of the search; started by `indexing_process`, until its input ends."""

from __future__ import annotations

import pickle
import signal
import sys

from parution.output.search.index import index_pages
from parution.private_store import PrivateStore


def main() -> None:
    """Index the pages named on the standard input; write each piece, or why there is none."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # The main process decides what to do.
    while True:
        try:
            pages, work, project = pickle.load(sys.stdin.buffer)  # noqa: S301 - our own process's
        except EOFError:
            return
        found: object
        try:
            found = index_pages(pages, work, PrivateStore(project))
        except Exception as problem:  # The main process tells it.
            found = problem
        pickle.dump(found, sys.stdout.buffer)
        sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
