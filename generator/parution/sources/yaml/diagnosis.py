"""Explains the errors of the YAML parser in words an author can act on."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Protocol

import yaml

from parution.domain.messages import message
from parution.domain.problems import Place
from parution.language.look_alikes import find_invisible
from parution.sources.report import Report
from parution.sources.yaml.repairs import (
    NO_COLON,
    TAB,
    TAB_FOUND,
    Explanation,
    Repair,
    explain_odd_sign,
    propose_quotes,
    quote,
    realign,
    repair,
)

KEY_AND_VALUE = re.compile(r":(?:\s|$)")
PARSER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

LINE_BREAK = re.compile("\r\n|[\r\n\x85\u2028\u2029]")
"""The line breaks of YAML."""
KEY_AND_TEXT = re.compile(r"\s*(?:- )?(?P<key>[\w-]+) *: +(?P<text>[^\s\"'{\[|>].*)")
"""A key and a text without quotes, on a line of their own."""

GLUED = re.compile(r"(?P<key>[A-Za-z_-]+):(?P<value>[^\s/].*)")
"""A key and a value without a space between them."""

BLOCK_TEXT = re.compile(r"[|>][-+]?\d?[ \t]*$", re.MULTILINE)
CUT_TEXT = re.compile(
    r"^ *(?:- +)*(?P<key>\w[\w-]*) *: +(?P<kept>[^\s\"'#{\[|>&*!](?:[^#\n]*[^#\s])?)[ \t]+"
    r"(?P<lost>#[^\s#][^\n]*)$",
    re.MULTILINE,
)
"""A text without quotes, and a remark that begins without the space that people type there."""

WITHIN_BRACKETS = re.compile(r"[,{\[]")


class Position(Protocol):
    """A position in a text, counted from 0."""

    @property
    def line(self) -> int: ...

    @property
    def column(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Spot:
    """A position that we found, not the parser."""

    line: int
    column: int


SECOND_COLON = Explanation(
    (),
    message("this colon follows another: it stands within a text, or a comma is missing before it"),
    message(
        'Put a text that holds a colon between quotes, as in place: "Maison : salle 2";'
        " or write the comma."
    ),
)

STRAY_COLON = Explanation(
    ("mapping values are not allowed",),
    message("a colon was found within a text, or a key that is not aligned"),
    message("Put the text between quotes, or align the key with the one above."),
)

MISALIGNED = Explanation(
    ("expected key", "expected '-'", "expected <block end>"),
    message("this line is not aligned with those above, or a quote ends too early"),
    message("Align it with the line above; within a quoted text, double each apostrophe."),
)

EXPLANATIONS = (
    STRAY_COLON,
    Explanation(
        ("',' or ']'",),
        message("a list opened by “[” is not closed, or lacks a comma"),
        message("Write for example: [first, second]."),
        at_opening=True,
    ),
    Explanation(
        ("',' or '}'",),
        message("braces opened by “{” are not closed, or lack a comma"),
        message("Write for example: {theme: 2026/iatrogenie, starts: 2026-11-12 20:30}."),
        at_opening=True,
    ),
    Explanation(
        ("unexpected end of stream", "unexpected document indicator"),
        message("a text opened by a quote is not closed"),
        message("Close the text by the same quote; within it, double each apostrophe."),
        at_opening=True,
    ),
    NO_COLON,
    MISALIGNED,
    Explanation(
        ("cannot start any token", "node content", "alphabetic or numeric", "tag"),
        message("a text begins with a sign that YAML keeps for itself"),
        message("Put the text between quotes."),
    ),
)

FENCE = re.compile(r"^(?P<mark>`{3})", re.MULTILINE)
FENCED = Explanation(
    (),
    message("this line belongs to Markdown, and begins what is shown as code"),
    message("Remove this line, and the one like it at the end."),
)
NO_DATE = re.compile(r"^[ -]*starts:[ ]*(?P<mark>\?+)[ ]*$", re.MULTILINE)
UNDATED = Explanation(
    (),
    message("a question mark stands in place of the date"),
    message("If the date is not known yet, or the meeting cancelled, leave it out."),
)

UNEXPLAINED = Explanation(
    (),
    message("this line cannot be understood as YAML"),
    message("Compare it with a file that works; put texts with signs between quotes."),
)


def diagnose(error: yaml.YAMLError, text: str) -> tuple[Explanation, Position | None]:
    """Return the explanation of an error of libyaml or PyYAML, and the position of the mistake.

    It tries repairs of typing slips first: if the parser gets further with another character or one
    more space, the slip was there.
    """
    if slip := find_foreign_line(text) or find_slip(error, text, repair):
        return slip
    known, position = explain(error, text)
    misaligned = known in (STRAY_COLON, MISALIGNED, UNEXPLAINED) and find_slip(error, text, realign)
    return misaligned or find_unseen(position, text) or (known, position)


def find_foreign_line(text: str) -> tuple[Explanation, Position] | None:
    """Return a line that no repair makes YAML: a fence of Markdown, a question mark for a date."""
    for pattern, explanation in ((FENCE, FENCED), (NO_DATE, UNDATED)):
        if found := pattern.search(text):
            line = text.count("\n", 0, found.start("mark"))
            return explanation, Spot(line, found.start("mark") - found.start())
    return None


def explain(error: yaml.YAMLError, text: str) -> tuple[Explanation, Position | None]:
    """Return the explanation of the parser's error, and the position of the mistake."""
    known = find_explanation(getattr(error, "problem", None) or "")
    noticed: Position | None = getattr(error, "problem_mark", None)
    opening: Position | None = getattr(error, "context_mark", None) if known.at_opening else None
    lines = LINE_BREAK.split(text)
    if noticed is None or noticed.line >= len(lines):
        return known, opening or noticed
    if opening is not None and is_second_colon(noticed, lines):
        return SECOND_COLON, noticed
    if known is STRAY_COLON and (forgotten := find_line_without_colon(noticed, lines)):
        return NO_COLON, forgotten
    if known is STRAY_COLON and (colon := explain_text_with_colon(noticed, lines)):
        return colon, noticed
    return known, opening or noticed


