"""Turns a raw entry into a `Reference`, and reports every mistake in its contents."""

from __future__ import annotations

import re

from parution.bibliography.bibtex import entry_problems
from parution.bibliography.bibtex.body_names import is_body, write_as_found
from parution.bibliography.bibtex.entry_dates import EntryDates
from parution.bibliography.bibtex.entry_notes import (
    CONSULTED,
    IN_FRENCH_WORDS,
    LONGEST_NOTE,
    is_retracted,
    read_note,
)
from parution.bibliography.bibtex.entry_scanner import RawEntry
from parution.bibliography.bibtex.entry_types import (
    ADDRESSES,
    KEPT,
    find_language_code,
    list_required_fields,
)
from parution.bibliography.bibtex.field_values import RawField
from parution.bibliography.bibtex.hal_theses import UNSAID, complete_thesis, describe_unsaid_kind
from parution.bibliography.bibtex.inheritance import Fields
from parution.bibliography.bibtex.latex import (
    IN_ENGLISH,
    IN_FRENCH,
    clean,
    convert_to_plain,
    list_unknown_commands,
)
from parution.bibliography.bibtex.name_lists import read_names, split_list
from parution.bibliography.bibtex.note_problems import describe_retraction
from parution.bibliography.identifiers import (
    ARCHIVES,
    ARCHIVES_BY_FORM,
    DOI_IN_NOTE,
    IDENTIFIERS,
    OF_COCHRANE,
    PMID_IN_NOTE,
    find_identifier,
    find_identifiers,
    guess_identifier,
    restore_angle_brackets,
)
from parution.bibliography.partial_dates import DAY_FIRST, parse_partial_date, read_words
from parution.bibliography.vancouver.document_kinds import UNDATED
from parution.bibliography.vancouver.people import format_name
from parution.bibliography.web_addresses import (
    WEB_ADDRESS,
    clean_address,
    read_sole_address,
    split_addresses,
)
from parution.domain import Interests, Name, Reference
from parution.domain.problems import Place, Problem
from parution.language.look_alikes import find_disguised, find_word_around, type_plainly
from parution.patterns import compile_late

LEVELS = ("1", "2", "3", "4")
GRADES = ("A", "B", "C", "AE")
ACCESS = ("free", "paywalled")

TAG = compile_late(r"</?([A-Za-z][A-Za-z0-9]*)\b(?::[a-z]+)?[^<>]*/?>|<!--|<!\[|<\?")
DRESSING = compile_late(
    r"<[A-Za-z][A-Za-z0-9]*(?:\s+(?:class|style)\s*=\s*(?:\"[^\"]*\"|'[^']*'))*\s*/?>", re.I
)
"""A tag with no attributes except those that Zotero writes: ``<span class="nocase">``."""

HARMLESS = frozenset(
    "b big br em i inf jats math mi mml mn mo mrow msub msup p sc scp small span strong sub sup tt"  # noqa: SIM905
    " u".split()
)
"""Tags that PubMed, Crossref and Zotero leave in titles, to be removed."""

LINE_BREAK = compile_late(r"\s*<(?:br|/p)\s*/?>\s*", re.IGNORECASE)


