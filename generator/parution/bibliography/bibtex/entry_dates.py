"""Reads the dates of an entry: year, month and day, ranges, states in place of a year."""

from __future__ import annotations

import re
from collections.abc import Callable
from types import MappingProxyType

from parution.bibliography.partial_dates import (
    DATE,
    DAY_FIRST,
    PartialDate,
    find_month_number,
    find_year,
    parse_end_of_range,
    parse_partial_date,
    read_month,
    read_words,
)

NO_DATE = re.compile(r"\W*(?:[sn]\.?\s?d|sans date|no date|date inconnue)\W*", re.IGNORECASE)
"""What people and programs write where a document has no date."""

FOUR_DIGITS = re.compile(r"(?<!\d)\d{4}(?!\d)")
"""A year, even in « c2020 », « 2020a » or « vers 1890 »."""

STATES_IN_WORDS = MappingProxyType(
    {
        **dict.fromkeys(("in press", "sous presse", "accepted", "accepté"), "inpress"),
        **dict.fromkeys(("à paraître", "forthcoming", "to appear"), "forthcoming"),
        **dict.fromkeys(("submitted", "soumis", "under review"), "submitted"),
    }
)
"""The state of a document by what people write in place of its year."""


class EntryDates:
    """Turns the dates in the fields of an entry into years, months and days.

    `report` is called with the name and the value of a field that holds no date.
    """

    def __init__(self, fields: dict[str, str], report: Callable[[str, str], None]) -> None:
        self.fields, self._report = fields, report
        self.is_unclear = False
        """Whether a problem, or the entry itself (« s.d. »), says why there is no year."""

    def keep(self) -> None:
        """Replace the dates as written by ``year``, ``month``, ``day`` and ``enddate``."""
        fields = self.fields
        if state := STATES_IN_WORDS.get(fields.get("pubstate", "").lower()):
            fields["pubstate"] = state
        dates = self._dates()
        if dates:
            first, last = dates
            fields.pop("month", None)
            written = {"year": first.year, "month": first.month, "day": first.day}
            fields |= {name: value for name, value in written.items() if value}
            if last:
                fields["enddate"] = str(last)
        for name in ("urldate", "origdate", "eventdate"):
            if (value := fields.get(name)) and parse_partial_date(value) is None:
                self._keep_words_of_date(name, value)

    def _keep_words_of_date(self, name: str, written: str) -> None:
        """Keep « 3 mai 2020 » as a date; report what is none, and leave it out."""
        if found := read_words(written):
            self.fields[name] = "/".join(str(date) for date in found if date)
        else:
            self._report(name, written)
            del self.fields[name]

    def _dates(self) -> tuple[PartialDate, PartialDate | None] | None:
        """Return the beginning and the end of the entry's date; None without one."""
        fields = self.fields
        if written := fields.pop("date", ""):
            if date := parse_partial_date(written):
                return date, parse_end_of_range(written)
            if found := read_words(written):
                return found
            if not self._keep_reason("date", written):
                self._keep_year("date", written)
        year, month, day = (fields.get(name, "") for name in ("year", "month", "day"))
        if found := self._read_dates_of_year(year, has_month=bool(month)):
            return found
        year = fields.get("year", "")
        fields.pop("day", None)
        if (
            month
            and day.isdigit()
            and (date := parse_partial_date(f"{year}-{find_month_number(month)}-{day}"))
        ):
            return date, None
        if not month or not year or self.is_unclear:
            return None
        found = read_month(month, year) if DATE.fullmatch(year) else None
        if found is None:
            self._report("month", month)
            del fields["month"]
        return found

    def _read_dates_of_year(
        self, year: str, *, has_month: bool
    ) -> tuple[PartialDate, PartialDate | None] | None:
        """Return the dates in a field ``year`` that holds more than a year; None otherwise."""
        if (date := parse_partial_date(year)) and (date.month or parse_end_of_range(year)):
            return date, parse_end_of_range(year)
        if not has_month and (found := read_words(year)):
            return found
        if not year or self._keep_reason("year", year):
            return None
        if DAY_FIRST.fullmatch(year):
            self._keep_year("year", year)
        elif not FOUR_DIGITS.search(year):
            self._report("year", year)
            self.is_unclear = True
        return None

    def _keep_reason(self, name: str, written: str) -> bool:
        """Keep why there is no date: « sous presse », « s.d. »; return whether it was said."""
        if NO_DATE.fullmatch(written):
            self.is_unclear = True
            self.fields.pop(name, None)
            return True
        state = STATES_IN_WORDS.get(written.strip(" .()[]").lower())
        if state:
            self.fields.setdefault("pubstate", state)
            self.fields.pop(name, None)
        return bool(state)

    def _keep_year(self, name: str, written: str) -> None:
        """Report an unclear date; keep only its year, if there is one."""
        self._report(name, written)
        if certain := find_year(written):
            self.fields["year"] = certain
        else:
            self.is_unclear = True
