"""Makes the page of the part `sources`: the summaries of the theme's documents, in order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from html import escape

from markupsafe import Markup

from parution import templates
from parution.bibliography.vancouver.style import name_document
from parution.domain import Reference
from parution.domain.messages import Translate
from parution.html_tree import Tree, extract_text, get_outer_html
from parution.render.page_sources import SOURCE_MARK, Source
from parution.render.references_page import make_view
from parution.rendition import Slot

FIRST_LINES = 280
"""Characters of a summary shown on the card of a citation."""

NOTES = "div.footnote"
"""Selector of the list of footnotes, which a renderer puts at the end of a text."""

HEADINGS = ("h2", "h3", "h4", "h5")


def split_summaries(text: Tree) -> dict[str, str]:
    """Split the rendered summaries by citekey; each keeps its own footnotes.

    Lower their headings below that of the document.
    """
    lower_headings(text)
    notes = text.first(NOTES)
    list_of_notes = ""
    if notes is not None:
        list_of_notes = get_outer_html(notes)
        notes.decompose()
    by_key: dict[str, list[str]] = {}
    summary: list[str] = []
    for node in text.root.iter(include_text=True):
        if node.tag == "p" and (words := extract_text(node)).startswith(SOURCE_MARK):
            summary = by_key.setdefault(words.strip(SOURCE_MARK), [])
        else:
            summary.append(get_outer_html(node))
    texts = {key: "".join(pieces) for key, pieces in by_key.items()}
    return {key: each + list_called_notes(each, list_of_notes) for key, each in texts.items()}


def list_called_notes(summary: str, list_of_notes: str) -> str:
    """Return the footnotes that a summary calls, with their numbers on the whole page."""
    called = {node.attrs["href"] for node in Tree(summary).find("a.footnote-ref[href]")}
    if not called:
        return ""
    own = Tree(list_of_notes)
    for number, item in enumerate(own.find(f"{NOTES} > ol > li"), start=1):
        if f"#{item.attrs['id']}" in called:
            item.attrs["value"] = str(number)
        else:
            item.decompose()
    return own.html


def lower_headings(text: Tree, levels: int = 1) -> None:
    """Lower the headings of a text by ``levels``, if it has any of the second level."""
    if text.first("h2") is None:
        return
    for heading in text.find(",".join(HEADINGS)):
        tag = f"h{min(6, int((heading.tag or 'h2')[1:]) + levels)}"
        lower = text.new(tag, **{name: each or "" for name, each in heading.attrs.items()})
        for child in list(heading.iter(include_text=True)):
            lower.insert_child(child)
        heading.replace_with(lower, move=True)


def render_sources(
    source: Source, by_key: Mapping[str, str], cited: Iterable[str], translate: Translate
) -> str:
    """Return the HTML of the page: each document with its summary, then other cited references."""
    template = templates.make_environment().get_template("sources.html")
    elsewhere = frozenset(cited) - by_key.keys()
    return template.render(
        sources=[
            {
                **make_view(reference, translate),
                "name": name(reference, translate),
                "summary": Markup(by_key[reference.key]),  # noqa: S704 - the author's own Markdown
                "in_references": Slot("in-references", reference.key).marker,
            }
            for reference in list_summarized(source, by_key)
        ],
        others=[make_view(each, translate) for each in source.references if each.key in elsewhere],
    )


def list_summarized(source: Source, by_key: Mapping[str, str]) -> Iterator[Reference]:
    """Yield the references of documents that have a summary, in the order of the bibliography."""
    return (reference for reference in source.references if reference.key in by_key)


def name(reference: Reference, translate: Translate) -> str:
    """Return a document's name above its summary: « Martin et al. 2021 »."""
    year = reference.fields.get("year", "")
    return f"{name_document(reference, translate)} {year}".strip()


def render_fragments(by_key: Mapping[str, str]) -> dict[str, str]:
    """Return the pieces that other pages may show if this part is visible, by name."""
    return {f"source:{key}": abridge_summary(summary) for key, summary in by_key.items()}


def abridge_summary(summary: str) -> str:
    """Return the beginning of a summary as plain, escaped text, cut between two words."""
    paragraph = Tree(summary).first("p")
    text = extract_text(paragraph).strip() if paragraph else ""
    if len(text) > FIRST_LINES:
        text = text[:FIRST_LINES].rsplit(" ", 1)[0] + " …"
    return escape(text, quote=False)
