"""A Python-Markdown extension that tries only those inline patterns that a page can need.

Python-Markdown tries some twenty patterns on each piece of text, and most pages need three. A
pattern that begins with a sign matches nowhere in a page without this sign. Patterns are known by
their expression: one that an extension adds or replaces is always tried.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from xml.etree.ElementTree import Element

from markdown import Extension, Markdown, inlinepatterns
from markdown.inlinepatterns import Pattern
from markdown.treeprocessors import Treeprocessor

from parution.formulas import PATTERN
from parution.render.authors_markdown import BLANK, LOWERED, RAISED

FOOTNOTE = r"\[\^([^\]]*)\]"

SIGNS: Mapping[str, tuple[str, ...]] = {
    inlinepatterns.BACKTICK_RE: ("`",),
    inlinepatterns.ESCAPE_RE: ("\\",),
    inlinepatterns.LINK_RE: ("[",),
    inlinepatterns.REFERENCE_RE: ("[",),
    inlinepatterns.IMAGE_LINK_RE: ("![",),
    inlinepatterns.IMAGE_REFERENCE_RE: ("![",),
    inlinepatterns.AUTOLINK_RE: ("<",),
    inlinepatterns.AUTOMAIL_RE: ("<",),
    inlinepatterns.LINE_BREAK_RE: ("  \n",),
    inlinepatterns.HTML_RE: ("<",),
    inlinepatterns.ENTITY_RE: ("&",),
    FOOTNOTE: ("[^",),
    PATTERN: ("$", "\\"),
    BLANK: ("__",),
    RAISED: ("^",),
    LOWERED: ("~",),
}
"""The signs of which a text must have one for a pattern to match in it, by its expression."""

ALWAYS = ("",)
"""The sign that every text has, for all other patterns."""

BEFORE_INLINE = 20.5


class NeededPatterns(Extension):
    """Adds `PatternsOfPage` to a converter."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        """Register with a converter."""
        md.treeprocessors.register(PatternsOfPage(md), "parution-patterns", BEFORE_INLINE)


class PatternsOfPage(Treeprocessor):
    """Leaves to the processor of inline marks those patterns whose sign a page has."""

    def run(self, root: Element) -> None:
        """Choose among the patterns, once all blocks of the page are known."""
        needed = list_needed_patterns(self.md.inlinePatterns, "".join(root.itertext()))
        self.md.treeprocessors["inline"].inlinePatterns = needed  # type: ignore[attr-defined]


def list_needed_patterns(patterns: Iterable[Pattern], text: str) -> list[Pattern]:
    """Return the patterns that may match somewhere in a text, in their order."""
    return [
        pattern
        for pattern in patterns
        if any(sign in text for sign in SIGNS.get(getattr(pattern, "pattern", ""), ALWAYS))
    ]
