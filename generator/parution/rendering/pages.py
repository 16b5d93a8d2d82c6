"""From the HTML that MkDocs wrote to pages of the Rendition, with their slots and labels."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from parution.model import Catalogue, Part
from parution.private_store import PrivateStore, digest_of
from parution.rendering.sources import PLACEHOLDER, Source
from parution.rendition import (
    MARKER,
    Digest,
    Fragment,
    Page,
    Rendition,
    Revealed,
    Slot,
    slots_of,
)

TAG = re.compile(r"<[^>]*>")
WORD = re.compile(r"\w+")
WORDS_PER_MINUTE = 200
"""A careful reading of French prose by an adult; measured speeds run from 180 to 260."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """What was gathered about a page while MkDocs rendered it."""

    source: Source
    title: str
    content: str
    """HTML of the text alone, without the template."""

    cited: tuple[str, ...] = ()
    fragments: Mapping[str, str] = field(default_factory=dict)
    """Pieces of HTML, or files for download, by name."""

    searchable: str = ""
    """The document that stands for the page in the search index; none for a shell."""


@dataclass(frozen=True, slots=True)
class Record:
    """A page as it is remembered from one build to the next."""

    page: Page
    fragments: Mapping[str, str]
    """Digests by name."""


def keep(rendered: Rendered, html: str, store: PrivateStore) -> Record:
    """Store a page that MkDocs wrote, and everything that was made along with it."""
    source = rendered.source
    skeleton = with_root_slots(html, source.path)
    page = Page(
        path=source.path,
        skeleton=store.put_text(skeleton),
        slots=slots_of(skeleton),
        reveals=reveals(source),
        title=rendered.title,
        minutes=minutes(rendered.content),
        cited=rendered.cited,
        searchable=store.put_text(rendered.searchable) if rendered.searchable else None,
    )
    kept = {name: store.put_text(text) for name, text in rendered.fragments.items()}
    return Record(page, kept)


def minutes(content: str) -> int:
    """Return how long a text takes to read, in whole minutes, at least one."""
    words = len(WORD.findall(MARKER.sub("", TAG.sub(" ", content))))
    return max(1, round(words / WORDS_PER_MINUTE))


def reveals(source: Source) -> frozenset[Revealed]:
    """Return the parts whose bodies a page was made from."""
    if source.theme is None or source.part is None:
        return frozenset()
    return frozenset({(source.theme.address, source.part)})


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
    pages: dict[Revealed, Page] = {}
    shells: dict[int, Page] = {}
    fragments: dict[tuple[str, str], Fragment] = {}
    for source, record in records:
        address = source.theme.address if source.theme else ""
        if source.theme is None or source.part is None:
            shells[source.path.count("/")] = record.page
        else:
            pages[address, source.part] = record.page
        for name, digest in record.fragments.items():
            fragments[address, name] = Fragment(digest, record.page.reveals)
    files = attached(catalogue)
    made = edition_digests(catalogue, pages, shells, fragments, files)
    return Rendition(pages, shells, fragments, files, assets, made)


def edition_digests(
    catalogue: Catalogue,
    pages: Mapping[Revealed, Page],
    shells: Mapping[int, Page],
    fragments: Mapping[tuple[str, str], Fragment],
    files: Mapping[Revealed, tuple[str, ...]],
) -> dict[str, Digest]:
    """Digest everything that sites may show of each edition."""
    lines: dict[str, list[str]] = {edition.name: [edition.title] for edition in catalogue.editions}

    def note(address: str, what: object) -> None:
        if address:
            lines[address.partition("/")[0]].append(f"{address} {what!r}")

    for (address, part), page in pages.items():
        note(address, (part.value, page.skeleton, page.searchable, page.cited, page.minutes))
    for (address, name), fragment in fragments.items():
        note(address, (name, fragment.digest))
    for (address, part), paths in files.items():
        digests = [catalogue.themes[address].attachments[path].digest for path in paths]
        note(address, (part.value, paths, digests))
    shared = [page.skeleton for page in shells.values()]
    return {
        name: digest_of("\n".join([*shared, *sorted(own)]).encode()) for name, own in lines.items()
    }


def attached(catalogue: Catalogue) -> dict[Revealed, tuple[str, ...]]:
    """Return the attachments that come with each part: those its own texts link to."""
    found: dict[Revealed, set[str]] = {}
    for address, theme in catalogue.themes.items():
        for part, document in theme.documents.items():
            found.setdefault((address, part), set()).update(document.attachments)
        for document in theme.sources.values():
            found.setdefault((address, Part.REFERENCES), set()).update(document.attachments)
    return {revealed: tuple(sorted(paths)) for revealed, paths in found.items() if paths}


class AttachmentChanged(RuntimeError):
    """An attachment is no longer what it was when the sources were read."""


def keep_attachments(catalogue: Catalogue, project: Path, store: PrivateStore) -> None:
    """Store the attachments of all themes, as they were when they were read."""
    for address, theme in catalogue.themes.items():
        for attachment in theme.attachments.values():
            if store.has(attachment.digest):
                continue
            path = project / "themes" / address / attachment.path
            if store.put(path.read_bytes()) != attachment.digest:
                raise AttachmentChanged(path)
