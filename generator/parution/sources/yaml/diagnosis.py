"""What the YAML parser says when it gives up, in words an author can act on."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Protocol

import yaml

from parution.domain.messages import Message, message
from parution.domain.problems import Place
from parution.sources.report import Report

TAB = re.compile(r"^ *\t", re.MULTILINE)
KEY_AND_VALUE = re.compile(r":(?:\s|$)")
LINE_BREAK = re.compile("\r\n|[\r\n\x85\u2028\u2029]")
"""Where YAML begins a new line."""
WITHIN_BRACKETS = re.compile(r"[,{\[]")


class Mark(Protocol):
    """Where something stands in a text, counted from 0."""

    @property
    def line(self) -> int: ...

    @property
    def column(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Spot:
    """A mark of our own, where the parser set none."""

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Explanation:
    """What a complaint of the parser means."""

    fragments: tuple[str, ...]
    """Of the complaint, as libyaml and PyYAML word it; any one of them is enough."""
    found: Message
    remedy: Message
    at_opening: bool = False
    """Whether the mistake is where the list or text began, not where the parser gave up."""


NO_COLON = Explanation(
    ("could not find expected ':'",),
    message("this line has no colon; “key: value” was expected"),
    message("Write the key, a colon, a space and the value."),
    at_opening=True,
)

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
    Explanation(
        ("expected key", "expected '-'", "expected <block end>"),
        message("this line is not aligned with those above, or a quote ends too early"),
        message("Align it with the line above; within a quoted text, double each apostrophe."),
    ),
    Explanation(
        ("cannot start any token", "node content", "alphabetic or numeric", "tag"),
        message("a text begins with a sign that YAML keeps for itself"),
        message("Put the text between quotes."),
    ),
)

UNEXPLAINED = Explanation(
    (),
    message("this line cannot be understood as YAML"),
    message("Compare it with a file that works; put texts with signs between quotes."),
)


def diagnosis(error: yaml.YAMLError, text: str) -> tuple[Explanation, Mark | None]:
    """Return what an error of libyaml or PyYAML in ``text`` means, and where the mistake is."""
    known = explanation(getattr(error, "problem", None) or "")
    noticed: Mark | None = getattr(error, "problem_mark", None)
    opening: Mark | None = getattr(error, "context_mark", None) if known.at_opening else None
    lines = LINE_BREAK.split(text)
    if noticed is None or noticed.line >= len(lines):
        return known, opening or noticed
    if opening is not None and is_second_colon(noticed, lines):
        return SECOND_COLON, noticed
    if known is STRAY_COLON and (forgotten := line_without_colon(noticed, lines)):
        return NO_COLON, forgotten
    return known, opening or noticed


def is_second_colon(mark: Mark, lines: list[str]) -> bool:
    """Tell whether a colon stands at a mark between brackets, with another before it."""
    line = lines[mark.line]
    item = WITHIN_BRACKETS.split(line[: mark.column])[-1]
    return line[mark.column : mark.column + 1] == ":" and bool(KEY_AND_VALUE.search(item))


def line_without_colon(mark: Mark, lines: list[str]) -> Spot | None:
    """Return the beginning of the line above a mark that lacks its colon, if that is the mistake.

    The parser takes such a line for a text that goes on below, and stumbles over the next colon.
    The key that was to stand there is aligned with the one below; a line that really goes on
    with the text above it stands deeper.
    """
    if KEY_AND_VALUE.search(lines[mark.line][: mark.column]):
        return None
    first = mark.line
    while first > 0 and lacks_colon(lines[first - 1]):
        first -= 1
    column = indent(lines[first])
    above = lines[first - 1] if first else ""
    goes_on = bool(above) and column > indent(above) and not above.rstrip().endswith(":")
    if first == mark.line or column != indent(lines[mark.line]) or goes_on:
        return None
    return Spot(first, column)


def lacks_colon(line: str) -> bool:
    """Tell whether a line of YAML says something, but not “key: value”."""
    said = line.lstrip(" -")
    return bool(said) and not said.startswith("#") and not KEY_AND_VALUE.search(said)


def indent(line: str) -> int:
    """Return the column where a line's first word begins, after the dashes of a list."""
    return len(line) - len(line.lstrip(" -"))


def explanation(complaint: str) -> Explanation:
    """Return what a complaint of libyaml or PyYAML means."""
    return next(
        (
            known
            for known in EXPLANATIONS
            if any(fragment in complaint for fragment in known.fragments)
        ),
        UNEXPLAINED,
    )


def tabs(text: str, file: str, first_line: int, report: Report) -> bool:
    """Report each line indented by a tab, which YAML forbids; tell whether there were any."""
    found = False
    for tab in TAB.finditer(text):
        found = True
        line = text.count("\n", 0, tab.start()) + first_line
        report.error(
            "tab-indentation",
            Place(file, line, tab.end() - tab.start()),
            message("a tab was found where spaces were expected"),
            message("Replace the tab by two spaces."),
        )
    return found
