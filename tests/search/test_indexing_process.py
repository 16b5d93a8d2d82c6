"""A process of its own indexes pieces of the search, or whoever waits, with the same result."""

from __future__ import annotations

from concurrent.futures import Executor, Future
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pytest

from parution.compose.plans import (
    Searchable,
    SearchBundle,
    SearchPages,
    SearchPiece,
    SitePlan,
)
from parution.domain import PUBLIC_SITE
from parution.domain.failures import Failure
from parution.output import Indexer, worker_process
from parution.output.search import index
from parution.output.search.index import index_pages
from parution.output.search.indexing_process import IndexingEnded, IndexingProcess
from parution.private_store import PrivateStore

PAGE = """<!DOCTYPE html>
<html lang="fr"><head><title>La douleur</title></head>
<body data-pagefind-body><h1>La douleur</h1><p>Croire le patient.</p></body></html>
"""


@pytest.fixture
def store(tmp_path: Path) -> PrivateStore:
    """A private folder."""
    return PrivateStore(tmp_path)


def store_pages(store: PrivateStore, year: str = "2026") -> SearchPages:
    """Return one page for the search, which the store holds."""
    return ((f"{year}/douleur/index.html", store.put_text(PAGE)),)


def test_another_process_indexes_alike(store: PrivateStore, tmp_path: Path) -> None:
    """The piece is the same, and its files are in the private folder."""
    pages, work = store_pages(store), tmp_path / "work"
    with IndexingProcess(store) as process:
        apart = process.index(pages, work)
    assert all(map(store.has, (apart.digest, *apart.texts.values())))
    assert apart == index_pages(pages, work, store)
    assert not work.exists()


def test_a_failure_is_told_to_the_main_process(store: PrivateStore, tmp_path: Path) -> None:
    """What stops a piece is raised here, in the same words; the next piece is indexed."""
    pages, work = store_pages(store), tmp_path / "work"
    with IndexingProcess(store) as process:
        with pytest.raises(Failure, match=r"does not hold what was just written"):
            process.index((("2026/douleur/index.html", "0" * 64),), work)
        assert store.has(process.index(pages, work).digest)


def test_a_process_that_was_ended_is_missed(
    store: PrivateStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever asks an ended process learns so, before and after the end is known."""
    monkeypatch.setattr(worker_process, "WORKER", ("-c", "raise SystemExit(9)"))
    with IndexingProcess(store) as process:
        for _ in range(2):
            with pytest.raises(IndexingEnded):
                process.index(store_pages(store), tmp_path / "work")


class Idle(Executor):
    """An executor that never begins what it is given."""

    def submit(self, *_: object, **__: object) -> Future[Any]:  # type: ignore[override]
        return Future()


def test_whoever_waits_indexes_what_nobody_has_begun(
    store: PrivateStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Small pieces that wait for their turn are indexed by the one who asks for a site's files."""
    monkeypatch.setattr(index, "using_threads", lambda _: nullcontext(Idle()))
    pieces = [SearchPiece([Searchable.of(store_pages(store, year))]) for year in ("2025", "2026")]
    plan = SitePlan(PUBLIC_SITE, "", {}, (SearchBundle(pieces),))
    with Indexer(store) as indexer:
        (searched,) = indexer.with_search([plan])
        paths = [path for path, _ in searched.files()]
    assert len([path for path in paths if path.startswith("pagefind/fragment/")]) == 2
