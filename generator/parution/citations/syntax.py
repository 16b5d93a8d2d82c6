"""Pandoc's syntax of citations: ``[see @a, p. 3; @b]``, ``@k [p. 3]``, ``[-@k]``, ``@{odd key}``.

Code and tests cite these rules by number:

1. A key begins with a letter, a digit or ``_`` and continues with these, accents typed apart from
   their letters (as macOS does) and single punctuation marks out of ``:.#$%&-+?<>~/`` between them;
   ``@{…}`` holds any other key.
2. An ``@`` right after a letter, a digit, a full stop (e-mail addresses) or a backslash begins no
   citation.
3. Square brackets are a citation when every part between semicolons holds a key outside of links
   and code, or is a further locator of the key before (``[@a, p. 3 ; p. 5]``), and no ``(``, ``[``
   or ``{`` follows the brackets, unless it begins a further citation: ``[@a][@b]``.
4. The text before a key is its prefix, the text after it its suffix, which may begin with a
   locator. ``-`` before the ``@`` leaves the author out. A further key in the same part is a
   citation as well, and the text between them is the suffix of the first: ``[@a et @b]``.
5. A key without brackets is narrative; brackets after it hold its locator, and further citations
   after a semicolon.
6. Web addresses hold no citations.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain
from unicodedata import normalize

from parution.citations.clusters import Citation, Cluster, Mode
from parution.citations.locators import Locator, split_locator
from parution.citations.prose import keep_prose
from parution.language.typography import NO_BREAK
from parution.patterns import compile_late

PLAIN = r"(?P<key>\w(?:\w|[\u0300-\u036f]|[:.#$%&\-+?<>~/](?=\w)|[:/](?=/))*+)"
BRACED = r"\{(?P<braced>[^{}\n]++)\}"
MARK = compile_late(rf"(?<![^\W_])(?<![\\.])(?P<minus>-)?@(?:{PLAIN}|{BRACED})")
KEYS = tuple(compile_late(f"@{key}") for key in (PLAIN, BRACED))
START = compile_late(r"\[|@|-@")
"""The beginning of a possible citation. The pattern is plain for speed: alternatives that each
begin with a fixed character match four times as fast as one with an option (``-?@``)."""

WEB_ADDRESS = compile_late(
    r"(?<!@\{)(?:(?:https?|ftp)://|(?<![\w.])www\.|mailto:)[^\s<>\"\[\]]*[^\s<>\"\[\].,;:!?)]",
    re.IGNORECASE,
)
STRUCTURE = compile_late(r"\\.|[\[\];]|\n[ \t]*\n", re.DOTALL)
"""The delimiters within square brackets; a blank line ends them."""

LINE_OF_QUOTATION = r"\n[ \t]*(?:>[ \t]?)*+"
NEXT_LINE = compile_late(LINE_OF_QUOTATION)
"""A line end within a citation, with the marks of a quotation at the next line's beginning."""

BETWEEN = compile_late(rf"[ \t]*(?:{LINE_OF_QUOTATION})?[ \t]*\[(?!\^)")
"""Between a narrative key and the brackets that belong to it."""

SET_APART = (":", ";", "!", "?", "»")
"""Marks before which French writes a space, kept if the author wrote one."""

LONGEST_BRACKETS = 4_000
"""Characters of the longest text between brackets that a person writes."""

DEEPEST_BRACKETS = 10
"""How many brackets within brackets a person writes; more would be read again from each."""


def find_citations(text: str) -> tuple[Citation, ...]:
    """Return every citation in a Markdown text, in order, each with its line and column."""
    found = [citation for cluster in find_clusters(text) for citation in cluster.citations]
    placed, line, begin = [], 1, 0
    for citation in found:
        line += text.count("\n", begin, citation.offset)
        begin = citation.offset
        column = begin - text.rfind("\n", 0, begin)
        placed.append(replace(citation, line=line, column=column))
    return tuple(placed)


def find_cited_keys(text: str) -> frozenset[str]:
    """Return the keys that a Markdown text cites."""
    return frozenset(each.key for cluster in find_clusters(text) for each in cluster.citations)


def find_mentioned_keys(text: str) -> frozenset[str]:
    """Return a superset of the keys that a Markdown text cites, many times as fast.

    Every key after an ``@`` counts, even if it is not a citation there.
    """
    if "@" not in text:
        return frozenset()
    reader = ClusterReader(text)
    found = chain.from_iterable(key.findall(reader.prose) for key in KEYS)
    return frozenset(normalize("NFC", key) for key in found)


def find_clusters(text: str) -> Iterator[Cluster]:
    """Yield the clusters of citations in a Markdown text, in order."""
    if "@" not in text:
        return
    reader = ClusterReader(text)
    position = 0
    while start := START.search(reader.prose, position):
        cluster = reader.cluster_at(start.start())
        if cluster:
            yield cluster
        position = cluster.end if cluster else start.start() + 1


