"""What the YAML parser says when it gives up, in words an author can act on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

import yaml

from parution.domain.messages import Message, message
from parution.domain.problems import Place
from parution.language.signs import OddSign, all_odd, find_invisible
from parution.sources.report import Report

TAB = re.compile(r"^ *\t", re.MULTILINE)
KEY_AND_VALUE = re.compile(r":(?:\s|$)")
LINE_BREAK = re.compile("\r\n|[\r\n\x85\u2028\u2029]")
"""Where YAML begins a new line."""
NO_SPACE = re.compile(
    r"(?:^\s*(?:- ?)?|[{,]\s*)(?P<key>[A-Za-z_-]+):(?P<value>[^\s:,{}\[\]/][^,{}]*)"
)
"""A key and a value that no space parts; an address (``https://``) is none."""

KEY_AND_TEXT = re.compile(r"\s*(?:- )?(?P<key>[\w-]+) *: +(?P<text>[^\s\"'{\[|>].*)")
"""A key and a text without quotes, on a line of their own."""

NO_SPACE_AFTER_DASH = re.compile(r"^\s*-(?=[\[{\w])")
IN_PARENTHESES = re.compile(r"(?P<lead>\s*- ?)\((?P<inner>.*)\)\s*")
NO_VALUE = re.compile(r"[{,]\s*(?P<key>[A-Za-z_-]+):(?=[,}])")

GLUED = re.compile(r"(?P<key>[A-Za-z_-]+):(?P<value>[^\s/].*)")
"""A key and a value that no space parts."""

MOST_SIGNS = 20
"""Signs of one line that are looked at."""

WITHIN_BRACKETS = re.compile(r"[,{\[]")


class Position(Protocol):
    """Where something stands in a text, counted from 0."""

    @property
    def line(self) -> int: ...

    @property
    def column(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Spot:
    """A position of our own, where the parser gave none."""

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

TAB_FOUND = Explanation(
    (),
    message("a tab was found where spaces were expected"),
    message("Replace the tab by two spaces."),
)

PARENTHESES = Explanation(
    (),
    message("parentheses were found where braces were expected"),
    message("Write for example: {theme: 2026/iatrogenie, starts: 2026-11-12 20:30}."),
)

NO_SPACE_AFTER_A_DASH = Explanation(
    (),
    message("a space is missing after this dash"),
    message("Write a dash, a space, then the value: “- {title: Thème libre, …}”."),
)

UNEXPLAINED = Explanation(
    (),
    message("this line cannot be understood as YAML"),
    message("Compare it with a file that works; put texts with signs between quotes."),
)


def diagnose(error: yaml.YAMLError, text: str) -> tuple[Explanation, Position | None]:
    """Return what an error of libyaml or PyYAML in ``text`` means, and where the mistake is.

    A mistake that cannot be seen is looked for first: where the parser gets further once a sign
    is replaced or a space is added, there it was.
    """
    unseen = find_unseen(error, text)
    return unseen or explain(error, text)


def explain(error: yaml.YAMLError, text: str) -> tuple[Explanation, Position | None]:
    """Return what the parser's complaint means, and where the mistake is."""
    known = explanation(getattr(error, "problem", None) or "")
    noticed: Position | None = getattr(error, "problem_mark", None)
    opening: Position | None = getattr(error, "context_mark", None) if known.at_opening else None
    lines = LINE_BREAK.split(text)
    if noticed is None or noticed.line >= len(lines):
        return known, opening or noticed
    if opening is not None and is_second_colon(noticed, lines):
        return SECOND_COLON, noticed
    if known is STRAY_COLON and (forgotten := line_without_colon(noticed, lines)):
        return NO_COLON, forgotten
    if known is STRAY_COLON and (colon := text_with_colon(noticed, lines)):
        return colon, noticed
    return known, opening or noticed


def find_unseen(error: yaml.YAMLError, text: str) -> tuple[Explanation, Position] | None:
    """Return the sign or the missing space over which the parser stumbled, if that is the cause."""
    lines = LINE_BREAK.split(text)
    stumbled = [
        mark.line
        for mark in (getattr(error, "problem_mark", None), getattr(error, "context_mark", None))
        if mark is not None
    ]
    around = {line + step for line in stumbled for step in (0, -1)}
    for line in sorted(around & set(range(len(lines)))):
        for repaired, explanation, column in repairs_of(lines[line]):
            mended = "\n".join([*lines[:line], repaired, *lines[line + 1 :]])
            if gets_further(mended, max(stumbled)):
                return explanation, Spot(line, column)
    unseen = ((line, find_invisible(lines[line])) for line in stumbled if line < len(lines))
    return next(((odd_sign(sign), Spot(line, sign.offset)) for line, sign in unseen if sign), None)


def repairs_of(line: str) -> Iterator[tuple[str, Explanation, int]]:
    """Yield what a line may have been meant to be, each with what was wrong and its column."""
    signs = list(all_odd(line))[:MOST_SIGNS]
    if signs:
        yield "".join(_list_typed(line, signs)), odd_sign(signs[0]), signs[0].offset
    if (tab := TAB.match(line)) and "\t" in tab[0]:
        yield f"{tab[0].replace(chr(9), '  ')}{line[tab.end() :]}", TAB_FOUND, tab.end() - 1
    if found := IN_PARENTHESES.fullmatch(line):
        mended = f"{found['lead']}{{{found['inner']}}}"
        yield mended, PARENTHESES, len(found["lead"])
    for found in NO_SPACE_AFTER_DASH.finditer(line):
        mended = f"{found[0]} {line[found.end() :]}"
        yield mended, NO_SPACE_AFTER_A_DASH, found.end() - 1
    for found in NO_VALUE.finditer(line):
        mended = f"{line[: found.end()]} {line[found.end() :]}"
        yield mended, empty_value(found["key"]), found.start("key")
    for found in NO_SPACE.finditer(line):
        key, value = found["key"], found["value"]
        mended = f"{line[: found.end('key')]}: {line[found.start('value') :]}"
        yield mended, explain_missing_space(key, value), found.end("key")


def _list_typed(line: str, signs: list[OddSign]) -> Iterator[str]:
    begin = 0
    for sign in signs:
        yield line[begin : sign.offset] + sign.typed
        begin = sign.offset + 1
    yield line[begin:]


def gets_further(text: str, line: int) -> bool:
    """Tell whether the parser understands a text, or at least gives up below a line."""
    try:
        for _ in yaml.parse(text, Loader=yaml.SafeLoader):
            pass
    except yaml.YAMLError as error:
        mark: Position | None = getattr(error, "problem_mark", None)
        return mark is not None and mark.line > line
    return True


def odd_sign(sign: OddSign) -> Explanation:
    """Return what is said of a sign that cannot be seen or passes for another."""
    return Explanation((), message("here stands %(sign)s", sign=sign.name), sign.remedy)


def empty_value(key: str) -> Explanation:
    """Return what is said of a key of braces that nothing follows."""
    return Explanation(
        (),
        message("“%(key)s” is empty; a value was expected", key=key),
        message(
            "Write a value after the colon, or remove the key. A meeting whose date is not known"
            " yet is left out until it is."
        ),
    )


def explain_missing_space(key: str, value: str) -> Explanation:
    """Return what is said of a colon that its value touches."""
    return Explanation(
        (),
        message("a space is missing after this colon"),
        message("Write “%(key)s: %(value)s”.", key=key, value=value),
    )


def is_second_colon(position: Position, lines: list[str]) -> bool:
    """Tell whether a colon stands at a position between brackets, with another before it."""
    line = lines[position.line]
    item = WITHIN_BRACKETS.split(line[: position.column])[-1]
    return line[position.column : position.column + 1] == ":" and bool(KEY_AND_VALUE.search(item))


def line_without_colon(position: Position, lines: list[str]) -> Spot | None:
    """Return the beginning of the line above a position that lacks its colon, if it is that.

    The parser takes such a line for a text that goes on below, and stumbles over the next colon.
    The key that was to stand there is aligned with the one below; a line that really goes on
    with the text above it stands deeper.
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


def text_with_colon(position: Position, lines: list[str]) -> Explanation | None:
    """Return what is said of a text with a colon at a position; None when it is no such text."""
    found = KEY_AND_TEXT.match(lines[position.line])
    if found is None or found.start("text") > position.column:
        return None
    quote = "'" if '"' in found["text"] else '"'
    return Explanation(
        (),
        message("this colon follows another: it stands within a text"),
        message(
            "Put the text between quotes: “%(key)s: %(text)s”.",
            key=found["key"],
            text=f"{quote}{found['text'].rstrip()}{quote}",
        ),
    )


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


def refuse_glued(glued: re.Match[str], text: str, place: Place, report: Report) -> None:
    """Refuse a key and a value that no space parts (`GLUED`)."""
    report.error(
        "broken-yaml",
        place,
        message("a space is missing after the colon of “%(text)s”", text=text),
        message("Write “%(key)s: %(value)s”.", key=glued["key"], value=glued["value"]),
    )


def refuse_tabs(text: str, file: str, first_line: int, report: Report) -> bool:
    """Report each line indented by a tab, which YAML forbids; tell whether there were any."""
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
