"""Entries built from records of other formats, and helpers common to all formats."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from parution.bibliography.bibtex.body_names import OF_A_BODY
from parution.bibliography.bibtex.name_lists import (
    begins_with_given,
    parse_names,
    put_comma_before_given,
)
from parution.bibliography.bibtex.person_names import OTHERS, TITLE_BEFORE
from parution.bibliography.identifiers import PMID_IN_NOTE, find_identifier
from parution.bibliography.partial_dates import COMPACT, parse_partial_date, read_month
from parution.domain import Name

TAGS_OF_HTML = re.compile(
    r"</?(?:jats|mml|i|b|em|strong|sub|sup|inf|span|scp?|u|p|tt)\b(?::[a-z]+)?[^<>]*>",
    re.IGNORECASE,
)
LINE_BREAK = re.compile(r"\s*<br\s*/?>\s*", re.IGNORECASE)
SPACE = re.compile(r"[ \t\n\r]+")
YEAR = re.compile(r"\b(1[5-9]\d\d|20\d\d)\b")
DAY_OR_MONTH_FIRST = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})\b.*", re.DOTALL)
"""« 02/11/2026 », which begins with the day in France and with the month in the United States."""
SLASHES = re.compile(r"(\d{4})[/-](\d{1,2})(?:[/-](\d{1,2}))?\b.*", re.DOTALL)
ISSN = re.compile(r"\b\d{4}-?\d{3}[\dXx]\b")
ISBN = re.compile(r"\b(?:97[89][- ]?)?(?:\d[- ]?){9}[\dXx]\b")
JOINED = re.compile(r";|\sand\s")
"""Several people in one field."""

MONTHS_OF_YEAR = 12
MOST_WORDS = 4
MOST_INITIALS = 4
KEY = re.compile(r"[^\W_][\w:.+/-]{2,80}")


class NotInFormat(ValueError):
    """Raised for a text that is not in the expected format."""

    def __init__(self, line: int = 1) -> None:
        self.line = line
        """The line of the first mistake, from 1."""
        super().__init__(f"line {line}")


@dataclass(slots=True)
class EntryBuilder:
    """The entry of a record, as far as its reader understood it so far."""

    kind: str
    """The BibTeX entry type."""
    fields: dict[str, str] = field(default_factory=dict)
    """Values by the field names of references."""
    authors: tuple[Name, ...] = ()
    editors: tuple[Name, ...] = ()
    translators: tuple[Name, ...] = ()
    key: str = ""
    """Empty if the record has no usable one."""
    notes: tuple[tuple[str, str], ...] = ()
    """Notes, each after the name of the record's field."""
    left: tuple[str, ...] = ()
    """The names of the record's fields that are lost."""

    def keep(self, name: str, value: str) -> None:
        """Set a field to a value, unless the value is empty or the field has one already."""
        value = clean_text(value)
        if value:
            self.fields.setdefault(name, value)


class Values:
    """The values of a record by tag; records which tags were read."""

    def __init__(self, values: Mapping[str, list[str]]) -> None:
        self._values = {tag: [each for each in map(str.strip, written) if each]
                        for tag, written in values.items()}  # fmt: skip
        self._asked: set[str] = set()

    def all(self, *tags: str) -> list[str]:
        """Return every value of these tags."""
        self._asked.update(tags)
        return [value for tag in tags for value in self._values.get(tag, ())]

    def first(self, *tags: str) -> str:
        """Return the first value in the order of these tags; an empty string without one."""
        return next(iter(self.all(*tags)), "")

    def peek(self, tag: str) -> str:
        """Return the first value of a tag, without having read it."""
        return next(iter(self._values.get(tag, ())), "")

    def left(self) -> tuple[str, ...]:
        """Return the tags with values that nobody has read."""
        return tuple(
            tag for tag, values in self._values.items() if values and tag not in self._asked
        )


def clean_text(value: str) -> str:
    """Return a value on one line, without HTML tags and entities."""
    if "<" in value or "&" in value:
        value = html.unescape(TAGS_OF_HTML.sub("", LINE_BREAK.sub(" ", value)))
    return SPACE.sub(" ", value).strip()


def read_people(written: Iterable[str]) -> tuple[Name, ...]:
    """Return the people or bodies written as « Family, Given » or as names of bodies.

    A body has no comma, or ends with one (EndNote), or has words that only bodies have.

    >>> [name.literal for name in read_people(["University of Adelaide, Department of Health"])]
    ['University of Adelaide, Department of Health']
    """
    cleaned = [each for each in map(clean_text, written) if each]
    return tuple(read_each_person(cleaned, given_first=any(map(begins_with_given, cleaned))))


