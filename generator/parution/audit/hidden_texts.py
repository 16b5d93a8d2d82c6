"""All texts of the catalogue, hidden and public, with the rights to show them.

This module does not know how pages are made. The text of a part is its Markdown; a reference is
identified by its title, its key and its addresses, an attachment by its name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from parution.audit.citing import cites
from parution.audit.comparable import Words, split_words
from parution.audit.fingerprints import Fingerprints, Mark, Named
from parution.audit.group_facts import list_group_moments, list_group_names
from parution.audit.interpretations import TAG
from parution.audit.leaks import LeakKind
from parution.audit.markdown_words import list_visible_words, split_into_runs
from parution.audit.own_texts import list_own_notes, list_own_references, list_own_texts
from parution.audit.premises import Premises
from parution.audit.private_notes import SHOWN, list_private_notes
from parution.audit.rights import EVERYBODY, NOBODY, Book, Rights
from parution.audit.room_codes import RoomCodes
from parution.domain import (
    AssociationPage,
    Audience,
    Catalogue,
    Document,
    Part,
    Reference,
    Site,
    Theme,
)
from parution.domain.own_labels import Labels
from parution.language.catalogues import list_sentences

TOKEN = re.compile(r"[a-z2-7]{26,}$")
"""The unguessable end of a site's folder: at least 128 bits in base32."""

PLAIN = (".txt", ".csv", ".svg", ".json", ".ics")
"""Suffixes of attachments that are plain text."""

DRAWING = ".svg"

ADDRESSES = ("doi", "url")
TITLES = ("title", "interests_note")


def fingerprint_hidden_texts(
    catalogue: Catalogue,
    book: Book,
    premises: Premises,
    codes: RoomCodes,
) -> Fingerprints:
    """Return the fingerprints of all texts that are hidden from somebody."""
    project = premises.project
    texts = (
        *list_written_texts(catalogue, book),
        *read_attached_texts(catalogue, book, project),
        *list_own_texts(catalogue, book),
        *((note, Mark(LeakKind.PRIVATE_NOTE, NOBODY)) for note in list_private_notes(project)),
        *list_own_notes(catalogue, book, project),
        *list_group_names(catalogue, book),
    )
    called = (
        *list_names(catalogue, book),
        *list_group_moments(catalogue, book),
        *list_codes(codes),
    )
    taken = Fingerprints()
    for text, mark in texts:
        taken.take(split_into_runs(text), mark)
    for name, mark in called:
        taken.take_words(split_words(name), mark)
    for letters, mark in list_site_tokens(premises.folders, book):
        taken.take_random(letters, mark)
    taken.take_random(premises.secret.decode(errors="replace"), Mark(LeakKind.SECRET, NOBODY))
    shown = [(text, mark.rights) for text, mark in (*texts, *called)]
    shown += list_texts_beside(catalogue, book, project)
    for text, rights in (*shown, *((fact, EVERYBODY) for fact in list_public_facts(catalogue))):
        for words in list_visible_words(text) if rights else ():
            taken.allow(words, rights)
    for words in read_sentences(catalogue.settings.labels):
        taken.allow(words, EVERYBODY)
    return taken


@lru_cache(maxsize=4)
def read_sentences(labels: Labels) -> tuple[Words, ...]:
    """Return the words of our own sentences; a process that audits several times reads them once.

    They are a fifth of the work on a small project.
    """
    return tuple(
        words for sentence in list_sentences(labels) for words in list_visible_words(sentence)
    )


