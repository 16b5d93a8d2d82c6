"""Parses BibTeX and BibLaTeX: the text of a ``.bib`` file into references and problems.

The parser raises no exception. It makes each entry a reference as far as possible; a problem names
each thing left out, with its line and column. Only a lost reference, or one printed otherwise than
meant, is an error. One run finds all problems of a file.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Container, Iterable, Iterator, Mapping
from string import ascii_lowercase

from parution.bibliography.bibtex import entry_problems, syntax_problems
from parution.bibliography.bibtex.entry import EntryReader
from parution.bibliography.bibtex.entry_scanner import ENTRY, BibtexScanner, RawEntry
from parution.bibliography.bibtex.entry_types import (
    CHAPTERS,
    KEPT,
    KNOWN,
    NOT_PRINTED,
    NOT_REFERENCES,
    OF_PROGRAMS,
    OWN,
    PEOPLE,
    SYNONYMS,
    SYNONYMS_OF_TYPES,
    TITLES_OF_PARTS,
    TYPES,
    guess_type,
)
from parution.bibliography.bibtex.field_values import RawField
from parution.bibliography.bibtex.inheritance import Fields, Inheritance
from parution.bibliography.bibtex.latex import convert_to_plain
from parution.bibliography.bibtex.name_lists import parse_names
from parution.bibliography.bibtex.note_problems import (
    describe_notes,
    describe_shouted_journal,
    describe_shouted_title,
)
from parution.bibliography.bibtex.unseen_signs import describe_unseen_signs, drop_unseen_signs
from parution.domain import Reference
from parution.domain.problems import Place, Problem, list_errors, sort_problems
from parution.language.fold import fold

NO_KEY = re.compile(r"[\\{}\n]|(?:^|/)\.\.?(?:/|$)")
"""Matches text that no key may hold: LaTeX characters, which end a key in a text, and ``..``."""

WORD = re.compile(r"[^\W_]+")
YEAR = re.compile(r"\b\d{4}\b")

NO_COMMENT = re.compile(r"^[ \t]*[^%\s]", re.MULTILINE)

ALL_TYPES = sorted(TYPES)
ALL_FIELDS = sorted(KEPT | OWN | PEOPLE | set(SYNONYMS))
"""The fields to propose in place of an unknown one."""

LONGEST_KEY = 250

NEVER_SAID_TWICE = KEPT | OWN | PEOPLE
"""Fields that decide the printed text: if given twice, one of the two would be lost."""


def parse_bibtex(text: str, file: str) -> tuple[tuple[Reference, ...], tuple[Problem, ...]]:
    """Return the references of a file in order, and every problem found.

    `file` is the path by which problems name the file.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text, dropped = drop_unseen_signs(text)
    scanner = BibtexScanner(text, file)
    problems: list[Problem] = []
    if NO_COMMENT.search(text) and not ENTRY.search(text):
        problems.append(syntax_problems.describe_no_entry(Place(file)))
    entries = collect_entries(scanner, file, problems)
    inheritance = Inheritance(entries, file)
    references = []
    broken = list_broken(entries, scanner.problems)
    notes: dict[Place, tuple[str, str]] = {}
    for key, (entry, _) in entries.items():
        if entry.kind in NOT_REFERENCES:
            problems += describe_set(entry, file)
            continue
        reader = EntryReader(entry, inheritance.complete(key), file)
        reference = reader.reference()
        if is_printable(reference):
            references.append(reference)
            problems += describe_shouted_title(reader.locate_field("title"), reference)
            problems += describe_shouted_journal(reader.locate_field("journal"), reference)
            if reader.note_left:
                notes.setdefault(reader.locate_field("note"), (key, reader.note_left))
            problems += (
                each
                for each in reader.problems
                if key not in broken or each.code != "missing-field"
            )
        elif key not in broken:
            problems.append(entry_problems.describe_nothing_to_print(reference.place, key))
    problems += inheritance.problems
    problems += describe_notes(notes)
    if dropped:
        raw = (entry for entry, _ in entries.values())
        problems += describe_unseen_signs(text, dropped, raw, file)
    return tuple(references), sort_problems([*scanner.problems, *problems])