def read_each_person(written: Iterable[str], *, given_first: bool) -> Iterator[Name]:
    """Yield names; with `given_first`, « Catarina Barata » is a person, not a body."""
    for each in written:
        family, comma, given = (part.strip() for part in each.partition(","))
        if each.lower() in ("et al.", "et al", "others"):
            yield OTHERS
            continue
        if JOINED.search(each) and not OF_A_BODY.search(each):
            yield from parse_names(each)
            continue
        if comma and given and not (len(family.split()) > 1 and OF_A_BODY.search(family)):
            parts = [part.strip() for part in each.split(",")]
            if len(parts) == 3 and len(parts[2]) <= 4:
                parts = [parts[0], parts[2], parts[1]]  # RIS and EndNote: « Family, Given, Jr. »
            yield from parse_names(", ".join(parts).replace("{", "").replace("}", ""))
        elif not comma and (short := parse_names(each)) and is_short(short, each):
            yield from short
        elif not comma and (turned := put_comma_before_given(each)):
            yield from parse_names(turned)
        elif not comma and (TITLE_BEFORE.match(each) or (given_first and is_whole(each))):
            yield from parse_names(each)
        else:
            yield Name(literal=each.replace(",,", ",").rstrip(", "))


def is_whole(written: str) -> bool:
    """Return whether a text may be a person with given name first: two to four words."""
    words = written.split()
    return 2 <= len(words) <= MOST_WORDS and not OF_A_BODY.search(written)


def is_short(people: tuple[Name, ...], written: str) -> bool:
    """Return whether a text is a person such as « Dupont JB », not a body."""
    letters = re.sub(r"[.\s-]", "", people[0].given)
    is_initials = letters.isupper() and len(letters) <= MOST_INITIALS
    return len(people) == 1 and is_initials and not OF_A_BODY.search(written)


def read_date(written: str) -> str:
    """Return a date in BibLaTeX's form; an empty string if the text holds no date.

    >>> read_date("2016 Apr 19"), read_date("2013/07/28"), read_date("2016 May-Jun")
    ('2016-04-19', '2013-07-28', '2016-05/2016-06')
    >>> read_date("20260102"), read_date("23/11/2026"), read_date("02/11/2026")
    ('2026-01-02', '2026-11-23', '02/11/2026')

    Leave it as it is if it may mean two days, for the reader of BibTeX to report it.
    """
    written = written.strip().strip("/")
    if date := COMPACT.fullmatch(written):
        return "-".join(date.groups())
    if date := DAY_OR_MONTH_FIRST.fullmatch(written):
        return order_day_and_month(*date.groups())
    if found := SLASHES.fullmatch(written):
        return "-".join(part.zfill(2) for part in found.groups() if part and int(part))
    year = YEAR.search(written)
    if not year:
        return ""
    rest = written.replace(year[0], " ", 1).strip(" ,./")
    found_month = read_month(rest, year[0]) if rest else None
    if not found_month:
        return year[0]
    first, last = found_month
    return f"{first}/{last}" if last else str(first)


def order_day_and_month(first: str, second: str, year: str) -> str:
    """Return a date whose order of day and month is clear; else the date as it was written."""
    day, month = (second, first) if int(second) > MONTHS_OF_YEAR else (first, second)
    is_clear = int(day) > MONTHS_OF_YEAR or day == month
    written = f"{year}-{month:0>2}-{day:0>2}"
    if not is_clear:
        return f"{first}/{second}/{year}"
    return written if parse_partial_date(written) else year


def keep_address(entry: EntryBuilder, written: Iterable[str]) -> bool:
    """Set the first web address; return whether another one is lost."""
    web = (each for each in written if each.lower().startswith(("http", "ftp:", "www.")))
    addresses = [*dict.fromkeys(web)]
    for address in addresses[:1]:
        entry.keep("url", address)
    return any(address != entry.fields["url"] for address in addresses)


def keep_identifiers(entry: EntryBuilder, written: Iterable[str]) -> None:
    """Set PMID and PMCID from texts such as « PMID: 27164970 », « PMC4862376 »."""
    for each in written:
        for found in PMID_IN_NOTE.finditer(each):
            entry.keep("pmcid" if found[1] else "pmid", ("PMC" if found[1] else "") + found[2])
        if each.upper().startswith("PMC") and (pmcid := find_identifier("pmcid", each)):
            entry.keep("pmcid", pmcid)
        elif each.upper().startswith("PMID") and (pmid := find_identifier("pmid", each)):
            entry.keep("pmid", pmid)


def keep_numbers(entry: EntryBuilder, written: Iterable[str]) -> None:
    """Set the ISBN or the ISSN from texts that hold one."""
    for each in written:
        if found := ISBN.search(each):
            entry.keep("isbn", found[0])
        elif found := ISSN.search(each):
            entry.keep("issn", found[0])


def keep_number_of_law(entry: EntryBuilder, number: str) -> None:
    """Set the number of a law after its title, unless the title holds it."""
    if number and number not in entry.fields.get("title", ""):
        entry.keep("titleaddon", f"n° {number}")


def keep_pages(entry: EntryBuilder, first: str, last: str = "") -> None:
    """Set the pages from the first and the last one."""
    first, last = first.strip(), last.strip()
    entry.keep("pages", f"{first}--{last}" if first and last and last not in first else first)


def choose_key(written: str) -> str:
    """Return a key if a text can cite it as it is; else an empty string."""
    return written if KEY.fullmatch(written) and not written.isdigit() else ""
