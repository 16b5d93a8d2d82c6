"""Parses dates of bibliographies: EDTF as in BibLaTeX and Zotero, months and seasons by name."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from parution.language.fold import fold

DATE = re.compile(r"(-?\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?[~?%]?(?:[T ]+\d\d:[\d:.Z+-]*)?")
COMPACT = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)")
"""« 20240531 », the compact form of ISO 8601."""

RANGE = re.compile(r"\s*/\s*|(?<=\d)\s*(?:--+|–|—|\bto\b|\bau\b)\s*(?=\d)|(?<=^\d{4})-(?=\d{4}$)")
"""The separator between the two ends of a range of dates."""

MONTHS = MappingProxyType(
    {
        start: str(number)
        for number, starts in enumerate(
            (
                ("jan",), ("feb", "fev"), ("mar",), ("apr", "avr"), ("may", "mai"),
                ("jun", "juin"), ("jul", "juil"), ("aug", "aou"), ("sep",), ("oct", "okt"),
                ("nov",), ("dec", "dez"),
            ),
            start=1,
        )
        for start in starts
    }
)  # fmt: skip
"""Numbers of months by the beginnings of their English and French names."""

SEASONS = MappingProxyType(
    {
        "spring": "21", "printemps": "21", "summer": "22", "ete": "22", "fall": "23",
        "autumn": "23", "automne": "23", "winter": "24", "hiver": "24",
    }
)  # fmt: skip
"""EDTF's numbers of seasons, by name."""

BETWEEN = re.compile(r"\s*(?:--?|[–—/&]|\bet\b|\band\b|\bau\b|\bto\b)\s*")
DAY = re.compile(r"\b([0-3]?\d)(?:er|st|nd|rd|th)?\b\.?")
DAY_FIRST = re.compile(r"(\d{1,2})([/.-])(\d{1,2})[/.-](\d{4})")
MONTH_FIRST = re.compile(r"(\d{1,2})[/.-](\d{4})")
MONTH_BETWEEN = re.compile(r"(\d{4})-([^\W\d_]{3,}\.?)-(\d{1,2})")
"""« 2019-Jul-05 »."""

YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")
LETTERS = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date that may lack its month or day; numbers have no leading zeros.

    A month from 21 to 24 is a season: spring, summer, autumn, winter.
    """

    year: str
    month: str = ""
    day: str = ""

    def __str__(self) -> str:
        parts = (self.year, self.month.zfill(2), self.day.zfill(2))
        return "-".join(part for part in parts if part.strip("0") or part == self.year)


def parse_partial_date(written: str) -> PartialDate | None:
    """Return a date, or the beginning of a range of dates; None for other texts.

    >>> parse_partial_date("2010-07")
    PartialDate(year='2010', month='7', day='')
    """
    written = COMPACT.sub(r"\1-\2-\3", written.strip())
    found = DATE.fullmatch(written) or DATE.fullmatch(RANGE.split(written)[0])
    if not found:
        return None
    year, month, day = found[1], int(found[2] or 0), int(found[3] or 0)
    if 21 <= month <= 24 and not day:
        return PartialDate(year, str(month))
    if month > 12 or day > count_days(int(year), month):
        return None
    return PartialDate(year, str(month or ""), str(day or "") if month else "")


def make_date(fields: Mapping[str, str]) -> PartialDate:
    """Return the date, or the beginning of the range, in the fields of a reference."""
    return PartialDate(*(fields.get(name, "") for name in ("year", "month", "day")))


def parse_end_of_range(written: str) -> PartialDate | None:
    """Return the end of a range of dates; None for a single date, or an open range.

    >>> parse_end_of_range("2007-12-02/2007-12-07")
    PartialDate(year='2007', month='12', day='7')
    """
    written = written.strip()
    ends = RANGE.split(written)
    return parse_partial_date(ends[1]) if len(ends) == 2 and not DATE.fullmatch(written) else None


def count_days(year: int, month: int) -> int:
    """Return the number of days of a month, also in the year 0 and before."""
    return monthrange(2000 + year % 400, month)[1] if month else 31


def find_month_number(written: str) -> str:
    """Return the number of a month or season by name or number; an empty string for other text.

    >>> [find_month_number(name) for name in ("juil.", "07", "Spring", "Easter")]
    ['7', '7', '21', '']
    """
    name = fold(written.strip().strip("."))
    if name.isascii() and name.isdigit():
        return str(int(name)) if 1 <= int(name) <= 12 else ""
    if not name.isalpha():
        return ""
    return SEASONS.get(name) or MONTHS.get(name[:4]) or MONTHS.get(name[:3]) or ""


def read_month(written: str, year: str) -> tuple[PartialDate, PartialDate | None] | None:
    """Return the beginning and the end of the date in a field ``month``; None if unclear.

    >>> read_month("23-27 mai", "2012")
    (PartialDate(year='2012', month='5', day='23'), PartialDate(year='2012', month='5', day='27'))
    >>> read_month("juillet-août", "2020")
    (PartialDate(year='2020', month='7', day=''), PartialDate(year='2020', month='8', day=''))
    >>> read_month("Easter", "2020")
    """
    pieces = [piece for piece in BETWEEN.split(written.replace(year, " ").strip(" ,.~")) if piece]
    if not 1 <= len(pieces) <= 2:
        return None
    ends = [read_month_and_day(piece) for piece in pieces]
    if len(ends) == 2 and pieces[0].strip().isdigit() and LETTERS.search(pieces[1]):
        ends[0] = ends[1][0], pieces[0].strip()
    if len(ends) == 2 and LETTERS.search(pieces[0]) and pieces[1].strip().isdigit():
        ends[1] = ends[0][0], pieces[1].strip()
    dates = [
        parse_partial_date(f"{year}-{month}-{day}".rstrip("-")) for month, day in ends if month
    ]
    if len(dates) < len(ends) or None in dates:
        return None
    first, last = dates[0], dates[-1]
    return (first, last if len(dates) == 2 and last != first else None) if first else None


def read_words(written: str) -> tuple[PartialDate, PartialDate | None] | None:
    """Return the beginning and the end of a date as people write it; None if unclear.

    >>> read_words("3 mars 2020"), read_words("31/12/2020"), read_words("03/04/2020")
    ((PartialDate(year='2020', month='3', day='3'), None), \
(PartialDate(year='2020', month='12', day='31'), None), None)
    >>> read_words("03.04.2020"), read_words("05/2020")
    ((PartialDate(year='2020', month='4', day='3'), None), \
(PartialDate(year='2020', month='5', day=''), None))
    >>> read_words("2020 Mar-Apr")
    (PartialDate(year='2020', month='3', day=''), PartialDate(year='2020', month='4', day=''))
    """
    written = MONTH_BETWEEN.sub(r"\3 \2 \1", written.strip())
    if found := MONTH_FIRST.fullmatch(written):
        date = parse_partial_date(f"{found[2]}-{found[1]}")
        return (date, None) if date else None
    if found := DAY_FIRST.fullmatch(written):
        day, sign, month, year = found.groups()
        # No country writes the month first with full stops.
        is_clear = int(day) > 12 or day == month or sign == "."
        date = parse_partial_date(f"{year}-{month}-{day}") if is_clear else None
        return (date, None) if date else None
    year = find_year(written)
    return read_month(written, year) if year and LETTERS.search(written) else None


def find_year(written: str) -> str:
    """Return the one year that a text holds; an empty string if there is none, or several.

    >>> find_year("03/04/2020"), find_year("1999 ou 2001")
    ('2020', '')
    """
    years = YEAR.findall(written)
    return years[0] if len(years) == 1 else ""


def read_month_and_day(piece: str) -> tuple[str, str]:
    """Return the month and the day of « 15 mai », « May 15 », « 7 »."""
    words = LETTERS.findall(DAY.sub(" ", piece))
    if not words:
        return find_month_number(piece), ""
    month = next(filter(None, map(find_month_number, words)), "")
    day = DAY.search(piece)
    return month, day[1] if day else ""
