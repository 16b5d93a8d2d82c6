"""The half of the MkDocs plugin that renders: it hands pages over and takes them back.

MkDocs calls these events in this order: config, files, then markdown and content for each page,
env, context for each page, and post_build. Every one of them is a few lines that call plain
functions of this room.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

import jinja2
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from parution import templates
from parution.citing.extension import CitingExtension
from parution.model import Catalogue
from parution.private_store import PrivateStore
from parution.rendering import assets, contexts, settings
from parution.rendering.memory import Memory
from parution.rendering.pages import Rendered, keep, keep_attachments, minutes, rendition_of
from parution.rendering.references_page import content, fragments, is_references
from parution.rendering.sources import PLACEHOLDER, Kind, Source, sources
from parution.rendition import Rendition, Slot
from parution.translating import translations


class RenderingPlugin(BasePlugin):  # type: ignore[type-arg, no-untyped-call]
    """Renders a catalogue's pages once; `rendition` holds the result after the build."""

    rendition: Rendition
    conducted = False
    """Whether our own pipeline runs MkDocs, rather than MkDocs running our pipeline."""

    def begin(self, catalogue: Catalogue, store: PrivateStore, conducted: bool = False) -> None:
        """Say what to render; must come before MkDocs' first event."""
        self.catalogue, self.store, self.conducted = catalogue, store, conducted
        self.translate = translations("fr").gettext
        self.sources = {f"{PLACEHOLDER}/{source.uri}": source for source in sources(catalogue)}
        self.rendered: dict[str, Rendered] = {}

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Point MkDocs at the private folder and register the citations."""
        self.memory = Memory(self.store, config, self.catalogue)
        settings.prepare(config, self.store.folder / "work", self.translate)
        self.citing = CitingExtension(
            references={},
            translate=self.translate,
            after_reference=lambda reference: Slot("source", reference.key).marker,
        )
        config.markdown_extensions.append(self.citing)  # type: ignore[arg-type]
        return config

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
        """Return a page for MkDocs; excluded from rendering when it is remembered."""
        remembered = self.memory.recall(source)
        inclusion = InclusionLevel.EXCLUDED if remembered else InclusionLevel.NOT_IN_NAV
        # An empty first line keeps MkDocs from taking the text's beginning for metadata.
        return File.generated(config, uri, content=f"\n{source.markdown}", inclusion=inclusion)

    def on_page_markdown(self, markdown: str, *, page: Page, **_: Any) -> str:
        """Let the page's citations point at its own theme's references."""
        source = self.sources[page.file.src_uri]
        self.citing.for_page({reference.key: reference for reference in source.references})
        return markdown

    def on_page_content(self, html: str, *, page: Page, **_: Any) -> str:
        """Note what was made of the page's text, before the template adds its own."""
        source = self.sources[page.file.src_uri]
        pieces: dict[str, str] = {}
        if source.kind is Kind.SHELL:
            pieces = {"text": html} if source.markdown else {}
            html = Slot("main").marker
        elif is_references(source):
            pieces = fragments(source, html, self.translate)
            html = content(source, html, self.translate)
        title = contexts.title(source, self.translate)
        self.rendered[page.file.src_uri] = Rendered(source, title, html, self.citing.cited, pieces)
        return html

    def on_env(self, env: jinja2.Environment, **_: Any) -> jinja2.Environment:
        """Give the templates gettext and slots."""
        templates.localize(env, "fr")
        env.globals["slot"] = lambda name, argument="": Slot(name, argument).marker
        return env

    def on_page_context(self, context: TemplateContext, *, page: Page, **_: Any) -> TemplateContext:
        """Say to the template what page this is."""
        rendered = self.rendered[page.file.src_uri]
        page.title = rendered.title
        cast(dict[str, Any], context)["parution"] = contexts.context(
            rendered.source, minutes(rendered.content), self.catalogue.settings, self.translate
        )
        return context

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Read back what MkDocs made and keep it by content."""
        output = Path(config.site_dir)
        for rendered in self.rendered.values():
            html = (output / PLACEHOLDER / rendered.source.path).read_text(encoding="utf-8")
            self.memory.learn(rendered.source, keep(rendered, html, self.store))
        keep_attachments(self.catalogue, self.store.folder.parent, self.store)
        records = [(source, self.memory[source]) for source in self.sources.values()]
        self.rendition = rendition_of(self.catalogue, records, assets.kept(output, self.store))
        self.memory.save()
