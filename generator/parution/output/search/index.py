"""Indexes the pages of sites with Pagefind, in pieces that sites share.

To index every site anew would take most of a build. So the indexer divides the pages of a site into
pieces, keeps each index under a digest of its pages, and merges them into bundles, which readers'
browsers load. Sites that show the same pages share their bundles.

The indexer runs Pagefind as a program, once per piece, because its Python interface waits a tenth
of a second for each answer (see ``docs/decisions``). Where a piece is large, another process runs
it (`indexing_process`): reading what Pagefind wrote would keep this one from composing, and fill
its memory.
"""

from __future__ import annotations

import errno
import json
import os
import posixpath
import re
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from functools import cached_property, partial
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, cast

from parution.cache import Cache
from parution.cache.digests import digest_texts
from parution.cache.fingerprint import format_package_line
from parution.compose import (
    Layer,
    Object,
    SearchBundle,
    SearchPages,
    SearchPiece,
    SitePlan,
    SmallFile,
    Stored,
)
from parution.output.search.pagefind import PagefindFailed, run_pagefind
from parution.private_store import ObjectLost, PrivateStore

if TYPE_CHECKING:
    from concurrent.futures import Executor, Future

    from parution.output.search.bundle import Piece
    from parution.output.search.indexing_process import IndexingProcess

BUNDLE = "pagefind"
"""Folder of the search within a site. The first bundle lies in it, others in subfolders."""

LISTS = f"{BUNDLE}/pieces.json"
"""The list of a site's bundles for browsers: the address of each bundle's list, relative to
`BUNDLE`."""

OFFLINE = f"{BUNDLE}/offline.json"
"""The list of files that the service worker keeps for a search without network: the site's own
files, and the way to the archive, which has such a list itself."""

FORMAT = digest_texts(("12", format_package_line("pagefind")))[:16]
"""Part of each key: changes with Pagefind; raise the number when the format of pieces changes."""

LIST = re.compile(r"(?:^|/)pagefind\.fr_[0-9a-f]+\.json$")
"""The path of the file that lists a bundle's pages and chunks."""

AT_ONCE = 2
"""Pieces indexed at the same time by threads of this process."""

LARGE = 50
"""Pages from which a piece counts as large: it is indexed by another process, alone."""

WORDS_OF_A_TEXT, WORDS_IN_A_LARGE_PIECE = 3500, 1300
"""Words in one file for excerpts. A large piece stands once, in an archive: small files save its
readers' time. A small one stands in many sites: large files keep their number low."""

ROOM_FOR_AN_INDEX = 5_000_000
"""Bytes of free disk space below which a failure of Pagefind counts as a full disk."""

Files = Mapping[str, str]
"""Digests of files by path within the folder of a bundle."""


@dataclass(frozen=True, slots=True)
class IndexedPiece:
    """The stored index of a piece."""

    digest: str
    """Names its `Piece` in the private store."""

    texts: Files


def is_search(layer: str) -> bool:
    """Return whether a layer, by its name, is part of the search, which may not be ready."""
    return layer.startswith(f"{BUNDLE}/")