def find_slip(
    error: yaml.YAMLError, text: str, repairs_of: Callable[[list[str], int], Iterator[Repair]]
) -> tuple[Explanation, Position] | None:
    """Return the slip whose repair takes the parser furthest; None if no repair helps."""
    lines = LINE_BREAK.split(text)
    stumbled = [
        mark.line
        for mark in (getattr(error, "problem_mark", None), getattr(error, "context_mark", None))
        if mark is not None
    ]
    around = {line + step for line in stumbled for step in (0, -1)}
    furthest, slip = max(stumbled, default=0), None
    for line in sorted(around & set(range(len(lines)))):
        for mended, explanation, column in repairs_of(lines, line):
            reached = find_failing_line("\n".join([*lines[:line], mended, *lines[line + 1 :]]))
            if reached > furthest:
                furthest, slip = reached, (explanation, Spot(line, column))
    return slip


def find_unseen(position: Position | None, text: str) -> tuple[Explanation, Position] | None:
    """Return an invisible character on the line where the parser failed; None without one."""
    lines = LINE_BREAK.split(text)
    if position is None or position.line >= len(lines):
        return None
    sign = find_invisible(lines[position.line])
    return (explain_odd_sign(sign), Spot(position.line, sign.offset)) if sign else None


def find_failing_line(text: str) -> float:
    """Return the line on which the parser fails; infinity if it does not fail."""
    try:
        for _ in yaml.parse(text, Loader=PARSER):
            pass
    except yaml.YAMLError as error:
        mark: Position | None = getattr(error, "problem_mark", None)
        return -1 if mark is None else mark.line
    return math.inf


