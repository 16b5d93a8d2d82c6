"""Reads values of fields with pybtex, adding places, limits and abbreviations.

pybtex's low-level parser splits names and pieces of values. This subclass reads braces without
recursion and never past a limit, and keeps track of its place.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from pybtex.database.input.bibtex import LowLevelParser, month_names
from pybtex.scanner import PrematureEOF, Token

from parution.bibliography.bibtex import syntax_problems
from parution.bibliography.bibtex.entry_types import IGNORED
from parution.bibliography.partial_dates import find_month_number
from parution.domain.problems import Place, Problem

LONGEST_VALUE = 65_536
"""Characters of the longest value; people type far fewer."""

LARGEST_EXPANSION = 4_000_000
"""Characters that all expansions of abbreviations in a file may produce together."""

DEEPEST_NESTING = 100

MARKS = {"}": re.compile(r"[{}]"), '"': re.compile(r"[{}\"]"), ")": re.compile(r"[()]")}
WHITESPACE = re.compile(r"\s*+")


class RawField(NamedTuple):
    """A field with braces and LaTeX still inside, and abbreviations expanded."""

    name: str
    """Lower case."""
    value: str
    line: int
    column: int


class ValueReader(LowLevelParser):
    """Reads values from a position in one file; adds mistakes to `problems`."""

    text: str
    pos: int
    lineno: int
    macros: dict[str, str]
    current_value: list[str]
    optional: Callable[..., Any]
    required: Callable[..., Any]
    parse_value_part: Callable[[], str]
    end_pos: int
    """The offset at which reading must stop."""

    def __init__(self, text: str, file: str) -> None:
        super().__init__(text, macros=dict(month_names))  # type: ignore[no-untyped-call]
        self.file = file
        self.problems: list[Problem] = []
        self._line_start = 0
        self._expanded = 0
        self._exhausted = False
        self._undefined: set[str] = set()
        self._open_field: RawField | None = None
        """The field whose value is being read."""

    # What pybtex calls

    def parse_string_body(self, body_end: Any) -> None:  # noqa: ARG002
        """Read ``name = value`` of an ``@string``."""
        place = self._place()
        name = self.required([self.NAME]).value.lower()
        self.required([self.EQUALS])
        self._open_field = RawField(name, "", place.line or 1, place.column or 1)
        self.parse_value()
        value = "".join(self.current_value)
        field = RawField(name, value, place.line or 1, place.column or 1)
        self.macros[name] = self._limit_length(field).value
        self._open_field = None

    def parse_value(self) -> None:
        """Read the pieces of a value, joined by ``#``."""
        self.current_value = []
        while True:
            self.current_value.append(self.parse_value_part())
            self.eat_whitespace()
            if not self.text.startswith("#", self.pos):
                return
            self.pos += 1

    def parse_string(
        self,
        string_end: Any,
        level: int = 0,  # noqa: ARG002 - pybtex's signature
        max_level: int = 0,  # noqa: ARG002
    ) -> Iterator[Token]:
        """Yield the rest of a braced or quoted value, without recursion or reading too far."""
        end = self._find_closing('"' if string_end is self.QUOTE else "}", self.end_pos)
        if end is None:
            raise PrematureEOF(self)
        value = self.text[self.pos : end]
        self._move_to(end)
        yield Token(value, string_end)

    def substitute_macro(self, name: str) -> str:
        """Return the expansion of an abbreviation; report an undefined one, and return its name."""
        value = self.macros.get(name.lower())
        if value is None:
            field = self._open_field
            if not (field and field.name == "month" and find_month_number(name)):
                self._report_undefined(name)
            return name
        self._expanded += len(value)
        return str(value) if self._expanded <= LARGEST_EXPANSION else ""

    def _report_undefined(self, name: str) -> None:
        """Report an undefined abbreviation at its first use."""
        if name.lower() not in self._undefined:
            self._undefined.add(name.lower())
            place = self._place(self.pos - len(name))
            self.problems.append(
                syntax_problems.describe_undefined_string(place, name, self.macros)
            )

    # Positions

    def _find_closing(self, closing: str, limit: int) -> int | None:
        """Return the offset after the closing mark of the open brace or quote; None without one."""
        depth, deepening = 0, "(" if closing == ")" else "{"
        for mark in MARKS[closing].finditer(self.text, self.pos, limit):
            if mark[0] == deepening:
                depth += 1
            elif depth == 0:
                return mark.end() if mark[0] == closing else None
            elif mark[0] != '"':
                depth -= 1
            if depth > DEEPEST_NESTING:
                return None
        return None

    def _move_to(self, offset: int) -> None:
        lines = self.text.count("\n", self.pos, offset)
        if lines:
            self.lineno += lines
            self._line_start = self.text.rfind("\n", self.pos, offset) + 1
        self.pos = offset

    def eat_whitespace(self) -> None:
        """Move to the next character that is no space."""
        found = WHITESPACE.match(self.text, self.pos)
        if found and found.end() > self.pos:
            self._move_to(found.end())

    def _place(self, offset: int | None = None) -> Place:
        """Return the place of an offset, by default the current one."""
        if offset is None or offset >= self._line_start:
            column = (self.pos if offset is None else offset) - self._line_start + 1
            return Place(self.file, self.lineno, column)
        line = self.lineno - self.text.count("\n", offset, self.pos)
        return Place(self.file, line, offset - self.text.rfind("\n", 0, offset))

    def _look_ahead(self) -> str:
        """Return the text at the current position, shortened for a message."""
        return self.text[self.pos : self.pos + 30].partition("\n")[0].strip()

    def _limit_length(self, field: RawField) -> RawField:
        """Return the field; report one that is too long, and return it empty."""
        exhausted = self._expanded > LARGEST_EXPANSION and not self._exhausted
        if len(field.value) <= LONGEST_VALUE and not exhausted:
            return field
        self._exhausted |= exhausted
        if field.name in IGNORED and not exhausted:
            return field._replace(value="")
        place = Place(self.file, field.line, field.column)
        self.problems.append(syntax_problems.describe_value_too_long(place, LONGEST_VALUE))
        return RawField(field.name, "", field.line, field.column)
