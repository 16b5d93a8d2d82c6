"""Reads RIS, which EndNote, Zotero, Embase, Cochrane and publishers export."""

from __future__ import annotations

import re
from collections.abc import Iterator

from parution.bibliography.formats.drafts import (
    EntryDraft,
    Values,
    choose_key,
    keep_address,
    keep_identifiers,
    keep_number_of_law,
    keep_numbers,
    keep_pages,
    read_date,
    read_people,
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
    "PREPRINT": "misc", "PRES": "misc",
    **dict.fromkeys(("VIDEO", "MPCT"), "video"), **dict.fromkeys(("SOUND", "MUSIC"), "audio"),
    **dict.fromkeys(("UNPB", "MANSCPT"), "unpublished"), "PCOMM": "letter",
}  # fmt: skip

IN_BOOKS = frozenset({"incollection", "inreference", "inproceedings"})
NUMBERED = frozenset({"report", "jurisdiction", "patent", "article", "book", "misc", "online"})
"""Kinds whose number Zotero writes under a tag that other programs use for anything."""

NUMBER = re.compile(r"(?=.*\d)[\w./°-]{1,20}(?: [\w./°-]{1,20})?")

STATES = {"PREPRINT": "prepublished", "INPR": "inpress"}

WITH_TYPE = frozenset({"thesis", "report"})
"""Kinds that are printed with their own type: « Thèse de médecine »."""

WHOLE = frozenset({"book", "thesis", "report"})
"""Kinds that have their number of pages under the tag of the first page."""

FIELDS = (
    ("series", "T3"), ("volume", "VL"), ("number", "IS"), ("edition", "ET"), ("publisher", "PB"),
    ("doi", "DO", "DI"), ("langid", "LA"), ("volumes", "NV"),
)  # fmt: skip

LINE = re.compile(r"([A-Z][A-Z0-9]) {1,2}- ?(.*)")
BEGIN, END, UNKNOWN = "TY", "ER", "UK"
DOI_ADDRESS = re.compile(r"https?://(?:dx\.)?doi\.org/(10\.\S+)", re.IGNORECASE)


def read_ris(text: str) -> Iterator[EntryDraft]:
    """Yield the records of a text in RIS."""
    for values in read_tagged(text):
        yield draft_entry(Values(values))


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
        if not found and is_open and line.strip():
            lines[-1] += f" {line.strip()}"
        else:
            lines.append(line.lstrip("\ufeff"))
    tags = sorted(
        {found[1] for line in lines if (found := LINE.match(line))} | {BEGIN, END, UNKNOWN}
    )
    parser = AllTags(mapping={tag: tag for tag in tags}, list_tags=tags, delimiter_tags_mapping={})
    records = parser.parse("\n".join([*lines, *([f"{END}  - "] if is_open else [])]))
    return [normalize_values(record) for record in records]


def normalize_values(record: dict[str, object]) -> dict[str, list[str]]:
    """Return the values of a record as lists of strings."""
    return {
        tag: [str(value) for value in values] if isinstance(values, list) else [str(values)]
        for tag, values in record.items()
    }


def draft_entry(values: Values) -> EntryDraft:
    written = values.first("TY").upper()
    draft = EntryDraft(KINDS.get(written, "misc"), key=choose_key(values.first("ID")))
    if written == "CONF" and values.first("AU", "A1"):
        draft.kind = "inproceedings"
    draft.keep("pubstate", STATES.get(written, ""))
    draft.keep("title", values.first("TI", "T1", "CT") or (
        values.first("BT") if draft.kind == "book" else ""
    ))  # fmt: skip
    keep_container(draft, values)
    for name, *tags in FIELDS:
        draft.keep(name, values.first(*tags))
    keep_by_kind(draft, values)
    first, last = values.first("SP"), values.first("EP")
    if draft.kind in WHOLE and not last:
        draft.keep("pagetotal", first)
    else:
        keep_pages(draft, first, last)
    draft.keep("eid", values.first("C7"))
    keep_numbers(draft, values.all("SN"))
    keep_links(draft, values)
    draft.keep("date", choose_date(values))
    if consulted := values.first("Y2"):
        draft.keep("urldate", read_date(consulted))
    if draft.kind in WITH_TYPE:
        draft.keep("type", values.first("M3"))
    draft.authors = read_people(values.all("AU", "A1"))
    if draft.kind == "jurisdiction":
        draft.keep("institution", values.first("A2"))
    draft.editors = read_people(values.all("ED", *(["A2"] if draft.kind != "jurisdiction" else [])))
    if draft.kind in ("book", "incollection"):
        draft.translators = read_people(values.all("A4"))
    draft.left += values.left()
    return draft


