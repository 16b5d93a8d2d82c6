"""Reads RIS, which EndNote, Zotero, Embase, Cochrane and publishers export."""

from __future__ import annotations

import re
from collections.abc import Iterator

from parution.bibliography.formats.entry_builder import (
    EntryBuilder,
    Values,
    choose_key,
    clean_text,
    keep_address,
    keep_identifiers,
    keep_number_of_law,
    keep_numbers,
    keep_pages,
    read_date,
    read_people,
)
from parution.bibliography.identifiers import OF_COCHRANE
from parution.language.fold import fold

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

ROUTINE = frozenset({"DP", "DB", "ST", "LB"})
"""Tags that programs write for themselves, or twice."""

LINE = re.compile(r"([A-Z][A-Z0-9]) {1,2}- ?(.*)")
INDENTED = re.compile(r"\A(?:[ \t]*\n)*([ \t]+)(?=TY {1,2}-)")
"""The space before the first record."""

BEGIN, END, UNKNOWN = "TY", "ER", "UK"
WORD = re.compile(r"[^\W_]+")
DOI_ADDRESS = re.compile(r"https?://(?:dx\.)?doi\.org/(10\.\S+)", re.IGNORECASE)


def read_ris(text: str) -> Iterator[EntryBuilder]:
    """Yield the records of a text in RIS."""
    for values in read_tagged(drop_indentation(text)):
        yield build_entry(Values(values))


def drop_indentation(text: str) -> str:
    """Return records that are set in as a whole, as pasted into a mail, from the margin on.

    >>> drop_indentation("  TY  - JOUR\\n  ER  - ")
    'TY  - JOUR\\nER  - '
    """
    found = INDENTED.search(text)
    return text.replace(f"\n{found[1]}", "\n").removeprefix(found[1]) if found else text


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


def build_entry(values: Values) -> EntryBuilder:
    written = values.first("TY").upper()
    entry = EntryBuilder(KINDS.get(written, "misc"), key=choose_key(values.first("ID")))
    if written == "CONF" and values.first("AU", "A1"):
        entry.kind = "inproceedings"
    entry.keep("pubstate", STATES.get(written, ""))
    entry.keep("title", values.first("TI", "T1", "CT") or (
        values.first("BT") if entry.kind == "book" else ""
    ))  # fmt: skip
    keep_container(entry, values)
    for name, *tags in FIELDS:
        entry.keep(name, values.first(*tags))
    keep_by_kind(entry, values)
    first, last = values.first("SP"), values.first("EP")
    if entry.kind in WHOLE and not last:
        entry.keep("pagetotal", first)
    else:
        keep_pages(entry, first, last)
    entry.keep("eid", values.first("C7"))
    keep_numbers(entry, values.all("SN"))
    keep_links(entry, values)
    entry.keep("date", choose_date(values))
    if consulted := values.first("Y2"):
        entry.keep("urldate", read_date(consulted))
    if entry.kind in WITH_TYPE:
        entry.keep("type", values.first("M3"))
    entry.authors = read_people(values.all("AU", "A1"))
    if entry.kind == "jurisdiction":
        entry.keep("institution", values.first("A2"))
    entry.editors = read_people(values.all("ED", *(["A2"] if entry.kind != "jurisdiction" else [])))
    if entry.kind in ("book", "incollection"):
        entry.translators = read_people(values.all("A4"))
    entry.notes = tuple(("N1", clean_text(each)) for each in values.all("N1"))
    own = {*entry.fields.values()}
    entry.left += tuple(
        tag for tag in values.left() if tag not in ROUTINE and not own.issuperset(values.all(tag))
    )
    return entry


def keep_by_kind(entry: EntryBuilder, values: Values) -> None:
    """Set the numbers that share tags: versions, chapters, sections of laws, reports."""
    if entry.kind == "software":
        entry.keep("version", values.first("SV") or entry.fields.pop("edition", ""))
    elif entry.kind in (*IN_BOOKS, "book"):
        entry.keep("number", values.first("SV"))
        entry.keep("chapter", values.first("SE") if entry.kind in IN_BOOKS else "")
    elif entry.kind == "legislation":
        entry.keep("titleaddon", values.first("SE"))
    number = values.peek("M1")
    if entry.kind == "legislation":
        keep_number_of_law(entry, values.first("M1"))
    elif entry.kind in NUMBERED and "number" not in entry.fields and NUMBER.fullmatch(number):
        entry.keep("number", values.first("M1"))


