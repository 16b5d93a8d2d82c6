"""The dates of bibliographies: EDTF as BibLaTeX and Zotero write it, months by name."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from types import MappingProxyType

DATE = re.compile(r"(-?\d{4})(?:[-/](\d{1,2})(?:[-/](\d{1,2}))?)?[~?%]?(?:T[\d:.Z+-]*)?")

MONTHS = MappingProxyType(
    {
        start: str(number)
        for number, starts in enumerate(
            (
                ("jan",), ("feb", "fev", "fév"), ("mar",), ("apr", "avr"), ("may", "mai"),
                ("jun", "juin"), ("jul", "juil"), ("aug", "aou", "aoû"), ("sep",), ("oct",),
                ("nov",), ("dec", "déc"),
            ),
            start=1,
        )
        for start in starts
    }
)  # fmt: skip
"""Numbers of months by the beginnings of their English and French names."""


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date of which the month or the day may not be known; numbers without leading zeros."""

    year: str
    month: str = ""
    day: str = ""


def partial_date(written: str) -> PartialDate | None:
    """Return what a date, or the beginning of a range of dates, says; None when it is none.

    >>> partial_date("2010-07")
    PartialDate(year='2010', month='7', day='')
    """
    found = DATE.fullmatch(written.strip().partition("/")[0]) or DATE.fullmatch(written.strip())
    if not found:
        return None
    year, month, day = found[1], int(found[2] or 0), int(found[3] or 0)
    if 21 <= month <= 24:  # the seasons of EDTF
        month = day = 0
    if month > 12 or day > _last_day(int(year), month):
        return None
    return PartialDate(year, str(month or ""), str(day or "") if month else "")


def _last_day(year: int, month: int) -> int:
    """Return how many days a month has, the year 0 and those before it included."""
    return monthrange(2000 + year % 400, month)[1] if month else 31


def month_number(written: str) -> str:
    """Return the number of a month given by name or number; nothing when it is none.

    >>> month_number("juil."), month_number("07"), month_number("Easter")
    ('7', '7', '')
    """
    name = written.strip().lower()
    if name.isascii() and name.isdigit():
        return str(int(name)) if 1 <= int(name) <= 12 else ""
    return MONTHS.get(name[:4]) or MONTHS.get(name[:3]) or ""
