"""Adds the fields that entries inherit by ``crossref`` and ``xdata``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice

from parution.bibliography.bibtex.entry_scanner import RawEntry
from parution.bibliography.bibtex.entry_types import CHAPTERS, INHERITANCE, NOT_REFERENCES
from parution.bibliography.bibtex.field_values import RawField
from parution.domain.messages import message
from parution.domain.problems import Place, Problem, Severity
from parution.language.nearest import propose_name

Fields = Mapping[str, RawField]
"""Fields as written, by name."""

MOST_KNOWN = 300
"""Number of keys searched for the one that was meant, so that many mistakes cost little."""

DEEPEST = 10
"""Generations of parents; two are already rare."""

OF_THE_CONTAINER = {"title": "booktitle", "subtitle": "booksubtitle"}
"""The names of a book's title fields in its chapters."""


class Inheritance:
    """Completes the entries of one file; adds mistakes to `problems` while it does."""

    def __init__(self, entries: Mapping[str, tuple[RawEntry, Fields]], file: str) -> None:
        self.problems: list[Problem] = []
        self._entries = entries
        self._without_case = {key.casefold(): key for key in entries}
        self._file = file
        self._complete: dict[str, Fields] = {}

    def complete(self, key: str, descendants: tuple[str, ...] = ()) -> Fields:
        """Return an entry's own fields and those it inherits; its own take precedence."""
        if key not in self._complete:
            entry, own = self._entries[key]
            inherited = dict(own) if INHERITANCE.isdisjoint(own) else {}
            if not inherited:
                for field, parent in self._list_parents(own):
                    if self._can_follow(key, field, parent, descendants):
                        inherited |= self._inherit_from(entry, parent, (*descendants, key))
            self._complete[key] = {**inherited, **own}
        return self._complete[key]

    def _list_parents(self, own: Fields) -> Iterator[tuple[RawField, str]]:
        """Yield an entry's parents, each with the field that names it; later ones win."""
        for name in ("crossref", "xdata"):
            if field := own.get(name):
                for written in filter(None, map(str.strip, field.value.split(","))):
                    known = written in self._entries
                    yield (
                        field,
                        written if known else self._without_case.get(written.casefold(), written),
                    )

    def _inherit_from(self, child: RawEntry, parent: str, descendants: tuple[str, ...]) -> Fields:
        entry, _ = self._entries[parent]
        fields = {
            name: field
            for name, field in self.complete(parent, descendants).items()
            if name not in INHERITANCE
        }
        if child.kind not in CHAPTERS or entry.kind in NOT_REFERENCES:
            return fields
        return {OF_THE_CONTAINER.get(name, name): field for name, field in fields.items()}

    def _can_follow(
        self, key: str, field: RawField, parent: str, descendants: tuple[str, ...]
    ) -> bool:
        place = Place(self._file, field.line, field.column)
        if parent not in self._entries:
            self.problems.append(describe_missing_parent(place, parent, self._entries))
            return False
        if parent == key or parent in descendants or len(descendants) >= DEEPEST:
            self.problems.append(describe_cycle(place, field.value.strip()))
            return False
        return True


def describe_missing_parent(place: Place, parent: str, known: Iterable[str]) -> Problem:
    return Problem(
        "missing-parent",
        place,
        message("this entry inherits from “%(parent)s”, which this file does not hold",
                parent=parent),
        propose_name(
            parent,
            islice(known, MOST_KNOWN),
            message("Add that entry to the same file, or copy its fields."),
        ),
        Severity.WARNING,
    )  # fmt: skip


def describe_cycle(place: Place, parent: str) -> Problem:
    return Problem(
        "inheritance-cycle",
        place,
        message("this entry inherits from itself by way of “%(parent)s”", parent=parent),
        message("Remove crossref or xdata from one of the entries in the circle."),
        Severity.WARNING,
    )
