"""Turns a raw entry into a `Reference`, and reports every mistake in its contents."""

from __future__ import annotations

import re

from parution.bibliography.addresses import (
    WEB_ADDRESS,
    address_alone,
    clean_address,
    split_addresses,
)
from parution.bibliography.bibtex import entry_problems
from parution.bibliography.bibtex.entry_types import ADDRESSES, KEPT, language, list_required_fields
from parution.bibliography.bibtex.field_values import RawField
from parution.bibliography.bibtex.inheritance import Fields
from parution.bibliography.bibtex.latex import (
    IN_ENGLISH,
    IN_FRENCH,
    clean,
    plain,
    unknown_commands,
)
from parution.bibliography.bibtex.person_names import is_body, read_names, split_list
from parution.bibliography.bibtex.scanner import RawEntry
from parution.bibliography.identifiers import (
    ARCHIVES,
    IDENTIFIERS,
    PMID_IN_NOTE,
    find_identifier,
    with_angle_brackets,
)
from parution.bibliography.partial_dates import (
    DATE,
    DAY_FIRST,
    PartialDate,
    end_of_range,
    month_number,
    partial_date,
    read_month,
    read_words,
    year_in,
)
from parution.bibliography.vancouver.document_kinds import UNDATED
from parution.bibliography.vancouver.people import vancouver
from parution.domain import Interests, Name, Reference
from parution.domain.problems import Place, Problem

LEVELS = ("1", "2", "3", "4")
GRADES = ("A", "B", "C", "AE")
ACCESS = ("free", "paywalled")

NO_DATE = re.compile(r"\W*(?:[sn]\.?\s?d|sans date|no date|date inconnue)\W*", re.IGNORECASE)
"""What people and programs write where a document has no date."""

TAG = re.compile(r"</?([A-Za-z][A-Za-z0-9]*)\b[^<>]*/?>|<!--|<!\[|<\?")
DRESSING = re.compile(
    r"<[A-Za-z][A-Za-z0-9]*(?:\s+(?:class|style)\s*=\s*(?:\"[^\"]*\"|'[^']*'))*\s*/?>", re.I
)
"""A tag with no attributes except those that Zotero writes: ``<span class="nocase">``."""

HARMLESS = frozenset(["i", "b", "em", "strong", "sub", "sup", "span", "sc", "u"])
"""Tags that PubMed and Zotero leave in titles, to be removed."""


