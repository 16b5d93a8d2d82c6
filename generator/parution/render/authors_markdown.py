"""A Python-Markdown extension for the Markdown that doctors write.

MD1 Lists and tables mean what they look like (`parution.written_lists`); a list that begins with
    another number than 1 is numbered from there.
MD2 ``1^re^`` is 1ʳᵉ and ``H~2~O`` is H₂O. Only a short word or number is raised or lowered:
    ``10^9/L–10^12/L`` stays as written, which another extension would garble.
MD3 A text has no heading of the first level, which is the page's title: all of them go one down.
MD4 Formulas between ``$`` become MathML, with the source for readers who copy them.
MD5 Addresses of the web and of mail are links (`parution.written_addresses`), except in code and in
    other links.
MD6 Lines and dates for readers to fill in by hand, ``_____`` and ``__/__/____``, stay themselves.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element, SubElement

from markdown import Extension, Markdown
from markdown.inlinepatterns import InlineProcessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import (
    ETX,
    HTML_PLACEHOLDER_RE,
    INLINE_PLACEHOLDER_RE,
    STX,
    AtomicString,
)

from parution.formulas import PATTERN, NotUnderstood, convert_to_mathml, read_formula_source
from parution.written_addresses import PATTERN as ADDRESS
from parution.written_addresses import find_addresses, read_address
from parution.written_lists import rewrite_lines

BEFORE_CITATIONS = 28
"""Priority of the list reader: after Python-Markdown normalizes lines, before it changes them."""

BEFORE_ESCAPES = 185
"""Priority of formulas: after code, before escapes, for a formula needs its backslashes."""

BEFORE_EMPHASIS = 65
"""Priority of raised words: after links and code, so that an address keeps its signs."""

BEFORE_ENTITIES = 85
"""Priority of addresses: after code, links and raw HTML, before emphasis."""

BEFORE_CONTENTS = 14

RAISED = r"\^([+\-−]?[^\W_]{1,12}[+\-−]?)\^(?!\^)"
LOWERED = r"~(?<!~~)([+\-−]?[^\W_]{1,12}[+\-−]?)~(?!~)"

BLANK = (
    r"(?<![^\s(:|«*/])_{2,}(?:[ \xa0\u202f]?(?:[/|.,:;×x+–-]|h(?=[ _]))[ \xa0\u202f]?_{2,})+|_{4,}"
)
"""Two or more blanks with a sign between them, or one long one."""
RULER = re.compile(
    r"^ {0,3}(?:-(?: {0,2}-){2,}|\*(?: {0,2}\*){2,}|_(?: {0,2}_){2}) *$", re.MULTILINE
)
"""A line across the page; one of more than three underscores is a line to fill in."""

ESCAPED = re.compile(f"{STX}(\\d+){ETX}")
"""A sign that its author escaped, as Python-Markdown keeps it until the end."""
FILLING = "\uffff"
"""Fills the place of what Python-Markdown keeps; no text holds this noncharacter."""
BREAKABLE = re.compile(r"(?<=\w/)(?=\w)|(?<=\w)(?=[?&#_]\w)")
"""Where a line may end within an address: a phone is narrower than many."""

RAW_TAG = re.compile(r"</?(?:a|code|kbd|samp)\b", re.IGNORECASE)
"""The tag of an element in which an address is no link of its own."""

HEADING = re.compile(r"h[1-6]")


class AuthorsMarkdown(Extension):
    """Adds MD1 to MD6 to a converter."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        """Register with a converter."""
        md.ESCAPED_CHARS = [*md.ESCAPED_CHARS, "^", "~", "$"]
        md.preprocessors.register(ListReader(md), "parution-lists", BEFORE_CITATIONS)
        md.inlinePatterns.register(Formula(PATTERN, md), "parution-formula", BEFORE_ESCAPES)
        md.inlinePatterns.register(Blank(BLANK, md), "parution-blank", BEFORE_ESCAPES)
        md.inlinePatterns.register(Address(ADDRESS.pattern, md), "parution-web", BEFORE_ENTITIES)
        md.inlinePatterns.register(Raised("sup", RAISED, md), "parution-sup", BEFORE_EMPHASIS)
        md.inlinePatterns.register(Raised("sub", LOWERED, md), "parution-sub", BEFORE_EMPHASIS)
        md.parser.blockprocessors["hr"].SEARCH_RE = RULER  # type: ignore[attr-defined]
        numbered = md.parser.blockprocessors["olist"]
        numbered.LAZY_OL = False  # type: ignore[attr-defined]
        md.treeprocessors.register(HeadingsDown(md), "parution-headings", BEFORE_CONTENTS)


class ListReader(Preprocessor):
    """Writes lists and tables as Python-Markdown wants them (MD1)."""

    def run(self, lines: list[str]) -> list[str]:
        """Return the lines of a text with its lists and tables normalized."""
        return rewrite_lines(lines)


class Raised(InlineProcessor):
    """Puts a short word above or below the line (MD2)."""

    def __init__(self, tag: str, pattern: str, md: Markdown) -> None:
        super().__init__(pattern, md)
        self.tag = tag

    def handleMatch(  # type: ignore[override]  # noqa: N802 - Python-Markdown's name
        self,
        m: re.Match[str],
        data: str,  # noqa: ARG002 - Python-Markdown's signature
    ) -> tuple[Element, int, int]:
        """Return the element, and the start and end of the match."""
        element = Element(self.tag)
        element.text = m[1]
        return element, m.start(0), m.end(0)


class Formula(InlineProcessor):
    """Turns a formula into MathML (MD4); leaves it alone if it cannot be parsed."""

    def handleMatch(  # type: ignore[override]  # noqa: N802 - Python-Markdown's name
        self,
        m: re.Match[str],
        data: str,  # noqa: ARG002 - Python-Markdown's signature
    ) -> tuple[str | None, int | None, int | None]:
        """Return a placeholder for the MathML, and the start and end of the match."""
        latex, block = read_formula_source(m)
        try:
            return (
                self.md.htmlStash.store(convert_to_mathml(latex, block=block)),
                m.start(0),
                m.end(0),
            )
        except NotUnderstood:
            return None, None, None


class Address(InlineProcessor):
    """Makes a link of a bare address (MD5)."""

    ANCESTOR_EXCLUDES = ("a",)

    def getCompiledRegExp(self) -> Address:  # type: ignore[override]  # noqa: N802 - Python-Markdown's name
        """Return this object: of a pattern, Python-Markdown needs no more than `finditer`."""
        return self

    def finditer(self, text: str, position: int) -> Iterator[re.Match[str]]:
        """Yield the matches of addresses from a position on."""
        return find_addresses(INLINE_PLACEHOLDER_RE.sub(self._restore_escaped, text), position)

    def handleMatch(  # type: ignore[override]  # noqa: N802 - Python-Markdown's name
        self, m: re.Match[str], data: str
    ) -> tuple[Element | None, int | None, int | None]:
        """Return the link, and the start and end of the address; nothing within a raw link."""
        if STX in data and self._is_in_raw_link(self.unescape(data[: m.start()])):
            return None, None, None
        end, href = read_address(m)
        link = Element("a", {"href": href.replace(FILLING, "")})
        words = m.string[m.start() : end].replace(FILLING, "")
        link.text, *pieces = map(AtomicString, BREAKABLE.split(words))
        for piece in pieces:
            SubElement(link, "wbr").tail = piece
        return link, m.start(), end

    def _restore_escaped(self, placeholder: re.Match[str]) -> str:
        """Return a sign that an author escaped, as long as the placeholder that stands for it."""
        kept = self.md.treeprocessors["inline"].stashed_nodes.get(placeholder[1])  # type: ignore[attr-defined]
        sign = ESCAPED.fullmatch(kept) if isinstance(kept, str) else None
        return chr(int(sign[1])).rjust(len(placeholder[0]), FILLING) if sign else placeholder[0]

    def _is_in_raw_link(self, before: str) -> bool:
        """Return whether an element of `RAW_TAG` is open at the end of a text."""
        stash = self.md.htmlStash.rawHtmlBlocks
        tags = [str(stash[int(found[1])]) for found in HTML_PLACEHOLDER_RE.finditer(before)]
        last = next(filter(RAW_TAG.match, reversed(tags)), "</")
        return not last.startswith("</")


class Blank(InlineProcessor):
    """Keeps a line or date to fill in as it is (MD6)."""

    def handleMatch(  # type: ignore[override]  # noqa: N802 - Python-Markdown's name
        self,
        m: re.Match[str],
        data: str,  # noqa: ARG002 - Python-Markdown's signature
    ) -> tuple[str, int, int]:
        """Return the signs, each as if escaped, and the start and end of the match."""
        return "".join(f"{STX}{ord(sign)}{ETX}" for sign in m[0]), m.start(0), m.end(0)


class HeadingsDown(Treeprocessor):
    """Moves headings down if a text has one of the first level (MD3)."""

    def run(self, root: Element) -> None:
        """Move all headings one level down if one is of the first."""
        if root.find(".//h1") is None:
            return
        for element in root.iter():
            if HEADING.fullmatch(str(element.tag)):
                element.tag = f"h{min(6, int(element.tag[1]) + 1)}"
