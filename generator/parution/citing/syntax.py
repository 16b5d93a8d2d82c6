"""Pandoc's syntax of citations: ``[see @a, p. 3; @b]``, ``@k [p. 3]``, ``[-@k]``, ``@{odd key}``.

The rules, numbered so that code and tests can name them:

1. A key begins with a letter, a digit or ``_`` and goes on with those and single punctuation marks
   out of ``:.#$%&-+?<>~/`` between them; ``@{…}`` holds any other key.
2. An ``@`` right behind a letter, a digit or a full stop begins no citation (e-mail addresses), nor
   does one behind a backslash.
3. Square brackets are a citation when every part between semicolons holds a key outside of links
   and code, and no ``(``, ``[`` or ``{`` follows the brackets.
4. What stands before a key is its prefix, what follows it its suffix, which may begin with a
   locator. ``-`` before the ``@`` leaves the author out.
5. A key without brackets is narrative; brackets behind it hold its locator, and further citations
   after a semicolon.
6. Addresses of the web are left alone, wherever they stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from parution.citing.locators import Locator, split_locator
from parution.citing.prose import prose

MARK = re.compile(
    r"(?<![^\W_])(?<![\\.])(?P<minus>-)?@"
    r"(?:(?P<key>\w(?:\w|[:.#$%&\-+?<>~/](?=\w)|[:/](?=/))*+)|\{(?P<braced>[^{}\n]++)\})"
)
START = re.compile(r"(?<!\\)\[|(?<![^\W_])(?<![\\.])-?@")
"""Where a citation may begin."""

WEB_ADDRESS = re.compile(
    r"(?<!@\{)(?:(?:https?|ftp)://|(?<![\w.])www\.|mailto:)[^\s<>\"\[\]]*[^\s<>\"\[\].,;:!?)]",
    re.IGNORECASE,
)
STRUCTURE = re.compile(r"\\.|[\[\];]|\n[ \t]*\n", re.DOTALL)
"""What divides a pair of square brackets; a blank line ends it."""

BETWEEN = re.compile(r"[ \t]*\n?[ \t]*\[(?!\^)")
"""Between a narrative key and the brackets that belong to it."""

LONGEST_BRACKETS = 4_000
"""Characters; nothing a person writes between brackets is longer."""


class Mode(StrEnum):
    """How a citation names its author."""

    BRACKETED = "bracketed"
    """``[@k]``: by number alone."""

    NARRATIVE = "narrative"
    """``@k``: the author's name is part of the sentence."""

    WITHOUT_AUTHOR = "without-author"
    """``[-@k]``: the sentence names the author already."""


@dataclass(frozen=True, slots=True)
class Citation:
    """One key cited in a text."""

    key: str
    line: int
    """Counted from 1."""
    column: int
    """Counted from 1, of the ``@``."""
    mode: Mode = Mode.BRACKETED
    prefix: str = ""
    locator: Locator | None = None
    suffix: str = ""

    @property
    def bare(self) -> bool:
        """Whether nothing but the number is to be shown."""
        return not (self.prefix or self.locator or self.suffix)


@dataclass(frozen=True, slots=True)
class Cluster:
    """Citations written together, and where they stand in the text."""

    citations: tuple[Citation, ...]
    start: int
    end: int
    """Offset behind the cluster."""


def citations(text: str) -> tuple[Citation, ...]:
    """Return every citation in a Markdown text, in order, code and links left out."""
    found = clusters(prose(text))
    return tuple(citation for cluster in found for citation in cluster.citations)


def clusters(text: str) -> Iterator[Cluster]:
    """Yield the clusters of citations in a text that holds neither code nor links."""
    text = without_addresses(text)
    position = 0
    while start := START.search(text, position):
        cluster = cluster_at(text, start.start())
        if cluster:
            yield cluster
        position = cluster.end if cluster else start.end()


def without_addresses(text: str) -> str:
    """Return the text with each address of the web blanked (6)."""
    return WEB_ADDRESS.sub(lambda found: " " * len(found[0]), text) if "@" in text else text


def cluster_at(text: str, start: int) -> Cluster | None:
    """Return the cluster that begins exactly at an offset, if one does."""
    return _bracketed(text, start) if text[start] == "[" else _narrative(text, start)


def _bracketed(text: str, start: int) -> Cluster | None:
    """Read ``[…]`` when it is a citation (3)."""
    if not (parts := _parts(text, start)):
        return None
    end = parts[-1][1] + 1
    if text.startswith(("(", "[", "{"), end):
        return None
    read = [_citation(text, *part) for part in parts]
    citations = [citation for citation in read if citation]
    return Cluster(tuple(citations), start, end) if len(citations) == len(parts) else None


def _narrative(text: str, start: int) -> Cluster | None:
    """Read ``@k`` and the brackets that belong to it (5)."""
    if not (mark := MARK.match(text, start)):
        return None
    mode = Mode.WITHOUT_AUTHOR if mark["minus"] else Mode.NARRATIVE
    citation = _at(text, mark, mode)
    between = BETWEEN.match(text, mark.end())
    if not between:
        return Cluster((citation,), start, mark.end())
    if further := _bracketed(text, between.end() - 1):
        return Cluster((citation, *further.citations), start, further.end)
    return _with_locator(text, citation, start, between.end() - 1) or Cluster(
        (citation,), start, mark.end()
    )


def _with_locator(text: str, citation: Citation, start: int, bracket: int) -> Cluster | None:
    """Read ``[p. 3; @b]`` behind a narrative key."""
    if not (parts := _parts(text, bracket)):
        return None
    end = parts[-1][1] + 1
    if text.startswith(("(", "["), end):
        return None
    further = [_citation(text, *part) for part in parts[1:]]
    locator, suffix = split_locator(text[slice(*parts[0])])
    first = replace(citation, locator=locator, suffix=suffix.strip())
    others = [other for other in further if other]
    return Cluster((first, *others), start, end) if len(others) == len(further) else None


def _parts(text: str, start: int) -> list[tuple[int, int]] | None:
    """Return where the parts between semicolons of a pair of brackets begin and end."""
    depth, begin = 0, start + 1
    parts: list[tuple[int, int]] = []
    for mark in STRUCTURE.finditer(text, start + 1, start + LONGEST_BRACKETS):
        match mark[0]:
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


def _citation(text: str, begin: int, end: int) -> Citation | None:
    """Read one part: prefix, key, suffix (4)."""
    mark = MARK.search(text, begin, end)
    while mark and text.count("[", begin, mark.start()) > text.count("]", begin, mark.start()):
        mark = MARK.search(text, mark.end(), end)
    if not mark:
        return None
    mode = Mode.WITHOUT_AUTHOR if mark["minus"] else Mode.BRACKETED
    locator, suffix = split_locator(text[mark.end() : end])
    prefix = text[begin : mark.start()].strip()
    return replace(_at(text, mark, mode), prefix=prefix, locator=locator, suffix=suffix.strip())


def _at(text: str, mark: re.Match[str], mode: Mode) -> Citation:
    offset = mark.start() + len(mark["minus"] or "")
    line = text.count("\n", 0, offset) + 1
    column = offset - text.rfind("\n", 0, offset)
    return Citation(mark["key"] or mark["braced"], line, column, mode)
