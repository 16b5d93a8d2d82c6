"""Reads CSL-JSON, which Zotero, Mendeley, Pandoc and ``doi.org`` write."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from parution.bibliography.bibtex.name_lists import parse_names
from parution.bibliography.bibtex.person_names import OTHERS
from parution.bibliography.formats.entry_builder import (
    EntryBuilder,
    NotInFormat,
    choose_key,
    keep_number_of_law,
    read_date,
)
from parution.bibliography.identifiers import PMID_IN_NOTE
from parution.bibliography.vancouver.people import format_family
from parution.domain import Name

KINDS = {
    "article-journal": "article", "article-magazine": "article", "article-newspaper": "article",
    "article": "article", "review": "article", "book": "book", "chapter": "incollection",
    "paper-conference": "inproceedings", "entry-dictionary": "inreference",
    "entry-encyclopedia": "inreference", "thesis": "thesis", "report": "report",
    "standard": "report", "webpage": "online", "post": "online", "post-weblog": "online",
    "dataset": "dataset", "software": "software", "patent": "patent", "legislation": "legislation",
    "bill": "legislation", "regulation": "legislation", "legal_case": "jurisdiction",
    "motion_picture": "video", "broadcast": "video", "song": "audio", "manuscript": "unpublished",
    "personal_communication": "letter", "speech": "misc", "periodical": "periodical",
    "preprint": "misc", "journal-article": "article", "proceedings-article": "inproceedings",
    "book-chapter": "incollection", "monograph": "book", "edited-book": "book",
    "reference-book": "book", "reference-entry": "inreference", "dissertation": "thesis",
    "posted-content": "misc",
}  # fmt: skip

FIELDS = {
    "title": "title", "subtitle": "subtitle", "container-title-short": "shortjournal",
    "short-container-title": "shortjournal",
    "journalAbbreviation": "shortjournal", "collection-title": "series", "volume": "volume",
    "issue": "number", "page": "pages", "number-of-pages": "pagetotal", "edition": "edition",
    "publisher": "publisher", "publisher-place": "address", "event-title": "eventtitle",
    "event": "eventtitle", "event-place": "venue", "genre": "type", "DOI": "doi", "URL": "url",
    "PMID": "pmid", "PMCID": "pmcid", "ISBN": "isbn", "ISSN": "issn", "language": "langid",
    "version": "version", "number-of-volumes": "volumes", "part-number": "part",
    "chapter-number": "chapter", "status": "pubstate",
}  # fmt: skip

ROLES = {"author": "authors", "editor": "editors", "translator": "translators"}
DATES = {"issued": "date", "accessed": "urldate", "event-date": "eventdate",
         "original-date": "origdate"}  # fmt: skip
IN_BOOKS = frozenset({"incollection", "inproceedings", "inreference"})
CONTAINERS = {**dict.fromkeys(IN_BOOKS, "booktitle"), "online": "organization"}
"""The field of what a document is part of, if it is no journal."""

READ_BY_KIND = frozenset(
    {"container-title", "container-author", "volume-title", "number", "collection-number"}
)
OF_KINDS = {
    "legislation": ("section",), "jurisdiction": ("authority",), "video": ("director",),
}  # fmt: skip
"""Fields that only some kinds keep."""

ROUTINE = frozenset(
    {
        "id", "type", "citation-key", "citation-label", "title-short", "shortTitle",
        "alternative-id", "assertion", "content-domain", "created", "deposited", "indexed",
        "is-referenced-by-count", "issn-type", "journal-issue", "license", "link", "member",
        "prefix", "published", "published-online", "published-print", "reference",
        "reference-count", "references-count", "relation", "resource", "score", "short-title",
        "source", "update-policy",
    }
)  # fmt: skip
"""Fields that programs and Crossref write for themselves, or twice."""


def read_csl_json(text: str) -> Iterator[EntryBuilder]:
    """Yield the items of a text in CSL-JSON; raise `NotInFormat` for other texts."""
    try:
        items = json.loads(text)
    except json.JSONDecodeError as broken:
        raise NotInFormat(broken.lineno) from broken
    except (ValueError, RecursionError) as refused:  # A number without end, lists without end.
        raise NotInFormat from refused
    if isinstance(items, dict) and isinstance(items.get("message"), dict):
        items = items["message"]  # An answer of Crossref.
    if isinstance(items, dict):
        items = items.get("items", items.get("references", [items]))
    if not isinstance(items, list) or not all(map(may_be_csl, items)):
        raise NotInFormat
    for item in items:
        yield build_entry(item)


def may_be_csl(item: object) -> bool:
    """Return whether an item may be one of CSL-JSON, not one of Zotero's own JSON."""
    return isinstance(item, dict) and ("type" in item or "itemType" not in item)


