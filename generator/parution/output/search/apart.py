"""Indexes a large piece of the search in a process of its own, started by `index.index_apart`."""

from __future__ import annotations

import pickle
import signal
import sys

from parution.output.search.index import index_pages
from parution.private_store import PrivateStore


def main() -> None:
    """Index the pages named on the standard input; write the piece, or why there is none."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # The main process decides what to do.
    pages, work, project = pickle.load(sys.stdin.buffer)  # noqa: S301 - our own process's
    found: object
    try:
        found = index_pages(pages, work, PrivateStore(project))
    except Exception as problem:  # The main process tells it.
        found = problem
    sys.stdout.buffer.write(pickle.dumps(found))


if __name__ == "__main__":
    main()