def list_broken(
    entries: Mapping[str, tuple[RawEntry, Fields]], problems: Iterable[Problem]
) -> set[str]:
    """Return the keys of entries with a mistake of writing, by which they may lack fields."""
    starts = [(entry.line, key) for key, (entry, _) in entries.items()]
    starts.sort()
    lines = [line for line, _ in starts]
    mistakes = (each.place.line for each in list_errors(problems) if each.place.line)
    places = (bisect_right(lines, line) - 1 for line in mistakes)
    return {starts[place][1] for place in places if place >= 0}


def collect_entries(
    scanner: BibtexScanner, file: str, problems: list[Problem]
) -> dict[str, tuple[RawEntry, Fields]]:
    """Return the first entry for each key; report mistakes in keys and field names."""
    entries: dict[str, tuple[RawEntry, Fields]] = {}
    first: dict[str, RawEntry] = {}
    for entry in add_keys(tuple(scanner.entries()), file, problems):
        place = Place(file, entry.line, entry.column)
        if NO_KEY.search(entry.key) or len(entry.key) > LONGEST_KEY:
            problems.append(entry_problems.describe_bad_key(place, entry.key[:LONGEST_KEY]))
        earlier = first.setdefault(entry.key.casefold(), entry)
        if earlier is not entry:
            same = describe_document(entry) == describe_document(earlier)
            problem = entry_problems.describe_duplicate_key(place, entry.key, earlier, same=same)
            problems.append(problem)
        if entry.key not in entries:
            fields = map_fields_by_name(entry, file, problems)
            entries[entry.key] = set_known_type(entry, fields, place, problems), fields
    return entries


def describe_set(entry: RawEntry, file: str) -> Iterator[Problem]:
    """Yield a problem for a set of entries, whose members are printed one by one instead."""
    for field in entry.fields:
        if entry.kind == "set" and field.name == "entryset":
            members = ", ".join(member.strip() for member in field.value.split(","))
            place = Place(file, entry.line, entry.column)
            yield entry_problems.describe_set_left_out(place, entry.key, members)


def add_keys(entries: Iterable[RawEntry], file: str, problems: list[Problem]) -> Iterator[RawEntry]:
    """Yield entries; make a key of author and year for those without."""
    entries = tuple(entries)
    taken = {entry.key.casefold() for entry in entries}
    for entry in entries:
        if entry.key:
            yield entry
            continue
        key = make_key({field.name: field.value for field in entry.fields}, taken)
        taken.add(key.casefold())
        place = Place(file, entry.line, entry.column)
        problems.append(entry_problems.describe_missing_key(place, entry.kind, key))
        yield entry._replace(key=key)


def make_key(fields: Mapping[str, str], taken: Container[str]) -> str:
    """Return a key made of an entry's raw fields that is not in ``taken`` (lower case).

    >>> make_key({"author": "Élie, Anne and Roux, Jean", "year": "2020"}, {"elie2020"})
    'elie2020a'
    """
    people = parse_names(fields.get("author") or fields.get("editor", ""))
    named = (
        (people[0].family or people[0].literal)
        if people
        else convert_to_plain(fields.get("title", ""))
    )
    word = next(iter(WORD.findall(fold(named))), "reference")
    year = YEAR.search(fields.get("year") or fields.get("date", ""))
    key = f"{word}{year[0] if year else ''}"
    numbered = (f"{key}{letter}" for letter in ("", *ascii_lowercase))
    free = (candidate for candidate in numbered if candidate not in taken)
    return next(free, None) or f"{key}-{find_free_number(key, taken)}"


def find_free_number(key: str, taken: Container[str]) -> int:
    """Return a number that makes a key free, the first one if those before it were given in order.

    >>> find_free_number("a", {"a-2", "a-3", "a-4"})
    5
    """
    before, free = 1, 2
    while f"{key}-{free}" in taken:
        before, free = free, free * 2
    while free - before > 1:
        middle = (before + free) // 2
        before, free = (middle, free) if f"{key}-{middle}" in taken else (before, middle)
    return free


