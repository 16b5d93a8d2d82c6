"""Markdown as doctors write it: what Python-Markdown alone would print raw, or flatten, in silence.

M1  Lists and tables mean what they look like (`parution.written_lists`); a list that begins with
    another number than 1 is numbered from there.
M2  ``1^re^`` is 1ʳᵉ and ``H~2~O`` is H₂O. Only a short word or number is raised or lowered:
    ``10^9/L–10^12/L`` stays as written, which another extension would garble.
M3  A text has no heading of the first level, which is the page's title: all of them go one down.
M4  Formulas between ``$`` become MathML when the page is made, with the source for who copies it.
"""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from markdown import Extension, Markdown
from markdown.inlinepatterns import InlineProcessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor

from parution.formulas import PATTERN, NotUnderstood, source_of, to_mathml
from parution.written_lists import as_meant

BEFORE_CITATIONS = 28
"""Priority of what reads lines: they are normalized, and still as their author wrote them."""

BEFORE_ESCAPES = 185
"""Code comes before; the backslashes of a formula are its own."""

BEFORE_EMPHASIS = 65
"""Links and code come before, so that an address keeps its signs."""

BEFORE_CONTENTS = 14

RAISED = r"\^([+\-−]?[^\W_]{1,12}[+\-−]?)\^(?!\^)"
LOWERED = r"(?<!~)~([+\-−]?[^\W_]{1,12}[+\-−]?)~(?!~)"

HEADING = re.compile(r"h[1-6]")


class AuthorsMarkdown(Extension):
    """Adds all of it to a converter."""

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
    """Writes lists and tables as Python-Markdown wants them (M1)."""

    def run(self, lines: list[str]) -> list[str]:
        """Return the lines of the text as they are meant."""
        return as_meant(lines)


class Raised(InlineProcessor):
    """Puts a short word above or below the line (M2)."""

    def __init__(self, tag: str, pattern: str, md: Markdown) -> None:
        super().__init__(pattern, md)
        self.tag = tag

    def handleMatch(  # type: ignore[override]  # noqa: N802 - Python-Markdown's name
        self,
        m: re.Match[str],
        data: str,  # noqa: ARG002 - Python-Markdown's signature
    ) -> tuple[Element, int, int]:
        """Return the element, and where it stood."""
        element = Element(self.tag)
        element.text = m[1]
        return element, m.start(0), m.end(0)


class Formula(InlineProcessor):
    """Makes MathML of a formula (M4); reading has refused one that cannot be understood."""

    def handleMatch(  # type: ignore[override]  # noqa: N802 - Python-Markdown's name
        self,
        m: re.Match[str],
        data: str,  # noqa: ARG002 - Python-Markdown's signature
    ) -> tuple[str | None, int | None, int | None]:
        """Return what stands for the formula until the page is put together."""
        latex, block = source_of(m)
        try:
            return self.md.htmlStash.store(to_mathml(latex, block=block)), m.start(0), m.end(0)
        except NotUnderstood:
            return None, None, None


class HeadingsDown(Treeprocessor):
    """Leaves the first level to the page (M3)."""

    def run(self, root: Element) -> None:
        """Move all headings one level down where one is of the first."""
        if root.find(".//h1") is None:
            return
        for element in root.iter():
            if HEADING.fullmatch(str(element.tag)):
                element.tag = f"h{min(6, int(element.tag[1]) + 1)}"
