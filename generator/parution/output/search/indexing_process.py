"""A process of its own that indexes pieces of the search, one after the other.

Indexing takes memory, and many short turns: threads of this process would wait at each turn for
whoever composes, and hold it up.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from parution.domain.failures import Failure
from parution.domain.messages import message
from parution.output.worker_process import WorkerProcess
from parution.private_store import PrivateStore

if TYPE_CHECKING:
    from parution.compose import SearchPages
    from parution.output.search.index import IndexedPiece


class IndexingEnded(Failure):
    """The process that indexes was ended from outside."""

    def __init__(self) -> None:
        super().__init__(
            message("The process that indexes the pages for the search was ended."),
            message("The machine may lack memory: close other programs and build once more."),
        )


class IndexingProcess(WorkerProcess):
    """Indexes pieces as `index_pages` does; ends with its block."""

    def __init__(self, store: PrivateStore) -> None:
        """Start the process."""
        super().__init__(IndexingEnded)
        self._project = store.folder.parent

    def index(self, pages: SearchPages, work: Path) -> IndexedPiece:
        """Return the index of pages; raise what stopped the process, or `IndexingEnded`."""
        return self.ask(index_there, pages, work, self._project)


def index_there(pages: SearchPages, work: Path, project: Path) -> IndexedPiece:
    """Index pages in the process that was started."""
    # Loaded here, because the process that asks needs nothing of it.
    from parution.output.search.index import index_pages

    return index_pages(pages, work, PrivateStore(project))
