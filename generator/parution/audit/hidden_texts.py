"""Every text that somebody may not see, and every public one, from the catalogue.

Nothing here knows how pages are made. A part's text is what its Markdown says, a reference is
known by its title, its key and its addresses, an attachment by its name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from parution.audit.citing import cites
from parution.audit.comparable import words
from parution.audit.fingerprints import Fingerprints, Mark
from parution.audit.leaks import LeakKind
from parution.audit.markdown_words import runs, visible_words
from parution.audit.own_texts import own_notes, own_references, own_texts
from parution.audit.private_notes import SHOWN, private_notes
from parution.audit.readings import TAG
from parution.audit.rights import EVERYBODY, NOBODY, Book, Rights
from parution.audit.sealed import Seals
from parution.domain import (
    Audience,
    Catalogue,
    Document,
    ExplainingPage,
    Part,
    Reference,
    Site,
    Theme,
)
from parution.language.catalogues import sentences

TOKEN = re.compile(r"[a-z2-7]{26,}$")
"""The unguessable end of a site's folder: 128 bits or more in base32."""

Named = tuple[str, Mark]
"""A text or a name, and what finding it means."""

PLAIN = (".txt", ".csv", ".svg", ".json", ".ics")
"""Endings of attachments that are text through and through."""

DRAWING = ".svg"

ADDRESSES = ("doi", "url")
TITLES = ("title", "interests_note")


def fingerprints(
    catalogue: Catalogue,
    book: Book,
    places: Mapping[Site, str],
    project: Path,
    secret: bytes,
    seals: Seals,
) -> Fingerprints:
    """Return the fingerprints of all that is hidden from at least somebody."""
    texts = (
        *written_texts(catalogue, book),
        *attached_texts(catalogue, book, project),
        *own_texts(catalogue, book),
        *((note, Mark(LeakKind.PRIVATE_NOTE, NOBODY)) for note in private_notes(project)),
        *own_notes(catalogue, book, project),
    )
    called = (*names(catalogue, book), *codes(seals))
    taken = Fingerprints()
    for text, mark in texts:
        taken.take(runs(text), mark)
    for name, mark in called:
        taken.take_words(words(name), mark)
    for letters, mark in tokens(places, book):
        taken.take_random(letters, mark)
    taken.take_random(secret.decode(errors="replace"), Mark(LeakKind.SECRET, NOBODY))
    shown = [(text, mark.rights) for text, mark in (*texts, *called)]
    shown += told_beside(catalogue, book, project)
    for text, rights in (*shown, *((fact, EVERYBODY) for fact in public_facts(catalogue))):
        for reading in visible_words(text) if rights else ():
            taken.allow(reading, rights)
    return taken


def written_texts(catalogue: Catalogue, book: Book) -> Iterator[Named]:
    """Yield the texts of the parts, of the summaries of sources and of the references."""
    for page in catalogue.explaining.pages:
        yield text_of(page.document), Mark(LeakKind.HIDDEN_TEXT, may_show_page(page, book))
    for theme in catalogue.themes.values():
        if theme.draft or theme.owner is not None:
            for fact in facts_of(theme):
                yield fact, naming(theme, book)
        for part, document in theme.documents.items():
            yield text_of(document), Mark(LeakKind.HIDDEN_TEXT, book.part(theme.address, part))
        for document in theme.sources.values():
            right = book.part(theme.address, Part.SOURCES)
            yield text_of(document), Mark(LeakKind.HIDDEN_TEXT, right)
    for reference, mark in references(catalogue, book):
        for text in titles_of(reference):
            yield text, mark


def references(catalogue: Catalogue, book: Book) -> Iterator[tuple[Reference, Mark]]:
    """Yield every reference with what finding it means."""
    for theme in catalogue.themes.values():
        for reference in theme.references:
            yield (
                reference,
                Mark(LeakKind.HIDDEN_REFERENCE, may_show_reference(theme, reference, book)),
            )
    yield from own_references(catalogue, book)


def attached_texts(catalogue: Catalogue, book: Book, project: Path) -> Iterator[Named]:
    """Yield what the attachments say that are plain text."""
    for folder, path, rights in (*of_themes(catalogue, book), *of_pages(catalogue, book)):
        if path.lower().endswith(PLAIN):
            data = (project / folder / path).read_bytes()
            mark = Mark(LeakKind.HIDDEN_ATTACHMENT, rights)
            yield TAG.sub(" ", data.decode(errors="replace")), mark


def told_beside(catalogue: Catalogue, book: Book, project: Path) -> Iterator[tuple[str, Rights]]:
    """Yield what else stands where something is shown: all of a reference, the tags of a drawing.

    By these nothing is known; but they may say by chance what a hidden text says.
    """
    for folder, path, rights in (*of_themes(catalogue, book), *of_pages(catalogue, book)):
        if path.lower().endswith(DRAWING):
            data = (project / folder / path).read_bytes()
            yield " ".join(TAG.findall(data.decode(errors="replace"))), rights
    for reference, mark in references(catalogue, book):
        for name, text in reference.fields.items():
            if name in SHOWN:
                yield text, mark.rights


def of_themes(catalogue: Catalogue, book: Book) -> Iterator[tuple[str, str, Rights]]:
    """Yield the themes' attachments: folder, path within it, and the rights to hand it out."""
    for theme in catalogue.themes.values():
        for path in theme.attachments:
            yield theme.folder, path, may_link(theme, path, book)