class ClusterReader:
    """Reads clusters: finds marks in the prose, takes the words around them from the text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.prose = keep_prose(text)
        if "://" in text or "www." in text or "mailto:" in text:
            self.prose = WEB_ADDRESS.sub(lambda found: " " * len(found[0]), self.prose)

    def cluster_at(self, start: int) -> Cluster | None:
        """Return the cluster that begins exactly at an offset; None without one."""
        if self.prose[start] != "[":
            return self._read_narrative(start)
        return self._read_bracketed(start) if self.prose[start - 1 : start] != "\\" else None

    def _read_bracketed(self, start: int) -> Cluster | None:
        """Read ``[…]``; return None if it is not a citation (3)."""
        citations: tuple[Citation, ...] = ()
        end = start
        while self.prose.startswith("[", end) and (parts := self._split_parts(end)):
            if not (further := self._read_all_parts(parts)):
                break
            citations += further
            end = parts[-1][1] + 1
        is_followed = self.prose.startswith(("(", "[", "{"), end)
        return Cluster(citations, start, end) if citations and not is_followed else None

    def _read_narrative(self, start: int) -> Cluster | None:
        """Read ``@k`` and the brackets that belong to it (5)."""
        if not (mark := MARK.match(self.prose, start)):
            return None
        citation = make_citation(mark, Mode.NARRATIVE)
        between = BETWEEN.match(self.prose, mark.end())
        if between:
            bracket = between.end() - 1
            if further := self._read_bracketed(bracket):
                return Cluster((citation, *further.citations), start, further.end)
            if cluster := self._with_locator(citation, start, bracket):
                return cluster
        return Cluster((citation,), start, mark.end())

    def _with_locator(self, citation: Citation, start: int, bracket: int) -> Cluster | None:
        """Read ``[p. 3; @b]`` after a narrative key."""
        if not (parts := self._split_parts(bracket)):
            return None
        end = parts[-1][1] + 1
        further = self._read_all_parts(parts[1:])
        if self.prose.startswith(("(", "["), end) or (further is None):
            return None
        locator, suffix = split_locator(self._read_words(*parts[0]))
        first = replace(citation, locator=locator, suffix=suffix.strip())
        return Cluster((first, *further), start, end)

    def _split_parts(self, start: int) -> list[tuple[int, int]] | None:
        """Return start and end of the parts between semicolons in brackets; None if unclosed."""
        depth, begin = 0, start + 1
        parts: list[tuple[int, int]] = []
        for mark in STRUCTURE.finditer(self.prose, start + 1, start + LONGEST_BRACKETS):
            match mark[0]:
                case "[" if depth == DEEPEST_BRACKETS:
                    return None
                case "[":
                    depth += 1
                case "]" if depth == 0:
                    return [*parts, (begin, mark.start())]
                case "]":
                    depth -= 1
                case ";" if depth == 0:
                    parts.append((begin, mark.start()))
                    begin = mark.end()
                case other if other.startswith("\n"):
                    return None
        return None

    def _read_all_parts(self, parts: list[tuple[int, int]]) -> tuple[Citation, ...] | None:
        """Return the citations of all parts; None if a part is neither key nor locator (3)."""
        found: list[Citation] = []
        for begin, end in parts:
            if read := tuple(self._read_part(begin, end)):
                found += read
            elif found and (longer := add_locator(found[-1], self._read_words(begin, end))):
                found[-1] = longer
            else:
                return None
        return tuple(found)

    def _read_part(self, begin: int, end: int) -> Iterator[Citation]:
        """Read one part: prefix, key, suffix, and any further key (4)."""
        prefix, joined = "", False
        mark = self._mark(begin, begin, end)
        if mark:
            prefix = self._read_words(begin, mark.start()).strip()
        while mark:
            following = self._mark(begin, mark.end(), end)
            behind = self._read_words(mark.end(), following.start() if following else end)
            locator, suffix = split_locator(behind)
            suffix = suffix.rstrip(", \n\t") if following else suffix
            spaced = suffix[:1].isspace() and suffix.lstrip().startswith(SET_APART)
            suffix = f"{NO_BREAK if spaced else ''}{suffix.strip()}"
            yield make_citation(mark, Mode.BRACKETED, prefix, locator, suffix, joined)
            prefix, joined, mark = "", bool(suffix), following

    def _read_words(self, begin: int, end: int) -> str:
        """Return the text between two offsets, on one line."""
        return NEXT_LINE.sub(" ", self.text[begin:end])

    def _mark(self, begin: int, position: int, end: int) -> re.Match[str] | None:
        """Return the next key of a part, outside inner brackets; ``begin`` is the part's start."""
        prose = self.prose
        while mark := MARK.search(prose, position, end):
            here = mark.start()
            if prose.count("[", begin, here) <= prose.count("]", begin, here):
                return mark
            position = mark.end()
        return None


def add_locator(citation: Citation, words: str) -> Citation | None:
    """Return a citation with this locator, or with one more; None if the words are no locator."""
    locator, rest = split_locator(f", {words.strip()}")
    if locator is None or rest.strip() or citation.suffix:
        return None
    if citation.locator is None:
        return replace(citation, locator=locator)
    if locator.kind != citation.locator.kind:
        return replace(citation, suffix=f", {locator}")
    return replace(
        citation, locator=Locator(locator.kind, f"{citation.locator.value}, {locator.value}")
    )


def make_citation(
    mark: re.Match[str],
    mode: Mode,
    prefix: str = "",
    locator: Locator | None = None,
    suffix: str = "",
    joined: bool = False,
) -> Citation:
    offset = mark.start() + len(mark["minus"] or "")
    mode = Mode.WITHOUT_AUTHOR if mark["minus"] else mode
    key = normalize("NFC", mark["key"] or mark["braced"])
    return Citation(key, offset, mode, prefix, locator, suffix, joined=joined)
