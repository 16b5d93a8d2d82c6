"""Cache the findings of an audit, so that the next one need not read the same files again.

AV1 A verdict holds for the same bytes, by their SHA-256, under the same suffix.
AV2 It holds while the audit looks for the same: every fingerprint with its rights, and their
    origins: the bytes of the sources, the settings, the secret, the folders.
AV3 It holds while the program and its libraries are the same.
AV4 An unreadable file has no verdict.

In all other cases the audit reads the file.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from parution.audit.fingerprints import Fingerprints, Mark
from parution.audit.leaks import LeakKind
from parution.audit.premises import Premises
from parution.audit.rights import Book
from parution.cache import Shelf
from parution.cache.digests import digest_texts
from parution.domain import SOURCE_FOLDERS, Catalogue

Marks = frozenset[Mark]
Written = tuple[tuple[str, int], ...]
"""Marks in the form in which they are stored: kinds and rights."""

DIGITS = 40
"""Digits of a digest; fewer than in names of objects in the private store, to match none."""


class VerdictCache(NamedTuple):
    """The shelf for verdicts, and the programs that give them."""

    shelf: Shelf
    programs: str
    """Digest of the programs (AV3)."""


class Verdicts:
    """The marks of files by their digests, as far as they are still valid."""

    def __init__(self, shelf: Shelf, site_dir: Path, looked_for: str) -> None:
        self._shelf = shelf
        self._key = digest_texts([str(site_dir)])[:DIGITS]
        self._looked_for = looked_for
        self._before = self._load_kept()
        self._now: dict[str, Written] = {}

    def find(self, name: str) -> Marks | None:
        """Return the marks of a file by its `name_verdict`; None if the audit must read it."""
        kept = self._before.get(name)
        if kept is None:
            return None
        self._now[name] = kept
        return frozenset(Mark(LeakKind(kind), rights) for kind, rights in kept)

    def keep(self, name: str, marks: Marks) -> None:
        """Store the marks of a file (AV4)."""
        if not any(mark.kind is LeakKind.UNREADABLE for mark in marks):
            self._now[name] = tuple(sorted((mark.kind.value, mark.rights) for mark in marks))

    def save(self) -> None:
        """Store the marks that this audit used or found, and drop all others."""
        if self._now != self._before:
            self._shelf.keep(self._key, (self._looked_for, self._now))
            self._shelf.save()

    def _load_kept(self) -> Mapping[str, Written]:
        found = self._shelf.find(self._key)
        looked_for, verdicts = found.value if found else ("", {})
        return verdicts if looked_for == self._looked_for else {}


def name_verdict(digest: str, path: Path) -> str:
    """Return the key of a file's verdict: its digest and its suffix."""
    return f"{digest[:DIGITS]}{path.suffix.lower()}"


def digest_search(
    known: Fingerprints,
    catalogue: Catalogue,
    book: Book,
    premises: Premises,
    programs: str,
) -> str:
    """Return a digest of everything that decides the marks of a file (AV2, AV3)."""
    inputs = (
        programs,
        known.digest,
        repr(catalogue.settings),
        repr(book.order),
        str(premises.project),
        str(premises.site_dir.absolute()),
    )
    keyed = hashlib.sha256(premises.secret).hexdigest()
    return digest_texts((*inputs, keyed, *digest_sources(premises.project)))


def digest_sources(project: Path) -> Iterator[str]:
    """Yield path and digest of every source file."""
    for folder in SOURCE_FOLDERS:
        for path in sorted((project / folder).rglob("*")):
            if path.is_file():
                with path.open("rb") as stream:
                    digest = hashlib.file_digest(stream, "sha256").hexdigest()
                yield f"{path.relative_to(project).as_posix()} {digest}"
