"""Reads RIS, which EndNote, Zotero, Embase, Cochrane and publishers export."""

from __future__ import annotations

import re
from collections.abc import Iterator

from parution.bibliography.formats.drafts import (
    EntryDraft,
    Values,
    keep_numbers,
    keep_pages,
    read_date,
    read_people,
    usable_key,
)

KINDS = {
    **dict.fromkeys(("JOUR", "EJOUR", "MGZN", "NEWS", "JFULL", "INPR", "ABST", "SER"), "article"),
    **dict.fromkeys(("BOOK", "EBOOK", "EDBOOK", "PAMP"), "book"),
    **dict.fromkeys(("CHAP", "ECHAP"), "incollection"),
    **dict.fromkeys(("DICT", "ENCYC"), "inreference"),
    "CONF": "proceedings", "CPAPER": "inproceedings", "THES": "thesis",
    **dict.fromkeys(("RPRT", "GOVDOC", "STAND"), "report"),
    **dict.fromkeys(("ELEC", "BLOG", "ICOMM", "WEB"), "online"),
    "COMP": "software", **dict.fromkeys(("DATA", "AGGR", "DBASE"), "dataset"), "PAT": "patent",
    **dict.fromkeys(("STAT", "BILL", "LEGAL"), "legislation"),
    **dict.fromkeys(("CASE", "HEAR"), "jurisdiction"),
    **dict.fromkeys(("VIDEO", "MPCT"), "video"), **dict.fromkeys(("SOUND", "MUSIC"), "audio"),
    **dict.fromkeys(("UNPB", "MANSCPT"), "unpublished"), "PCOMM": "letter",
}  # fmt: skip

IN_BOOKS = frozenset({"incollection", "inreference", "inproceedings"})
WITH_TYPE = frozenset({"thesis", "report"})
"""Kinds that are printed with their own type: « Thèse de médecine »."""

WHOLE = frozenset({"book", "thesis", "report"})
"""Kinds that have their number of pages under the tag of the first page."""

FIELDS = (
    ("series", "T3"), ("volume", "VL"), ("number", "IS"), ("edition", "ET"), ("publisher", "PB"),
    ("doi", "DO", "DI"), ("langid", "LA"), ("version", "SV"),
)  # fmt: skip

LINE = re.compile(r"([A-Z][A-Z0-9]) {1,2}- ?(.*)")
BEGIN, END, UNKNOWN = "TY", "ER", "UK"
DOI_ADDRESS = re.compile(r"https?://(?:dx\.)?doi\.org/(10\.\S+)", re.IGNORECASE)


def read_ris(text: str) -> Iterator[EntryDraft]:
    """Yield the records of a text in RIS."""
    for values in read_tagged(text):
        yield _draft(Values(values))


def read_tagged(text: str) -> list[dict[str, list[str]]]:
    """Return the values of each record by tag; accept a record without its end tag."""
    # Loaded here, because few commands need it.
    from rispy.parser import RisParser

    class AllTags(RisParser):  # type: ignore[misc]
        """A parser that keeps each tag under its own name, with all its values."""

        def parse_line(self, line: str) -> tuple[str, str] | tuple[None, str]:
            found = LINE.match(line)
            return (found[1], found[2].strip()) if found else (None, line.strip())

    lines, is_open = list[str](), False
    for line in text.splitlines():
        found = LINE.match(line.lstrip("\ufeff"))
        if found and found[1] in (BEGIN, END):
            if found[1] == BEGIN and is_open:
                lines.append(f"{END}  - ")
            is_open = found[1] == BEGIN
        lines.append(line.lstrip("\ufeff"))
    tags = sorted(
        {found[1] for line in lines if (found := LINE.match(line))} | {BEGIN, END, UNKNOWN}
    )
    parser = AllTags(mapping={tag: tag for tag in tags}, list_tags=tags, delimiter_tags_mapping={})
    records = parser.parse("\n".join([*lines, *([f"{END}  - "] if is_open else [])]))
    return [_without_continuations(record) for record in records]


def _without_continuations(record: dict[str, object]) -> dict[str, list[str]]:
    """Return the values of a record as lists of strings."""
    return {
        tag: [str(value) for value in values] if isinstance(values, list) else [str(values)]
        for tag, values in record.items()
    }


def _draft(values: Values) -> EntryDraft:
    draft = EntryDraft(
        KINDS.get(values.first("TY").upper(), "misc"), key=usable_key(values.first("ID"))
    )
    draft.keep("title", values.first("TI", "T1", "CT") or (
        values.first("BT") if draft.kind == "book" else ""
    ))  # fmt: skip
    _keep_container(draft, values)
    for name, *tags in FIELDS:
        draft.keep(name, values.first(*tags))
    if draft.kind == "software":
        draft.keep("version", draft.fields.pop("edition", ""))
    draft.keep("chapter", values.first("SE") if draft.kind in IN_BOOKS else "")
    first, last = values.first("SP"), values.first("EP")
    if draft.kind in WHOLE and not last:
        draft.keep("pagetotal", first)
    else:
        keep_pages(draft, first, last)
    keep_numbers(draft, values.all("SN"))
    _keep_links(draft, values)
    draft.keep("date", _date(values))
    if consulted := values.first("Y2"):
        draft.keep("urldate", read_date(consulted))
    if draft.kind in WITH_TYPE:
        draft.keep("type", values.first("M3"))
    draft.authors = read_people(values.all("AU", "A1"))
    draft.editors = read_people(values.all("ED", "A2"))
    if draft.kind in ("book", "incollection"):
        draft.translators = read_people(values.all("A4"))
    draft.left = values.left()
    return draft


def _date(values: Values) -> str:
    """Return the most precise date of the record's year."""
    dates = [date for date in map(read_date, values.all("DA", "PY", "Y1")) if date]
    years = values.first("PY", "Y1")[:4]
    same = [date for date in dates if date.startswith(years)]
    return max(same or dates, key=len, default="")


def _keep_container(draft: EntryDraft, values: Values) -> None:
    """Set the journal, or the book and the congress."""
    if draft.kind in IN_BOOKS:
        book = values.first("C3") if draft.kind == "inproceedings" else ""
        draft.keep("booktitle", book or values.first("T2", "BT", "JF", "JO"))
        if book:
            draft.keep("eventtitle", values.first("T2"))
            draft.keep("venue", values.first("CY"))
            draft.keep("address", values.first("C1"))
    elif draft.kind in ("proceedings", "misc", "unpublished"):
        draft.keep("eventtitle" if draft.kind == "proceedings" else "journal", values.first("T2"))
    elif draft.kind == "article":
        journals = values.all("T2", "JF", "JO", "JA", "J2", "J1")
        if journals:
            longest = max(journals, key=len)
            draft.keep("journal", longest)
            short = values.first("J2", "JA", "J1", "JO")
            draft.keep("shortjournal", short if short != longest else "")
    else:
        draft.keep("journal" if draft.kind == "legislation" else "series", values.first("T2"))
    draft.keep("address", values.first("CY", "PP"))


def _keep_links(draft: EntryDraft, values: Values) -> None:
    """Set addresses and identifiers; turn the address of a DOI into that DOI."""
    for address in values.all("UR", "LK"):
        if found := DOI_ADDRESS.fullmatch(address):
            draft.keep("doi", found[1])
        else:
            draft.keep("url", address.split(";http")[0])
    number = values.first("AN")
    if number.isdigit():
        draft.keep("pmid", number)
    if (pmcid := values.first("C2")).upper().startswith("PMC"):
        draft.keep("pmcid", pmcid)
