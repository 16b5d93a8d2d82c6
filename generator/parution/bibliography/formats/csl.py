"""Reads CSL-JSON, which Zotero, Mendeley, Pandoc and ``doi.org`` write."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from parution.bibliography.bibtex.person_names import OTHERS
from parution.bibliography.formats.drafts import EntryDraft, NotInFormat, read_date, usable_key
from parution.bibliography.identifiers import PMID_IN_NOTE
from parution.bibliography.vancouver.people import family
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
    "personal_communication": "letter", "speech": "unpublished", "periodical": "periodical",
}  # fmt: skip

FIELDS = {
    "title": "title", "container-title-short": "shortjournal",
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
READ_BY_KIND = frozenset(
    {"container-title", "container-author", "volume-title", "number", "collection-number"}
)
ROUTINE = frozenset({"id", "type", "citation-key", "citation-label", "title-short", "shortTitle"})


def read_csl_json(text: str) -> Iterator[EntryDraft]:
    """Yield the items of a text in CSL-JSON; raise `NotInFormat` for other texts."""
    try:
        items = json.loads(text)
    except json.JSONDecodeError as broken:
        raise NotInFormat(broken.lineno) from broken
    if isinstance(items, dict):
        items = items.get("items", items.get("references", [items]))
    if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
        raise NotInFormat
    for item in items:
        yield _draft(item)


def _draft(item: dict[str, Any]) -> EntryDraft:
    draft = EntryDraft(KINDS.get(str(item.get("type")), "misc"))
    draft.key = usable_key(str(item.get("citation-key") or item.get("id", "")).rpartition("/")[2])
    for name, own in FIELDS.items():
        draft.keep(own, _text(item.get(name)))
    container = "booktitle" if draft.kind in IN_BOOKS else "journal"
    if draft.kind in IN_BOOKS and (volume := _text(item.get("volume-title"))):
        # Pandoc names the whole work here, and the book that is one of its volumes.
        draft.keep("booktitle", volume)
        container = "maintitle"
    draft.keep(container, _text(item.get("container-title")))
    draft.keep("number", _text(item.get("number")) or _text(item.get("collection-number")))
    for role, own in ROLES.items():
        setattr(draft, own, tuple(map(_name, item.get(role) or ())))
    authors = map(_name, item.get("container-author") or ())
    draft.keep("bookauthor", " and ".join(map(_bibtex_name, authors)))
    for name, own in DATES.items():
        draft.keep(own, _date(item.get(name)))
    known = {*FIELDS, *ROLES, *DATES, *ROUTINE, *READ_BY_KIND}
    for found in PMID_IN_NOTE.finditer(_text(item.get("note"))):
        draft.keep("pmcid" if found[1] else "pmid", ("PMC" if found[1] else "") + found[2])
    draft.left = tuple(name for name, value in item.items() if value and name not in known)
    return draft


def _text(value: Any) -> str:
    """Return a value as text; Crossref writes titles as lists of one."""
    if isinstance(value, list):
        value = value[0] if value else ""
    return str(value) if isinstance(value, str | int | float) else ""


def _name(written: Any) -> Name:
    if not isinstance(written, dict):
        return Name(literal=str(written))
    if written.get("literal") in ("et al.", "others"):
        return OTHERS
    if written.get("literal") or not written.get("family"):
        return Name(
            literal=_text(written.get("literal") or written.get("name") or written.get("given"))
        )
    particles = (written.get("dropping-particle"), written.get("non-dropping-particle"))
    return Name(
        family=_text(written["family"]),
        given=_text(written.get("given")),
        particle=" ".join(each for each in map(_text, particles) if each),
        suffix=_text(written.get("suffix")),
    )


def _bibtex_name(name: Name) -> str:
    return f"{{{name.literal}}}" if name.literal else f"{family(name)}, {name.given}"


def _date(value: Any) -> str:
    """Return a CSL date in BibLaTeX's form; empty without one."""
    if isinstance(value, str):
        return read_date(value)
    if not isinstance(value, dict):
        return ""
    ends = ["-".join(str(part).zfill(2) for part in parts if part) for parts in _parts(value)]
    season = str(value.get("season", ""))
    if ends and "-" not in ends[0] and season.isdigit() and 1 <= int(season) <= 4:
        return f"{ends[0]}-{20 + int(season)}"
    if ends and ends[0]:
        return "/".join(ends)
    return read_date(_text(value.get("raw") or value.get("literal")))


def _parts(value: dict[str, Any]) -> list[list[Any]]:
    parts = value.get("date-parts")
    return [each for each in parts if isinstance(each, list)] if isinstance(parts, list) else []
