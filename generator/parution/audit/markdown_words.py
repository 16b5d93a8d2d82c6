"""The words of a Markdown source, in runs that come out of any rendering as they went in.

This is no parser, and need not be: it cuts a line wherever rendering might put something between
two words (a citation, the cell of a table, a footnote) and forgets the markup around the others.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from parution.audit.comparable import Words, words

CUT = "\x00"
"""Ends a run."""

BEGINNING = re.compile(
    r"^\s*(?:\[\^[^\]]*\]:|[*]\[([^\]]*)\]:|(?:[-*+>#:]+|\d+[.)]|[!?]{3}\+?\s*\w*)\s)+"
)
"""Marks of lists, quotes, headings, admonitions, footnotes and abbreviations."""

CITATION = re.compile(r"\[[^\[\]]*@[^\[\]]*\]|@\{?[\w:.#$%&+?<>~/-]+\}?(?:\s*\[[^\[\]]*\])?")
IMAGE = re.compile(r"!\[([^\]]*)\]\([^)]*\)")
LINK = re.compile(r"\[([^\]]*)\](?:\([^)]*\)|\[[^\]]*\])")
BREAK = re.compile(r"\||\[\^[^\]]*\]|\{[^}]*\}|<[^>]*>")
"""Cells, calls of footnotes, lists of attributes, HTML."""


def runs(text: str) -> Iterator[Words]:
    """Yield the runs of words of a Markdown text, in order.

    >>> list(runs("1. Croire le **patient** [@durand2019, p. 3], [toujours](a.md)."))
    [('croire', 'le', 'patient'), ('toujours',)]
    """
    for line in text.splitlines():
        for run in _without_markup(line, CUT).split(CUT):
            if found := words(run):
                yield found


def visible_words(text: str) -> Iterator[Words]:
    """Yield all words that a Markdown text may put into a page, in every order it may do so.

    Beside the runs: everything as it is written, and everything but the citations, each from one
    end to the other, because a search index knows no lines.
    """
    yield from runs(text)
    yield words(html.unescape(text))
    yield words(" ".join(_without_markup(line, " ") for line in text.splitlines()))


def _without_markup(line: str, between: str) -> str:
    line = BEGINNING.sub("", line)
    line = IMAGE.sub(rf"{between}\1{between}", line)
    line = CITATION.sub(between, line)
    line = LINK.sub(r"\1", line)
    return html.unescape(BREAK.sub(between, line))
