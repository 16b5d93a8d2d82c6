"""The own texts of groups, and the sites that may hold them: those of the group alone.

AO1 The sites of a group may hold its minutes; only its facilitator's site may hold a draft.
AO2 Minutes that cite a reference of a theme may be held only by those of these sites that show the
    theme's references.
AO3 Only the facilitator's site holds the source files, because authors may have put comments into
    them.
AO4 The sites of a group may hold the title, the address and the pages, locked or open, of its
    subjects; the text of a part, only those that show the part.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from parution.audit.citing import cites
from parution.audit.fingerprints import Mark, Named
from parution.audit.leaks import LeakKind
from parution.audit.private_notes import list_private_notes
from parution.audit.rights import NOBODY, Book, Rights
from parution.domain import Audience, Catalogue, Minutes, OwnWritings, Part, Reference, Site


def list_own_texts(catalogue: Catalogue, book: Book) -> Iterator[Named]:
    """Yield the texts of minutes, and those of their questions and answers."""
    for minutes in list_all_minutes(catalogue):
        whole = Mark(LeakKind.OTHER_GROUP, may_show_texts(minutes, book))
        for document in minutes.documents:
            yield document.body, whole
        asked = Mark(LeakKind.OTHER_GROUP, may_show_questions(minutes, book))
        for question in minutes.questions:
            yield "\n".join((question.text, *question.terms)), asked


def list_own_references(catalogue: Catalogue, book: Book) -> Iterator[tuple[Reference, Mark]]:
    """Yield the references cited in minutes and those of the groups, with their marks."""
    for slug, writings in catalogue.own.items():
        rights = {
            reference.key: derive_file_rights(slug, book) for reference in writings.references
        }
        cited = {reference.key: reference for reference in writings.references}
        for minutes in writings.minutes:
            for reference in find_cited(minutes):
                cited[reference.key] = reference
                before = rights.get(reference.key, NOBODY)
                rights[reference.key] = before | may_show_texts(minutes, book)
        for key, reference in cited.items():
            yield reference, Mark(LeakKind.HIDDEN_REFERENCE, rights[key])


def list_own_notes(catalogue: Catalogue, book: Book, project: Path) -> Iterator[Named]:
    """Yield the private notes in the groups' bibliographies (AO3)."""
    for slug in catalogue.own:
        mark = Mark(LeakKind.PRIVATE_NOTE, derive_file_rights(slug, book))
        for note in list_private_notes(project, f"groups/{slug}"):
            yield note, mark


def list_own_pages(catalogue: Catalogue, book: Book) -> Iterator[tuple[str, Mark]]:
    """Yield the paths of groups' pages within their sites, with the mark of each."""
    found: dict[str, Rights] = {}
    for group in catalogue.groups:
        rights = book.group(group.slug)
        paths = {
            f"meetings/{meeting.starts.date()}/{name}"
            for meeting in group.meetings
            for name in ("index.html", "sheets.pdf")
        }
        for path in ("meetings/index.html", "questions/index.html", *paths):
            found[path] = found.get(path, NOBODY) | rights
        writings = catalogue.own.get(group.slug, OwnWritings())
        files = [f"meetings/{minutes.day}.md" for minutes in writings.minutes]
        files += [
            f"{subject.address}/{file.path}"
            for subject in catalogue.subjects_of(group.slug)
            for file in subject.as_written
        ]
        for path in (*files, *(["meetings/references.bib"] if writings.bibliography else [])):
            found[path] = found.get(path, NOBODY) | derive_file_rights(group.slug, book)
    for path, rights in found.items():
        yield path, Mark(LeakKind.OTHER_GROUP, rights)


def list_all_minutes(catalogue: Catalogue) -> Iterator[Minutes]:
    """Yield the minutes of all groups."""
    for writings in catalogue.own.values():
        yield from writings.minutes


def may_show_questions(minutes: Minutes, book: Book) -> Rights:
    """Return the rights to show the questions of minutes (AO1)."""
    return derive_file_rights(minutes.group, book) if minutes.draft else book.group(minutes.group)


def may_show_texts(minutes: Minutes, book: Book) -> Rights:
    """Return the rights to show the texts of minutes (AO1, AO2)."""
    owners = dict(minutes.of_theme)
    needed = {owners[each.key] for each in find_cited(minutes) if each.key in owners}
    return book.among(
        may_show_questions(minutes, book), [(theme, Part.REFERENCES) for theme in needed]
    )


def find_cited(minutes: Minutes) -> Iterator[Reference]:
    """Yield the references that minutes cite."""
    for reference in minutes.references:
        if any(cites(document.body, reference.key) for document in minutes.documents):
            yield reference


def derive_file_rights(slug: str, book: Book) -> Rights:
    """Return the right of a group's facilitator (AO3)."""
    return book.site(Site(slug, Audience.FACILITATOR))
