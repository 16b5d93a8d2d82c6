"""Read the list of pages that the search of a built site can lead to."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path

import cbor2


def pages_found_in(search: Path) -> Iterator[str]:
    """Yield the names of all pages in the search folder of a site: ``2026~asthme~dossier~A-1``."""
    for path in search.rglob("pagefind.fr_*.json"):
        pieces, _ = cbor2.loads(gzip.decompress(path.read_bytes()))
        for _, pages, _ in pieces:
            yield from (name for name, *_ in pages)