class Indexer:
    """Adds the search to plans at once, while others still index the pages.

    The digest of a piece follows from its pages; so plans are complete before the index is. Reading
    one of the layers waits for it.
    """

    def __init__(self, store: PrivateStore) -> None:
        self._store = store
        self._resources = ExitStack()
        self._apart: IndexingProcess | None = None
        """The process that indexes a large piece, and from then on all others."""
        self._known: set[SearchPiece] = set()
        """Pieces that are indexed, or pending."""
        self._pending: dict[SearchPiece, Future[IndexedPiece]] = {}
        self._collecting = Lock()
        """Held while a result is collected: a preview asks from several threads."""
        self._pieces: dict[SearchPiece, Piece] = {}
        self._files: dict[SearchBundle, Files] = {}
        self._layers: dict[tuple[SearchBundle, str], Layer] = {}
        self._shelf = Cache(store).shelf("search", lasting=True)

    def __enter__(self) -> Indexer:
        return self

    def __exit__(self, *failure: object) -> None:
        self._resources.close()
        for piece in [piece for piece, found in self._pending.items() if has_succeeded(found)]:
            self._wait_for_index(piece)
        self._shelf.save()

    def with_search(self, plans: Iterable[SitePlan]) -> tuple[SitePlan, ...]:
        """Return plans with layers for their search.

        Missing pieces are indexed from the moment their plan is known, while others are composed.
        """
        return tuple(map(self._add_search, plans))

    def _add_search(self, plan: SitePlan) -> SitePlan:
        bundles = (*plan.bundles, *plan.archive_bundles)
        pieces = {piece for bundle in bundles for piece in bundle.pieces} - self._known
        self._known |= pieces
        # Look no further into pieces that are indexed: their pages need not be loaded.
        missing = [piece for piece in pieces if self._shelf.find(make_index_key(piece)) is None]
        # The longest first, so that the last of them does not begin when all others are done.
        for piece in sorted(missing, key=lambda piece: (-len(piece.pages), piece.digest)):
            self._pending[piece] = self._index(piece)
        return replace(plan, layers={**plan.layers, **dict(self._list_layers(plan))})

    def _index(self, piece: SearchPiece) -> Future[IndexedPiece]:
        """Let a piece be indexed."""
        work = self._locate_work(piece)
        if self._apart is None and len(piece.pages) >= LARGE and (os.cpu_count() or 1) > 1:
            # Loaded here, because most builds index no large piece.
            from parution.output.search.indexing_process import IndexingProcess

            self._apart = self._resources.enter_context(IndexingProcess(self._store))
        if self._apart:
            return self._waiting.submit(self._apart.index, piece.pages, work)
        return self._threads.submit(index_pages, piece.pages, work, self._store)

    @cached_property
    def _threads(self) -> Executor:
        """Threads that index."""
        return self._resources.enter_context(using_threads(AT_ONCE))

    @cached_property
    def _waiting(self) -> Executor:
        """A thread that waits for the other process."""
        return self._resources.enter_context(using_threads(1))

    def _list_layers(self, plan: SitePlan) -> Iterator[tuple[str, Layer]]:
        """Yield the layers of a site's search: one for each own bundle, and one for the lists."""
        own = tuple(place_bundles(plan.bundles))
        archived = tuple(place_bundles(plan.archive_bundles))
        for bundle, folder in own:
            yield f"{BUNDLE}/{folder}", self._make_layer(bundle, folder)
        way = plan.way_to_archive if archived else ""
        searched = (*own, *((bundle, f"{way}{BUNDLE}/{folder}") for bundle, folder in archived))
        parts = (each for bundle, folder in searched for each in (bundle.digest, folder))
        named = digest_texts((FORMAT, *parts))
        yield f"{BUNDLE}/*", Layer(named, partial(self._list_lists, own, archived, way))

    def _make_layer(self, bundle: SearchBundle, folder: str) -> Layer:
        if (bundle, folder) not in self._layers:
            named = digest_texts((bundle.digest, folder, FORMAT))
            self._layers[bundle, folder] = Layer(named, partial(self._list_entries, bundle, folder))
        return self._layers[bundle, folder]

    def _list_entries(self, bundle: SearchBundle, folder: str) -> Mapping[str, Object]:
        return {
            f"{BUNDLE}/{folder}{path}": Stored(digest)
            for path, digest in self._wait_for_files(bundle).items()
        }

    def _wait_for_files(self, bundle: SearchBundle) -> Files:
        """Wait until the pieces of a bundle are indexed; return its files."""
        if bundle not in self._files:
            key = make_index_key(bundle)
            self._files[bundle] = self._shelf.get(key, partial(self._put_together, bundle))
        return self._files[bundle]

    def _put_together(self, bundle: SearchBundle) -> Files:
        # Loaded here, because most builds put nothing together.
        from parution.output.search.bundle import merge_pieces

        found = [self._wait_for_index(piece) for piece in bundle.pieces]
        pieces = [
            self._load_piece(piece, each.digest)
            for piece, each in zip(bundle.pieces, found, strict=True)
        ]
        files = {path: self._store.put(data) for path, data in merge_pieces(pieces).items()}
        return files | {path: digest for each in found for path, digest in each.texts.items()}

    def _wait_for_index(self, piece: SearchPiece) -> IndexedPiece:
        """Wait until a piece is indexed; return its index, or raise `ObjectLost`."""
        with self._collecting:
            if piece in self._pending:
                self._help_until(piece)
                self._shelf.keep(make_index_key(piece), self._pending[piece].result())
                del self._pending[piece]
        found = self._shelf.find(make_index_key(piece))
        if found is None:
            raise ObjectLost(make_index_key(piece))
        return cast(IndexedPiece, found.value)

    def _help_until(self, piece: SearchPiece) -> None:
        """Until a piece is indexed, index here small ones that nobody has begun, the last first.

        Whoever waits has nothing else to do.
        """
        from concurrent.futures import Future

        for other in reversed([*self._pending]):
            if self._pending[piece].done():
                return
            if len(other.pages) < LARGE and self._pending[other].cancel():
                indexed: Future[IndexedPiece] = Future()
                indexed.set_result(index_pages(other.pages, self._locate_work(other), self._store))
                self._pending[other] = indexed

    def _locate_work(self, piece: SearchPiece) -> Path:
        """Return the folder in which a piece is indexed."""
        return self._store.folder / "work" / f"search-{piece.digest}"

    def _load_piece(self, piece: SearchPiece, digest: str) -> Piece:
        """Load a piece; keep small ones in memory, because many sites need them."""
        if piece in self._pieces:
            return self._pieces[piece]
        from parution.output.search.bundle import load_piece

        found = load_piece(self._store.get(digest))
        if found.size < LARGE:
            self._pieces[piece] = found
        return found

    def _list_lists(self, own: Placed, archived: Placed, way: str) -> Mapping[str, Object]:
        """Return the list of bundles, and the list of files for a search without network.

        ``way`` leads to the archive, which lists the files of its bundles itself: else each site
        would have a list that grows with the archive. Only the first file needs a version, because
        the names of all others change with their content.
        """
        lists = [path for bundle, folder in own for path in self._list_of(bundle, folder)]
        lists += [
            posixpath.relpath(f"/g/site/{way}{BUNDLE}/{path}", f"/g/site/{BUNDLE}")
            for bundle, folder in archived
            for path in self._list_of(bundle, folder)
        ]
        version = digest_texts(bundle.digest for bundle, _ in (*own, *archived))
        files = [[LISTS, version]] + [
            [f"{BUNDLE}/{folder}{path}", ""]
            for bundle, folder in own
            for path in self._wait_for_files(bundle)
        ]
        kept = {"files": files} | ({"lent": [way]} if archived else {})
        return {
            LISTS: SmallFile(json.dumps(lists)),
            OFFLINE: SmallFile(json.dumps(kept, separators=(",", ":"))),
        }

    def _list_of(self, bundle: SearchBundle, folder: str) -> Iterator[str]:
        """Return the path of a bundle's list within `BUNDLE`, as an iterator of one."""
        return (folder + path for path in self._wait_for_files(bundle) if LIST.search(path))


