"""A process of its own indexes pieces of the search, with the same result."""

from __future__ import annotations

from pathlib import Path

import pytest

from parution.compose.plans import SearchPages
from parution.domain.failures import Failure
from parution.output.search import indexing_process
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


def store_pages(store: PrivateStore) -> SearchPages:
    """Return one page for the search, which the store holds."""
    return (("2026/douleur/index.html", store.put_text(PAGE)),)


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
    monkeypatch.setattr(indexing_process, "APART", ("-c", "raise SystemExit(9)"))
    with IndexingProcess(store) as process:
        for _ in range(2):
            with pytest.raises(IndexingEnded):
                process.index(store_pages(store), tmp_path / "work")
