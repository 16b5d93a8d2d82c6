"""Makes the page of the part `references` from the theme's bibliography alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from parution import templates
from parution.bibliography.evidence import render_badges, render_legend
from parution.bibliography.export import bibtex_format
from parution.bibliography.vancouver.style import format_plain, format_reference
from parution.citations.numbering import escape_key
from parution.domain import Reference
from parution.domain.messages import Translate
from parution.render.form_values import encode_citable
from parution.render.page_sources import Source
from parution.rendition import Slot

View = Mapping[str, object]
"""The template variables of one reference."""


def render_references(source: Source, views: Sequence[View], translate: Translate) -> str:
    """Return the HTML of a ``references`` page: each reference, its evidence and links."""
    template = templates.make_environment().get_template("references.html")
    return template.render(
        slug=source.theme.slug if source.theme else "",
        legend=Markup(render_legend(translate)),  # noqa: S704 - escaped there
        downloads=[(ending, ending) for ending in bibtex_format.FORMATS],
        references=views,
    )


def list_views(source: Source, translate: Translate) -> list[View]:
    """Return the template variables of each reference, for the page and for other pages."""
    return [make_view(reference, translate) for reference in source.references]


def make_view(reference: Reference, translate: Translate) -> View:
    """Return the template variables of one reference."""
    return {
        "reference": reference,
        "anchor": f"ref-{escape_key(reference.key)}",
        "year": reference.fields.get("year", ""),
        "text": Markup(format_reference(reference, translate=translate)),  # noqa: S704 - escaped there
        "plain": format_plain(reference, translate=translate),
        "badges": Markup(render_badges(reference, translate)),  # noqa: S704 - escaped there
        "summary": Slot("source", reference.key).marker,
        "cited_in": Slot("cited-in", reference.key).marker,
    }


def render_fragments(source: Source, views: Sequence[View], translate: Translate) -> dict[str, str]:
    """Return the pieces that other pages may show if this part is visible, by name."""
    listing = templates.make_environment().get_template("bibliography-theme.html")
    listed = listing.render(theme=source.theme, references=views)
    exports = {
        f"export:{name}": export(source.references)
        for name, export in bibtex_format.FORMATS.items()
    }
    return {
        "bibliography": listed,
        "citable": encode_citable(source.references, translate),
        **exports,
    }