class EntryReader:
    """Reads one entry as a `Reference`; adds mistakes to `problems`."""

    def __init__(self, entry: RawEntry, raw: Fields, file: str) -> None:
        self.entry, self.raw, self.file = entry, raw, file
        self.problems: list[Problem] = []
        self.place = Place(file, entry.line, entry.column)
        self.fields: dict[str, str] = {}
        self._dates = EntryDates(self.fields, self._report_date)
        self.note_left = ""
        """The words of the note that no field holds."""

    def reference(self) -> Reference:
        """Return the entry as a reference: plain text, under one vocabulary of field names."""
        for name, field in self.raw.items():
            if name in KEPT:
                self._keep(name, field)
        self._keep_web_page()
        self._keep_address()
        self._keep_consultation_as_year()
        self._keep_note()
        self._report_retraction()
        self._dates.keep()
        self._keep_identifiers()
        self._keep_thesis()
        authors, editors = self._read_people("author"), self._read_people("editor")
        translators = self._read_people("translator")
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
            level=self._read_level(),
            grade=self._read_grade(scheme),
            scheme=scheme,
            interests=Interests(
                self._read_one_of("interests", tuple(Interests)) or Interests.UNKNOWN
            ),
            interests_note=self._own("interests_note") or None,
            access=self._read_one_of("access", ACCESS) or None,
        )

    # Fields

    def _keep(self, name: str, field: RawField) -> None:
        if name in ADDRESSES:
            written = restore_angle_brackets(field.value) if name == "doi" else field.value
            value = clean(clean_address(written))
        else:
            for command in list_unknown_commands(field.value):
                problem = entry_problems.describe_unknown_command(
                    self.locate_field(name), name, command
                )
                self.problems.append(problem)
            is_list = field.name == "location" and "and" in field.value
            written = ", ".join(split_list(field.value)) if is_list else field.value
            self._report_foreign_letter(name, field)
            value = convert_to_plain(written, IN_ENGLISH if self._is_english() else IN_FRENCH)
            if "<" in value:
                value = self._remove_tags(name, value)
        if value:
            self.fields[name] = value

    def _report_foreign_letter(self, name: str, field: RawField) -> None:
        """Report a letter of another script within a word, which a search would not find."""
        if sign := next(find_disguised(field.value), None):
            word = type_plainly(find_word_around(field.value, sign.offset))
            self.problems.append(
                entry_problems.describe_foreign_letter(self.locate_field(name), word, sign)
            )

    def _is_english(self) -> bool:
        return "langid" in self.raw and find_language_code(self.raw["langid"].value) == "en"

    def _remove_tags(self, name: str, value: str) -> str:
        """Remove tags that only style a text; report any other, which readers will see as text."""
        value = LINE_BREAK.sub(" ", value)
        found = [((tag[1] or "").lower(), tag[0]) for tag in TAG.finditer(value)]
        kept = {
            name
            for name, tag in found
            if "=" in tag and ":" not in tag.partition("=")[0] and not DRESSING.fullmatch(tag)
        }
        harmless = HARMLESS - kept
        value = TAG.sub(lambda tag: "" if (tag[1] or "").lower() in harmless else tag[0], value)
        if tag := TAG.search(value):
            self.problems.append(
                entry_problems.describe_html_in_field(self.locate_field(name), name, tag[0])
            )
        return value.strip()

    def _keep_web_page(self) -> None:
        """Take the day of consultation that EndNote puts into volume and number of a web page."""
        fields = self.fields
        if self.entry.kind == "misc" and fields.get("type", "").lower() == "web page":
            written = f"{fields.pop('number', '')} {fields.pop('volume', '')}".strip()
            if written:
                self._keep_day_of_consultation(written)

    def _keep_address(self) -> None:
        """Take an address that is alone in ``howpublished`` or ``note`` as the entry's ``url``.

        A note may also say when it was consulted, as Wikipedia's entries do.
        """
        for name in ("howpublished", "note", "eprint"):
            raw = self.raw.get(name)
            if raw is None or len(raw.value) > LONGEST_NOTE:
                continue
            if found := CONSULTED.search(convert_to_plain(raw.value)):
                is_french = IN_FRENCH_WORDS.search(found[0])
                written = DAY_FIRST.sub(r"\4-\3-\1", found[1]) if is_french else found[1]
                self._keep_day_of_consultation(written)
            address = clean(read_sole_address(CONSULTED.sub("", raw.value)))
            if name == "eprint" and "doi" in self.fields:
                address = ""
            if address and self.fields.setdefault("url", address) == address:
                self.fields.pop(name, None)

    def _keep_consultation_as_year(self) -> None:
        """Take the day of consultation that stands in place of the year, or behind it."""
        year = self.fields.get("year", "")
        if found := CONSULTED.search(year):
            self.fields["year"] = CONSULTED.sub("", year).strip(" ,;.")
            if not self.fields["year"]:
                del self.fields["year"]
            self._keep_day_of_consultation(DAY_FIRST.sub(r"\4-\3-\1", found[1]))

    def _keep_day_of_consultation(self, written: str) -> None:
        dates = read_words(written.strip())
        date = parse_partial_date(written.strip()) or (dates[0] if dates else None)
        if date and date.day:
            self.fields.setdefault("urldate", str(date))

    def _keep_note(self) -> None:
        """Keep what the note says of the document, where the entry lacks it."""
        raw = self.raw.get("note")
        if raw is None:
            return
        written = raw.value
        if len(written) <= LONGEST_NOTE:
            written = CONSULTED.sub("", written)
            if clean(read_sole_address(written)):
                return
        note = read_note(written, self.entry.kind, self.fields)
        self.fields |= note.fields
        self.note_left = note.left

    def _report_retraction(self) -> None:
        names = ("title", "addendum", "pubstate")
        said = (*map(self.fields.get, names), self._read_written("note"))
        if found := next((each for each in said if each and is_retracted(each)), None):
            self.problems.append(describe_retraction(self.place, self.entry.key, found))

    def _report_date(self, name: str, written: str) -> None:
        self.problems.append(
            entry_problems.describe_bad_date(self.locate_field(name), name, written)
        )

    def _keep_identifiers(self) -> None:
        self._find_identifiers()
        for name, identifier in IDENTIFIERS.items():
            if not (value := self.fields.pop(name, "")):
                continue
            if known := find_identifier(name, value):
                self.fields[name] = known
            elif several := find_identifiers(name, value):
                self._keep_several(name, several)
            else:
                example = guess_identifier(name, value) or identifier.example
                problem = entry_problems.describe_bad_identifier(
                    self.locate_field(name), name, value, example
                )
                self.problems.append(problem)
        url = self.fields.pop("url", "")
        if url.lower().startswith(("10.", "doi:")) and (doi := find_identifier("doi", url)):
            self.fields.setdefault("doi", doi)
        elif url:
            self._keep_url(url)
        if code := find_language_code(self.fields.pop("langid", "")):
            self.fields["langid"] = code

    def _find_identifiers(self) -> None:
        """Take identifiers from fields that programs use for others, if there is no better one."""
        fields, note = self.fields, self._read_written("note")
        archive = ARCHIVES.get(fields.get("eprinttype", "").lower())
        if "eprint" in fields and "eprinttype" not in fields:
            certain = (name for name in ARCHIVES_BY_FORM if find_identifier(name, fields["eprint"]))
            archive = next(certain, None)
        if archive and "eprint" in fields:
            fields.setdefault(archive, fields.pop("eprint"))
        for pmid in PMID_IN_NOTE.finditer(note):
            name, before = ("pmcid", "PMC") if pmid[1] else ("pmid", "")
            fields.setdefault(name, before + pmid[2])
        if found := DOI_IN_NOTE.search(note):
            fields.setdefault("doi", found[1])
        if found := OF_COCHRANE.search(self._read_written("accession_number")):
            fields.setdefault("eid", found[0])

    def _keep_thesis(self) -> None:
        complete_thesis(self.entry.kind, self.fields)
        if self.fields.get("type") == UNSAID:
            self.problems.append(describe_unsaid_kind(self.place, self.entry.key))

    def _keep_several(self, name: str, several: list[tuple[str, str]]) -> None:
        """Keep the first identifier of each kind; report that others are left out."""
        for kind, known in several:
            self.fields.setdefault(kind, known)
        kinds = [kind for kind, _ in several]
        if len(kinds) > len(set(kinds)):
            problem = entry_problems.describe_several_identifiers(
                self.locate_field(name), name, self.fields[name]
            )
            self.problems.append(problem)

    def _keep_url(self, written: str) -> None:
        """Keep the first address of a field; report a wrong one, and further ones."""
        first, *others = split_addresses(written) or [written]
        if not WEB_ADDRESS.fullmatch(first):
            self.problems.append(entry_problems.describe_bad_url(self.locate_field("url"), first))
            return
        self.fields["url"] = first
        if others:
            self.problems.append(
                entry_problems.describe_several_addresses(self.locate_field("url"), first)
            )

    def _read_people(self, name: str) -> tuple[Name, ...]:
        field = self.raw.get(name)
        if field is None:
            return ()
        people, is_doubtful, without_commas, bodies = read_names(field.value)
        self._report_foreign_letter(name, field)
        for command in list_unknown_commands(field.value):
            self.problems.append(
                entry_problems.describe_unknown_command(self.locate_field(name), name, command)
            )
        if without_commas:
            self.problems.append(
                entry_problems.describe_name_without_comma(self.locate_field(name), without_commas)
            )
        if is_doubtful or not all(person.literal or person.family for person in people):
            self.problems.append(
                entry_problems.describe_bad_name(self.locate_field(name), field.value)
            )
        for body in bodies:
            self.problems.append(
                entry_problems.describe_body_without_braces(self.locate_field(name), body.literal)
            )
        for person in people:
            if is_body(person):
                written = write_as_found(person, field.value)
                problem = entry_problems.describe_body_as_person(
                    self.locate_field(name), written, format_name(person)
                )
                self.problems.append(problem)
        return people

    def _report_missing(self, has_authors: bool, has_editors: bool) -> None:
        present = {*self.fields, *(["author"] * has_authors), *(["editor"] * has_editors)}
        if self._dates.is_unclear or self.fields.get("pubstate", "").lower() in UNDATED:
            present.add("year")
        if "title" not in present:
            self.problems.append(entry_problems.describe_missing_title(self.place, self.entry.key))
        for names_of_one in list_required_fields(self.entry.kind):
            if present.isdisjoint(names_of_one):
                problem = entry_problems.describe_missing_field(
                    self.place, self.entry.key, names_of_one
                )
                self.problems.append(problem)

    # The product's own fields

    def _own(self, name: str) -> str:
        field = self.raw.get(name)
        value = convert_to_plain(field.value) if field else ""
        return self._remove_tags(name, value) if "<" in value else value

    def _read_one_of(self, name: str, known: tuple[str, ...]) -> str:
        value = self._own(name)
        if value and value not in known:
            if value.casefold() in known:
                return value.casefold()
            problem = entry_problems.describe_unknown_value(
                self.locate_field(name), name, value, list(known)
            )
            self.problems.append(problem)
            return ""
        return value

    def _read_level(self) -> int | None:
        value = self._read_one_of("level", LEVELS)
        return int(value) if value else None

    def _read_grade(self, scheme: str | None) -> str | None:
        """Return the grade, which must be one of the HAS's unless the entry names a scheme."""
        if scheme:
            return self._own("grade") or None
        written = self._own("grade")
        if written and written.upper() not in GRADES:
            problem = entry_problems.describe_unknown_value(
                self.locate_field("grade"), "grade", written, list(GRADES)
            )
            self.problems.append(problem)
            return None
        return written.upper() or None

    def _read_written(self, name: str) -> str:
        field = self.raw.get(name)
        return field.value if field else ""

    def locate_field(self, name: str) -> Place:
        """Return the place of a field; the entry's if it came from elsewhere."""
        field = self.raw.get(name)
        return Place(self.file, field.line, field.column) if field else self.place