def build_entry(item: dict[str, Any]) -> EntryBuilder:
    entry = EntryBuilder(KINDS.get(str(item.get("type")), "misc"))
    entry.key = choose_key(str(item.get("citation-key") or item.get("id", "")).rpartition("/")[2])
    for name, own in FIELDS.items():
        entry.keep(own, read_text(item.get(name)))
    container = CONTAINERS.get(entry.kind, "journal")
    if entry.kind in IN_BOOKS and (volume := read_text(item.get("volume-title"))):
        # Pandoc names the whole work here, and the book that is one of its volumes.
        entry.keep("booktitle", volume)
        container = "maintitle"
    entry.keep(container, read_text(item.get("container-title")))
    keep_number(entry, read_text(item.get("number")) or read_text(item.get("collection-number")))
    for role, own in ROLES.items():
        setattr(entry, own, read_names(item.get(role)))
    authors = read_names(item.get("container-author"))
    entry.keep("bookauthor", " and ".join(map(format_name, authors)))
    keep_by_kind(entry, item)
    for name, own in DATES.items():
        entry.keep(own, parse_date(item.get(name)))
    known = {*FIELDS, *ROLES, *DATES, *ROUTINE, *READ_BY_KIND, *OF_KINDS.get(entry.kind, ())}
    note = read_text(item.get("note"))
    entry.notes = (("note", note),) if note else ()
    for found in PMID_IN_NOTE.finditer(note):
        entry.keep("pmcid" if found[1] else "pmid", ("PMC" if found[1] else "") + found[2])
    known.add("note")
    entry.left = tuple(name for name, value in item.items() if value and name not in known)
    return entry


def keep_by_kind(entry: EntryBuilder, item: dict[str, Any]) -> None:
    """Set what only some kinds of documents have."""
    if str(item.get("type")) in ("preprint", "posted-content"):
        entry.keep("pubstate", "prepublished")
    if entry.kind == "legislation":
        entry.keep("titleaddon", read_text(item.get("section")))
    if entry.kind == "jurisdiction":
        entry.keep("institution", read_text(item.get("authority")))
    if entry.kind == "video" and not entry.authors:
        entry.authors = read_names(item.get("director"))


def keep_number(entry: EntryBuilder, number: str) -> None:
    """Keep a number: of an article, which stands in place of pages, of a law, or in a series."""
    if entry.kind == "legislation":
        keep_number_of_law(entry, number)
    else:
        is_eid = entry.kind == "article" and "number" in entry.fields
        entry.keep("eid" if is_eid else "number", number)


def read_text(value: Any) -> str:
    """Return a value as text; Crossref writes titles as lists of one."""
    if isinstance(value, list):
        value = value[0] if value else ""
    return str(value) if isinstance(value, str | int | float) else ""


def read_names(written: Any) -> tuple[Name, ...]:
    """Return the people of a role; some programs write them as one text."""
    if isinstance(written, str):
        return parse_names(written)
    people = written if isinstance(written, list) else [written]
    names = (read_name(each) for each in people if each and isinstance(each, str | dict))
    return tuple(name for name in names if name != Name())


def read_name(written: str | dict[str, Any]) -> Name:
    if isinstance(written, str):
        return Name(literal=written)
    if written.get("literal") in ("et al.", "others"):
        return OTHERS
    whole = written.get("literal") or written.get("name")
    if whole or not (written.get("family") and written.get("given")):
        return Name(literal=read_text(whole or written.get("family") or written.get("given")))
    particles = (written.get("dropping-particle"), written.get("non-dropping-particle"))
    return Name(
        family=read_text(written["family"]),
        given=read_text(written.get("given")),
        particle=" ".join(each for each in map(read_text, particles) if each),
        suffix=read_text(written.get("suffix")),
    )


def format_name(name: Name) -> str:
    return f"{{{name.literal}}}" if name.literal else f"{format_family(name)}, {name.given}"


def parse_date(value: Any) -> str:
    """Return a CSL date in BibLaTeX's form; empty without one."""
    if isinstance(value, str):
        return read_date(value)
    if not isinstance(value, dict):
        return ""
    ends = [
        "-".join(str(part).zfill(2) for part in parts if part) for parts in list_date_parts(value)
    ]
    season = str(value.get("season", ""))
    if ends and "-" not in ends[0] and season.isdigit() and 1 <= int(season) <= 4:
        return f"{ends[0]}-{20 + int(season)}"
    if ends and ends[0]:
        return "/".join(ends)
    return read_date(read_text(value.get("raw") or value.get("literal")))


def list_date_parts(value: dict[str, Any]) -> list[list[Any]]:
    parts = value.get("date-parts")
    return [each for each in parts if isinstance(each, list)] if isinstance(parts, list) else []
