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
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

from pagefind.service import get_executable

from parution.composing import Layer, Object, SearchPiece, SitePlan, Stored, Text
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
    """Return the plans with a layer for the search index of each site.

    Pieces are indexed beside the composing of further plans, as soon as they are known.
    """
    (store.folder / "search").mkdir(exist_ok=True)
    taken: list[SitePlan] = []
    pending: dict[SearchPiece, Future[Bundle]] = {}
    with ThreadPoolExecutor(AT_ONCE) as pool:
        for plan in plans:
            taken.append(plan)
            for piece in plan.pieces:
                if piece not in pending:
                    pending[piece] = pool.submit(bundle, piece, store)
        bundles = {piece: future.result() for piece, future in pending.items()}
    known: dict[tuple[SearchPiece, ...], Layer] = {}
    for plan in taken:
        if plan.pieces not in known:
            known[plan.pieces] = search_layer(plan.pieces, bundles)
    return tuple(
        replace(plan, layers={**plan.layers, BUNDLE: known[plan.pieces]}) for plan in taken
    )


def search_layer(pieces: Sequence[SearchPiece], bundles: Mapping[SearchPiece, Bundle]) -> Layer:
    """Return the files of a site's search: the first piece in the bundle, others in folders.

    The folders are named by what they index, so that a piece keeps its place when others come.
    """
    entries: dict[str, Object] = {}
    folders = ["", *(f"{piece.digest[:16]}/" for piece in pieces[1:])]
    for folder, piece in zip(folders, pieces, strict=False):
        entries |= {
            f"{BUNDLE}/{folder}{path}": Stored(digest)
            for path, digest in bundles[piece].items()
            if not folder or path not in RUNTIME
        }
    entries[PIECES] = Text(json.dumps(folders[1:]))
    return Layer(entries)


def bundle(piece: SearchPiece, store: PrivateStore) -> Bundle:
    """Return the index of a piece, made now or kept from before."""
    listing = store.folder / "search" / f"{piece.digest}.json"
    if listing.exists():
        return dict(json.loads(listing.read_bytes()))
    made = index(piece, store)
    replace_file(listing, json.dumps(made).encode(), 0o600)
    return made


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
