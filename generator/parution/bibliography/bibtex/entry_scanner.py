"""Scans the entries of a ``.bib`` file, each field with its place; recovers after mistakes.

The scanner never reads past the next line that begins an entry, and continues there after a
mistake, so that one run finds every mistake of a file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple
from unicodedata import normalize

from pybtex.scanner import PrematureEOF, PybtexSyntaxError, TokenRequired

from parution.bibliography.bibtex import syntax_problems
from parution.bibliography.bibtex.field_values import RawField, ValueReader
from parution.domain.problems import Place

ENTRY = re.compile(r"@[ \t]*+([^\W\d][\w-]*+)\s*+([{(]?)")
ENTRY_BEGINS = re.compile(r"(?:^|(?<=[})]))[ \t]*+@[ \t]*+[^\W\d][\w-]*+\s*+[{(]", re.MULTILINE)
"""An entry at the beginning of a line or right after another."""

KEY = re.compile(r"\s*+([^\s,={}\"]*+)[ \t]*+")
REST_OF_KEY = re.compile(r"[^\n,={}\"]+(?=,)")
"""The rest of a key after a space, if a comma on the same line ends it."""

REST_OF_COMMENT = re.compile(r"[^@\n]*+")
"""After ``@comment`` without a brace: the rest of the line, up to an ``@``."""

FIELD_START = re.compile(r"^[ \t]*+[A-Za-z][\w:+-]*+[ \t]*+=", re.MULTILINE)
SIMPLE_FIELD = re.compile(
    r"\s*+([A-Za-z][\w:+-]*+)\s*+=\s*+"
    r"(?:\{([^{}]*+(?:\{[^{}]*+\}[^{}]*+)*+)\}|\"([^\"{}]*+)\"|([0-9]++))\s*+(?=[,)}])"
)
"""A whole field without abbreviations or deep braces, like almost all; for speed alone."""

REST_OF_NAME = re.compile(r"[ \t]+\w[\w \t]*+(?=\s*=)")
"""The rest of a field's name after a space: « funding_text 1 », as Scopus exports it."""

LINE_OF_COMMENT = re.compile(r"%[^\n]*+")
"""A comment between two fields of an entry, as biber reads it."""

LEFTOVER = re.compile(r"\s*+(?:,\s*+)?(?:[})]|[A-Za-z][\w:+-]*+\s*+=)")
"""Text after an entry that looks like the rest of one."""

FARTHEST_BACK = 500
"""Characters of a line to inspect before an ``@``."""


class RawEntry(NamedTuple):
    """An entry as written."""

    kind: str
    """Lower case."""
    key: str
    """Empty without one."""
    fields: tuple[RawField, ...]
    line: int
    column: int


