"""Split a Markdown text into runs of words that every rendering keeps together.

This is not a parser and need not be: it splits a line wherever a rendering may insert something
between two words (a citation, a table cell, a footnote) and drops other markup.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from parution.audit.comparable import Words, split_words

CUT = "\x00"
"""Separates runs."""

BEGINNING = re.compile(
    r"^\s*(?:\[\^[^\]]*\]:|[*]\[([^\]]*)\]:|(?:[-*+>#:]+|\d+[.)]|[!?]{3}\+?\s*\w*)\s)+"
)
"""Markers of lists, quotes, headings, admonitions, footnotes and abbreviations."""

CITATION = re.compile(r"\[[^\[\]]*@[^\[\]]*\]|@\{?[\w:.#$%&+?<>~/-]+\}?(?:\s*\[[^\[\]]*\])?")
IMAGE = re.compile(r"!\[([^\]]*)\]\([^)]*\)")
LINK = re.compile(r"\[([^\]]*)\](?:\([^)]*\)|\[[^\]]*\])")
BREAK = re.compile(r"\||\[\^[^\]]*\]|\{[^}]*\}|<[^>]*>")
"""Table cells, footnote references, attribute lists, HTML tags."""


def split_into_runs(text: str) -> Iterator[Words]:
    """Yield the runs of words of a Markdown text, in order.

    >>> list(split_into_runs("1. Croire le **patient** [@durand2019, p. 3], [toujours](a.md)."))
    [('croire', 'le', 'patient'), ('toujours',)]
    """
    for line in text.splitlines():
        for run in remove_markup(line, CUT).split(CUT):
            if found := split_words(run):
                yield found


def list_visible_words(text: str) -> Iterator[Words]:
    """Yield the words that a Markdown text may put into a page, in every possible order.

    Besides the runs: all words as written, and all but the citations, each across the whole text,
    because a search index ignores lines.
    """
    yield from split_into_runs(text)
    yield split_words(html.unescape(text))
    yield split_words(" ".join(remove_markup(line, " ") for line in text.splitlines()))


def remove_markup(line: str, between: str) -> str:
    line = BEGINNING.sub("", line)
    line = IMAGE.sub(rf"{between}\1{between}", line)
    line = CITATION.sub(between, line)
    line = LINK.sub(r"\1", line)
    return html.unescape(BREAK.sub(between, line))