class EntryReader:
    """Reads one entry as a `Reference`; adds mistakes to `problems`."""

    def __init__(self, entry: RawEntry, raw: Fields, file: str) -> None:
        self.entry, self.raw, self.file = entry, raw, file
        self.problems: list[Problem] = []
        self.place = Place(file, entry.line, entry.column)
        self.fields: dict[str, str] = {}

    def reference(self) -> Reference:
        """Return the entry as a reference: plain text, under one vocabulary of field names."""
        for name, field in self.raw.items():
            if name in KEPT:
                self._keep(name, field)
        self._keep_address()
        self._keep_dates()
        self._keep_identifiers()
        authors, editors = self._people("author"), self._people("editor")
        translators = self._people("translator")
        self._report_missing(bool(authors), bool(editors))
        scheme = self._own("scheme") or None
        return Reference(
            key=self.entry.key,
            kind=self.entry.kind,
            fields=self.fields,
            authors=authors,
            editors=editors,
            translators=translators,
            place=self.place,
            level=self._level(),
            grade=self._grade(scheme),
            scheme=scheme,
            interests=Interests(self._one_of("interests", tuple(Interests)) or Interests.UNKNOWN),
            interests_note=self._own("interests_note") or None,
            access=self._one_of("access", ACCESS) or None,
        )

    # Fields

    def _keep(self, name: str, field: RawField) -> None:
        if name in ADDRESSES:
            written = with_angle_brackets(field.value) if name == "doi" else field.value
            value = clean(clean_address(written))
        else:
            for command in unknown_commands(field.value):
                problem = entry_problems.unknown_command(self._at(name), name, command)
                self.problems.append(problem)
            is_list = field.name == "location" and "and" in field.value
            written = ", ".join(split_list(field.value)) if is_list else field.value
            value = plain(written, IN_ENGLISH if self._is_english() else IN_FRENCH)
            if "<" in value:
                value = self._without_tags(name, value)
        if value:
            self.fields[name] = value

    def _is_english(self) -> bool:
        return "langid" in self.raw and language(self.raw["langid"].value) == "en"

    def _without_tags(self, name: str, value: str) -> str:
        """Remove tags that only style a text; report any other, which readers will see as text."""
        found = [((tag[1] or "").lower(), tag[0]) for tag in TAG.finditer(value)]
        kept = {name for name, tag in found if "=" in tag and not DRESSING.fullmatch(tag)}
        harmless = HARMLESS - kept
        value = TAG.sub(lambda tag: "" if (tag[1] or "").lower() in harmless else tag[0], value)
        if tag := TAG.search(value):
            self.problems.append(entry_problems.html_in_field(self._at(name), name, tag[0]))
        return value.strip()

    def _keep_address(self) -> None:
        """Take an address that is alone in ``howpublished`` as the entry's ``url``."""
        raw = self.raw.get("howpublished")
        address = clean(address_alone(raw.value)) if raw else ""
        if address and self.fields.setdefault("url", address) == address:
            self.fields.pop("howpublished", None)

    def _keep_dates(self) -> None:
        fields = self.fields
        dates = self._dates()
        if dates:
            first, last = dates
            fields.pop("month", None)
            written = {"year": first.year, "month": first.month, "day": first.day}
            fields |= {name: value for name, value in written.items() if value}
            if last:
                fields["enddate"] = str(last)
        for name in ("urldate", "origdate", "eventdate"):
            if (value := fields.get(name)) and partial_date(value) is None:
                self.problems.append(entry_problems.bad_date(self._at(name), name, value))
                del fields[name]

    def _dates(self) -> tuple[PartialDate, PartialDate | None] | None:
        """Return the beginning and the end of the entry's date; None without one."""
        fields = self.fields
        if written := fields.pop("date", ""):
            if date := partial_date(written):
                return date, end_of_range(written)
            if found := read_words(written):
                return found
            self._keep_year("date", written)
        year, month, day = (fields.get(name, "") for name in ("year", "month", "day"))
        if found := self._dates_of_year(year, has_month=bool(month)):
            return found
        year = fields.get("year", "")
        fields.pop("day", None)
        if (
            month
            and day.isdigit()
            and (date := partial_date(f"{year}-{month_number(month)}-{day}"))
        ):
            return date, None
        if not month or not year:
            return None
        found = read_month(month, year) if DATE.fullmatch(year) else None
        if found is None:
            self.problems.append(entry_problems.bad_date(self._at("month"), "month", month))
            del fields["month"]
        return found

    def _dates_of_year(
        self, year: str, *, has_month: bool
    ) -> tuple[PartialDate, PartialDate | None] | None:
        """Return the dates in a field ``year`` that holds more than a year; None otherwise."""
        if (date := partial_date(year)) and (date.month or end_of_range(year)):
            return date, end_of_range(year)
        if not has_month and (found := read_words(year)):
            return found
        if NO_DATE.fullmatch(year):
            del self.fields["year"]
        elif DAY_FIRST.fullmatch(year):
            self._keep_year("year", year)
        return None

    def _keep_year(self, name: str, written: str) -> None:
        """Report an unclear date; keep only its year, if there is one."""
        self.problems.append(entry_problems.bad_date(self._at(name), name, written))
        if certain := year_in(written):
            self.fields["year"] = certain

    def _keep_identifiers(self) -> None:
        fields = self.fields
        archive = ARCHIVES.get(fields.get("eprinttype", "").lower())
        if archive and "eprint" in fields:
            fields.setdefault(archive, fields.pop("eprint"))
        for found in PMID_IN_NOTE.finditer(self.raw["note"].value if "note" in self.raw else ""):
            fields.setdefault(
                "pmcid" if found[1] else "pmid", ("PMC" if found[1] else "") + found[2]
            )
        for name, identifier in IDENTIFIERS.items():
            if not (value := fields.pop(name, "")):
                continue
            if known := find_identifier(name, value):
                fields[name] = known
            else:
                problem = entry_problems.bad_identifier(
                    self._at(name), name, value, identifier.example
                )
                self.problems.append(problem)
        url = fields.pop("url", "")
        if url.startswith("10.") and (doi := find_identifier("doi", url)):
            fields.setdefault("doi", doi)
        elif url:
            self._keep_url(url)
        if code := language(fields.pop("langid", "")):
            fields["langid"] = code

    def _keep_url(self, written: str) -> None:
        """Keep the first address of a field; report a wrong one, and further ones."""
        first, *others = split_addresses(written) or [written]
        if not WEB_ADDRESS.fullmatch(first):
            self.problems.append(entry_problems.bad_url(self._at("url"), first))
            return
        self.fields["url"] = first
        if others:
            self.problems.append(entry_problems.several_addresses(self._at("url"), first))

    def _people(self, name: str) -> tuple[Name, ...]:
        field = self.raw.get(name)
        if field is None:
            return ()
        people, is_doubtful, without_commas = read_names(field.value)
        for command in unknown_commands(field.value):
            self.problems.append(entry_problems.unknown_command(self._at(name), name, command))
        if without_commas:
            self.problems.append(entry_problems.name_without_comma(self._at(name), without_commas))
        if is_doubtful or not all(person.literal or person.family for person in people):
            self.problems.append(entry_problems.bad_name(self._at(name), field.value))
        for person in people:
            if is_body(person):
                parts = (person.given, person.particle, person.family)
                written = " ".join(part for part in parts if part)
                problem = entry_problems.body_as_person(self._at(name), written, vancouver(person))
                self.problems.append(problem)
        return people

    def _report_missing(self, has_authors: bool, has_editors: bool) -> None:
        present = {*self.fields, *(["author"] * has_authors), *(["editor"] * has_editors)}
        if self.fields.get("pubstate", "").lower() in UNDATED:
            present.add("year")
        if "title" not in present:
            self.problems.append(entry_problems.missing_title(self.place, self.entry.key))
        for names_of_one in list_required_fields(self.entry.kind):
            if present.isdisjoint(names_of_one):
                problem = entry_problems.missing_field(self.place, self.entry.key, names_of_one)
                self.problems.append(problem)

    # The product's own fields

    def _own(self, name: str) -> str:
        field = self.raw.get(name)
        value = plain(field.value) if field else ""
        return self._without_tags(name, value) if "<" in value else value

    def _one_of(self, name: str, known: tuple[str, ...]) -> str:
        value = self._own(name)
        if value and value not in known:
            if value.casefold() in known:
                return value.casefold()
            problem = entry_problems.unknown_value(self._at(name), name, value, list(known))
            self.problems.append(problem)
            return ""
        return value

    def _level(self) -> int | None:
        value = self._one_of("level", LEVELS)
        return int(value) if value else None

    def _grade(self, scheme: str | None) -> str | None:
        """Return the grade, which must be one of the HAS's unless the entry names a scheme."""
        if scheme:
            return self._own("grade") or None
        value = self._own("grade").upper()
        if value and value not in GRADES:
            problem = entry_problems.unknown_value(self._at("grade"), "grade", value, list(GRADES))
            self.problems.append(problem)
            return None
        return value or None

    def _at(self, name: str) -> Place:
        """Return the place of a field; the entry's if it came from elsewhere."""
        field = self.raw.get(name)
        return Place(self.file, field.line, field.column) if field else self.place