def describe_document(entry: RawEntry) -> tuple[str, ...]:
    """Return title words, year and DOI, which are equal for entries of one document."""
    fields = {field.name: field.value for field in entry.fields}
    year = fields.get("year") or fields.get("date", "")[:4]
    return (
        *WORD.findall(fold(convert_to_plain(fields.get("title", "")))),
        year,
        fold(fields.get("doi", "")),
    )


def set_known_type(
    entry: RawEntry, fields: Fields, place: Place, problems: list[Problem]
) -> RawEntry:
    """Return an entry with a known type; report an unknown one."""
    kind = SYNONYMS_OF_TYPES.get(entry.kind, entry.kind)
    if kind not in TYPES and kind not in NOT_REFERENCES:
        kind = guess_type(fields)
        problems.append(entry_problems.describe_unknown_type(place, entry.kind, kind, ALL_TYPES))
    return entry._replace(kind=kind)


def map_fields_by_name(entry: RawEntry, file: str, problems: list[Problem]) -> Fields:
    """Return an entry's fields by kept name; report those given twice, unknown or not printed."""
    written: dict[str, RawField] = {}
    fields: dict[str, RawField] = {}
    for field in entry.fields:
        if (earlier := written.setdefault(field.name, field)) is not field:
            name = SYNONYMS.get(field.name, field.name)
            if not earlier.value.strip():
                fields[name] = written[field.name] = field
            elif name in NEVER_SAID_TWICE and field.value.strip() not in ("", earlier.value):
                place = Place(file, field.line, field.column)
                problems.append(
                    entry_problems.describe_duplicate_field(place, field.name, earlier.line)
                )
        elif field.name in SYNONYMS:
            fields.setdefault(SYNONYMS[field.name], field)
        elif field.name in KNOWN and field.name not in NOT_PRINTED:
            fields[field.name] = field
        elif field.name not in TITLES_OF_PARTS:
            problems += describe_unused_strings(field, file)
    place_titles_of_parts(written, entry.kind, fields, file, problems)
    if "issue" in written and "number" in written:
        fields["number"] = add_issue(written["number"], written["issue"], file, problems)
    return fields


def place_titles_of_parts(
    written: Mapping[str, RawField],
    kind: str,
    fields: dict[str, RawField],
    file: str,
    problems: list[Problem],
) -> None:
    """Keep the title of a chapter as ``title``, and then the entry's own as that of the book."""
    for name in sorted(TITLES_OF_PARTS & written.keys()):
        place_title_of_part(written[name], kind, fields, file, problems)


def place_title_of_part(
    part: RawField, kind: str, fields: dict[str, RawField], file: str, problems: list[Problem]
) -> None:
    title = fields.get("title")
    if title is None:
        fields["title"] = part
    elif SYNONYMS_OF_TYPES.get(kind, kind) in CHAPTERS and "booktitle" not in fields:
        fields["booktitle"], fields["title"] = title, part
    elif part.value.strip() != title.value.strip():
        place = Place(file, part.line, part.column)
        found = convert_to_plain(part.value)
        problems.append(entry_problems.describe_second_title(place, part.name, found))


def describe_unused_strings(field: RawField, file: str) -> Iterator[Problem]:
    """Yield a problem for a field that no reference prints, if its author may miss it."""
    place = Place(file, field.line, field.column)
    if field.name not in NOT_PRINTED and not OF_PROGRAMS.fullmatch(field.name):
        yield entry_problems.describe_unknown_field(place, field.name, ALL_FIELDS)
    elif field.name in NOT_PRINTED and (found := convert_to_plain(field.value)):
        yield entry_problems.describe_not_printed(place, field.name, found)


def add_issue(number: RawField, issue: RawField, file: str, problems: list[Problem]) -> RawField:
    """Return the number of an issue with its name, « 12 Suppl 1 »; report a second number."""
    name, known = issue.value.strip(), number.value.strip()
    if not known or name in known:
        return number if known else issue
    if name.isdigit():
        place = Place(file, issue.line, issue.column)
        problems.append(entry_problems.describe_second_number(place, name, number.line))
        return number
    return number._replace(value=f"{known} {name}")


def is_printable(reference: Reference) -> bool:
    """Return whether a reference has people, or a field that identifies a document."""
    named = reference.fields.keys() - {"langid", "year", "month", "day", "pages", "volume"}
    return bool(reference.authors or reference.editors or named)
