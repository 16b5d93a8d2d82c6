"""Documents set as PDF by WeasyPrint, in several processes, each document once.

Setting takes seconds, so what was set is kept in the private store under the digest of the HTML it
was set from: 84 sites that show the same parts share one file, and another build sets again only
what changed. WeasyPrint is an extra; nothing here needs it until something is to be set.
"""

from __future__ import annotations

import logging
import multiprocessing
import os
from collections.abc import Iterable

from parution.private_store import PrivateStore, digest_of, replace_file

PROGRAM = "weasyprint"
VARIANT = "pdf/ua-1"
"""Tagged for accessibility (ISO 14289-1)."""

AT_ONCE = 4
"""Processes at most; each takes some 200 MB."""


class Typesetter:
    """Gives the PDF of a document, set now or kept from before."""

    def __init__(self, store: PrivateStore) -> None:
        self._store = store
        self._kept = store.folder / "pdf"

    def is_available(self) -> bool:
        """Tell whether WeasyPrint is installed and finds the libraries it needs.

        Finding that out takes a second, so it is noted once for each version that works.
        """
        works = self._kept / f"works-{program_version()}"
        if not program_version() or works.exists():
            return works.exists()
        try:
            from weasyprint.urls import URLFetcher  # noqa: F401 - new in version 68
        except (ImportError, OSError):
            return False
        self._kept.mkdir(exist_ok=True)
        replace_file(works, b"", 0o600)
        return True

    def set_all(self, documents: Iterable[str]) -> int:
        """Set the documents that were never set, side by side; return how many there were."""
        missing = {self._key(html): html for html in documents if self.recall(html) is None}
        if missing:
            self._kept.mkdir(exist_ok=True)
            # Loaded here, because most builds set nothing.
            from concurrent.futures import ProcessPoolExecutor

            workers = min(len(missing), os.cpu_count() or 1, AT_ONCE)
            spawned = multiprocessing.get_context("spawn")
            with ProcessPoolExecutor(workers, mp_context=spawned) as pool:
                for key, pdf in zip(missing, pool.map(pdf_of, missing.values()), strict=True):
                    replace_file(self._kept / key, self._store.put(pdf).encode(), 0o600)
        return len(missing)

    def pdf(self, html: str) -> bytes:
        """Return a document as PDF."""
        if self.recall(html) is None:
            self.set_all([html])
        pdf = self.recall(html)
        if pdf is None:
            raise KeyError(self._key(html))
        return pdf

    def recall(self, html: str) -> bytes | None:
        """Return the PDF of a document that was set before; None when it was not."""
        kept = self._kept / self._key(html)
        try:
            os.utime(kept)  # It is used still (`sweeping`).
            return self._store.get(kept.read_text())
        except (OSError, KeyError):
            return None

    def _key(self, html: str) -> str:
        return digest_of(f"{program_version()}\n{html}".encode())


def program_version() -> str:
    """Return the version of WeasyPrint; empty when it is not installed."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(PROGRAM)
    except PackageNotFoundError:
        return ""


def pdf_of(html: str) -> bytes:
    """Set one document; the bytes depend on the HTML, the fonts and the programs alone.

    Nothing is fetched, and no date is written; WeasyPrint derives the identifier from the content.
    """
    import weasyprint

    logging.getLogger(PROGRAM).setLevel(logging.CRITICAL)
    inlined_only = weasyprint.urls.URLFetcher(allowed_protocols=("data",))
    document = weasyprint.HTML(string=html, url_fetcher=inlined_only)
    return bytes(document.write_pdf(pdf_variant=VARIANT))