def choose_date(values: Values) -> str:
    """Return the most precise date of the record's year."""
    year = values.first("PY", "Y1", "YR")[:4]
    written = (
        f"{year} {each}" if not re.search(r"\d{4}", each) else each
        for each in values.all("DA", "PY", "Y1", "YR")
    )
    dates = [date for date in map(read_date, written) if date]
    same = [date for date in dates if year in date]
    return max(same or dates, key=lambda date: (len(date), date[:4].isdigit()), default="")


def keep_container(entry: EntryBuilder, values: Values) -> None:
    """Set the journal, or the book and the congress."""
    if entry.kind in IN_BOOKS:
        book = values.first("C3") if entry.kind == "inproceedings" else ""
        entry.keep("booktitle", book or values.first("T2", "BT", "JF", "JO"))
        if book:
            entry.keep("eventtitle", values.first("T2"))
            entry.keep("venue", values.first("CY"))
            entry.keep("address", values.first("C1"))
    elif entry.kind == "proceedings" or values.first("TY") == "PRES":
        entry.keep("eventtitle", values.first("T2"))
        if values.first("TY") == "PRES":
            entry.keep("venue", values.first("CY"))
            return
    elif entry.kind in ("misc", "unpublished"):
        entry.keep("journal", values.first("T2", "JF", "JO"))
    elif entry.kind == "online":
        entry.keep("organization", values.first("T2"))
    elif entry.kind == "article":
        keep_journal(entry, values)
    else:
        entry.keep("journal" if entry.kind == "legislation" else "series", values.first("T2"))
    entry.keep("address", values.first("CY", "PP"))


def keep_journal(entry: EntryBuilder, values: Values) -> None:
    """Set the journal; leave out the title of an issue that some publishers put in its place."""
    second, others = values.first("T2"), values.all("JF", "JO", "JA", "J2", "J1", "SO")
    journals = [second, *others] if not others or may_be_one(second, others) else others
    if second and second not in journals:
        entry.left += ("T2",)
    longest = max(journals, key=len, default="")
    short = values.first("J2", "JA", "J1", "JO")
    entry.keep("journal", longest)
    entry.keep("shortjournal", short if short != longest else "")


def may_be_one(title: str, others: list[str]) -> bool:
    """Return whether other titles may be the same journal, abbreviated or not.

    >>> may_be_one("N Engl J Med", ["The New England Journal of Medicine"])
    True
    >>> may_be_one("Sous-titre", ["Sciences sociales et santé"]), may_be_one("BMJ", ["Br Med J"])
    (False, True)
    """
    return any(is_short_for(title, other) or is_short_for(other, title) for other in others)


def is_short_for(short: str, title: str) -> bool:
    """Return whether a title may be an abbreviation of another: of its words, or their initials."""
    words = iter(WORD.findall(fold(title)))
    parts = WORD.findall(fold(short))
    if all(any(word.startswith(part) for word in words) for part in parts):
        return True
    initials = iter(word[0] for word in WORD.findall(fold(title)))
    return short.isupper() and len(parts) == 1 and all(sign in initials for sign in parts[0])


def keep_links(entry: EntryBuilder, values: Values) -> None:
    """Set addresses and identifiers; turn the address of a DOI into that DOI."""
    addresses = list[str]()
    for address in values.all("UR", "LK"):
        if found := DOI_ADDRESS.fullmatch(address):
            entry.keep("doi", found[1])
        else:
            addresses.append(address.split(";http")[0])
    if keep_address(entry, addresses):
        entry.left += ("UR",)
    number = values.first("AN")
    if number.isdigit():
        entry.keep("pmid", number)
    if found := OF_COCHRANE.search(number):
        entry.keep("eid", found[0])
    keep_identifiers(entry, values.all("AN", "C2"))
    keep_identifiers(entry, map(values.peek, ("U1", "U2", "U3", "U4", "U5", "N1", "M1", "ID")))
