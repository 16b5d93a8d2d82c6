"""From the HTML that MkDocs wrote to pages of the Rendition, with their slots and labels."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from parution.domain import Catalogue, Part, Theme
from parution.private_store import PrivateStore, digest_of
from parution.render.page_sources import PLACEHOLDER, Source
from parution.rendition import (
    MARKER,
    Digest,
    Fragment,
    Page,
    RenderedTheme,
    Rendition,
    Slot,
    slots_of,
)

TAG = re.compile(r"<[^>]*>")
WORDS_PER_MINUTE = 200
"""A careful reading of French prose by an adult; measured speeds run from 180 to 260."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """What was gathered about a page while MkDocs rendered it."""

    source: Source
    title: str
    minutes: int
    """Time to read the text."""

    cited: tuple[str, ...]
    fragments: Mapping[str, Digest]
    """Pieces of HTML, or files for download, by name."""

    searchable: Digest | None
    """The document that stands for the page in the search index; none for a shell."""


@dataclass(frozen=True, slots=True)
class Record:
    """A page as it is remembered from one build to the next."""

    page: Page
    fragments: Mapping[str, str]
    """Digests by name."""


def keep(rendered: Rendered, html: str, store: PrivateStore) -> Record:
    """Store a page that MkDocs wrote; what was made along with it is stored already."""
    source = rendered.source
    skeleton = with_root_slots(html, source.path)
    page = Page(
        path=source.path,
        skeleton=store.put_text(skeleton),
        slots=slots_of(skeleton),
        title=rendered.title,
        minutes=rendered.minutes,
        cited=rendered.cited,
        searchable=rendered.searchable,
    )
    return Record(page, rendered.fragments)


def minutes(content: str) -> int:
    """Return how long a text takes to read, in whole minutes, at least one."""
    words = len(MARKER.sub("", TAG.sub(" ", content)).split())
    return max(1, round(words / WORDS_PER_MINUTE))


def with_root_slots(html: str, path: str) -> str:
    """Let the page's assets be found from sites at any depth.

    MkDocs rendered the page as if its site were at ``g/_/``. A link that climbs out of that folder
    to ``assets/`` is made to climb by a slot instead, because the public site stands higher.
    """
    climb = "../" * (path.count("/") + PLACEHOLDER.count("/") + 1)
    return html.replace(f'"{climb}assets/', f'"{Slot("root").marker}assets/')


def rendition_of(
    catalogue: Catalogue,
    records: Iterable[tuple[Source, Record]],
    assets: Mapping[str, Digest],
) -> Rendition:
    """Put everything that was rendered together, by what it belongs to."""
    of_themes: dict[str, dict[Part, Record]] = {address: {} for address in catalogue.themes}
    shells: dict[int, Page] = {}
    home: Digest | None = None
    for source, record in records:
        if source.theme is None or source.part is None:
            shells[source.path.count("/")] = record.page
            home = record.fragments.get("text", home)
        else:
            of_themes[source.theme.address][source.part] = record
    shared = [page.skeleton for page in shells.values()]
    themes = {
        address: rendered_theme(theme, of_themes[address])
        for address, theme in catalogue.themes.items()
    }
    digests = {
        address: digest_of_theme(theme, themes[address], shared)
        for address, theme in catalogue.themes.items()
    }
    minutes = [
        (address, part, record.page.minutes)
        for address, of_theme in of_themes.items()
        for part, record in of_theme.items()
    ]
    told = (catalogue.abridged(), minutes, sorted(shared), home, sorted(assets.items()))
    return Rendition(themes, digests, shells, digest_of(repr(told).encode()), home, assets)


def rendered_theme(theme: Theme, records: Mapping[Part, Record]) -> RenderedTheme:
    """Put together what was rendered of a theme."""
    pages = {part: record.page for part, record in records.items()}
    fragments = {
        name: Fragment(digest, part)
        for part, record in records.items()
        for name, digest in record.fragments.items()
    }
    return RenderedTheme(pages, fragments, attached(theme))


def digest_of_theme(theme: Theme, rendered: RenderedTheme, shared: Iterable[Digest]) -> Digest:
    """Digest everything rendered of a theme; ``shared`` are the shells of all pages."""
    digests = {path: attachment.digest for path, attachment in theme.attachments.items()}
    pages = sorted(
        (part.value, page.skeleton, page.searchable or "", page.cited, page.minutes)
        for part, page in rendered.pages.items()
    )
    fragments = sorted((name, fragment.digest) for name, fragment in rendered.fragments.items())
    files = [
        (part, path, digests[path]) for part, paths in rendered.attached.items() for path in paths
    ]
    return digest_of(repr((theme.title, sorted(shared), pages, fragments, files)).encode())


def attached(theme: Theme) -> dict[Part, tuple[str, ...]]:
    """Return the attachments that come with each part: those its own texts link to."""
    found: dict[Part, set[str]] = {}
    for part, document in theme.documents.items():
        found.setdefault(part, set()).update(document.attachments)
    for document in theme.sources.values():
        found.setdefault(Part.REFERENCES, set()).update(document.attachments)
    return {part: tuple(sorted(paths)) for part, paths in sorted(found.items()) if paths}


class AttachmentChanged(RuntimeError):
    """An attachment is no longer what it was when the sources were read."""


def keep_attachments(catalogue: Catalogue, project: Path, store: PrivateStore) -> None:
    """Store the attachments of all themes, as they were when they were read."""
    for address, theme in catalogue.themes.items():
        for attachment in theme.attachments.values():
            if store.has(attachment.digest):
                continue
            path = project / "themes" / address / attachment.path
            if store.put_file(path) != attachment.digest:
                raise AttachmentChanged(path)
