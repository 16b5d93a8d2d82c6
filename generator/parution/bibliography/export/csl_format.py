"""Exports references as CSL-JSON, the format of citeproc, which Zotero and Pandoc read."""

from __future__ import annotations

import json
from collections.abc import Iterable

from parution.bibliography.bibtex import entry_types
from parution.bibliography.bibtex.name_lists import parse_names
from parution.bibliography.export.library_record import (
    credit_authors,
    derive_library_fields,
    name_people,
)
from parution.bibliography.partial_dates import (
    PartialDate,
    make_date,
    parse_end_of_range,
    parse_partial_date,
)
from parution.domain import Name, Reference

CSL_TYPES = {
    **dict.fromkeys(entry_types.ARTICLES, "article-journal"),
    **dict.fromkeys(entry_types.BOOKS | entry_types.PROCEEDINGS, "book"),
    **dict.fromkeys(entry_types.CHAPTERS, "chapter"),
    "inproceedings": "paper-conference", "conference": "paper-conference",
    **dict.fromkeys(entry_types.THESES, "thesis"),
    **dict.fromkeys(entry_types.REPORTS, "report"),
    **dict.fromkeys(entry_types.PAGES, "webpage"),
    "dataset": "dataset", "software": "software", "patent": "patent", "legislation": "legislation",
    "jurisdiction": "legal_case",
    "video": "motion_picture", "movie": "motion_picture", "audio": "song",
    "unpublished": "manuscript", "letter": "personal_communication",
}  # fmt: skip

IN_ISSUES = entry_types.ARTICLES | {"periodical"}
IN_SERIES = entry_types.BOOKS | entry_types.PROCEEDINGS | entry_types.CHAPTERS

CSL_FIELDS = (
    ("title", "title"), ("container-title", "journal"), ("container-title", "booktitle"),
    ("container-title-short", "shortjournal"), ("collection-title", "series"),
    ("volume", "volume"), ("page", "pages"), ("edition", "edition"),
    ("chapter-number", "chapter"), ("status", "pubstate"), ("note", "addendum"),
    ("publisher", "publisher"), ("publisher-place", "address"), ("event-title", "eventtitle"),
    ("event-place", "venue"), ("genre", "type"), ("DOI", "doi"), ("URL", "url"), ("PMID", "pmid"),
    ("PMCID", "pmcid"), ("ISBN", "isbn"), ("ISSN", "issn"), ("language", "langid"),
    ("number-of-pages", "pagetotal"), ("version", "version"), ("number-of-volumes", "volumes"),
)  # fmt: skip

CSL_DATES = (("accessed", "urldate"), ("event-date", "eventdate"), ("original-date", "origdate"))


def write_csl_json(references: Iterable[Reference]) -> str:
    """Return references as CSL-JSON, one a line."""
    items = [json.dumps(make_item(each), ensure_ascii=False) for each in references]
    return "[\n" + ",\n".join(items) + "\n]\n"


def make_item(reference: Reference) -> dict[str, object]:
    fields = derive_library_fields(reference)
    item: dict[str, object] = {
        "id": reference.key,
        "type": CSL_TYPES.get(reference.kind, "document"),
    }
    for name, own in CSL_FIELDS:
        if own in fields:
            item.setdefault(name, fields[own])
    if number := fields.get("number"):
        item[choose_number_field(reference.kind, "series" in fields)] = number
    for role, several in group_people_by_role(reference, fields.get("bookauthor", "")).items():
        if named := name_people(several):
            item[role] = [convert_name(name) for name in named]
    if fields.get("year"):
        item["issued"] = convert_date(
            make_date(fields), parse_partial_date(fields.get("enddate", ""))
        )
    for name, own in CSL_DATES:
        if date := parse_partial_date(fields.get(own, "")):
            item[name] = convert_date(date, parse_end_of_range(fields[own]))
    return item


def group_people_by_role(reference: Reference, authors_of_book: str) -> dict[str, tuple[Name, ...]]:
    """Return the people of a reference by citeproc's roles."""
    return {
        "author": credit_authors(reference),
        "editor": reference.editors,
        "translator": reference.translators,
        "container-author": parse_names(authors_of_book),
    }


def choose_number_field(kind: str, in_series: bool) -> str:
    """Return the citeproc field of a number: of an issue, in a series, or of the document."""
    if kind in IN_ISSUES:
        return "issue"
    return "collection-number" if in_series and kind in IN_SERIES else "number"


def convert_name(name: Name) -> dict[str, str]:
    if name.literal:
        return {"literal": name.literal}
    parts = {
        "family": name.family,
        "given": name.given,
        "non-dropping-particle": name.particle,
        "suffix": name.suffix,
    }
    return {part: value for part, value in parts.items() if value}


def convert_date(first: PartialDate, last: PartialDate | None) -> dict[str, object]:
    """Return a date or a range of dates as citeproc's JSON, with a season in a field of its own."""
    if not first.year.isdigit():
        return {"literal": first.year}
    dates = [first, *([last] if last else [])]
    season = first.month.isdigit() and int(first.month) > 12 and last is None
    parts = [
        [int(part) for part in (date.year, "" if season else date.month, date.day) if part]
        for date in dates
    ]
    return {"date-parts": parts, **({"season": int(first.month) - 20} if season else {})}