def keep_by_kind(draft: EntryDraft, values: Values) -> None:
    """Set the numbers that share tags: versions, chapters, sections of laws, reports."""
    if draft.kind == "software":
        draft.keep("version", values.first("SV") or draft.fields.pop("edition", ""))
    elif draft.kind in (*IN_BOOKS, "book"):
        draft.keep("number", values.first("SV"))
        draft.keep("chapter", values.first("SE") if draft.kind in IN_BOOKS else "")
    elif draft.kind == "legislation":
        draft.keep("titleaddon", values.first("SE"))
    number = values.peek("M1")
    if draft.kind == "legislation":
        keep_number_of_law(draft, values.first("M1"))
    elif draft.kind in NUMBERED and "number" not in draft.fields and NUMBER.fullmatch(number):
        draft.keep("number", values.first("M1"))


def choose_date(values: Values) -> str:
    """Return the most precise date of the record's year."""
    dates = [date for date in map(read_date, values.all("DA", "PY", "Y1")) if date]
    years = values.first("PY", "Y1")[:4]
    same = [date for date in dates if date.startswith(years)]
    return max(same or dates, key=len, default="")


def keep_container(draft: EntryDraft, values: Values) -> None:
    """Set the journal, or the book and the congress."""
    if draft.kind in IN_BOOKS:
        book = values.first("C3") if draft.kind == "inproceedings" else ""
        draft.keep("booktitle", book or values.first("T2", "BT", "JF", "JO"))
        if book:
            draft.keep("eventtitle", values.first("T2"))
            draft.keep("venue", values.first("CY"))
            draft.keep("address", values.first("C1"))
    elif draft.kind == "proceedings" or values.first("TY") == "PRES":
        draft.keep("eventtitle", values.first("T2"))
        if values.first("TY") == "PRES":
            draft.keep("venue", values.first("CY"))
            return
    elif draft.kind in ("misc", "unpublished"):
        draft.keep("journal", values.first("T2", "JF", "JO"))
    elif draft.kind == "online":
        draft.keep("organization", values.first("T2"))
    elif draft.kind == "article":
        keep_journal(draft, values)
    else:
        draft.keep("journal" if draft.kind == "legislation" else "series", values.first("T2"))
    draft.keep("address", values.first("CY", "PP"))


def keep_journal(draft: EntryDraft, values: Values) -> None:
    """Set the journal; leave out the title of an issue that some publishers put in its place."""
    second, others = values.first("T2"), values.all("JF", "JO", "JA", "J2", "J1", "SO")
    journals = [second, *others] if not others or may_be_one(second, others) else others
    if second and second not in journals:
        draft.left += ("T2",)
    longest = max(journals, key=len, default="")
    short = values.first("J2", "JA", "J1", "JO")
    draft.keep("journal", longest)
    draft.keep("shortjournal", short if short != longest else "")


def may_be_one(title: str, others: list[str]) -> bool:
    """Return whether other titles may be the same journal, abbreviated or not."""
    return any(title[:1].casefold() == other[:1].casefold() for other in others)


def keep_links(draft: EntryDraft, values: Values) -> None:
    """Set addresses and identifiers; turn the address of a DOI into that DOI."""
    addresses = list[str]()
    for address in values.all("UR", "LK"):
        if found := DOI_ADDRESS.fullmatch(address):
            draft.keep("doi", found[1])
        else:
            addresses.append(address.split(";http")[0])
    if keep_address(draft, addresses):
        draft.left += ("UR",)
    number = values.first("AN")
    if number.isdigit():
        draft.keep("pmid", number)
    keep_identifiers(draft, values.all("AN", "C2"))
    keep_identifiers(draft, map(values.peek, ("U1", "U2", "U3", "U4", "U5", "N1", "M1", "ID")))
