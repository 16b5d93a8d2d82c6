"""References in the RIS format of reference managers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from parution.bibliography.bibtex import entry_types
from parution.bibliography.export.library_record import people, record
from parution.bibliography.partial_dates import PartialDate, partial_date
from parution.domain import Name, Reference

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
    "langid": "LA", "type": "M3", "version": "ET",
}  # fmt: skip

HELD_AT_CONGRESSES = entry_types.TALKS | entry_types.OTHER_TYPES

OF_CONGRESSES = (("eventtitle", "T2", "booktitle", "C3"), ("venue", "CY", "address", "C1"))
"""What tells of a congress, its tag, and the field that then stands under another tag."""


def ris(references: Iterable[Reference]) -> str:
    """Return references in the RIS format of reference managers."""
    return "\n".join(_ris_record(reference) for reference in references)


def _ris_record(reference: Reference) -> str:
    fields = record(reference)
    lines = [("TY", RIS_TYPES.get(reference.kind, "GEN")), ("ID", reference.key)]
    lines += [("AU", _ris_name(name)) for name in people(reference.authors)]
    lines += [("ED", _ris_name(name)) for name in people(reference.editors)]
    tags = _tags(reference.kind, fields)
    lines += [(tag, fields[name]) for name, tag in tags.items() if name in fields]
    if year := fields.get("year"):
        date = PartialDate(year, fields.get("month", ""), fields.get("day", ""))
        lines += [("PY", year), ("DA", _ris_date(date))]
    if consulted := partial_date(fields.get("urldate", "")):
        lines.append(("Y2", _ris_date(consulted)))
    first, _, last = fields.get("pages", "").replace("–", "-").partition("-")
    lines += [(tag, page.strip("- ")) for tag, page in (("SP", first), ("EP", last)) if page]
    return "".join(f"{tag}  - {value}\n" for tag, value in [*lines, ("ER", "")])


def _tags(kind: str, fields: Mapping[str, str]) -> dict[str, str]:
    """Return the tags of the fields; a talk's congress takes those of its book, if there is one."""
    tags = dict(RIS_FIELDS)
    for name, tag, other, instead in OF_CONGRESSES if kind in HELD_AT_CONGRESSES else ():
        if name in fields:
            tags |= {name: tag, other: instead}
    return tags


def _ris_date(date: PartialDate) -> str:
    parts = (date.month.zfill(2) if date.month else "", date.day.zfill(2) if date.day else "")
    return "/".join((date.year, *parts)) if date.month else date.year


def _ris_name(name: Name) -> str:
    if name.literal:
        return name.literal
    family = " ".join(part for part in (name.particle, name.family) if part)
    return ", ".join(part for part in (family, name.given, name.suffix) if part)
