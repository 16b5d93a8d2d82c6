"""What the YAML parser says when it gives up, in words an author can act on."""

from __future__ import annotations

import re
from dataclasses import dataclass

from parution.messages import Message, message
from parution.problems import Place
from parution.reading.report import Report

TAB = re.compile(r"^ *\t", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Explanation:
    """What a complaint of the parser means."""

    fragments: tuple[str, ...]
    """Of the complaint, as libyaml and PyYAML word it; any one of them is enough."""
    found: Message
    remedy: Message
    at_opening: bool = False
    """Whether the mistake is where the list or text began, not where the parser gave up."""


EXPLANATIONS = (
    Explanation(
        ("mapping values are not allowed",),
        message("a colon was found within a text, or a key that is not aligned"),
        message("Put the text between quotes, or align the key with the one above."),
    ),
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
    Explanation(
        ("could not find expected ':'",),
        message("this line has no colon; “key: value” was expected"),
        message("Write the key, a colon, a space and the value."),
    ),
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
