"""Looks into files for what they betray: each file once, each different line once, for all sites.

Sites share most of their files, and files most of their lines. So the scanner remembers the lines
it has read: the same paragraph in the pages of 28 groups is compared once.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from parution.audit.comparable import readings
from parution.audit.contents import Unreadable, contents, is_page, lines
from parution.audit.fingerprints import Fingerprints, Mark
from parution.audit.layout import Layout
from parution.audit.leaks import Kind
from parution.audit.requests import foreign_requests
from parution.audit.rights import NOBODY, Book, Rights
from parution.domain import PUBLIC_SITE

Identity = tuple[int, int]
"""Device and inode of a file: what all its names have in common."""

Marks = frozenset[Mark]
NOTHING: Marks = frozenset()

FRAGMENT_URL = re.compile(rb'^pagefind_dcd\{"url":"/([^"]*)"')
"""Begins what Pagefind keeps of a page (an observed form; its tests fail if it changes)."""

SHOWN = frozenset(
    {Kind.HIDDEN_TEXT, Kind.HIDDEN_REFERENCE, Kind.HIDDEN_ATTACHMENT, Kind.HIDDEN_THEME,
     Kind.PRIVATE_NOTE}
)  # fmt: skip
"""Kinds of which a few words are shown as evidence; never of a secret or an address."""

GUARDS = (b'name="robots" content="noindex', b'name="referrer" content="no-referrer"')
"""What the head of every page of a group's site must say."""


@dataclass(frozen=True, slots=True)
class Needles:
    """What a file may not hold, byte for byte."""

    secret: bytes = field(repr=False)
    machine_paths: tuple[bytes, ...]
    attachments: Mapping[str, Rights]
    """By SHA-256, in hexadecimal."""
    sizes: frozenset[int]
    """Of the attachments: a file of another size is none of them."""


class Scanner:
    """Finds marks in files; what it was told of a line it does not read again."""

    def __init__(
        self, fingerprints: Fingerprints, needles: Needles, layout: Layout, book: Book,
        site_url: str | None,
    ) -> None:  # fmt: skip
        self._fingerprints = fingerprints
        self._needles = needles
        self._layout = layout
        self._book = book
        self._site_url = site_url
        self._files: dict[tuple[int, int], Marks] = {}
        self._clean: set[bytes] = set()
        self._telling: dict[bytes, Marks] = {}

    def marks(self, path: str, file: Identity) -> Marks:
        """Return the marks of a file; of one that was looked into under another name, the same."""
        if file not in self._files:
            self._files[file] = frozenset(self._marks_of(Path(path)))
        return self._files[file]

    def evidence(self, within: str, path: Path, mark: Mark) -> str:
        """Return a few words of a file, or of its path within the site, that bear a mark."""
        if mark.kind is Kind.THIRD_PARTY:
            return next(foreign_requests(path.read_bytes(), self._site_url), "")
        if mark.kind not in SHOWN:
            return ""
        found = self._evidence_in(within.encode(errors="replace"), mark)
        if found or mark not in self._files.get(identity(path), NOTHING):
            return found
        said = contents(path.read_bytes(), path.name)
        return next(filter(None, (self._evidence_in(data, mark) for data in said)), "")

    def _evidence_in(self, data: bytes, mark: Mark) -> str:
        for line in sorted(lines(data)):
            if mark in self._telling.get(line, NOTHING):
                for reading in readings(line.decode(errors="replace")):
                    if words := self._fingerprints.evidence(reading, mark):
                        return words
        return ""

    def line_marks(self, line: bytes) -> Marks:
        """Return the marks of one line of text."""
        found = frozenset(
            mark
            for reading in readings(line.decode(errors="replace"))
            for mark in self._fingerprints.found(reading)
        )
        if found:
            self._telling[line] = found
        else:
            self._clean.add(line)
        return found

    def _marks_of(self, path: Path) -> Iterator[Mark]:
        try:
            data = path.read_bytes()
            yield from self._whole(data, path)
            for packed in contents(data, path.name):
                yield from self._bytes(packed)
                yield from self._lines(packed)
        except (OSError, Unreadable):
            yield Mark(Kind.UNREADABLE, NOBODY)

    def _whole(self, data: bytes, path: Path) -> Iterator[Mark]:
        """Yield what a file as a whole betrays."""
        if len(data) in self._needles.sizes:
            rights = self._needles.attachments.get(hashlib.sha256(data).hexdigest())
            if rights is not None:
                yield Mark(Kind.HIDDEN_ATTACHMENT, rights)
        if (is_page(path) or path.suffix == ".css") and any(foreign_requests(data, self._site_url)):
            yield Mark(Kind.THIRD_PARTY, NOBODY)
        if path.suffix == ".html" and not all(guard in data for guard in GUARDS):
            yield Mark(Kind.UNGUARDED, self._book.site(PUBLIC_SITE))

    def _bytes(self, data: bytes) -> Iterator[Mark]:
        """Yield what must not stand anywhere, and what search can find."""
        if self._needles.secret in data:
            yield Mark(Kind.SECRET, NOBODY)
        if any(path in data for path in self._needles.machine_paths):
            yield Mark(Kind.MACHINE_PATH, NOBODY)
        if match := FRAGMENT_URL.match(data):
            url = match[1].decode(errors="replace")
            part = self._layout.part_at(f"{url}index.html")
            if part:
                yield Mark(Kind.SEARCHABLE, self._book.part(*part))

    def _lines(self, data: bytes) -> Iterator[Mark]:
        for line in lines(data) - self._clean:
            marks = self._telling.get(line)
            yield from self.line_marks(line) if marks is None else marks


def identity(path: Path) -> Identity:
    """Return the identity of a file."""
    status = path.lstat()
    return status.st_dev, status.st_ino
