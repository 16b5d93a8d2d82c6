"""Reading of BibTeX and BibLaTeX: the text of a ``.bib`` file to references and problems.

Nothing is raised and nothing is guessed: each entry becomes a reference, or a problem says why it
did not, with its line and column. All problems of a file are found in one run.
"""

from __future__ import annotations

import re

from parution.bibliography.bibtex import entry_problems, syntax_problems
from parution.bibliography.bibtex.entry import Record
from parution.bibliography.bibtex.entry_types import KNOWN, NOT_REFERENCES, SYNONYMS, TYPES
from parution.bibliography.bibtex.field_values import RawField
from parution.bibliography.bibtex.inheritance import Fields, Inheritance
from parution.bibliography.bibtex.scanner import ENTRY, BibtexScanner, RawEntry
from parution.domain import Reference
from parution.domain.problems import Place, Problem, in_order

KEY = re.compile(r"\w+(?:[:.#$%&+?~-]\w+)*")
"""What Pandoc takes for a key, less what no file name may hold."""

NO_COMMENT = re.compile(r"^[ \t]*[^%\s]", re.MULTILINE)

ALL_TYPES = sorted(TYPES)
ALL_FIELDS = sorted(KNOWN)

LONGEST_KEY = 120


def parse_bibtex(text: str, file: str) -> tuple[tuple[Reference, ...], tuple[Problem, ...]]:
    """Return the references of a file in the order written, and every problem found.

    `file` is the path by which problems name the file.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    scanner = BibtexScanner(text, file)
    problems: list[Problem] = []
    if NO_COMMENT.search(text) and not ENTRY.search(text):
        problems.append(syntax_problems.no_entry(Place(file)))
    entries = _entries(scanner, file, problems)
    inheritance = Inheritance(entries, file)
    references = []
    for key, (entry, _) in entries.items():
        record = Record(entry, inheritance.complete(key), file)
        if entry.kind not in NOT_REFERENCES:
            references.append(record.reference())
            problems += record.problems
    problems += inheritance.problems
    return tuple(references), in_order([*scanner.problems, *problems])


def _entries(
    scanner: BibtexScanner, file: str, problems: list[Problem]
) -> dict[str, tuple[RawEntry, Fields]]:
    """Return the entries by key, the first of each; report what is wrong with keys and names."""
    entries: dict[str, tuple[RawEntry, Fields]] = {}
    first: dict[str, RawEntry] = {}
    for entry in scanner.entries():
        place = Place(file, entry.line, entry.column)
        if not KEY.fullmatch(entry.key) or len(entry.key) > LONGEST_KEY:
            problems.append(entry_problems.bad_key(place, entry.key[:LONGEST_KEY]))
        earlier = first.setdefault(entry.key.casefold(), entry)
        if earlier is not entry:
            problem = entry_problems.duplicate_key(place, entry.key, earlier.key, earlier.line)
            problems.append(problem)
            continue
        if entry.kind not in TYPES and entry.kind not in NOT_REFERENCES:
            problems.append(entry_problems.unknown_type(place, entry.kind, ALL_TYPES))
        entries[entry.key] = entry, _by_name(entry, file, problems)
    return entries


def _by_name(entry: RawEntry, file: str, problems: list[Problem]) -> Fields:
    """Return an entry's fields by their one name; report those given twice or unknown."""
    written: dict[str, RawField] = {}
    fields: dict[str, RawField] = {}
    for field in entry.fields:
        if (earlier := written.setdefault(field.name, field)) is not field:
            place = Place(file, field.line, field.column)
            problems.append(entry_problems.duplicate_field(place, field.name, earlier.line))
        elif field.name not in KNOWN:
            place = Place(file, field.line, field.column)
            problems.append(entry_problems.unknown_field(place, field.name, ALL_FIELDS))
        elif field.name in SYNONYMS:
            fields.setdefault(SYNONYMS[field.name], field)
        else:
            fields[field.name] = field
    return fields