class BibtexScanner(ValueReader):
    """Reads the entries of one file; adds mistakes to `problems` while `entries` is consumed."""

    def __init__(self, text: str, file: str) -> None:
        super().__init__(text, file)
        self._following = 0
        self._comments_close = True
        self._is_set_aside = False
        """Whether the text at the current position belongs to an entry behind ``%``."""

    def entries(self) -> Iterator[RawEntry]:
        """Yield every readable entry, in the order of the file."""
        while found := ENTRY.search(self.text, self.pos):
            self._report_leftover(found.start())
            self._move_to(found.start())
            if self._is_left_out(found):
                continue
            place, kind = self._place(), found[1].lower()
            self._move_to(found.end())
            if kind == "comment":
                self._skip_comment(found[2], place)
                continue
            self.end_pos = self._find_next_entry()
            if entry := self._read_command(kind, "}" if found[2] == "{" else ")", place):
                yield entry
            self.end_pos = len(self.text)
        self._report_leftover(len(self.text))

    # Between entries

    def _is_left_out(self, found: re.Match[str]) -> bool:
        """Skip an ``@`` that begins no entry (in a sentence, after ``%``); return whether so."""
        before = self.text[max(self._line_start, self.pos - FARTHEST_BACK) : self.pos]
        place = self._place()
        if "%" in before:
            if found[2] and found[1].lower() != "comment":
                self.problems.append(syntax_problems.describe_commented_entry(place, found[1]))
                self._is_set_aside = True
            end_of_line = self.text.find("\n", self.pos)
            self._move_to(end_of_line if end_of_line >= 0 else len(self.text))
            return True
        if found[2]:
            return False
        if found[1].lower() == "comment" and (
            rest := REST_OF_COMMENT.match(self.text, found.end(1))
        ):
            self._move_to(rest.end())
            return True
        if not before.strip():
            self.problems.append(syntax_problems.describe_missing_brace(place, found[1]))
        self._move_to(found.end())
        return True

    def _skip_comment(self, opening: str, place: Place) -> None:
        """Skip ``@comment{…}`` with any entries inside."""
        closing = "}" if opening == "{" else ")"
        end = self._find_closing(closing, len(self.text)) if self._comments_close else None
        if end is None:
            # No later comment can close either: do not search again.
            self._comments_close = False
            self.problems.append(syntax_problems.describe_unclosed_entry(place, "comment"))
        self._move_to(end or self._find_next_entry())

    def _report_leftover(self, end: int) -> None:
        is_set_aside, self._is_set_aside = self._is_set_aside, False
        if not is_set_aside and LEFTOVER.match(self.text, self.pos, end):
            has_field = bool(FIELD_START.search(self.text, self.pos, end))
            self.eat_whitespace()
            problem = syntax_problems.describe_stray_text(
                self._place(), self._look_ahead(), has_field
            )
            self.problems.append(problem)

    def _find_next_entry(self) -> int:
        """Return the offset of the next entry; search only once for each."""
        if self._following <= self.pos:
            following = ENTRY_BEGINS.search(self.text, self.pos)
            self._following = following.start() if following else len(self.text)
        return self._following

    # Entries

    def _read_command(self, kind: str, end: str, place: Place) -> RawEntry | None:
        """Read from after the opening brace to after the closing one."""
        key: str | None = None
        fields = list[RawField]()
        self._open_field = None
        try:
            match kind:
                case "string":
                    self.parse_string_body(end)
                    self.required([self.RBRACE if end == "}" else self.RPAREN])
                case "preamble":
                    self._skip_preamble(end)
                case _:
                    key = self._read_key()
                    self._read_fields(end, fields)
        except PybtexSyntaxError:
            self._report_unclosed(kind, place, fields)
            self._move_to(self.end_pos)
        if key is None:
            return None
        # macOS stores an accent apart from its letter.
        key = normalize("NFC", key)
        return RawEntry(kind, key, tuple(fields), place.line or 1, place.column or 1)

    def _skip_preamble(self, end: str) -> None:
        """Skip ``@preamble{…}``, which is for LaTeX alone."""
        closing = self._find_closing(end, self.end_pos)
        if closing is None:
            raise PrematureEOF(self)
        self._move_to(closing)

    def _report_unclosed(self, kind: str, place: Place, fields: list[RawField]) -> None:
        """Report the value being read, or one that swallowed later fields, or else the entry."""
        swallowers = (field for field in fields if FIELD_START.search(field.value))
        field = self._open_field or next(swallowers, None)
        if field is None:
            self.problems.append(syntax_problems.describe_unclosed_entry(place, kind))
        else:
            opened = Place(self.file, field.line, field.column)
            self.problems.append(syntax_problems.describe_unclosed_value(opened, field.name))

    def _read_key(self) -> str:
        """Read a key; return an empty string if a field or a comma comes first."""
        found = KEY.match(self.text, self.pos, self.end_pos)
        key = found[1] if found else ""
        if found and (rest := REST_OF_KEY.match(self.text, found.end(), self.end_pos)):
            self._move_to(rest.end())
            return f"{key} {rest[0].strip()}".strip()
        if found is None or not key or self.text.startswith("=", found.end()):
            return ""
        self._move_to(found.end())
        self.eat_whitespace()
        if not self.text.startswith((",", "}", ")"), self.pos):
            self.problems.append(
                syntax_problems.describe_missing_comma(self._place(found.end(1)), key)
            )
        return key

    def _read_fields(self, end: str, fields: list[RawField]) -> None:
        """Read fields up to and including the closing mark of the entry."""
        while True:
            self._read_simple_fields(fields)
            self.eat_whitespace()
            if self.pos >= self.end_pos:
                raise PrematureEOF(self)
            mark = self.text[self.pos]
            if mark in (",", ";", end):
                self.pos += 1
                if mark == end:
                    return
            elif mark == "%":
                self._skip_line_of_comment()
            elif field := self._read_composed_field():
                fields.append(field)
                self._report_missing_comma(end, field.name)
            else:
                self._resume(end)

    def _skip_line_of_comment(self) -> None:
        self.problems.append(
            syntax_problems.describe_commented_line(self._place(), self._look_ahead())
        )
        if found := LINE_OF_COMMENT.match(self.text, self.pos, self.end_pos):
            self._move_to(found.end())

    def _read_simple_fields(self, fields: list[RawField]) -> None:
        """Read fields as long as each is simple and followed by a comma."""
        while found := SIMPLE_FIELD.match(self.text, self.pos, self.end_pos):
            self._move_to(found.start(1))
            name, value = found[1].lower(), found[2] or found[3] or found[4] or ""
            column = self.pos - self._line_start + 1
            fields.append(self._limit_length(RawField(name, value, self.lineno, column)))
            self._move_to(found.end())
            if self.text[self.pos] != ",":
                return
            self.pos += 1

    def _read_composed_field(self) -> RawField | None:
        """Read a field token by token; return None, reported, if a token is missing."""
        place = self._place()
        name = self.optional([self.NAME])
        if name is None:
            self.problems.append(
                syntax_problems.describe_field_name_expected(place, self._look_ahead())
            )
            return None
        written = name.value.lower()
        if rest := REST_OF_NAME.match(self.text, self.pos, self.end_pos):
            written += rest[0]
            self._move_to(rest.end())
        if self.optional([self.EQUALS]) is None:
            problem = syntax_problems.describe_equals_expected(
                self._place(), name.value, self._look_ahead()
            )
            self.problems.append(problem)
            return None
        field = RawField(written, "", place.line or 1, place.column or 1)
        self._open_field = field
        try:
            self.parse_value()
        except TokenRequired:
            self._open_field = None
            problem = syntax_problems.describe_value_expected(
                self._place(), name.value, self._look_ahead()
            )
            self.problems.append(problem)
            return None
        self._open_field = None
        value = "".join(self.current_value)
        return self._limit_length(RawField(field.name, value, field.line, field.column))

    def _report_missing_comma(self, end: str, name: str) -> None:
        self.eat_whitespace()
        if self.pos < self.end_pos and self.text[self.pos] not in (",", end):
            behind_value = self.pos
            while self.text[behind_value - 1].isspace():
                behind_value -= 1
            problem = syntax_problems.describe_missing_comma(self._place(behind_value), name)
            self.problems.append(problem)

    def _resume(self, end: str) -> None:
        """After a mistake, go to the next line that begins a field, or to the entry's end."""
        if self.text.startswith((",", end), self.pos):
            return
        found = FIELD_START.search(self.text, self.pos, self.end_pos)
        closing = self.text.rfind(end, self.pos, self.end_pos)
        if found:
            self._move_to(found.start())
        else:
            self._move_to(closing if closing >= 0 else self.end_pos)
