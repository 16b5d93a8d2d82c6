"""Checks links to a place within a page, such as ``[plus bas](#doses)``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from html import unescape
from typing import NamedTuple
from urllib.parse import unquote

from parution.domain import Document
from parution.domain.messages import message
from parution.domain.problems import Place
from parution.language.nearest import find_nearest
from parution.patterns import compile_late
from parution.sources.markdown.code_blanks import MarkdownText
from parution.sources.report import Report

HEADING = compile_late(r"^ {0,3}#{1,6}[ \t]*(?P<text>.+?)[ \t]*#*[ \t]*$", re.MULTILINE)
UNDERLINED = compile_late(r"^(?P<text>[ \t]*\S[^\n]*)\n[=-]+[ \t]*$", re.MULTILINE)
NAMED = compile_late(
    r"\b(?:id|name)\s*=\s*[\"']?(?P<id>[^\s\"'>}]+)|\{[^{}\n]*#(?P<listed>[^\s{}]+)"
)
LIST = compile_late(r"\{:?[^{}]*\}\s*$")
LINK = compile_late(r"!?\[(?P<text>[^\]]*)\](?:\([^)]*\)|\[[^\]]*\])")
NO_WORDS = compile_late(r"\[-?@[^\]]*\]|\[\^[^\]]*\]|<[^>]*>|[*`~^]|\\")

REPEATED = compile_late(r"_\d+$")
"""The suffix in the id of a heading that appears twice."""

OURS = compile_late(r"references|ref-|cite-|fn:|fnref:|fnref\d+:|content$")
"""The beginnings of ids that rendering adds to every page."""


class Anchor(NamedTuple):
    """A link to a place within a text."""

    path: str
    """Path of the text, relative to the project."""
    name: str
    """The id of the place."""
    place: Place
    """The place of the link itself."""


def find_anchor(path: str, destination: str, place: Place) -> Anchor | None:
    """Return the place within a text to which a link leads; None if it leads to the whole."""
    name = unquote(destination.partition("#")[2])
    return Anchor(path, name, place) if name and not OURS.match(name) else None


def warn_of_broken_anchors(
    anchors: Iterable[Anchor], documents: Mapping[str, Document], report: Report
) -> None:
    """Warn of links to places that do not exist."""
    known: dict[str, frozenset[str]] = {}
    for anchor in anchors:
        document = documents.get(anchor.path)
        if document is None:
            continue
        if anchor.path not in known:
            known[anchor.path] = list_ids(document)
        if not {anchor.name, REPEATED.sub("", anchor.name)} & known[anchor.path]:
            warn_of(anchor, known[anchor.path], report)


def warn_of(anchor: Anchor, known: Iterable[str], report: Report) -> None:
    """Warn of a link to a place that does not exist."""
    likely = find_nearest(anchor.name, known)
    report.warn(
        "broken-anchor",
        anchor.place,
        message("“#%(name)s” leads to no heading of that page", name=anchor.name),
        message("Did you mean “%(nearest)s”?", nearest=f"#{likely}")
        if likely
        else message("Write the heading in small letters without accents: “#les-doses”."),
    )


def list_ids(document: Document) -> frozenset[str]:
    """Return the ids in a text: those of its headings, and those its author gave."""
    from markdown.extensions.toc import slugify

    body = MarkdownText(document.path, document.body, document.body_line).without_code
    headings = [
        found["text"] for pattern in (HEADING, UNDERLINED) for found in pattern.finditer(body)
    ]
    named = {found["id"] or found["listed"] for found in NAMED.finditer(body)}
    return frozenset({slugify(read_heading_words(each), "-") for each in headings} | named)


def read_heading_words(heading: str) -> str:
    """Return the words of a heading, from which its id is made.

    >>> read_heading_words("Les *doses* [@a2020] {: .x }")
    'Les doses  '
    """
    text = LINK.sub(lambda found: found["text"], LIST.sub("", heading))
    return unescape(NO_WORDS.sub("", text))
