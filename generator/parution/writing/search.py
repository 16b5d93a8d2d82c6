"""The search index: Pagefind's, in pieces that are indexed once and shared by content.

Indexing every site anew is what would cost most of all. So the pages of a site are indexed in a few
pieces, each a bundle of its own, and the reader's browser merges them. A piece is kept under the
digest of what it indexes: 84 sites that show the same archive hold one and the same index of it.

Pagefind is run as a program, once a piece, because its Python interface waits a tenth of a second
for each of its answers (see ``docs/decisions``).
"""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from importlib.metadata import version
from pathlib import Path

from parution.composing import Layer, Object, SearchPiece, SitePlan, Stored, Text
from parution.composing.plans import digest_of
from parution.private_store import PrivateStore, replace_file
from parution.writing.search_bundle import lightened

BUNDLE = "pagefind"
"""Folder of the search bundle within a site, where Pagefind's own script expects it."""

PIECES = f"{BUNDLE}/pieces.json"
"""Tells the browser what pieces there are, by the address of each one's list within the bundle."""

NOT_INDEXED = ".references, .headerlink, .footnote-backref"
"""What every page repeats, or what belongs to another part's page."""

OFFLINE = f"{BUNDLE}/offline.json"
"""What the service worker keeps, so that a site can be searched without a network."""

RUNTIME = ("pagefind.js", "wasm.fr.pagefind")
"""Pagefind's own script and program, needed once a site. Its worker and its ready-made interfaces
are left out: what is searched is small enough for the page itself."""

FORMAT = f"{version('pagefind')}-7"
"""Changes with what is made of a piece."""

LIST = ".pf_meta"
"""Ends the name of the file that lists a piece's pages and chunks."""

AT_ONCE = 2
"""Pieces indexed side by side."""


Files = Mapping[str, str]
"""Digests of a piece's files by path within its folder."""


class PagefindMissing(RuntimeError):
    """The program that builds the search index is not installed."""


def with_search(plans: Iterable[SitePlan], store: PrivateStore) -> tuple[SitePlan, ...]:
    """Return the plans with layers for the search index of each site.

    Pieces are indexed beside the composing of further plans, as soon as they are known.
    """
    (store.folder / "search").mkdir(exist_ok=True)
    taken: list[SitePlan] = []
    pending: dict[SearchPiece, Future[None]] = {}
    with ThreadPoolExecutor(AT_ONCE) as pool:
        for plan in plans:
            taken.append(plan)
            for piece in plan.pieces:
                if piece not in pending:
                    pending[piece] = pool.submit(ensure_indexed, piece, store)
        for future in pending.values():
            future.result()
    bundles = Bundles(store)
    return tuple(
        replace(plan, layers={**plan.layers, **dict(bundles.layers(plan.pieces))}) for plan in taken
    )


class Bundles:
    """What was made of the pieces, laid out for one site after the other."""

    def __init__(self, store: PrivateStore) -> None:
        self._store = store
        self._files: dict[SearchPiece, Files] = {}
        self._layers: dict[tuple[SearchPiece, str], Layer] = {}

    def layers(self, pieces: Sequence[SearchPiece]) -> Iterator[tuple[str, Layer]]:
        """Yield the layers of a site's search: its first piece in the bundle, others in folders.

        The folders are named by what they index, so that a piece keeps its place when others come.
        """
        lists: list[str] = []
        for piece in pieces:
            folder = f"{piece.digest[:16]}/" if lists else ""
            lists += (folder + path for path in self._made_of(piece) if path.endswith(LIST))
            yield f"{BUNDLE}/{folder}", self._layer(piece, folder)
        yield PIECES, Layer.of({PIECES: Text(json.dumps(lists))})
        named = digest_of((OFFLINE, FORMAT, *(piece.digest for piece in pieces)))
        yield OFFLINE, Layer(named, partial(self._offline, tuple(pieces)))

    def _offline(self, pieces: Sequence[SearchPiece]) -> Mapping[str, Object]:
        """Return the list of what a search without a network needs; names change with content."""
        files = [[PIECES, digest_of(piece.digest for piece in pieces)]]
        for number, piece in enumerate(pieces):
            folder = f"{piece.digest[:16]}/" if number else ""
            files += [
                [f"{BUNDLE}/{folder}{path}", ""]
                for path in self._made_of(piece)
                if path not in RUNTIME
            ]
        return {OFFLINE: Text(json.dumps({"files": files}, separators=(",", ":")))}

    def _made_of(self, piece: SearchPiece) -> Files:
        if piece not in self._files:
            self._files[piece] = json.loads(listing_path(piece, self._store).read_bytes())
        return self._files[piece]

    def _layer(self, piece: SearchPiece, folder: str) -> Layer:
        if (piece, folder) not in self._layers:
            named = digest_of((piece.digest, folder, FORMAT))
            self._layers[piece, folder] = Layer(named, partial(self._entries, piece, folder))
        return self._layers[piece, folder]

    def _entries(self, piece: SearchPiece, folder: str) -> Mapping[str, Object]:
        return {
            f"{BUNDLE}/{folder}{path}": Stored(digest)
            for path, digest in self._made_of(piece).items()
            if not folder or path not in RUNTIME
        }


def ensure_indexed(piece: SearchPiece, store: PrivateStore) -> None:
    """Index a piece unless that was done before."""
    listing = listing_path(piece, store)
    if not listing.exists():
        replace_file(listing, json.dumps(index(piece, store)).encode(), 0o600)


def listing_path(piece: SearchPiece, store: PrivateStore) -> Path:
    """Return where it stands what was made of a piece: in this format."""
    return store.folder / "search" / f"{piece.digest}-{FORMAT}.json"


def index(piece: SearchPiece, store: PrivateStore) -> Files:
    """Index the pages of a piece with Pagefind, make the result lighter and keep it."""
    work = store.folder / "work" / f"search-{piece.digest}"
    site, output = work / "site", work / "bundle"
    try:
        for path, digest in piece.pages:
            target = site / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(store.get(digest))
        run_pagefind(site, output)
        files = lightened(output, site)
        files |= {name: (output / name).read_bytes() for name in RUNTIME}
        return {path: store.put(data) for path, data in files.items()}
    finally:
        shutil.rmtree(work, ignore_errors=True)


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
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)  # noqa: S603 - our own program