def is_second_colon(position: Position, lines: list[str]) -> bool:
    """Return whether a position is a second colon within an item between brackets."""
    line = lines[position.line]
    item = WITHIN_BRACKETS.split(line[: position.column])[-1]
    return line[position.column : position.column + 1] == ":" and bool(KEY_AND_VALUE.search(item))


def find_line_without_colon(position: Position, lines: list[str]) -> Spot | None:
    """Return the beginning of a line without its colon, above a position; None without one.

    The parser takes such a line for a text that goes on below, and fails at the next colon. A
    forgotten key is aligned with the key below; a line that really continues a text is indented
    more.
    """
    if KEY_AND_VALUE.search(lines[position.line][: position.column]):
        return None
    first = position.line
    while first > 0 and lacks_colon(lines[first - 1]):
        first -= 1
    column = indent(lines[first])
    above = lines[first - 1] if first else ""
    goes_on = bool(above) and column > indent(above) and not above.rstrip().endswith(":")
    if first == position.line or column != indent(lines[position.line]) or goes_on:
        return None
    return Spot(first, column)


def explain_text_with_colon(position: Position, lines: list[str]) -> Explanation | None:
    """Return the explanation for a text with a colon at a position; None if it is no such text."""
    found = KEY_AND_TEXT.match(lines[position.line])
    if found is None or found.start("text") > position.column:
        return None
    return Explanation(
        (),
        message("this colon follows another: it stands within a text"),
        propose_quotes(found["key"], quote(found["text"].rstrip())),
    )


def lacks_colon(line: str) -> bool:
    """Return whether a line of YAML has words, but no “key: value”."""
    said = line.lstrip(" -")
    return bool(said) and not said.startswith("#") and not KEY_AND_VALUE.search(said)


def indent(line: str) -> int:
    """Return the column of a line's first word, after the dashes of a list."""
    return len(line) - len(line.lstrip(" -"))


def find_explanation(complaint: str) -> Explanation:
    """Return the explanation for an error message of libyaml or PyYAML."""
    return next(
        (
            known
            for known in EXPLANATIONS
            if any(fragment in complaint for fragment in known.fragments)
        ),
        UNEXPLAINED,
    )


def report_missing_space(glued: re.Match[str], text: str, place: Place, report: Report) -> None:
    """Report a key and a value without a space between them (`GLUED`)."""
    report.error(
        "broken-yaml",
        place,
        message("a space is missing after the colon of “%(text)s”", text=text),
        message("Write “%(key)s: %(value)s”.", key=glued["key"], value=glued["value"]),
    )


def report_tabs(text: str, file: str, first_line: int, report: Report) -> bool:
    """Report each line indented by a tab, which YAML forbids; return whether there were any."""
    found = False
    for tab in TAB.finditer(text):
        found = True
        line = text.count("\n", 0, tab.start()) + first_line
        report.error(
            "tab-indentation",
            Place(file, line, tab.end() - tab.start()),
            TAB_FOUND.found,
            TAB_FOUND.remedy,
        )
    return found


def warn_of_cut_texts(text: str, file: str, first_line: int, report: Report) -> None:
    """Warn of each text that YAML ends at a sign # of its own: « Salle #2 »."""
    if "#" not in text or BLOCK_TEXT.search(text):
        return
    for cut in CUT_TEXT.finditer(text):
        line = text.count("\n", 0, cut.start()) + first_line
        column = cut.start("lost") - text.rfind("\n", 0, cut.start("lost"))
        whole = f'{cut["key"]}: "{cut["kept"].strip()} {cut["lost"].strip()}"'
        report.warn(
            "cut-text",
            Place(file, line, column),
            message("YAML takes “%(lost)s” for a remark: it is left out", lost=cut["lost"].strip()),
            message("Put the whole text between quotes: “%(text)s”.", text=whole),
        )
