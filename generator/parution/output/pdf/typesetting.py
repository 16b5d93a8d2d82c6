"""Sets booklets as PDF in the background, each booklet once.

Setting one takes a fraction of a second. Few are set by threads of this process, many by other
processes (`setting_processes`). The private store keeps each PDF under a digest of
everything it was set from: 84 sites that show the same parts share one file, and a later build sets
only the booklets that changed.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from functools import cached_property
from pathlib import Path
from threading import Lock, get_ident
from typing import TYPE_CHECKING

from parution.cache import Cache
from parution.domain.messages import Message
from parution.output.pdf.setting_processes import SettingProcesses
from parution.output.pdf.tools import digest_toolchain
from parution.private_store import PrivateStore, digest_of

if TYPE_CHECKING:
    from concurrent.futures import Future, ThreadPoolExecutor

    from parution.output.pdf.booklet_data import TypstInput

AT_ONCE = 2
"""Booklets set at the same time; each needs some 60 MB."""

MANY = 200
"""Booklets asked for at the same time that other processes set: two of them need more memory than
two threads, but no more with each booklet."""

Progress = Callable[[int, int], None]
"""Called with the number of booklets done and of all; by several threads, one at a time."""


class Typesetter:
    """Sets booklets in the background; `pdf` waits until a booklet is done."""

    def __init__(self, store: PrivateStore, progress: Progress | None = None) -> None:
        self._store = store
        self._progress = progress
        self._shelf = Cache(store).shelf("pdf", lasting=True)
        self._pending: dict[str, Future[str]] = {}
        self._done = 0
        self._turn = Lock()
        self._remarks: set[Message] = set()
        self._processes: SettingProcesses | None = None

    def __enter__(self) -> Typesetter:
        return self

    def __exit__(self, *failure: object) -> None:
        if self._pending:
            self._pool.shutdown(cancel_futures=True)
        if self._processes:
            self._processes.close()
        self._shelf.save()

    @cached_property
    def _pool(self) -> ThreadPoolExecutor:
        # Loaded here, because most builds set nothing.
        from concurrent.futures import ThreadPoolExecutor

        return ThreadPoolExecutor(min(AT_ONCE, os.cpu_count() or 1))

    @property
    def remarks(self) -> tuple[Message, ...]:
        """Messages about the things that the PDFs set so far lack."""
        return tuple(sorted(self._remarks, key=Message.text))

    def begin(self, booklets: Mapping[str, Callable[[], TypstInput]]) -> None:
        """Begin to set booklets, by name; each function is called when its booklet's turn comes."""
        # Nothing is counted as done before it is known of how many.
        with self._turn:
            if len(booklets) >= MANY and self._processes is None:
                self._processes = SettingProcesses()
            for name, read in booklets.items():
                if name not in self._pending:
                    self._pending[name] = self._pool.submit(self._set, read)

    def pdf(self, name: str) -> bytes:
        """Wait for a booklet that `begin` was given, and return its PDF."""
        return self._store.get(self._pending[name].result())

    def _set(self, read: Callable[[], TypstInput]) -> str:
        """Return the digest of a booklet's PDF, set now or kept from before."""
        # Loaded here, because most builds set nothing.
        from parution.output.pdf.fallbacks import list_losses

        typst_input = read()
        key = digest_of(f"{digest_toolchain()} {typst_input.digest}".encode())
        found = self._shelf.find(key)
        digest: str
        if found is not None and self._store.has(found.value[0]):
            digest, lost = found.value
        else:
            # Two threads may set equal input at the same time: each needs a folder of its own.
            folder = self._store.folder / "work" / f"pdf-{key}-{get_ident()}"
            pdf, lost = self._typeset(typst_input, folder)
            digest = self._store.put(pdf)
            self._shelf.keep(key, (digest, lost))
        with self._turn:
            self._remarks |= {*list_losses(typst_input.title, lost)}
            self._done += 1
            if self._progress:
                self._progress(self._done, len(self._pending))
        return digest

    def _typeset(self, typst_input: TypstInput, folder: Path) -> tuple[bytes, list[str]]:
        """Return a booklet's PDF, and the things it lacks."""
        if self._processes:
            return self._processes.typeset(typst_input, folder)
        # Loaded here, because most builds set nothing.
        from parution.output.pdf.typst_program import typeset_pdf

        return typeset_pdf(typst_input, folder)
