"""Finds the links and images of a Markdown text.

It finds inline links and images, link definitions (``[id]: address``) and the images that use one.
`parution.sources.html_policy.elements` finds links in raw HTML.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

from parution.patterns import compile_late

DESTINATION = compile_late(
    r"\]\(\s*(?:<(?P<bracketed>[^<>\n]*)>|(?P<plain>(?:[^\s()\\]|\\.|\((?:[^\s()]|\([^\s()]*\))*\))*)"
    r"(?P<rest>[ \t]+[^\s()\"'][^()\n\"']*(?=\)))?)"
)
"""``](`` and its address: in angle brackets, or without spaces and with balanced parentheses. The
``rest``, after a space, is text that Python-Markdown adds to the address all the same."""

DEFINITION = compile_late(
    r"^(?:[ \t>]|[-*+][ \t]|\d+[.)][ \t]|\[\^[^\[\]\n]+\]:)*"
    r"\[(?!\^)(?P<name>[^\[\]]*)\]:[ \t]*\n?[ \t>]*(?:<(?P<bracketed>[^<>\n]*)>|(?P<plain>\S+))"
    r"[ \t]*(?=[\n\"'(]|\Z)",
    re.MULTILINE,
)
"""``[name]: destination`` alone on its line, also within a list, a quotation or a footnote."""

IMAGE_BY_NAME = compile_late(r"!\[(?P<text>[^\]]*)\](?:\s?\[(?P<name>[^\]]*)\])?(?!\()")

ADDRESS = compile_late(r"[/#:]|\.[a-z]\w{1,3}$", re.IGNORECASE)
"""What an address has, and « p. 3 » has not."""

MARKDOWN_ESCAPE = compile_late(r"\\([\\`*_{}\[\]()>#+\-.!])")
"""A backslash before a character that it escapes."""


@dataclass(frozen=True, slots=True)
class Link:
    """A link or an image in a text."""

    destination: str
    offset: int
    """Offset of the destination in the text."""
    is_image: bool = False
    """Whether the browser loads it with the page."""
    in_html: bool = False
    """Whether it is in raw HTML, which `links_on_site` does not rewrite."""
    citation: str = ""
    """The citation that stands in place of the link's words; pages print it raw."""

    @property
    def is_locator(self) -> bool:
        """Whether the parentheses behind a citation hold a page, « p. 3 », and no address."""
        return bool(self.citation and self.destination) and not ADDRESS.search(self.destination)


def list_links(text: str) -> Iterator[Link]:
    """Yield the links of a Markdown text without code (`code_blanks`)."""
    if "](" in text:
        yield from list_inline_links(text)
    if "]:" in text:
        yield from list_definitions(text)


def list_inline_links(text: str) -> Iterator[Link]:
    """Yield ``[text](destination)`` and ``![text](destination)``."""
    for found in DESTINATION.finditer(text):
        opening = find_opening_bracket(text, found.start())
        if opening is None:
            continue
        group = "plain" if found["bracketed"] is None else "bracketed"
        is_image = opening > 0 and text[opening - 1] == "!"
        written = found[group] + (found["rest"] or "")
        words = text[opening + 1 : found.start()]
        citation = words if words.startswith(("@", "-@")) and not is_image else ""
        yield Link(unescape_destination(written), found.start(group), is_image, citation=citation)


def list_definitions(text: str) -> Iterator[Link]:
    """Yield ``[name]: destination`` lines."""
    shown = {(found["name"] or found["text"]).casefold() for found in IMAGE_BY_NAME.finditer(text)}
    for found in DEFINITION.finditer(text):
        group = "plain" if found["bracketed"] is None else "bracketed"
        is_image = found["name"].casefold() in shown
        yield Link(unescape_destination(found[group]), found.start(group), is_image)


def unescape_destination(written: str) -> str:
    """Return a destination with escapes and character references resolved."""
    return unescape(MARKDOWN_ESCAPE.sub(r"\1", written)).strip()


def find_opening_bracket(text: str, closing: int) -> int | None:
    """Return the offset of the opening bracket for ``closing``, in the same paragraph."""
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
    """Return whether an odd number of backslashes precedes a character."""
    before = text[:offset] if offset < 16 else text[offset - 16 : offset]
    return (len(before) - len(before.rstrip("\\"))) % 2 == 1
