"""Writes the list of references at the end of a page, with links back to each citation."""

from __future__ import annotations

import html
from collections.abc import Callable, Sequence
from functools import lru_cache

from parution.bibliography.evidence import has_scale, render_badges, render_legend
from parution.bibliography.vancouver.style import REMEMBERED, Remembered, format_reference
from parution.citations.numbering import Numbering, escape_key
from parution.domain import Reference
from parution.domain.messages import Translate, message

AfterReference = Callable[[Reference], str]
"""A function that returns HTML for the end of a reference's item."""


ARROW = "↩"
BACK = message("Back to citation %(number)s in the text")


def render_reference_list(
    references: Sequence[Reference],
    numbering: Numbering,
    language: str,
    translate: Translate,
    after_reference: AfterReference | None,
) -> str:
    """Return the list as HTML, with the legend of the HAS's scale if a reference is rated on it."""
    back = html.escape(translate(BACK.msgid))
    items = "\n".join(
        f"{begin_item(Remembered(reference), language, translate)} "
        f"{render_back_links(numbering.anchors(reference.key), back)}"
        f"{after_reference(reference) if after_reference else ''}</li>"
        for reference in references
    )
    scale = render_legend(translate) if any(map(has_scale, references)) else ""
    return f"<ol>\n{items}\n</ol>\n{scale}"


@lru_cache(maxsize=REMEMBERED)
def begin_item(remembered: Remembered, language: str, translate: Translate) -> str:
    """Return an item up to its links back: this part is the same on every page."""
    reference = remembered.reference
    return (
        f'<li id="ref-{escape_key(reference.key)}" data-key="{html.escape(reference.key)}">'
        f'<span class="reference">{format_reference(reference, language, translate)}</span> '
        f"{render_badges(reference, translate)}"
    )


def render_back_links(anchors: Sequence[str], label: str) -> str:
    """Return the links back: one arrow, or a number for each of several citations."""
    links = (
        f'<a href="#{anchor}" role="doc-backlink" aria-label="{label % {"number": number}}">'
        f"{number if len(anchors) > 1 else ARROW}</a>"
        for number, anchor in enumerate(anchors, start=1)
    )
    before = f"{ARROW} " if len(anchors) > 1 else ""
    return f'<span class="backlinks">{before}{" ".join(links)}</span>'