def list_written_texts(catalogue: Catalogue, book: Book) -> Iterator[Named]:
    """Yield the texts of parts, summaries, references and the association's pages."""
    for page in catalogue.association_pages.pages:
        yield (
            join_document_texts(page.document),
            Mark(LeakKind.HIDDEN_TEXT, may_show_page(page, book)),
        )
    for theme in catalogue.themes.values():
        if theme.draft or theme.owner is not None:
            for fact in list_theme_facts(theme):
                yield fact, explain_title_found(theme, book)
        for part, document in theme.documents.items():
            yield (
                join_document_texts(document),
                Mark(LeakKind.HIDDEN_TEXT, book.part(theme.address, part)),
            )
        for document in theme.sources.values():
            right = book.part(theme.address, Part.SOURCES)
            yield join_document_texts(document), Mark(LeakKind.HIDDEN_TEXT, right)
    for reference, mark in list_references(catalogue, book):
        for text in list_titles(reference):
            yield text, mark


def list_references(catalogue: Catalogue, book: Book) -> Iterator[tuple[Reference, Mark]]:
    """Yield every reference, and the meaning of finding it."""
    for theme in catalogue.themes.values():
        for reference in theme.references:
            yield (
                reference,
                Mark(LeakKind.HIDDEN_REFERENCE, may_show_reference(theme, reference, book)),
            )
    yield from list_own_references(catalogue, book)


def read_attached_texts(catalogue: Catalogue, book: Book, project: Path) -> Iterator[Named]:
    """Yield the contents of plain text attachments."""
    for folder, path, rights in (
        *list_theme_attachments(catalogue, book),
        *list_page_files(catalogue, book),
    ):
        if path.lower().endswith(PLAIN):
            data = (project / folder / path).read_bytes()
            mark = Mark(LeakKind.HIDDEN_ATTACHMENT, rights)
            yield TAG.sub(" ", data.decode(errors="replace")), mark


def list_texts_beside(
    catalogue: Catalogue, book: Book, project: Path
) -> Iterator[tuple[str, Rights]]:
    """Yield texts that are shown beside others: fields of references, tags of drawings.

    They have no fingerprints themselves, but may equal a hidden text by chance.
    """
    for folder, path, rights in (
        *list_theme_attachments(catalogue, book),
        *list_page_files(catalogue, book),
    ):
        if path.lower().endswith(DRAWING):
            data = (project / folder / path).read_bytes()
            yield " ".join(TAG.findall(data.decode(errors="replace"))), rights
    for reference, mark in list_references(catalogue, book):
        for name, text in reference.fields.items():
            if name in SHOWN:
                yield text, mark.rights


def list_theme_attachments(catalogue: Catalogue, book: Book) -> Iterator[tuple[str, str, Rights]]:
    """Yield the themes' attachments: folder, path within it, and the rights to publish it."""
    for theme in catalogue.themes.values():
        for path in theme.attachments:
            yield theme.folder, path, may_link(theme, path, book)


def list_page_files(catalogue: Catalogue, book: Book) -> Iterator[tuple[str, str, Rights]]:
    """Yield the files that the association's pages link to, in the same form."""
    for page in catalogue.association_pages.pages:
        for path in page.document.attachments:
            yield "themes/pages", path, may_show_page(page, book)


def list_names(catalogue: Catalogue, book: Book) -> Iterator[Named]:
    """Yield the names of attachments, references and unannounced themes."""
    for theme in catalogue.themes.values():
        if theme.draft or theme.owner is not None:
            yield theme.address, explain_title_found(theme, book)
        for path in theme.attachments:
            yield path, Mark(LeakKind.HIDDEN_ATTACHMENT, may_link(theme, path, book))
    for reference, mark in list_references(catalogue, book):
        for name in list_reference_names(reference):
            yield name, mark


def list_site_tokens(folders: Mapping[Site, str], book: Book) -> Iterator[Named]:
    """Yield the unguessable ends of the sites' folders, with the rights to hold each.

    A site may hold its own address. A facilitator's site may also hold the addresses of her own
    members' and designated readers' sites, and no others. The sites that link to an archive may
    hold its address.
    """
    for site, folder in folders.items():
        if token := TOKEN.search(folder):
            rights = book.may_name(site) | may_hand_out(site, folders, book)
            yield token[0], Mark(LeakKind.OTHER_SITE, rights)


