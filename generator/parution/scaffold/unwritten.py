"""Tells which parts of a theme are still as `parution new theme` made them."""

from __future__ import annotations

import re
from functools import cache
from pathlib import PurePath

from parution.domain import Document, Part, Theme
from parution.scaffold import locate_starter

COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
KEY = re.compile(r"^@\w+\{([^,]+),", re.MULTILINE)


def list_written_parts(theme: Theme) -> tuple[Part, ...]:
    """Return the parts of a theme that somebody wrote something in, in reading order."""
    unwritten = {part for part, text in theme.documents.items() if is_as_started(text)}
    if all(map(is_as_started, theme.sources.values())):
        unwritten.add(Part.SOURCES)
    if list_starter_keys().issuperset(each.key for each in theme.references):
        unwritten.add(Part.REFERENCES)
    return tuple(part for part in theme.parts if part not in unwritten)


def is_as_started(document: Document) -> bool:
    """Return whether a text has no paragraph but those of the file that it was made from."""
    name = PurePath(document.path).name
    return split_paragraphs(document.body) <= list_starter_paragraphs().get(
        name, list_summary_paragraphs()
    )


@cache
def list_starter_paragraphs() -> dict[str, frozenset[str]]:
    """Return the paragraphs of each starting file of a theme, by the file's name."""
    folder = locate_starter() / "theme"
    return {
        path.name: split_paragraphs(path.read_text(encoding="utf-8"))
        for path in folder.glob("*.md")
    }


@cache
def list_summary_paragraphs() -> frozenset[str]:
    """Return the paragraphs of the starting summary of a document."""
    paths = (locate_starter() / "theme" / "sources").glob("*.md")
    return frozenset().union(
        *(split_paragraphs(path.read_text(encoding="utf-8")) for path in paths)
    )


@cache
def list_starter_keys() -> frozenset[str]:
    """Return the keys of the starting bibliography."""
    return frozenset(KEY.findall((locate_starter() / "theme" / "theme.bib").read_text("utf-8")))


def split_paragraphs(text: str) -> frozenset[str]:
    """Return the paragraphs of a text without its comments, each on one line."""
    prose = COMMENT.sub("", text.replace("\r\n", "\n"))
    paragraphs = (" ".join(each.split()) for each in re.split(r"\n[ \t]*\n", prose))
    return frozenset(filter(None, paragraphs))
