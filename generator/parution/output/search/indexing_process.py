"""A process of its own that indexes pieces of the search, one after the other.

Indexing takes memory, and many short turns: threads of this process would wait at each turn for
whoever composes, and hold it up. A fork would keep the memory of this process as it was, while this
one goes on and changes it; so the process starts empty.

This is the end of the process that asks; the other is `indexing_worker`.
"""

from __future__ import annotations

import os
import pickle
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Self, cast

from parution.domain.failures import Failure
from parution.domain.messages import message
from parution.private_store import UNREADABLE, PrivateStore

if TYPE_CHECKING:
    from parution.compose import SearchPages
    from parution.output.search.index import IndexedPiece

WORKER = ("-m", "parution.output.search.indexing_worker")
"""Arguments of the Python that indexes."""


class IndexingEnded(Failure):
    """The process that indexes was ended from outside."""

    def __init__(self) -> None:
        super().__init__(
            message("The process that indexes the pages for the search was ended."),
            message("The machine may lack memory: close other programs and build once more."),
        )


class IndexingProcess:
    """Indexes pieces as `index_pages` does; ends with its block."""

    def __init__(self, store: PrivateStore) -> None:
        """Start the process."""
        # Loaded here, because most builds index little.
        import subprocess

        self._project = store.folder.parent
        self._process = subprocess.Popen(  # noqa: S603 - our own program
            [sys.executable, "-P", *WORKER],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *failure: object) -> None:
        self._process.kill()
        self._process.communicate()

    def index(self, pages: SearchPages, work: Path) -> IndexedPiece:
        """Return the index of pages; raise what stopped the process, or `IndexingEnded`."""
        tasks, results = self._process.stdin, self._process.stdout
        if tasks is None or results is None:
            raise TypeError("the process has both ends")
        try:
            pickle.dump((pages, work, self._project), tasks)
            tasks.flush()
            found = pickle.load(results)  # noqa: S301 - our own process's
        except UNREADABLE:
            raise IndexingEnded from None
        if isinstance(found, Exception):
            raise found
        return cast("IndexedPiece", found)
