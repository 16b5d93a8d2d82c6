"""The search index: Pagefind's, in pieces that are indexed once and shared by content.

Indexing every site anew is what would cost most of all. So the pages of a site are indexed in a few
pieces, each a bundle of its own, and the reader's browser merges them. A piece is kept under the
digest of what it indexes: 84 sites that show the same archive hold one and the same index of it.

Pagefind is run as a program, once a piece, because its Python interface waits a tenth of a second
for each of its answers (see ``docs/decisions``).
"""

from __future__ import annotations

import errno
import json
import os
import posixpath
import re
import shutil
import subprocess
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, nullcontext
from dataclasses import replace
from functools import partial
from pathlib import Path
from threading import Lock

from parution.cache import Cache
from parution.cache.digests import digest_of_texts
from parution.cache.fingerprint import of_package
from parution.compose import Layer, Object, SearchPiece, SitePlan, SmallFile, Stored
from parution.domain.failures import Failure
from parution.domain.messages import message
from parution.output.search.bundle import ENDING, UnknownBundle, lightened, runtime
from parution.private_store import ObjectLost, PrivateStore

BUNDLE = "pagefind"
"""Folder of the search bundle within a site, where Pagefind's own script expects it."""

PIECES = f"{BUNDLE}/pieces.json"
"""Tells the browser what pieces there are, by the address of each one's list within the bundle."""

NOT_INDEXED = ".references, .headerlink, .footnote-backref"
"""What every page repeats, or what belongs to another part's page."""

OFFLINE = f"{BUNDLE}/offline.json"
"""What the service worker keeps, so that a site can be searched without a network."""

RUNTIME = ("pagefind.js", f"wasm.fr{ENDING}")
"""Pagefind's own script and program, needed once a site. Its worker and its ready-made interfaces
are left out: what is searched is small enough for the page itself."""

FORMAT = digest_of_texts(("9", of_package("pagefind")))[:16]
"""Changes with what is made of a piece: its number when we make another, or with the program."""

LIST = re.compile(r"(?:^|/)pagefind\.fr_[0-9a-f]+\.json$")
"""The file that lists a piece's pages and chunks."""

AT_ONCE = 2
"""Pieces indexed side by side."""

LARGE = 50
"""Pages from which on a piece is indexed while no other large one is, for the memory it takes."""


ONE_LARGE = Lock()

ROOM_FOR_AN_INDEX = 5_000_000
"""Bytes; where less is left on the disk, that is why an index could not be written."""

Files = Mapping[str, str]
"""Digests of a piece's files by path within its folder."""


def is_search(layer: str) -> bool:
    """Tell by its name whether a layer holds the search, and so may have to be waited for."""
    return layer.startswith(f"{BUNDLE}/")


class PagefindMissing(Failure):
    """The program that builds the search index is not installed."""

    def __init__(self) -> None:
        super().__init__(message("Pagefind is not installed: pip install 'pagefind[bin]'"))


class PagefindFailed(Failure):
    """The program that builds the search index gave up, for a reason of its own."""

    def __init__(self, told: str) -> None:
        super().__init__(
            message("Pagefind could not index the pages for the search: “%(told)s”.", told=told),
            message(
                "Install it anew: pip install --force-reinstall 'pagefind[bin]', and build once"
                " more."
            ),
        )


