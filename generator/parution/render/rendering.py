"""One run of rendering: finds the pages to render, makes their pieces, returns the rendition.

A `Rendering` is the receiver of a renderer (see `port`): it checks the tree of each text, makes
booklet chapters, search documents and other pieces of it, and stores the finished page.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from parution.domain import Catalogue, Part
from parution.domain.messages import Translate
from parution.html_tree import Node, Tree, list_text_nodes
from parution.language.catalogues import load_translations
from parution.language.typography import insert_hard_spaces_in_prose
from parution.private_store import PrivateStore
from parution.render import (
    chapters,
    own_pieces,
    page_context,
    references_page,
    search_vocabulary,
    sources_page,
)
from parution.render.assembly import (
    Rendered,
    assemble_rendition,
    estimate_reading_minutes,
    keep_attachments,
    store_page,
)
from parution.render.headings import Heading, list_headings
from parution.render.page_cache import PageCache
from parution.render.page_sources import PageKind, Source, list_sources
from parution.render.port import Framed, RenderedText, Surroundings
from parution.render.search_documents import write_search_document
from parution.render.tables import box_tables
from parution.render.text_review import TextReview
from parution.rendition import Rendition, Slot


class Rendering:
    """The pages of a catalogue: rendered now, or cached and still right."""

    def __init__(
        self,
        catalogue: Catalogue,
        store: PrivateStore,
        surroundings: Surroundings,
    ) -> None:
        self.catalogue, self.store = catalogue, store
        self.translate = load_translations(labels=catalogue.settings.labels).gettext
        self.surroundings = surroundings
        self.memory = PageCache(store, surroundings, catalogue)
        self.pages = tuple(list_sources(catalogue))
        self.missing = self.memory.misses(self.pages)
        """The sources without a cached page, which must be rendered."""

        self._taken: dict[str, Rendered] = {}
        self._review = TextReview(catalogue)

    def read(self, source: Source, convert: Callable[[], str]) -> Tree:
        """Return the checked tree of a page's text; an empty tree if it has a fault."""
        return self._review.read(source, convert)

    def take(self, text: RenderedText) -> Framed:
        """Store the pieces made of a page's text; return the content for its template."""
        source, translate = text.source, self.translate
        prepare(text.tree, translate)
        title = page_context.title_page(source, translate)
        pieces, instead = split_page(text, translate)
        shown = text.tree.html if instead is None else instead
        standing = text.tree.copy() if instead is None else Tree(instead)
        pieces |= chapters.render_fragments(
            source, title, standing, self.catalogue.settings, translate
        )
        searchable = write_search_document(source, title, text.tree, text.cited, translate)
        rendered = Rendered(
            source,
            title,
            estimate_reading_minutes(shown),
            text.cited,
            {name: self.store.put_text(piece) for name, piece in pieces.items()},
            self.store.put_text(searchable) if searchable else None,
        )
        self._taken[source.uri] = rendered
        context = page_context.make_context(
            source,
            rendered.reading_minutes,
            list_page_headings(source, text.tree, shown),
            self.catalogue,
            translate,
        )
        return Framed(title, shown, context)

    def keep(self, source: Source, html: str) -> None:
        """Store the whole HTML of a page whose text was taken."""
        self.memory.learn(source, store_page(self._taken.pop(source.uri), html, self.store))

    def hand_over(self, to: Path) -> None:
        """Write the results of this process to files at ``to``, for `take_over`."""
        self.memory.hand_over(to)
        self._review.hand_over(to)

    def take_over(self, handed: Path) -> None:
        """Read the results of another process."""
        self._review.take_over(handed)
        self.memory.take_over(handed)

    def finish(self, assets: Mapping[str, str]) -> Rendition:
        """Return the rendition of all pages; drop cached pages that no source has any more.

        Raise `ProblemsFound` if a text holds something that a page must not have, and
        `AttachmentChanged` if a file changed meanwhile.
        """
        self._review.require()
        keep_attachments(self.catalogue, self.store.folder.parent, self.store)
        own_pieces.keep_for_facilitators(self.catalogue, self.store, self.translate)
        records = [(source, self.memory[source]) for source in self.pages]
        kept = {**assets, **search_vocabulary.store_search_words(self.catalogue, self.store)}
        rendition = assemble_rendition(self.catalogue, records, kept, self.translate)
        self.memory.save()
        return replace(rendition, is_closed=self.surroundings.is_closed)


def split_page(text: RenderedText, translate: Translate) -> tuple[dict[str, str], str | None]:
    """Return the pieces cut out of a page, by name, and the HTML that it shows instead of its text.

    None if it shows its text.
    """
    source = text.source
    if source.kind is PageKind.SHELL:
        return ({"text": text.tree.html} if source.markdown else {}), Slot("main").marker
    if source.minutes is not None:
        pieces = own_pieces.split_minutes(text.tree)
        page = f"../meetings/{source.minutes.day.isoformat()}/"
        return pieces | own_pieces.collect_listed_answers(pieces, page), ""
    if source.part is Part.REFERENCES:
        views = references_page.list_views(source, translate)
        pieces = references_page.render_fragments(source, views, translate)
        return pieces, references_page.render_references(source, views, translate)
    if source.part is Part.SOURCES:
        by_key = sources_page.split_summaries(text.tree)
        shown = sources_page.render_sources(source, by_key, text.cited, translate)
        return sources_page.render_fragments(by_key), shown
    return {}, None


def list_page_headings(source: Source, text: Tree, shown: str) -> tuple[Heading, ...]:
    """Return the headings of a page's text; on the page of summaries, those of the shown HTML."""
    if source.kind is PageKind.SHELL:
        return ()
    return list_headings(Tree(shown) if source.part is Part.SOURCES else text)


def prepare(tree: Tree, translate: Translate) -> None:
    """Put tables into boxes, and no-break spaces around French punctuation."""
    box_tables(tree, translate)
    for text in list(list_text_nodes(tree.root)):
        words = text.text_content or ""
        hard = insert_hard_spaces_in_prose(words)
        if hard != words and not is_code(text):
            text.replace_with(hard)


def is_code(text: Node) -> bool:
    """Return whether a text is within code, where every space counts."""
    around = text.parent
    while around is not None and around.tag not in ("code", "pre"):
        around = around.parent
    return around is not None