Placed = Sequence[tuple[SearchBundle, str]]
"""Bundles, each with its folder within the search."""


def place_bundles(bundles: Sequence[SearchBundle]) -> Iterator[tuple[SearchBundle, str]]:
    """Yield each bundle with its folder within `BUNDLE`; the first has none of its own.

    Folders are named by the bundle's digest, so that a bundle keeps its place when others come.
    """
    for number, bundle in enumerate(bundles):
        yield bundle, f"{bundle.digest[:16]}/" if number else ""


def make_index_key(named: SearchPiece | SearchBundle) -> str:
    """Return the cache key of the index of a piece or bundle in the present `FORMAT`."""
    return f"{named.digest}-{FORMAT}"


def has_succeeded(indexing: Future[IndexedPiece]) -> bool:
    """Return whether a piece is indexed."""
    return indexing.done() and not indexing.cancelled() and indexing.exception() is None


@contextmanager
def using_threads(number: int) -> Iterator[Executor]:
    """Give an executor of so many threads; at the end, cancel what has not begun."""
    # Loaded here, because most builds index nothing.
    from concurrent.futures import ThreadPoolExecutor

    pool = ThreadPoolExecutor(number)
    try:
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)


def index_pages(pages: SearchPages, work: Path, store: PrivateStore) -> IndexedPiece:
    """Index pages with Pagefind, store the result, and remove the folder ``work`` afterwards."""
    # Loaded here, because most builds index nothing.
    from parution.output.search.bundle import dump_piece, encode_piece
    from parution.output.search.pagefind_reader import read_index

    site, output = work / "site", work / "bundle"
    try:
        for path, digest in pages:
            target = site / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(store.get(digest))
        with blaming_a_full_disk(work):
            run_pagefind(site, output)
            indexed = read_index(output, site)
        words = WORDS_OF_A_TEXT if len(pages) < LARGE else WORDS_IN_A_LARGE_PIECE
        piece, texts = encode_piece(indexed, words)
        named = {path: store.put(data) for path, data in texts.items()}
        return IndexedPiece(store.put(dump_piece(piece)), named)
    finally:
        shutil.rmtree(work, ignore_errors=True)


@contextmanager
def blaming_a_full_disk(folder: Path) -> Iterator[None]:
    """Turn a failure of Pagefind into an OSError (ENOSPC) if the disk is full.

    Pagefind gives no error of its own for this, and may leave incomplete files.
    """
    from parution.output.search.pagefind_reader import UnknownBundle

    try:
        yield
    except (PagefindFailed, UnknownBundle) as failure:
        if shutil.disk_usage(folder).free < ROOM_FOR_AN_INDEX:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(folder)) from failure
        raise