class Indexer:
    """Lays the search of sites out at once, while what it is made of is still being indexed.

    What a piece is called follows from what it indexes; so plans are whole before the index is.
    Who looks into one of its layers waits for it.
    """

    def __init__(self, store: PrivateStore) -> None:
        self._store = store
        self._pool = ThreadPoolExecutor(AT_ONCE)
        self._pending: dict[SearchPiece, Future[None]] = {}
        self._files: dict[SearchPiece, Files] = {}
        self._layers: dict[tuple[SearchPiece, str], Layer] = {}
        self._shelf = Cache(store).shelf("search", lasting=True)

    def __enter__(self) -> Indexer:
        return self

    def __exit__(self, *failure: object) -> None:
        self._pool.shutdown(cancel_futures=True)
        self._shelf.save()

    def with_search(self, plans: Iterable[SitePlan]) -> tuple[SitePlan, ...]:
        """Return plans with layers for their search, and begin to index what is not yet.

        It begins when all plans are known, with what takes longest.
        """
        found = tuple(plans)
        every = {piece for plan in found for piece in (*plan.pieces, *plan.lent)}
        pieces = every - self._pending.keys()
        # Of those that are indexed nobody need know the pages.
        missing = [piece for piece in pieces if self._shelf.find(key_of(piece)) is None]
        for piece in sorted(missing, key=lambda piece: (-len(piece.pages), piece.digest)):
            self._pending[piece] = self._pool.submit(self._index, piece)
        return tuple(
            replace(plan, layers={**plan.layers, **dict(self._layers_of(plan))}) for plan in found
        )

    def _index(self, piece: SearchPiece) -> None:
        with ONE_LARGE if len(piece.pages) >= LARGE else nullcontext():
            self._shelf.keep(key_of(piece), index(piece, self._store))

    def _layers_of(self, plan: SitePlan) -> Iterator[tuple[str, Layer]]:
        """Yield the layers of a site's search: what it has of its own, and the lists of it all."""
        own, lent = tuple(placed(plan.pieces)), tuple(placed(plan.lent))
        for piece, folder in own:
            yield f"{BUNDLE}/{folder}", self._layer(piece, folder)
        bundle = f"{plan.way_to_lender}{BUNDLE}/"
        searched = (
            *((piece, f"{BUNDLE}/{folder}") for piece, folder in own),
            *((piece, f"{bundle}{folder}") for piece, folder in lent),
        )
        told = (each for piece, folder in searched for each in (piece.digest, folder))
        named = digest_of_texts((FORMAT, *told))
        yield f"{BUNDLE}/*", Layer(named, partial(self._lists, searched))

    def _layer(self, piece: SearchPiece, folder: str) -> Layer:
        if (piece, folder) not in self._layers:
            named = digest_of_texts((piece.digest, folder, FORMAT))
            self._layers[piece, folder] = Layer(named, partial(self._entries, piece, folder))
        return self._layers[piece, folder]

    def _entries(self, piece: SearchPiece, folder: str) -> Mapping[str, Object]:
        return {
            f"{BUNDLE}/{folder}{path}": Stored(digest)
            for path, digest in self._made_of(piece).items()
            if not folder or path not in RUNTIME
        }

    def _made_of(self, piece: SearchPiece) -> Files:
        """Return what was made of a piece; waits until it is."""
        if piece in self._pending:
            self._pending[piece].result()
        if piece not in self._files:
            found = self._shelf.find(key_of(piece))
            if found is None:
                raise ObjectLost(key_of(piece))
            self._files[piece] = found.value
        return self._files[piece]

    def _lists(self, searched: Sequence[tuple[SearchPiece, str]]) -> Mapping[str, Object]:
        """Return the list of pieces, and that of what a search without a network needs.

        ``searched`` are the pieces with their folders, as seen from the site's home. The names of
        all files but the first change with what they hold.
        """
        paths = [
            folder + path
            for piece, folder in searched
            for path in self._made_of(piece)
            if path not in RUNTIME
        ]
        lists = [
            posixpath.relpath(f"/g/site/{path}", f"/g/site/{BUNDLE}")
            for path in paths
            if LIST.search(path)
        ]
        files = [[PIECES, digest_of_texts(piece.digest for piece, _ in searched)]]
        files += [[path, ""] for path in paths]
        kept = json.dumps({"files": files}, separators=(",", ":"))
        return {PIECES: SmallFile(json.dumps(lists)), OFFLINE: SmallFile(kept)}


def placed(pieces: Sequence[SearchPiece]) -> Iterator[tuple[SearchPiece, str]]:
    """Yield pieces with their folders within a bundle; the first stands in the bundle itself.

    The folders are named by what they index, so that a piece keeps its place when others come.
    """
    for number, piece in enumerate(pieces):
        yield piece, f"{piece.digest[:16]}/" if number else ""


def key_of(piece: SearchPiece) -> str:
    """Return the key under which it is kept what was made of a piece: in this format."""
    return f"{piece.digest}-{FORMAT}"


def index(piece: SearchPiece, store: PrivateStore) -> Files:
    """Index the pages of a piece with Pagefind, make the result lighter and keep it."""
    work = store.folder / "work" / f"search-{piece.digest}"
    site, output = work / "site", work / "bundle"
    try:
        for path, digest in piece.pages:
            target = site / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(store.get(digest))
        with blaming_a_full_disk(work):
            run_pagefind(site, output)
            files = {**lightened(output, site), **runtime(output)}
        return {path: store.put(data) for path, data in files.items()}
    finally:
        shutil.rmtree(work, ignore_errors=True)


@contextmanager
def blaming_a_full_disk(folder: Path) -> Iterator[None]:
    """Raise OSError in place of a failure of Pagefind on a disk that has no room left.

    Pagefind itself says nothing that can be told from other failures; what it wrote may be cut.
    """
    try:
        yield
    except (PagefindFailed, UnknownBundle) as failure:
        if shutil.disk_usage(folder).free < ROOM_FOR_AN_INDEX:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(folder)) from failure
        raise


def run_pagefind(site: Path, output: Path) -> None:
    """Run the Pagefind program over a folder of pages."""
    # Loaded here, because most builds index nothing.
    from pagefind.service import get_executable

    program = get_executable()
    if program is None:
        raise PagefindMissing
    places = ["--site", str(site), "--output-path", str(output)]
    manner = ["--exclude-selectors", NOT_INDEXED, "--force-language", "fr", "--silent"]
    command = [str(program), *places, *manner]
    done = subprocess.run(command, capture_output=True)  # noqa: S603 - our own program
    if done.returncode != 0:
        lines = done.stderr.decode("utf-8", "replace").split("\n")
        told = next((line.strip() for line in reversed(lines) if line.strip()), "")
        raise PagefindFailed(told or str(done.returncode))
