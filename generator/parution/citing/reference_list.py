"""The list of references at the end of a page, with links back to each place of citation."""

from __future__ import annotations

import html
from collections.abc import Callable, Sequence

from parution.citing.evidence import badges, has_scale, legend
from parution.citing.numbering import Numbering, anchor
from parution.citing.vancouver import format_reference
from parution.messages import Translate, message
from parution.model import Reference

AfterReference = Callable[[Reference], str]
"""Returns HTML to stand at the end of a reference's item."""


def reference_list(
    references: Sequence[Reference],
    numbering: Numbering,
    language: str,
    translate: Translate,
    after_reference: AfterReference | None,
) -> str:
    """Return the items, and the legend of the HAS's scale when one of them is rated on it."""
    items = "\n".join(
        _item(
            reference,
            numbering.places(reference.key),
            format_reference(reference, language, translate),
            translate,
            after_reference(reference) if after_reference else "",
        )
        for reference in references
    )
    scale = legend(translate) if any(map(has_scale, references)) else ""
    return f"<ol>\n{items}\n</ol>\n{scale}"


def _item(
    reference: Reference, places: Sequence[str], text: str, translate: Translate, more: str
) -> str:
    return (
        f'<li id="ref-{anchor(reference.key)}" data-key="{html.escape(reference.key)}">'
        f'<span class="reference">{text}</span> {badges(reference, translate)} '
        f"{_back_links(places, translate)}{more}</li>"
    )


def _back_links(places: Sequence[str], translate: Translate) -> str:
    """Return one arrow, or an arrow and a letter for each of several places."""
    links = []
    for number, place in enumerate(places, start=1):
        said = message("Back to citation %(number)s in the text", number=number)
        label = html.escape(said.text(translate))
        sign = "↩" if len(places) == 1 else str(number)
        links.append(
            f'<a href="#{place}" role="doc-backlink" title="{label}" aria-label="{label}">'
            f"{sign}</a>"
        )
    arrow = "↩ " if len(places) > 1 else ""
    return f'<span class="backlinks">{arrow}{" ".join(links)}</span>'
