"""Search files for hidden texts: each file once, and each distinct line once, for all sites.

Sites share most of their files, and files most of their lines. The scanner remembers the lines it
has read, so it reads a paragraph in the pages of 28 groups once.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

from parution.audit.comparable import Words
from parution.audit.contents import Unreadable, is_known, split_lines, unpack_contents
from parution.audit.fingerprints import WINDOW, Fingerprints, Mark
from parution.audit.guards import is_confined, is_discreet, runs_itself
from parution.audit.interpretations import join_letters, read_in_every_way, split_plain_words
from parution.audit.large_files import open_data
from parution.audit.layout import Layout
from parution.audit.leaks import LeakKind
from parution.audit.requests import find_foreign_in_script, find_foreign_requests, find_programs
from parution.audit.rights import NOBODY, Book, Rights
from parution.audit.room_codes import RoomCodes
from parution.audit.search_files import find_pages_led_to
from parution.audit.verdicts import Marks, Verdicts, name_verdict
from parution.domain import PUBLIC_SITE
from parution.file_signatures import PDF
from parution.html_tree import HtmlDocument
from parution.unpacking import Data, MappedFile

Identity = tuple[int, int]
"""Device and inode of a file, the same for all its hard links."""

NOTHING: Marks = frozenset()

SHOWN = frozenset(
    {
        LeakKind.HIDDEN_TEXT,
        LeakKind.HIDDEN_REFERENCE,
        LeakKind.HIDDEN_ATTACHMENT,
        LeakKind.HIDDEN_THEME,
        LeakKind.PRIVATE_NOTE,
    }
)
"""Kinds with a few words as evidence; secrets and addresses are never shown."""

PAGES = (".html", ".htm", ".xhtml")
MARKUP = (*PAGES, ".svg", ".xml")
"""Files that browsers show and that can send requests to other hosts."""

SCRIPTS = (".js", ".mjs", ".webmanifest")
SCRIPT_TAG = re.compile(rb"<(?:[\w.-]+:)?script[\s/>]", re.IGNORECASE)

CODE = (*MARKUP, *SCRIPTS, ".css")

NOT_IN_SECRETS = bytes(byte for byte in range(256) if not chr(byte).isalnum() or byte > 0x7F)
IN_TAGS = re.compile(rb"<[^>]*>")


@dataclass(frozen=True, slots=True)
class Needles:
    """Byte strings and attachments that files may not hold."""

    secret: bytes = field(repr=False)
    machine_paths: tuple[bytes, ...]
    attachments: Mapping[str, Rights]
    """Rights by SHA-256, in hexadecimal."""
    sizes: frozenset[int]
    """Sizes of the attachments: a file of another size is none of them."""


class Scanner:
    """Finds marks in files, and remembers those of each line."""

    def __init__(
        self,
        fingerprints: Fingerprints,
        needles: Needles,
        *,
        layout: Layout,
        book: Book,
        codes: RoomCodes,
        site_url: str | None,
        verdicts: Verdicts | None = None,
    ) -> None:
        self._fingerprints = fingerprints
        self._needles = needles
        self._layout = layout
        self._book = book
        self._codes = codes
        self._site_url = site_url
        self._verdicts = verdicts
        self._files: dict[tuple[int, int], Marks] = {}
        self._clean: set[bytes] = set()
        self._telling: dict[bytes, Marks] = {}
        self._following: dict[int, tuple[int, Marks]] = {}
        """Marks of words across a line break, by the hash of the words before and the next line."""

    def marks(self, path: str, file: Identity) -> Marks:
        """Return the marks of a file, the same for all its hard links."""
        if file not in self._files:
            self._files[file] = self._judge(Path(path))
        return self._files[file]

    def _judge(self, path: Path) -> Marks:
        """Return the marks of a file, from an earlier audit of the same bytes if there is one."""
        if self._verdicts is None:
            return frozenset(self._mark_file(path))
        try:
            with path.open("rb") as stream:
                name = name_verdict(hashlib.file_digest(stream, "sha256").hexdigest(), path)
        except OSError:
            return frozenset({Mark(LeakKind.UNREADABLE, NOBODY)})
        marks = self._verdicts.find(name)
        if marks is None:
            marks = frozenset(self._mark_file(path))
            self._verdicts.keep(name, marks)
        return marks

    def evidence(self, within: str, path: Path, mark: Mark) -> str:
        """Return a few words of a file, or of its path in the site, that bear a mark."""
        if mark.kind is LeakKind.THIRD_PARTY:
            return next(self._find_foreign(path.read_bytes(), path.suffix.lower()), "")
        if mark.kind is LeakKind.SCRIPT:
            return next(find_programs(path.read_bytes()), "")
        if mark.kind not in SHOWN:
            return ""
        found = self._find_evidence(within.encode(errors="replace"), mark)
        if found or mark not in self._files.get(identify(path), NOTHING):
            return found
        if self._verdicts is not None:
            self._read_telling_lines(path)  # This audit may not have done so yet.
        with open_file(path) as data:
            contents = unpack_contents(data, path.name)
            return next(filter(None, (self._find_evidence(each, mark) for each in contents)), "")

    def _find_evidence(self, data: bytes, mark: Mark) -> str:
        for line in sorted(set(split_lines(data))):
            if mark in self._telling.get(line, NOTHING):
                for interpretation in read_in_every_way(line):
                    if words := self._fingerprints.evidence(interpretation, mark):
                        return words
        return ""

    def line_marks(self, line: bytes) -> Marks:
        """Return the marks of one line of text."""
        known = self._fingerprints
        found = frozenset(
            mark
            for interpretation in read_in_every_way(line)
            for mark in known.found(interpretation)
        )
        found |= {mark for joined in join_letters(line) for mark in known.found_random(joined)}
        if found:
            self._telling[line] = found
        else:
            self._clean.add(line)
        return found

    def _read_telling_lines(self, path: Path) -> None:
        """Note the lines of a file that bear marks."""
        frozenset(self._mark_file(path))

    def _mark_file(self, path: Path) -> Iterator[Mark]:
        """Yield the marks of a file; note which of its lines bear them."""
        try:
            with open_file(path) as data:
                yield from self._mark_whole(data, path.suffix.lower())
                for content in unpack_contents(data, path.name):
                    yield from self._mark_bytes(content)
                    yield from self._mark_lines(content)
                    if data[: len(PDF)] != PDF:
                        yield from self._mark_across(split_lines(content))
                    if isinstance(data, MappedFile):
                        self._forget()
        except (OSError, Unreadable):
            yield Mark(LeakKind.UNREADABLE, NOBODY)

    def _forget(self) -> None:
        """Forget the lines that were read: those of a large file would fill the memory."""
        self._clean.clear()
        self._following.clear()

    def find_marks_in(self, text: bytes) -> Marks:
        """Return the marks of a text that was decrypted, and so is in no file."""
        found = (
            self._mark_bytes(text),
            self._mark_lines(text),
            self._mark_across(split_lines(text)),
        )
        return frozenset(chain.from_iterable(found))

    def _mark_whole(self, data: Data, ending: str) -> Iterator[Mark]:
        """Yield the marks of a file as a whole."""
        rights = None
        if len(data) in self._needles.sizes:
            rights = self._needles.attachments.get(hashlib.sha256(data).hexdigest())
        if rights is not None:
            yield Mark(LeakKind.HIDDEN_ATTACHMENT, rights)
        elif not is_known(data):
            yield Mark(LeakKind.UNREADABLE, NOBODY)
        if isinstance(data, bytes):  # As all code is (`open_file`).
            yield from self._mark_code(data, ending)

    def _mark_code(self, data: bytes, ending: str) -> Iterator[Mark]:
        """Yield the marks of what a file has browsers do."""
        if any(self._find_foreign(data, ending)):
            yield Mark(LeakKind.THIRD_PARTY, NOBODY)
        if ending in PAGES:
            yield from self._mark_page(HtmlDocument(data))
        elif ending in MARKUP and SCRIPT_TAG.search(data):
            yield Mark(LeakKind.SCRIPT, NOBODY)
        if ending in MARKUP and any(find_programs(data)):
            yield Mark(LeakKind.SCRIPT, NOBODY)

    def _mark_page(self, page: HtmlDocument) -> Iterator[Mark]:
        """Yield marks for the guards that a page lacks."""
        if not is_confined(page):
            yield Mark(LeakKind.UNGUARDED, NOBODY)
        if not is_discreet(page):
            yield Mark(LeakKind.UNGUARDED, self._book.site(PUBLIC_SITE))
        if runs_itself(page):
            yield Mark(LeakKind.SCRIPT, NOBODY)

    def _find_foreign(self, data: bytes, ending: str) -> Iterator[str]:
        """Yield the addresses on other hosts that a file makes the browser request."""
        if ending in MARKUP or ending == ".css":
            yield from find_foreign_requests(data, self._site_url)
        elif ending in SCRIPTS:
            yield from find_foreign_in_script(data, self._site_url)

    def _mark_bytes(self, data: bytes) -> Iterator[Mark]:
        """Yield the marks of byte strings that no file may hold, and of search results."""
        if self._needles.secret in data:
            yield Mark(LeakKind.SECRET, NOBODY)
        yield from self._fingerprints.found_random(squeeze(data))
        if any(path in data for path in self._needles.machine_paths):
            yield Mark(LeakKind.MACHINE_PATH, NOBODY)
        yield from self._codes.keys_in(data)
        for address in find_pages_led_to(data):
            if part := self._layout.part_at(f"{address}index.html"):
                yield Mark(LeakKind.SEARCHABLE, self._book.part(*part))

    def _mark_lines(self, data: bytes) -> Iterator[Mark]:
        for line in set(split_lines(data)) - self._clean:
            marks = self._telling.get(line)
            yield from self.line_marks(line) if marks is None else marks

    def _mark_across(self, lines: list[bytes]) -> Iterator[Mark]:
        """Yield the marks of words that begin on one line and end on another."""
        before = 0
        for number, line in enumerate(lines):
            key = hash((before, line))
            found = self._following.get(key)
            if found is None:
                found = self._following[key] = self._follow(lines, number)
            before, marks = found
            yield from marks

    def _follow(self, lines: list[bytes], number: int) -> tuple[int, Marks]:
        """Return a hash of the words before the next line, and the marks across the line break."""
        before = collect_last_words(lines, number)
        after = split_plain_words(lines[number])
        found = frozenset(self._fingerprints.found_across(before, after[: WINDOW - 1]))
        return hash((before + after)[1 - WINDOW :]), found


def open_file(path: Path) -> AbstractContextManager[Data]:
    """Open a file to be read; see `open_data`."""
    return open_data(path, is_code=path.suffix.lower() in CODE)


def collect_last_words(lines: list[bytes], number: int) -> Words:
    """Return the last words before a line, one fewer than a window has."""
    found: Words = ()
    for before in range(number - 1, -1, -1):
        found = split_plain_words(lines[before]) + found
        if len(found) >= WINDOW - 1:
            break
    return found[1 - WINDOW :]


def squeeze(data: bytes) -> str:
    """Return the letters and digits of bytes in lower case, without tags and line breaks."""
    if b"<" in data:
        data = IN_TAGS.sub(b"", data)
    return data.lower().translate(None, NOT_IN_SECRETS).decode("ascii")


def identify(path: Path) -> Identity:
    """Return the identity of a file."""
    status = path.lstat()
    return status.st_dev, status.st_ino