def may_hand_out(site: Site, folders: Mapping[Site, str], book: Book) -> Rights:
    """Return the right of the facilitator's site that may hold the address of a site."""
    facilitators = replace(site, audience=Audience.FACILITATOR)
    is_handed_out = site.audience in (Audience.MEMBER, Audience.READER)
    return book.site(facilitators) if is_handed_out and facilitators in folders else NOBODY


def list_codes(codes: RoomCodes) -> Iterator[Named]:
    """Yield the room codes; only the facilitator of the group may read them."""
    for code in codes.all:
        for spelling in code.spellings:
            yield " ".join(spelling), code.code_mark


def list_public_facts(catalogue: Catalogue) -> Iterator[str]:
    """Yield public texts: titles, names, the association's home page."""
    settings = catalogue.settings
    yield from (settings.site_name, settings.site_url or "", settings.notice or "")
    yield join_document_texts(catalogue.home)
    yield from (", ".join(synonyms) for synonyms in catalogue.synonyms)
    yield from (", ".join((brand, *words)) for brand, words in catalogue.brands)
    for edition in catalogue.editions:
        yield edition.title
        for theme in edition.themes:
            if not theme.draft:
                yield from list_theme_facts(theme)


def list_theme_facts(theme: Theme) -> Iterator[str]:
    """Yield the texts that become public when a theme is announced."""
    yield theme.title
    yield from (theme.question or "", theme.interests or "", ", ".join(theme.authors))
    yield from (", ".join(theme.keywords), ", ".join(theme.synonyms))


def explain_title_found(theme: Theme, book: Book) -> Mark:
    """Return the meaning of finding the title of a draft, or of a group's own subject (AO4)."""
    if theme.draft or theme.owner is None:
        return Mark(LeakKind.HIDDEN_THEME, NOBODY)
    return Mark(LeakKind.OTHER_GROUP, book.group(theme.owner))


def join_document_texts(document: Document) -> str:
    """Return the title, the notes on changes and the body of a document, on separate lines."""
    notes = (change.text for change in document.changes)
    return "\n".join((document.title or "", *notes, document.body))


def list_titles(reference: Reference) -> Iterator[str]:
    """Yield the texts that identify a reference, without markup."""
    yield from (reference.fields[name] for name in TITLES if reference.fields.get(name))
    if reference.interests_note:
        yield reference.interests_note


def list_reference_names(reference: Reference) -> Iterator[str]:
    """Yield the addresses of a reference, and its key if it contains a digit."""
    if any(character.isdigit() for character in reference.key):
        yield reference.key
    yield from (reference.fields[name] for name in ADDRESSES if reference.fields.get(name))


def may_show_reference(theme: Theme, reference: Reference, book: Book) -> Rights:
    """Return the rights to show a reference: those of the list, and of the parts citing it.

    The summaries of documents name each document, and may cite others.
    """
    key = reference.key
    citing = {part for part, text in theme.documents.items() if cites(text.body, key)}
    if key in theme.sources or any(cites(text.body, key) for text in theme.sources.values()):
        citing.add(Part.SOURCES)
    return book.any_part(theme.address, (Part.REFERENCES, *citing))


def may_show_page(page: AssociationPage, book: Book) -> Rights:
    """Return the rights to show a page of the association."""
    return book.facilitators if page.for_facilitators else EVERYBODY


def may_link(theme: Theme, path: str, book: Book) -> Rights:
    """Return the rights to publish an attachment: those of the parts that link to it."""
    return book.any_part(theme.address, find_linking_parts(theme, path))


def find_linking_parts(theme: Theme, path: str) -> Iterable[Part]:
    """Return the parts whose texts link to an attachment."""
    linked = {part for part, document in theme.documents.items() if path in document.attachments}
    if any(path in document.attachments for document in theme.sources.values()):
        linked.add(Part.SOURCES)
    return linked
