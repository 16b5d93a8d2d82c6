"""The half of the MkDocs plugin that renders: it hands pages over and takes them back.

MkDocs calls these events in this order: config, files, then markdown and content for each page,
env, context for each page, and post_build. Every one of them is a few lines that call plain
functions of this room.
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, cast

import jinja2
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from parution import templates
from parution.citations.extension import CitingExtension
from parution.domain import Catalogue
from parution.language.catalogues import translations
from parution.private_store import PrivateStore
from parution.render import chapters, search_words
from parution.render.memory import Memory, is_closed
from parution.render.mkdocs import assets, overrides, page_context
from parution.render.mkdocs.worker import Helper, Share, shares_for
from parution.render.page_sources import PLACEHOLDER, Kind, Source, sources
from parution.render.pages import Rendered, keep, keep_attachments, minutes, rendition_of
from parution.render.references_page import content, fragments, is_references
from parution.render.search_documents import search_document
from parution.render.tables import scrolling_tables
from parution.render.text_review import TextReview
from parution.rendition import Rendition, Slot

OWN_PLUGIN = "parution"

TEXT = Slot("text")
"""Stands for a page's text while MkDocs puts the template around it."""


class RenderingPlugin(BasePlugin):  # type: ignore[type-arg, no-untyped-call]
    """Renders a catalogue's pages once; `rendition` holds the result after the build."""

    rendition: Rendition
    conducted = False
    """Whether our own pipeline runs MkDocs, rather than MkDocs running our pipeline."""

    share: Share | None = None
    """What this process renders of a work divided among several; None until it is divided."""

    def begin(
        self,
        catalogue: Catalogue,
        store: PrivateStore,
        conducted: bool = False,
        share: Share | None = None,
    ) -> None:
        """Say what to render; must come before MkDocs' first event."""
        self.catalogue, self.store, self.conducted = catalogue, store, conducted
        self.share = share
        self.translate = translations("fr").gettext
        self.sources = {f"{PLACEHOLDER}/{source.uri}": source for source in sources(catalogue)}
        self.rendered: dict[str, Rendered] = {}
        self.review = TextReview(catalogue)

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Point MkDocs at the private folder and register the citations."""
        self.memory = Memory(self.store, config, self.catalogue)
        misses = self.memory.misses(self.sources.values())
        self.is_closed = is_closed(config)
        self.helpers = self._divide(misses, Path(config.config_file_path))
        self.turn = self.share.pick(misses) if self.share else frozenset[str]()
        number = self.share.number if self.share else 0
        overrides.prepare(config, self.store.folder / "work" / str(number))
        self.citing = CitingExtension(
            references={},
            translate=self.translate,
            after_reference=lambda reference: Slot("source", reference.key).marker,
        )
        config.markdown_extensions.append(self.citing)  # type: ignore[arg-type]
        return config

    def _divide(self, misses: Sequence[Source], config_file: Path) -> tuple[Helper, ...]:
        """Divide the work and start the helpers, unless this process is a helper itself."""
        if self.share is not None:
            return ()
        count = shares_for(misses)
        self.share = Share(0, count)
        return tuple(
            start_helper(self.catalogue, config_file, self.store, Share(number, count))
            for number in range(1, count)
        )

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Start from nothing and add only what the catalogue holds."""
        wanted = [file for file in files if assets.is_wanted(file)]
        pages = [self._file(uri, source, config) for uri, source in self.sources.items()]
        linked = [
            File.generated(config, f"{PLACEHOLDER}/{theme.address}/{path}", content=b"")
            for theme in self.catalogue.themes.values()
            for path in theme.attachments
        ]
        return Files([*wanted, *pages, *linked])

    def _file(self, uri: str, source: Source, config: MkDocsConfig) -> File:
        """Return a page for MkDocs; excluded when it is remembered, or another process's turn."""
        turn = source.uri in self.turn
        inclusion = InclusionLevel.NOT_IN_NAV if turn else InclusionLevel.EXCLUDED
        # An empty first line keeps MkDocs from taking the text's beginning for metadata.
        return File.generated(config, uri, content=f"\n{source.markdown}", inclusion=inclusion)

    def on_page_markdown(self, markdown: str, *, page: Page, **_: Any) -> str:
        """Let the page's citations point at its own theme's references."""
        source = self.sources[page.file.src_uri]
        references = {reference.key: reference for reference in source.references}
        self.citing.for_page(references, by_name=is_references(source))
        page.render = partial(self._render, source, page)  # type: ignore[method-assign]
        return markdown

    def _render(self, source: Source, page: Page, config: MkDocsConfig, files: Files) -> None:
        """Let MkDocs convert a page's text, within bounds."""

        def html() -> str:
            Page.render(page, config, files)
            return page.content or ""

        page.content = self.review.within_bounds(source, html)

    def on_page_content(self, html: str, *, page: Page, **_: Any) -> str:
        """Keep what was made of the page's text, before the template adds its own.

        MkDocs holds the texts of all pages until the last of them is written. Where nobody else
        looks at it, ours stands aside in a file meanwhile.
        """
        source = self.sources[page.file.src_uri]
        html = self.review.within_bounds(source, lambda: self.review.allowed(source, html))
        html = templates.hard_spaces(scrolling_tables(html, self.translate))
        text, pieces = html, dict[str, str]()
        if source.kind is Kind.SHELL:
            pieces = {"text": html} if source.markdown else {}
            html = Slot("main").marker
        elif is_references(source):
            pieces = fragments(source, html, self.translate)
            html = content(source, html, self.translate)
        title = page_context.title(source, self.translate)
        pieces |= chapters.fragments(source, title, html, self.catalogue.settings, self.translate)
        cited = self.citing.cited
        searchable = search_document(source, title, text, cited, self.translate)
        self.rendered[page.file.src_uri] = Rendered(
            source,
            title,
            minutes(html),
            cited,
            {name: self.store.put_text(piece) for name, piece in pieces.items()},
            self.store.put_text(searchable) if searchable else None,
        )
        page.markdown, page.file.content_string = "", ""
        return put_aside(html, page) if self.is_closed else html

    def on_env(self, env: jinja2.Environment, *, files: Files, **_: Any) -> jinja2.Environment:
        """Give the templates gettext and slots."""
        templates.localize(env, "fr")
        env.globals["material_styles"] = assets.material_styles(files)
        env.globals["slot"] = lambda name, argument="": Slot(name, argument).marker
        return env

    def on_page_context(self, context: TemplateContext, *, page: Page, **_: Any) -> TemplateContext:
        """Say to the template what page this is."""
        rendered = self.rendered[page.file.src_uri]
        page.title = rendered.title
        cast(dict[str, Any], context)["parution"] = page_context.context(
            rendered.source, rendered.minutes, self.catalogue.settings, self.translate
        )
        return context

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Read back what MkDocs made and keep it by content."""
        output = Path(config.site_dir)
        for rendered in self.rendered.values():
            html = written(output / PLACEHOLDER / rendered.source.path)
            self.memory.learn(rendered.source, keep(rendered, html, self.store))
        if self.share and self.share.number > 0:
            return
        for helper in self.helpers:
            helper.join(self.memory, self.review)
        self.review.require()
        keep_attachments(self.catalogue, self.store.folder.parent, self.store)
        records = [(source, self.memory[source]) for source in self.sources.values()]
        kept = assets.kept(output, self.store) | search_words.kept(self.catalogue, self.store)
        self.rendition = replace(
            rendition_of(self.catalogue, records, kept),
            is_closed=self.is_closed,
        )
        self.memory.save()


def put_aside(html: str, page: Page) -> str:
    """Put a page's text beside the file that MkDocs will write; return what stands for it."""
    path = aside(Path(page.file.abs_dest_path))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(html, "utf-8")
    return TEXT.marker


