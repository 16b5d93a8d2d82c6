"""The half of the MkDocs plugin that renders: it gives MkDocs texts and collects their trees.

MkDocs calls these events in this order: config, files, nav, then markdown and content for each
page, env, and post_build. The plugin finishes each page as soon as MkDocs has rendered its text, so
that none is left for MkDocs to write.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import Any

import jinja2
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from parution import templates
from parution.citations.extension import CitingExtension
from parution.domain import Catalogue, Part
from parution.language.catalogues import load_translations
from parution.private_store import PrivateStore
from parution.render.mkdocs import assets, overrides
from parution.render.mkdocs.markdown_settings import set_up_markdown
from parution.render.mkdocs.surroundings import is_closed
from parution.render.page_sources import PLACEHOLDER, Source, list_sources
from parution.render.port import Framed, Receiver, RenderedText
from parution.rendition import Slot

OWN_PLUGIN = "parution"


@dataclass(frozen=True, slots=True)
class Work:
    """The task of one build of MkDocs."""

    catalogue: Catalogue
    store: PrivateStore
    pages: Sequence[Source]
    """The pages to render; MkDocs also gets the other pages of the catalogue, to link to them."""

    receiver: Receiver
    worker: int = 0
    """The number of this process among the parallel ones; 0 is the main one."""


class RenderingPlugin(BasePlugin):  # type: ignore[type-arg, no-untyped-call]
    """Renders pages; after the build, `assets` holds the digests of shared files by path."""

    conducted = False
    """Whether our pipeline runs MkDocs, rather than MkDocs our pipeline."""

    assets: Mapping[str, str] = MappingProxyType({})

    def begin(self, work: Work) -> None:
        """Take the pages to render; call this before MkDocs' first event."""
        self.work = work
        self.sources = {f"{PLACEHOLDER}/{page.uri}": page for page in list_sources(work.catalogue)}
        self.turn = frozenset(page.uri for page in work.pages)
        self.waiting: list[tuple[Page, Source, Framed]] = []

    def end(self) -> None:
        """Let the pages go: MkDocs keeps its plugins as long as the process runs."""
        del self.work, self.sources, self.waiting, self.files
        del self.nav, self.real_files, self.environment

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Point MkDocs at the private folder and register the citations."""
        work = self.work
        self.is_closed = is_closed(config)
        translate = load_translations(labels=work.catalogue.settings.labels).gettext
        overrides.prepare(config, work.store.folder / "work" / str(work.worker))
        self.citing = CitingExtension(
            references={},
            translate=translate,
            after_reference=lambda reference: Slot("source", reference.key).marker,
        )
        set_up_markdown(config, translate)
        config.markdown_extensions.append(self.citing)  # type: ignore[arg-type]
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Replace all files: keep wanted assets, add the pages and attachments of the catalogue."""
        wanted = [file for file in files if assets.is_wanted(file)]
        pages = [self._make_file(uri, source, config) for uri, source in self.sources.items()]
        linked = [
            File.generated(config, f"{PLACEHOLDER}/{theme.address}/{path}", content=b"")
            for theme in self.work.catalogue.themes.values()
            for path in theme.attachments
        ]
        linked += [
            File.generated(config, f"{PLACEHOLDER}/pages/{path}", content=b"")
            for path in self.work.catalogue.association_pages.attachments
        ]
        self.files = Files([*wanted, *pages, *linked])
        return self.files

    def _make_file(self, uri: str, source: Source, config: MkDocsConfig) -> File:
        """Return a page for MkDocs; exclude it unless this process renders it."""
        turn = source.uri in self.turn
        inclusion = InclusionLevel.NOT_IN_NAV if turn else InclusionLevel.EXCLUDED
        return File.generated(config, uri, content=b"", inclusion=inclusion)

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Prepare the templates, before the first page asks for them."""
        self.nav, self.real_files = nav, files
        self.environment = self._localize(config.theme.get_env(), files)
        return nav

    def on_page_read_source(self, *, page: Page, **_: Any) -> str:
        """Return a page's text only when MkDocs needs it: a file would hold a copy all the time."""
        # An empty first line keeps MkDocs from taking the text's beginning for metadata.
        return f"\n{self.sources[page.file.src_uri].markdown}"

    def on_page_markdown(self, markdown: str, *, page: Page, **_: Any) -> str:
        """Give the citations of a page the references of its theme."""
        source = self.sources[page.file.src_uri]
        references = {reference.key: reference for reference in source.references}
        self.citing.for_page(references, by_name=source.part is Part.SOURCES)
        page.render = partial(self._convert, page)  # type: ignore[method-assign]
        return markdown

    def _convert(self, page: Page, config: MkDocsConfig, files: Files) -> None:
        """Convert a page's text with MkDocs, within the receiver's limits."""

        def html() -> str:
            Page.render(page, config, files)
            return page.content or ""

        self.tree = self.work.receiver.read(self.sources[page.file.src_uri], html)
        page.content = self.converted = self.tree.html

    @event_priority(-100)
    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, **_: Any) -> str:
        """Pass the page's tree to the receiver, after other plugins, and finish the page.

        If there are other plugins, which may change templates and finished pages, the page waits
        for `on_env`.
        """
        source = self.sources[page.file.src_uri]
        if html != self.converted:
            # Check the HTML of other plugins like any other.
            self.tree = self.work.receiver.read(source, lambda: html)
        framed = self.work.receiver.take(RenderedText(source, self.tree, self.citing.cited))
        # Else MkDocs keeps every text in memory until the end of the build.
        page.markdown = ""
        if self.is_closed:
            self.work.receiver.keep(
                source, self._load_template().render(self._make_context(page, framed, config))
            )
        else:
            self.waiting.append((page, source, framed))
        return ""

    @event_priority(-100)
    def on_env(
        self, env: jinja2.Environment, *, config: MkDocsConfig, files: Files
    ) -> jinja2.Environment:
        """Finish the waiting pages, as MkDocs would; leave none for MkDocs to write."""
        self.environment = self._localize(env, files)
        for page, source, framed in self.waiting:
            page.active = True
            context = config.plugins.on_page_context(
                self._make_context(page, framed, config), page=page, config=config, nav=self.nav
            )
            html = self._load_template().render(context)
            self.work.receiver.keep(
                source, config.plugins.on_post_page(html, page=page, config=config)
            )
            page.active = False
        self.waiting.clear()
        for uri in self.sources:
            file = files.get_file_from_path(uri)
            if file is not None:
                files.remove(file)
        return env

    def _localize(self, env: jinja2.Environment, files: Files) -> jinja2.Environment:
        """Add gettext and slots to the environment of templates."""
        templates.localize(env, "fr", self.work.catalogue.settings.labels)
        env.globals["material_styles"] = assets.find_material_styles(files)
        env.globals["slot"] = lambda name, argument="": Slot(name, argument).marker
        return env

    def _load_template(self) -> jinja2.Template:
        return self.environment.get_template("main.html")

    def _make_context(self, page: Page, framed: Framed, config: MkDocsConfig) -> Any:
        """Return the context of a page's template."""
        page.title, page.content = framed.title, framed.html
        context: Any = get_context(self.nav, self.real_files, config, page)
        context["parution"] = framed.context
        return context

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Store the assets that MkDocs copied, and the search dialog that all pages share."""
        if self.work.worker == 0:
            dialog = self.environment.get_template("partials/search.html").render()
            assets.write_dialog(dialog, Path(config.site_dir))
            self.assets = assets.store_assets(Path(config.site_dir), self.work.store)