def of_pages(catalogue: Catalogue, book: Book) -> Iterator[tuple[str, str, Rights]]:
    """Yield the files that the association's pages link to, likewise."""
    for page in catalogue.explaining.pages:
        for path in page.document.attachments:
            yield "themes/pages", path, may_show_page(page, book)


def names(catalogue: Catalogue, book: Book) -> Iterator[Named]:
    """Yield the names by which attachments, references and unannounced themes are known."""
    for theme in catalogue.themes.values():
        if theme.draft or theme.owner is not None:
            yield theme.address, naming(theme, book)
        for path in theme.attachments:
            yield path, Mark(LeakKind.HIDDEN_ATTACHMENT, may_link(theme, path, book))
    for reference, mark in references(catalogue, book):
        for name in names_of(reference):
            yield name, mark


def tokens(places: Mapping[Site, str], book: Book) -> Iterator[Named]:
    """Yield the unguessable ends of the sites' folders; each may stand in its own site alone.

    A facilitator hands her group its links: her site may hold the addresses of her own members' and
    designated readers' sites, and no others. The address of an archive stands in the sites that
    lead there too.
    """
    for site, folder in places.items():
        if token := TOKEN.search(folder):
            rights = book.may_name(site) | may_hand_out(site, places, book)
            yield token[0], Mark(LeakKind.OTHER_SITE, rights)


def may_hand_out(site: Site, places: Mapping[Site, str], book: Book) -> Rights:
    """Return the right of the facilitator's site that may hold the address of a site."""
    facilitators = replace(site, audience=Audience.FACILITATOR)
    is_handed_out = site.audience in (Audience.MEMBER, Audience.READER)
    return book.site(facilitators) if is_handed_out and facilitators in places else NOBODY


def codes(seals: Seals) -> Iterator[Named]:
    """Yield the room codes, each of which its group's facilitator alone may read."""
    for seal in seals.all:
        for spelling in seal.spellings:
            yield " ".join(spelling), seal.code_mark


def public_facts(catalogue: Catalogue) -> Iterator[str]:
    """Yield what everybody may know: our own sentences, names, titles, the association's words."""
    settings = catalogue.settings
    yield from sentences(settings.labels)
    yield from (settings.site_name, settings.site_url or "", settings.notice or "")
    yield text_of(catalogue.home)
    yield from (", ".join(synonyms) for synonyms in catalogue.synonyms)
    yield from (", ".join((brand, *words)) for brand, words in catalogue.brands)
    for edition in catalogue.editions:
        yield edition.title
        for theme in edition.themes:
            if not theme.draft:
                yield from facts_of(theme)
    for group in catalogue.groups:
        yield group.name
        for meeting in group.meetings:
            yield from (meeting.title or "", meeting.venue or "")


def facts_of(theme: Theme) -> Iterator[str]:
    """Yield what is told of a theme once it is announced."""
    yield theme.title
    yield from (theme.question or "", theme.interests or "", ", ".join(theme.authors))
    yield from (", ".join(theme.keywords), ", ".join(theme.synonyms))


def naming(theme: Theme, book: Book) -> Mark:
    """Return what it means to find the title of a draft, or of a group's own subject (O4)."""
    if theme.draft or theme.owner is None:
        return Mark(LeakKind.HIDDEN_THEME, NOBODY)
    return Mark(LeakKind.OTHER_GROUP, book.group(theme.owner))


def text_of(document: Document) -> str:
    """Return the title, the notes of changes and the body of a document, each on its lines."""
    notes = (change.text for change in document.changes)
    return "\n".join((document.title or "", *notes, document.body))


def titles_of(reference: Reference) -> Iterator[str]:
    """Yield the texts by which a reference is known, plain."""
    yield from (reference.fields[name] for name in TITLES if reference.fields.get(name))
    if reference.interests_note:
        yield reference.interests_note


def names_of(reference: Reference) -> Iterator[str]:
    """Yield the key of a reference, when it is no common word, and its addresses."""
    if any(character.isdigit() for character in reference.key):
        yield reference.key
    yield from (reference.fields[name] for name in ADDRESSES if reference.fields.get(name))


def may_show_reference(theme: Theme, reference: Reference, book: Book) -> Rights:
    """Return the rights to show a reference: its theme's list, or a part that cites it.

    The summaries of documents name each document, and may cite others.
    """
    key = reference.key
    citing = {part for part, text in theme.documents.items() if cites(text.body, key)}
    if key in theme.sources or any(cites(text.body, key) for text in theme.sources.values()):
        citing.add(Part.SOURCES)
    return book.any_part(theme.address, (Part.REFERENCES, *citing))


def may_show_page(page: ExplainingPage, book: Book) -> Rights:
    """Return the rights to show one of the association's pages."""
    return book.facilitators if page.for_facilitators else EVERYBODY


def may_link(theme: Theme, path: str, book: Book) -> Rights:
    """Return the rights to hand out an attachment: the parts that link to it."""
    return book.any_part(theme.address, parts_linking(theme, path))


def parts_linking(theme: Theme, path: str) -> Iterable[Part]:
    """Return the parts whose own texts link to an attachment."""
    linked = {part for part, document in theme.documents.items() if path in document.attachments}
    if any(path in document.attachments for document in theme.sources.values()):
        linked.add(Part.SOURCES)
    return linked
