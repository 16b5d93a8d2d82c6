"""The page of the part `references`: made from the theme's bibliography and ``sources/`` alone."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from markupsafe import Markup

from parution import templates
from parution.bibliography.evidence import badges, legend
from parution.bibliography.export import bibtex_format
from parution.bibliography.vancouver.style import format_plain, format_reference
from parution.citations.numbering import anchor
from parution.domain import Part, Reference
from parution.domain.messages import Translate
from parution.html_tree import Tree, outer, text_of
from parution.render.page_sources import SOURCE_MARK, Source
from parution.rendition import Slot

FIRST_LINES = 280
"""Characters of a summary shown on the card of a citation."""


def summaries(text: Tree) -> dict[str, str]:
    """Cut the rendered summaries of sources apart again, by citekey."""
    by_key: dict[str, list[str]] = {}
    summary: list[str] = []
    for node in text.root.iter(include_text=True):
        if node.tag == "p" and (words := text_of(node)).startswith(SOURCE_MARK):
            summary = by_key.setdefault(words.strip(SOURCE_MARK), [])
        else:
            summary.append(outer(node))
    return {key: "".join(pieces) for key, pieces in by_key.items()}


def content(source: Source, by_key: Mapping[str, str], translate: Translate) -> str:
    """Return the text of a ``references`` page: each reference with all that is known of it."""
    template = templates.environment().get_template("references.html")
    return template.render(
        slug=source.theme.slug if source.theme else "",
        legend=Markup(legend(translate)),  # noqa: S704 - escaped there
        downloads=[(ending, ending) for ending in bibtex_format.FORMATS],
        references=[_view(reference, by_key, translate) for reference in source.references],
    )


def _view(
    reference: Reference, by_key: Mapping[str, str], translate: Translate
) -> dict[str, object]:
    """Return what the template shows of one reference."""
    return {
        "reference": reference,
        "anchor": f"ref-{anchor(reference.key)}",
        "year": reference.fields.get("year", ""),
        "text": Markup(format_reference(reference, translate=translate)),  # noqa: S704 - escaped there
        "plain": format_plain(reference, translate=translate),
        "badges": Markup(badges(reference, translate)),  # noqa: S704 - escaped there
        "summary": Markup(by_key.get(reference.key, "")),  # noqa: S704 - the author's own Markdown
        "cited_in": Slot("cited-in", reference.key).marker,
    }


def fragments(source: Source, by_key: Mapping[str, str], translate: Translate) -> dict[str, str]:
    """Return the pieces that other pages may show where this part is visible."""
    pieces = {f"source:{key}": first_lines(summary) for key, summary in by_key.items()}
    listing = templates.environment().get_template("bibliography-theme.html")
    pieces["bibliography"] = listing.render(
        theme=source.theme,
        references=[_view(reference, {}, translate) for reference in source.references],
    )
    for name, export in bibtex_format.FORMATS.items():
        pieces[f"export:{name}"] = export(source.references)
    return pieces


def first_lines(summary: str) -> str:
    """Return the beginning of a summary as plain, escaped text, cut between two words."""
    paragraph = Tree(summary).first("p")
    text = text_of(paragraph).strip() if paragraph else ""
    if len(text) > FIRST_LINES:
        text = text[:FIRST_LINES].rsplit(" ", 1)[0] + " …"
    return escape(text, quote=False)


def is_references(source: Source) -> bool:
    """Tell whether a page is one of these."""
    return source.part is Part.REFERENCES
