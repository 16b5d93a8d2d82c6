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
from importlib.metadata import version
from pathlib import Path

from pagefind.service import get_executable

from parution.composing import Layer, Object, SearchPiece, SitePlan, Stored, Text
from parution.composing.plans import digest_of
from parution.private_store import PrivateStore, replace_file

BUNDLE = "pagefind"
"""Folder of the search bundle within a site, where Pagefind's own script expects it."""

PIECES = f"{BUNDLE}/pieces.json"
"""Tells the browser which further pieces to merge, as paths relative to the bundle."""

NOT_INDEXED = ".references, .citation, .headerlink, .footnote-backref"
"""What every page repeats, or what belongs to another part's page."""

RUNTIME = ("pagefind.js", "pagefind-worker.js")
"""Pagefind's own scripts, needed once a site."""

DATA = (".json", ".pf_meta", ".pf_fragment", ".pf_index", "wasm.fr.pagefind")
"""What each piece consists of; Pagefind's ready-made interfaces are left out."""

AT_ONCE = 2
"""Pieces indexed side by side."""

Bundle = Mapping[str, str]
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
    known: dict[tuple[SearchPiece, bool], Layer] = {}
    return tuple(
        replace(plan, layers={**plan.layers, **dict(search_layers(plan.pieces, known, store))})
        for plan in taken
    )


def search_layers(
    pieces: Sequence[SearchPiece],
    known: dict[tuple[SearchPiece, bool], Layer],
    store: PrivateStore,
) -> Iterator[tuple[str, Layer]]:
    """Yield a layer for each piece of a site's search: the first in the bundle, others in folders.

    The folders are named by what they index, so that a piece keeps its place when others come.
    """
    folders = []
    for piece in pieces:
        is_first = piece is pieces[0]
        folder = "" if is_first else f"{piece.digest[:16]}/"
        if not is_first:
            folders.append(folder)
        if (piece, is_first) not in known:
            known[piece, is_first] = piece_layer(piece, folder, store)
        yield f"{BUNDLE}/{folder}", known[piece, is_first]
    yield PIECES, Layer.of({PIECES: Text(json.dumps(folders))})


def piece_layer(piece: SearchPiece, folder: str, store: PrivateStore) -> Layer:
    """Return the files of one piece, which are looked at only when they must be written."""

    def load() -> Mapping[str, Object]:
        return {
            f"{BUNDLE}/{folder}{path}": Stored(digest)
            for path, digest in bundle(piece, store).items()
            if not folder or path not in RUNTIME
        }

    return Layer(digest_of((piece.digest, folder, version("pagefind"))), load)


def ensure_indexed(piece: SearchPiece, store: PrivateStore) -> None:
    """Index a piece unless that was done before."""
    listing = listing_path(piece, store)
    if not listing.exists():
        replace_file(listing, json.dumps(index(piece, store)).encode(), 0o600)


def bundle(piece: SearchPiece, store: PrivateStore) -> Bundle:
    """Return what Pagefind made of a piece."""
    return dict(json.loads(listing_path(piece, store).read_bytes()))


def listing_path(piece: SearchPiece, store: PrivateStore) -> Path:
    """Return where it stands what Pagefind made of a piece: that version of it."""
    return store.folder / "search" / f"{piece.digest}-{version('pagefind')}.json"


def index(piece: SearchPiece, store: PrivateStore) -> Bundle:
    """Index the pages of a piece with Pagefind and keep what it made."""
    work = store.folder / "work" / f"search-{piece.digest}"
    site, output = work / "site", work / "bundle"
    try:
        for path, digest in piece.pages:
            target = site / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(store.get(digest))
        run_pagefind(site, output)
        return {
            path.relative_to(output).as_posix(): store.put(path.read_bytes())
            for path in sorted(output.rglob("*"))
            if path.name in RUNTIME or path.name.endswith(DATA)
        }
    finally:
        shutil.rmtree(work, ignore_errors=True)


def run_pagefind(site: Path, output: Path) -> None:
    """Run the Pagefind program over a folder of pages."""
    program = get_executable()
    if program is None:
        raise PagefindMissing
    places = ["--site", str(site), "--output-path", str(output)]
    manner = ["--exclude-selectors", NOT_INDEXED, "--force-language", "fr", "--silent"]
    command = [str(program), *places, *manner]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)  # noqa: S603 - our own program
