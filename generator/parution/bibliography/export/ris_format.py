"""Exports references in the RIS format of reference managers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from parution.bibliography.bibtex import entry_types
from parution.bibliography.bibtex.name_lists import parse_names
from parution.bibliography.export.library_record import (
    credit_authors,
    derive_library_fields,
    name_people,
)
from parution.bibliography.partial_dates import PartialDate, make_date, parse_partial_date
from parution.bibliography.vancouver.document_kinds import STATES
from parution.bibliography.vancouver.people import format_name, join_particle
from parution.bibliography.vancouver.pieces import capitalize
from parution.bibliography.vancouver.sentences import IN_WORDS
from parution.domain import Name, Reference
from parution.domain.messages import message
from parution.language.catalogues import load_translations

RIS_TYPES = {
    **dict.fromkeys(entry_types.ARTICLES, "JOUR"),
    **dict.fromkeys(entry_types.BOOKS | entry_types.PROCEEDINGS, "BOOK"),
    **dict.fromkeys(entry_types.CHAPTERS, "CHAP"),
    "inproceedings": "CPAPER", "conference": "CPAPER",
    **dict.fromkeys(entry_types.THESES, "THES"),
    **dict.fromkeys(entry_types.REPORTS, "RPRT"),
    **dict.fromkeys(entry_types.PAGES, "ELEC"),
    "software": "COMP", "dataset": "DATA", "patent": "PAT", "legislation": "STAT",
    "jurisdiction": "CASE",
    "video": "VIDEO", "movie": "VIDEO", "audio": "SOUND", "unpublished": "UNPB",
}  # fmt: skip

RIS_FIELDS = {
    "title": "TI", "journal": "T2", "booktitle": "T2", "shortjournal": "J2", "series": "T3",
    "volume": "VL", "number": "IS", "edition": "ET", "publisher": "PB", "address": "CY",
    "issn": "SN", "isbn": "SN", "doi": "DO", "pmid": "AN", "pmcid": "C2", "url": "UR",
    "langid": "LA", "type": "M3", "version": "ET", "chapter": "SE", "addendum": "N1",
    "volumes": "NV",
}  # fmt: skip

COMMA = re.compile(r"\s*,\s*")

HELD_AT_CONGRESSES = entry_types.TALKS | entry_types.OTHER_TYPES

OF_CONGRESSES = (("eventtitle", "T2", "booktitle", "C3"), ("venue", "CY", "address", "C1"))
"""A field of a congress, its tag, and the field that then gets another tag."""


def write_ris(references: Iterable[Reference]) -> str:
    """Return references in the RIS format of reference managers."""
    return "\n".join(write_record(reference) for reference in references)


def write_record(reference: Reference) -> str:
    fields = derive_library_fields(reference)
    lines = [("TY", RIS_TYPES.get(reference.kind, "GEN")), ("ID", reference.key)]
    lines += [("AU", format_person(name)) for name in name_people(credit_authors(reference))]
    lines += [("ED", format_person(name)) for name in name_people(reference.editors)]
    lines += [("A4", format_person(name)) for name in name_people(reference.translators)]
    tags = choose_tags(reference.kind, fields)
    lines += [(tag, fields[name]) for name, tag in tags.items() if name in fields]
    if year := fields.get("year"):
        lines += [("PY", year), ("DA", format_date(make_date(fields)))]
    lines += [("N1", note) for note in write_notes(fields)]
    if consulted := parse_partial_date(fields.get("urldate", "")):
        lines.append(("Y2", format_date(consulted)))
    total = fields.get("pagetotal", "")
    if total and "pages" not in fields:
        lines.append(("SP", total))
    first, _, last = fields.get("pages", "").replace("–", "-").partition("-")
    lines += [(tag, page.strip("- ")) for tag, page in (("SP", first), ("EP", last)) if page]
    return "".join(f"{tag}  - {value}\n" for tag, value in [*lines, ("ER", "")])


def choose_tags(kind: str, fields: Mapping[str, str]) -> dict[str, str]:
    """Return the tags of the fields; a congress takes those of the book of a talk."""
    tags = dict(RIS_FIELDS)
    for name, tag, other, instead in OF_CONGRESSES if kind in HELD_AT_CONGRESSES else ():
        if name in fields:
            tags |= {name: tag, other: instead}
    return tags


def write_notes(fields: Mapping[str, str]) -> Iterator[str]:
    """Yield notes for the facts that RIS has no tag for."""
    translate = load_translations().gettext
    if state := STATES.get(fields.get("pubstate", "").lower()):
        yield capitalize(state.text(translate))
    if authors := parse_names(fields.get("bookauthor", "")):
        said = ", ".join(map(format_name, authors))
        yield message("Author of the book: %(names)s", names=said).text(translate)
    if date := fields.get("eventdate"):
        yield message("Held on %(date)s", date=date).text(translate)
    if date := fields.get("enddate"):
        yield message("Until %(date)s", date=date).text(translate)
    if date := fields.get("origdate"):
        yield message("First published in %(date)s", date=date).text(translate)


def format_date(date: PartialDate) -> str:
    if date.month.isdigit() and int(date.month) > 12:
        return f"{date.year}///{IN_WORDS[int(date.month)].text(load_translations().gettext)}"
    parts = (date.month.zfill(2) if date.month else "", date.day.zfill(2) if date.day else "")
    return "/".join((date.year, *parts)) if date.month else date.year


def format_person(name: Name) -> str:
    if name.literal:
        # A comma would separate a person's names.
        return COMMA.sub(" – ", name.literal)
    family = join_particle(name.particle, name.family)
    return ", ".join(part for part in (family, name.given, name.suffix) if part)
