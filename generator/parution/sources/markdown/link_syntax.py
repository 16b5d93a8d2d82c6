"""The links and images of a Markdown text, wherever Markdown finds them.

Inline links and images, link definitions (``[id]: address``) and those images that use one.
Raw HTML is looked through in `raw_html`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

DESTINATION = re.compile(
    r"\]\(\s*(?:<(?P<bracketed>[^<>\n]*)>|(?P<plain>(?:[^\s()\\]|\\.|\((?:[^\s()]|\([^\s()]*\))*\))*)"
    r"(?P<rest>[ \t]+[^\s()\"'][^()\n\"']*(?=\)))?)"
)
"""``](`` and where it leads: between angle brackets, or without spaces, parentheses in pairs. The
``rest``, behind a space, is what Python-Markdown adds to the address all the same."""

DEFINITION = re.compile(
    r"^(?:[ \t>]|[-*+][ \t]|\d+[.)][ \t]|\[\^[^\[\]\n]+\]:)*"
    r"\[(?!\^)(?P<name>[^\[\]]*)\]:[ \t]*\n?[ \t>]*(?:<(?P<bracketed>[^<>\n]*)>|(?P<plain>\S+))"
    r"[ \t]*(?=[\n\"'(]|\Z)",
    re.MULTILINE,
)
"""``[name]: destination`` alone on its line, also within a list, a quotation or a footnote."""

IMAGE_BY_NAME = re.compile(r"!\[(?P<text>[^\]]*)\](?:\s?\[(?P<name>[^\]]*)\])?(?!\()")

MARKDOWN_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()>#+\-.!])")
"""A backslash before one of the signs it takes the meaning from."""


@dataclass(frozen=True, slots=True)
class Link:
    """Something in a text that leads, or reaches, elsewhere."""

    destination: str
    offset: int
    """Of the link's destination in the text."""
    is_image: bool = False
    """Whether the page itself loads it."""


def links_of(text: str) -> Iterator[Link]:
    """Yield the links of a Markdown text whose code is already blanked."""
    if "](" in text:
        yield from inline_links(text)
    if "]:" in text:
        yield from definitions(text)


def inline_links(text: str) -> Iterator[Link]:
    """Yield ``[text](destination)`` and ``![text](destination)``."""
    for found in DESTINATION.finditer(text):
        opening = find_opening_bracket(text, found.start())
        if opening is None:
            continue
        group = "plain" if found["bracketed"] is None else "bracketed"
        is_image = opening > 0 and text[opening - 1] == "!"
        written = found[group] + (found["rest"] or "")
        yield Link(destination(written), found.start(group), is_image)


def definitions(text: str) -> Iterator[Link]:
    """Yield ``[name]: destination`` lines."""
    shown = {(found["name"] or found["text"]).casefold() for found in IMAGE_BY_NAME.finditer(text)}
    for found in DEFINITION.finditer(text):
        group = "plain" if found["bracketed"] is None else "bracketed"
        is_image = found["name"].casefold() in shown
        yield Link(destination(found[group]), found.start(group), is_image)


def destination(written: str) -> str:
    """Return what Markdown and the browser make of a written destination."""
    return unescape(MARKDOWN_ESCAPE.sub(r"\1", written)).strip()


def find_opening_bracket(text: str, closing: int) -> int | None:
    """Return where the bracket closed at ``closing`` was opened, within the same paragraph."""
    if is_escaped(text, closing):
        return None
    start = max(text.rfind("\n\n", 0, closing), -1)
    depth = 0
    for offset in range(closing, start, -1):
        if text[offset] not in "[]" or is_escaped(text, offset):
            continue
        depth += 1 if text[offset] == "]" else -1
        if depth == 0:
            return offset
    return None


def is_escaped(text: str, offset: int) -> bool:
    """Tell whether an odd number of backslashes stands before a character."""
    before = text[:offset] if offset < 16 else text[offset - 16 : offset]
    return (len(before) - len(before.rstrip("\\"))) % 2 == 1
