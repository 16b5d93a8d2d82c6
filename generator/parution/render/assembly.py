"""Makes the HTML of pages into the rendition."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from parution.domain import AssociationPages, Catalogue, Part, Theme
from parution.domain.failures import Failure
from parution.domain.messages import Translate, message
from parution.domain.problems import Place
from parution.private_store import PrivateStore, digest_of
from parution.render.own_pieces import own_rendition
from parution.render.page_sources import PLACEHOLDER, PageKind, Source
from parution.rendition import (
    MARKER,
    Attachments,
    Digest,
    Page,
    RenderedPart,
    Rendition,
    Sealed,
    Slot,
    TitledPage,
    Version,
    find_slots,
)

TAG = re.compile(r"<[^>]*>")
WORDS_PER_MINUTE = 200
"""A careful reading of French prose by an adult; measured speeds run from 180 to 260."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """The data of a page, collected while MkDocs renders it."""

    source: Source
    title: str
    reading_minutes: int
    """Time to read the text."""

    cited: tuple[str, ...]
    fragments: Mapping[str, Digest]
    """Pieces of HTML, or files for download, by name."""

    searchable: Digest | None
    """The HTML document under which the search indexes the page; None for a shell."""


@dataclass(frozen=True, slots=True)
class PageRecord:
    """A page as the cache stores it."""

    page: Page
    fragments: Mapping[str, str]
    """Digests by name."""


def store_page(rendered: Rendered, html: str, store: PrivateStore) -> PageRecord:
    """Store the HTML of a page; return its record."""
    source = rendered.source
    skeleton = insert_root_slots(html, source.path)
    page = Page(
        path=source.path,
        skeleton=store.put_text(skeleton),
        slots=find_slots(skeleton),
        title=rendered.title,
        reading_minutes=rendered.reading_minutes,
        cited=rendered.cited,
        searchable=rendered.searchable,
    )
    return PageRecord(page, rendered.fragments)


def estimate_reading_minutes(content: str) -> int:
    """Return the time to read a text, in whole minutes, at least one."""
    words = len(MARKER.sub("", TAG.sub(" ", content)).split())
    return max(1, round(words / WORDS_PER_MINUTE))


def insert_root_slots(html: str, path: str) -> str:
    """Make the page's links to assets work from sites at any depth.

    MkDocs renders pages as if their site were at ``g/_/``. A slot replaces the ``../`` of links
    that leave that folder for ``assets/``, because the public site is two folders higher.
    """
    climb = "../" * (path.count("/") + PLACEHOLDER.count("/") + 1)
    return html.replace(f'"{climb}assets/', f'"{Slot("root").marker}assets/')


def assemble_rendition(
    catalogue: Catalogue,
    records: Iterable[tuple[Source, PageRecord]],
    assets: Mapping[str, Digest],
    translate: Translate,
) -> Rendition:
    """Assemble the rendition from the records of all pages."""
    themes: dict[str, dict[Part, RenderedPart]] = {address: {} for address in catalogue.themes}
    shells: dict[int, Page] = {}
    home: Digest | None = None
    of_association: dict[str, Page] = {}
    rendered: dict[Place, tuple[Page, Mapping[str, Digest]]] = {}
    for source, record in records:
        if source.kind is PageKind.PAGE:
            of_association[source.uri] = record.page
        elif source.minutes is not None:
            rendered[source.minutes.place] = record.page, record.fragments
        elif source.theme is None or source.part is None:
            shells[source.path.count("/")] = record.page
            home = record.fragments.get("text", home)
        else:
            files = list_attachments(source.theme, source.part)
            part = RenderedPart(record.page, record.fragments, files)
            themes[source.theme.address][source.part] = part
    list_pages = partial(list_association_pages, catalogue.association_pages, of_association)
    return Rendition(
        themes={
            address: {part: Sealed(address, part, content) for part, content in parts.items()}
            for address, parts in themes.items()
        },
        versions={
            address: {part: derive_version(content) for part, content in parts.items()}
            for address, parts in themes.items()
        },
        shells=shells,
        home=home,
        association_pages=list_pages(for_facilitators=False),
        for_facilitators=list_pages(for_facilitators=True),
        own={
            slug: own_rendition(slug, writings, catalogue.subjects_of(slug), rendered, translate)
            for slug, writings in catalogue.own.items()
        },
        assets=assets,
    )


def list_association_pages(
    written: AssociationPages, pages: Mapping[str, Page], *, for_facilitators: bool
) -> tuple[TitledPage, ...]:
    """Return the association's pages for everybody, or those for facilitators, in order."""
    files = written.attachments
    return tuple(
        TitledPage(
            each.slug,
            each.title,
            pages[f"pages/{each.slug}.md"],
            tuple((path, files[path].digest) for path in sorted(each.document.attachments)),
        )
        for each in written.pages
        if each.for_facilitators is for_facilitators
    )


def derive_version(part: RenderedPart) -> Version:
    """Return a version that changes with the rendered part, and its time to read."""
    content = (part.page, sorted(part.pieces.items()), part.attachments)
    return Version(digest_of(repr(content).encode()), part.page.reading_minutes)


def list_attachments(theme: Theme, part: Part) -> Attachments:
    """Return the attachments that the texts of a part link to."""
    texts = [theme.documents[part]] if part in theme.documents else []
    if part is Part.SOURCES:
        texts += theme.sources.values()
    paths = {path for text in texts for path in text.attachments}
    return tuple((path, theme.attachments[path].digest) for path in sorted(paths))


class AttachmentChanged(Failure):
    """Raised if an attachment changed after the sources were read."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            message("“%(path)s” was changed while the sites were being built.", path=str(path)),
            message("Build once more when it is saved."),
        )


def keep_attachments(catalogue: Catalogue, project: Path, store: PrivateStore) -> None:
    """Store all attachments and groups' files; raise `AttachmentChanged` if one has changed."""
    folders = {
        theme.folder: (*theme.attachments.values(), *theme.as_written)
        for theme in catalogue.themes.values()
    }
    folders["themes/pages"] = tuple(catalogue.association_pages.attachments.values())
    for folder, files in folders.items():
        for attachment in files:
            if store.has(attachment.digest):
                continue
            path = project / folder / attachment.path
            if store.put_file(path) != attachment.digest:
                raise AttachmentChanged(path)
