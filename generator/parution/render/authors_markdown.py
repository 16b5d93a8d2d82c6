"""A Python-Markdown extension for the Markdown that doctors write.

MD1 Lists and tables mean what they look like (`parution.written_lists`); a list that begins with
    another number than 1 is numbered from there.
MD2 ``1^re^`` is 1ʳᵉ and ``H~2~O`` is H₂O. Only a short word or number is raised or lowered:
    ``10^9/L–10^12/L`` stays as written, which another extension would garble.
MD3 A text has no heading of the first level, which is the page's title: all of them go one down.
MD4 Formulas between ``$`` become MathML, with the source for readers who copy them.
"""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from markdown import Extension, Markdown
from markdown.inlinepatterns import InlineProcessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor

from parution.formulas import PATTERN, NotUnderstood, convert_to_mathml, read_formula_source
from parution.written_lists import rewrite_lines

BEFORE_CITATIONS = 28
"""Priority of the list reader: after Python-Markdown normalizes lines, before it changes them."""

BEFORE_ESCAPES = 185
"""Priority of formulas: after code, before escapes, for a formula needs its backslashes."""

BEFORE_EMPHASIS = 65
"""Priority of raised words: after links and code, so that an address keeps its signs."""

BEFORE_CONTENTS = 14

RAISED = r"\^([+\-−]?[^\W_]{1,12}[+\-−]?)\^(?!\^)"
LOWERED = r"(?<!~)~([+\-−]?[^\W_]{1,12}[+\-−]?)~(?!~)"

HEADING = re.compile(r"h[1-6]")


class AuthorsMarkdown(Extension):
    """Adds MD1 to MD4 to a converter."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        """Register with a converter."""
        md.ESCAPED_CHARS = [*md.ESCAPED_CHARS, "^", "~", "$"]
        md.preprocessors.register(ListReader(md), "parution-lists", BEFORE_CITATIONS)
        md.inlinePatterns.register(Formula(PATTERN, md), "parution-formula", BEFORE_ESCAPES)
        md.inlinePatterns.register(Raised("sup", RAISED, md), "parution-sup", BEFORE_EMPHASIS)
        md.inlinePatterns.register(Raised("sub", LOWERED, md), "parution-sub", BEFORE_EMPHASIS)
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


class HeadingsDown(Treeprocessor):
    """Moves headings down if a text has one of the first level (MD3)."""

    def run(self, root: Element) -> None:
        """Move all headings one level down if one is of the first."""
        if root.find(".//h1") is None:
            return
        for element in root.iter():
            if HEADING.fullmatch(str(element.tag)):
                element.tag = f"h{min(6, int(element.tag[1]) + 1)}"
