"""Rewrite lists and tables as people write them into the Markdown that Python-Markdown expects.

Word, e-mail and other Markdown programs are more lenient than Python-Markdown, which silently makes
one paragraph of a list that follows a sentence directly, and one level of two. One pass over the
lines of a text rewrites those that can only mean one thing:

L1  A list or a table directly after a paragraph gets an empty line before it. It counts as a list
    if the paragraph ends with a colon, or if two items follow; a single dash may be just a dash.
L2  An item is nested in the one above if it is indented by two more spaces; text after an empty
    line belongs to an item if it is indented further than its marker. Both get multiples of four
    spaces.
L3  Markers are spelled out (`parution.list_markers`). ``1)`` becomes ``1.``, and Word's bullets
    become ``-``; ticked boxes and arrows stay as words of their items; ``a)`` and the dash of a
    dialogue begin lines of their own.
L4  Code, raw HTML and correct Markdown stay unchanged.

>>> print(*rewrite_lines(["Trois causes :", "- une", "  - deux", "1) trois"]), sep="|")
Trois causes :||- une|    - deux|1. trois
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from parution.list_markers import spell_markers

STEP = 4
"""Spaces per level in Python-Markdown."""

WORD_BULLETS = "•·▪▫◦‣●○■❖➢➤\uf0a7\uf0b7\uf0d8\uf076"
"""Bullets of lists made with Word, those of its own fonts included."""
TELLING = "☐☑☒✓✔✗✘→⇒➔➡✅❌⚠❗👉👍👎🔹🔸🔴🟠🟡🟢"
"""Markers that carry a meaning and precede each item."""
DASHES = "–‒−‐‑"
"""Dashes that Word substitutes for a hyphen."""

ITEM = re.compile(
    rf"(?P<indent> *)(?P<sign>[-*+{WORD_BULLETS}{TELLING}{DASHES}]|\d{{1,9}}[.)])(?P<gap>\s+)(?=\S)"
)
SUB_ITEM = re.compile(r"(?P<indent> *)(?P<sign>o)(?P<gap>\s+)(?=\S)")
"""The bullet of Word's second level, when it has lost its font."""
OWN_LINE = re.compile(r" *(?:(?:(?:[a-z]|[ivx]{1,4})\)|—) +\S|_{4,} *$)")
"""``a)``, ``ii)``, the words of a speaker in a dialogue, or a line to fill in by hand."""
RULE = re.compile(r" {0,3}(?:([-*])(?: *\1){2,}|_(?: *_){2}) *")
FENCE = re.compile(r" *(`{3,}|~{3,})")
TABLE_LINE = re.compile(r" *\|?(?: *:?-+:? *\|)+(?: *:?-+:? *)?")
CONTAINER = re.compile(r" *(?:!!!|\?\?\?|===)|:\s|\[\^[^\]\n]+\]:")
"""Opens a block whose text is indented by four: an admonition, a definition, a footnote."""
NO_PARAGRAPH = re.compile(
    r" {0,3}(?:#{1,6}(?:\s|$)|>|\||<|\*\[)| *(?:!!!|\?\?\?|===)|\[(?!\^)[^\]]+\]:"
)
"""A line that is no paragraph: a heading, a row of a table, HTML, a definition."""
QUOTED = re.compile(r" {0,3}> ?")
COLON = re.compile(r":[\s*_]*$")


@dataclass(frozen=True, slots=True)
class Doubt:
    """A line that may or may not begin a list."""

    line: int
    """Index from 0."""


@dataclass(slots=True)
class Level:
    """An open list."""

    sign: int
    """Column of the markers of its items, as written."""
    text: int
    """Column where the text of its last item begins, as written."""
    moved: int
    """Column of its markers for Python-Markdown."""
    written: str
    """The marker of its last item, as written."""