def written(path: Path) -> str:
    """Return the page that MkDocs wrote, with its text in its place again."""
    html = path.read_text("utf-8")
    return (
        html.replace(TEXT.marker, aside(path).read_text("utf-8")) if TEXT.marker in html else html
    )


def aside(path: Path) -> Path:
    """Return where the text of a page stands aside."""
    return path.with_suffix(".text")


def start_helper(
    catalogue: Catalogue, config_file: Path, store: PrivateStore, share: Share
) -> Helper:
    """Start a process that renders one share of the pages."""
    result = store.folder / "work" / f"share-{share.number}.pickle"
    result.parent.mkdir(parents=True, exist_ok=True)
    process = multiprocessing.get_context("fork").Process(
        target=render_share, args=(catalogue, config_file, store, share, result)
    )
    process.start()
    return Helper(process, result)


def render_share(
    catalogue: Catalogue, config_file: Path, store: PrivateStore, share: Share, result: Path
) -> None:
    """Run MkDocs over one share of the pages and hand over what it made."""
    config = configuration(config_file)
    plugin = plugin_of(config)
    plugin.begin(catalogue, store, conducted=True, share=share)
    mkdocs_build(config)
    plugin.memory.hand_over(result)
    plugin.review.hand_over(result)


def configuration(config_file: Path) -> MkDocsConfig:
    """Return MkDocs' configuration, whether or not the file names a folder of texts.

    The folder is ours to choose (see `settings`), but MkDocs insists on one that exists.
    """
    return load_config(str(config_file), docs_dir=str(config_file.parent.absolute() / "themes"))


def plugin_of(config: MkDocsConfig) -> RenderingPlugin:
    """Return our plugin as ``mkdocs.yml`` names it."""
    plugin = config.plugins[OWN_PLUGIN]
    if not isinstance(plugin, RenderingPlugin):
        raise TypeError(f"the plugin {OWN_PLUGIN!r} is not ours")
    return plugin
