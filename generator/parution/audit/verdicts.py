"""What an audit found in files, kept so that the next one need not read the same bytes again.

V1  A verdict holds for the very bytes it was given on, by their SHA-256, under the same ending.
V2  It holds while the same is looked for: every fingerprint with the rights it asks for, and what
    they are made of: the sources, by their bytes; the settings, the secret, the places.
V3  It holds while the program is the same, and the libraries it uses.
V4  Of a file that could not be looked into there is none.

Whatever else is the case, the file is looked into.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from parution.audit.fingerprints import Fingerprints, Mark
from parution.audit.leaks import LeakKind
from parution.audit.rights import Book
from parution.cache import Shelf
from parution.cache.digests import digest_of_texts
from parution.domain import Catalogue

Marks = frozenset[Mark]
Written = tuple[tuple[str, int], ...]
"""Marks as they are kept: kinds and rights."""

SOURCES = ("themes", "bibliography", "groups")
"""The folders people write in."""

DIGITS = 40
"""Of a digest; fewer than objects of the private store have, so that it names none of them."""


class VerdictCache(NamedTuple):
    """Where verdicts are kept, and by which programs they are given."""

    shelf: Shelf
    programs: str
    """A digest of them (V3)."""


class Verdicts:
    """The marks of files by their digests, as far as they still hold."""

    def __init__(self, shelf: Shelf, site_dir: Path, looked_for: str) -> None:
        self._shelf = shelf
        self._key = digest_of_texts([str(site_dir)])[:DIGITS]
        self._looked_for = looked_for
        self._before = self._kept()
        self._now: dict[str, Written] = {}

    def find(self, name: str) -> Marks | None:
        """Return the marks of a file by its `name_of`; None where it must be looked into."""
        kept = self._before.get(name)
        if kept is None:
            return None
        self._now[name] = kept
        return frozenset(Mark(LeakKind(kind), rights) for kind, rights in kept)

    def keep(self, name: str, marks: Marks) -> None:
        """Keep the marks of a file that was looked into (V4)."""
        if not any(mark.kind is LeakKind.UNREADABLE for mark in marks):
            self._now[name] = tuple(sorted((mark.kind.value, mark.rights) for mark in marks))

    def save(self) -> None:
        """Keep what this audit found or found again, and nothing else."""
        if self._now != self._before:
            self._shelf.keep(self._key, (self._looked_for, self._now))
            self._shelf.save()

    def _kept(self) -> Mapping[str, Written]:
        found = self._shelf.find(self._key)
        looked_for, verdicts = found.value if found else ("", {})
        return verdicts if looked_for == self._looked_for else {}


def name_of(digest: str, path: Path) -> str:
    """Return by what a verdict is known: the bytes of a file, and what its ending makes of them."""
    return f"{digest[:DIGITS]}{path.suffix.lower()}"


def what_is_looked_for(
    known: Fingerprints,
    catalogue: Catalogue,
    book: Book,
    project: Path,
    site_dir: Path,
    secret: bytes,
    programs: str,
) -> str:
    """Return a digest of all that decides what is found in a file (V2, V3)."""
    told = (
        programs,
        known.digest,
        repr(catalogue.settings),
        repr(book.order),
        str(project),
        str(site_dir),
    )
    keyed = hashlib.sha256(secret).hexdigest()
    return digest_of_texts((*told, keyed, *states_of_sources(project)))


def states_of_sources(project: Path) -> Iterator[str]:
    """Yield the path and the digest of every file that people wrote."""
    for folder in SOURCES:
        for path in sorted((project / folder).rglob("*")):
            if path.is_file():
                with path.open("rb") as stream:
                    digest = hashlib.file_digest(stream, "sha256").hexdigest()
                yield f"{path.relative_to(project).as_posix()} {digest}"