@dataclass(slots=True)
class Pass:
    """One pass over the lines of a text, or of a quotation."""

    lines: Sequence[str]
    out: list[str] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    levels: list[Level] = field(default_factory=list)
    after_blank: bool = True
    in_paragraph: bool = False
    in_container: bool = False
    is_loose: bool = False
    """Whether the current list holds an empty line."""
    last_column: int = 0
    """Column of its last marker."""
    is_moved: bool = False
    """Whether the lines of the current paragraph are indented with their item."""

    def run(self) -> None:
        number = 0
        while number < len(self.lines):
            number = self._process(number)

    def _process(self, number: int) -> int:
        """Process a line, or several that belong together; return the index of the next."""
        line = self.lines[number]
        if not line.strip():
            self.out.append(line)
            self.after_blank, self.in_paragraph, self.is_moved = True, False, False
            self.is_loose = bool(self.levels)
            return number + 1
        if fence := FENCE.match(line):
            return self._copy_fence(number, fence[1])
        if QUOTED.match(line) and not self.levels:
            return self._process_quotation(number)
        if line.startswith("<") and self.after_blank:
            return self._copy_html(number)
        indent = len(line) - len(line.lstrip(" "))
        if self._is_code(indent):
            self.out.append(line)
            return number + 1
        if indent < STEP and not self.levels:
            self.in_container = bool(CONTAINER.match(line))
        item = self._match_item(line)
        if item and not RULE.fullmatch(line):
            self._write_item(number, item)
        elif self._is_table(number):
            return self._copy_table(number, indent)
        else:
            self._write_line(number, indent)
            self.in_paragraph = self.in_paragraph and not RULE.fullmatch(line)
        self.after_blank = False
        return number + 1

    def _is_code(self, indent: int) -> bool:
        """Return whether a line is indented code, in which every character counts."""
        return self.after_blank and indent >= STEP and not self.levels and not self.in_container

    def _match_item(self, line: str) -> re.Match[str] | None:
        """Return the match of an item's beginning; None for any other line."""
        if item := ITEM.match(line):
            return item
        if any(level.written in WORD_BULLETS for level in self.levels):
            return SUB_ITEM.match(line)
        return None

    def _copy_fence(self, number: int, fence: str) -> int:
        """Copy fenced code, indented as a whole for its item."""
        line = self.lines[number]
        indent = len(line) - len(line.lstrip(" "))
        shift = self._find_column(indent) - indent if self.levels else 0
        last = number + 1
        while last < len(self.lines) and not closes(self.lines[last], fence):
            last += 1
        code = self.lines[number : last + 1]
        self.out += [" " * max(shift, 0) + each if each.strip() else each for each in code]
        self.after_blank, self.in_paragraph = False, False
        return last + 1

    def _process_quotation(self, number: int) -> int:
        """Process the lines of a quotation as a text of its own."""
        last = number
        while last < len(self.lines) and QUOTED.match(self.lines[last]):
            last += 1
        unquoted = [QUOTED.sub("", line, count=1) for line in self.lines[number:last]]
        inner = Pass(spell_markers(unquoted))
        inner.run()
        self.out += [
            f"> {line}".rstrip() if not line.strip() else f"> {line}" for line in inner.out
        ]
        self.doubts += [Doubt(number + doubt.line) for doubt in inner.doubts]
        self.after_blank = self.in_paragraph = False
        return last

    def _copy_html(self, number: int) -> int:
        """Copy a block of raw HTML, up to an empty line."""
        last = number
        while last < len(self.lines) and self.lines[last].strip():
            self.out.append(self.lines[last])
            last += 1
        self.levels.clear()
        self.after_blank = self.in_paragraph = False
        return last

    def _write_item(self, number: int, item: re.Match[str]) -> None:
        """Write an item in the column that Python-Markdown expects."""
        line, indent, sign = self.lines[number], len(item["indent"]), item["sign"]
        if not self.levels and not self._begins_list(number, item):
            self._write_line(number, indent)
            return
        if sign == "o":
            top = self.levels[-1]
            indent = max(indent, top.sign + (0 if top.written == "o" else 2))
        was_in_list = bool(self.levels)
        column = self._nest(indent)
        comes_out = was_in_list and column < self.last_column
        if self.is_moved or (comes_out and self.is_loose and not self.after_blank):
            self.out.append("")  # Else it would continue the deeper text above.
        self.last_column = column
        written, text = normalize_sign(sign), line[item.end() :]
        if sign in TELLING:
            text = f"{sign} {text}"
        self.levels.append(Level(indent, item.end(), column, sign))
        gap = item["gap"] if sign == written else " "
        self.out.append(f"{' ' * column}{written}{gap}{text}")
        self.in_paragraph = self.is_moved = False

    def _begins_list(self, number: int, item: re.Match[str]) -> bool:
        """Return whether an item begins a list; separate it from the paragraph before (L1)."""
        sign = item["sign"]
        certain = self._follows_colon() or self._has_sibling(number, item)
        if sign in DASHES or sign in TELLING:
            is_meant = certain
        elif self.in_paragraph:
            is_meant = certain and (not sign[0].isdigit() or sign[:-1] == "1")
            if not is_meant and sign in ("-", "*", *WORD_BULLETS):
                self.doubts.append(Doubt(number))
        else:
            is_meant = True
        if is_meant and self.in_paragraph:
            self.out.append("")
        return is_meant

    def _follows_colon(self) -> bool:
        before = next((line for line in reversed(self.out) if line.strip()), "")
        return bool(COLON.search(before))

    def _has_sibling(self, number: int, item: re.Match[str]) -> bool:
        """Return whether another item with the same kind of marker follows."""
        for line in self.lines[number + 1 : number + 6]:
            other = ITEM.match(line)
            if other and get_kind(other["sign"]) == get_kind(item["sign"]):
                return True
            if not line.strip():
                return False
        return False

    def _nest(self, indent: int) -> int:
        """Close the lists that an item is outside of; return the column of its marker (L2)."""
        self.is_loose = self.is_loose and bool(self.levels)
        while self.levels:
            inner = self.levels[-1]
            if indent >= inner.sign + 2:
                return inner.moved // STEP * STEP + STEP
            self.levels.pop()
            if not self.levels or indent >= self.levels[-1].sign + 2:
                return inner.moved
        return indent

    def _write_line(self, number: int, indent: int) -> None:
        """Write a line that is not an item, indented if it belongs to one."""
        line = self.lines[number]
        if self.levels and self.after_blank:
            while self.levels and indent <= self.levels[-1].sign:
                self.levels.pop()
        elif self.levels and NO_PARAGRAPH.match(line):
            self.levels.clear()
        if self.levels:
            self.is_moved = self.after_blank or self.is_moved
            if self.is_moved:
                line = " " * self._find_column(indent) + line.lstrip(" ")
            self.out.append(line)
            return
        if self.in_paragraph and OWN_LINE.match(line):
            self.out[-1] = f"{self.out[-1].rstrip()}  "
        self.out.append(line)
        self.in_paragraph = not NO_PARAGRAPH.match(line)

    def _copy_table(self, number: int, indent: int) -> int:
        """Copy a table, separated from the paragraph before, indented for its item."""
        while self.levels and self.after_blank and indent <= self.levels[-1].sign:
            self.levels.pop()
        if self.in_paragraph or (self.levels and not self.after_blank):
            self.out.append("")
        shift = max(0, self._find_column(indent) - indent) if self.levels else 0
        last = number
        while last < len(self.lines) and "|" in self.lines[last]:
            self.out.append(" " * shift + self.lines[last])
            last += 1
        if last < len(self.lines) and self.lines[last].strip():
            self.out.append("")
        self.after_blank, self.in_paragraph = True, False
        return last

    def _find_column(self, indent: int) -> int:
        """Return the output column of text within an item, from its written column."""
        for level in reversed(self.levels):
            if indent > level.sign:
                wanted = level.moved // STEP * STEP + STEP
                beyond = indent - level.text
                return max(indent, wanted) if indent >= wanted or beyond < STEP else wanted + STEP
        return indent

    def _is_table(self, number: int) -> bool:
        """Return whether a line is the first of a table."""
        if "|" not in self.lines[number] or number + 1 >= len(self.lines):
            return False
        return bool(TABLE_LINE.fullmatch(self.lines[number + 1].rstrip()))


def rewrite_lines(lines: Sequence[str]) -> list[str]:
    """Return the lines of a text, rewritten for Python-Markdown."""
    work = Pass(spell_markers(lines))
    work.run()
    return work.out


def find_doubts(lines: Sequence[str]) -> list[Doubt]:
    """Return the lines of a text that may or may not begin a list."""
    work = Pass(spell_markers(lines))
    work.run()
    return work.doubts


def normalize_sign(sign: str) -> str:
    """Return the marker in Python-Markdown for a written one (L3)."""
    if sign.endswith(")"):
        return f"{sign[:-1]}."
    return sign if sign in "-*+" or sign[0].isdigit() else "-"


def get_kind(sign: str) -> str:
    """Return the kind of a marker, the same for all items of a list."""
    return sign[-1] if sign[0].isdigit() else sign


def closes(line: str, fence: str) -> bool:
    """Return whether a line closes fenced code."""
    stripped = line.strip()
    return len(stripped) >= len(fence) and set(stripped) == {fence[0]}
