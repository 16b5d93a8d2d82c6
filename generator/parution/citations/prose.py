"""Extracts the prose of a Markdown text by blanking out everything else.

This blanks code (fenced, indented, inline), links with their text and targets, the targets of
images, definitions of links, HTML tags and comments. Line ends stay and every other character
becomes one space, so that offsets, lines and columns are the same in prose and text.
"""

from __future__ import annotations

import re

from parution.patterns import compile_late

FENCED = compile_late(
    r"^(?P<indent>[ \t>]*)(?P<fence>`{3,}|~{3,})[^\n`]*\n(?:.*?\n)??[ \t>]*(?P=fence)[`~]*[ \t]*$",
    re.MULTILINE | re.DOTALL,
)
HTML = compile_late(
    r"<!--.*?-->|<(script|style|pre|code|textarea)\b[^<>]*>.*?</\1\s*>"
    r"|</?[A-Za-z](?:[^<>\n]|\n(?![ \t]*\n))*>",
    re.DOTALL | re.IGNORECASE,
)
CODE_SPAN = compile_late(r"(?<![\\`])(`++)(?!`)(?:(?!\n[ \t]*\n).)+?(?<!`)\1(?!`)", re.DOTALL)
LINK = compile_late(
    r"!?\[(?P<text>(?:\\.|[^\[\]\\]|\[[^\[\]]*\])*+)\]"
    r"\((?:[^()\s]|\([^()]*\))*+(?:\s+(?:\"[^\"]*\"|'[^']*'))?\s*\)"
)
DEFINITION = compile_late(
    r"^[ ]{0,3}(?:\[(?!\^)[^\]\n]+\]:[ ]*\n?[ ]*\S+[ ]*(?:[\"'(][^\n]*)?|\*\[[^\]\n]+\]:[^\n]*)$",
    re.MULTILINE,
)
"""The definition of a link (an address after the colon, perhaps a title), or of an abbreviation."""

CONTAINER = compile_late(
    r"[ \t]*(?:(?:[-*+:]|\d+[.)])(?=[ \t]|$)|!!!|\?\?\?\+?|===|:::|///|\[\^[^\]]+\]:)"
)
"""The beginning of a block whose further paragraphs are indented without being code."""

IN_BRACKETS = compile_late(r"\[[^\[\]]*\]")

NOT_A_LINE_END = compile_late(r"[^\n]")


TRIGGERS = (
    (CODE_SPAN, "`"),
    (HTML, "<"),
    (DEFINITION, "]:"),
)
"""Patterns to blank, each with a string without which a text cannot match."""


def keep_prose(text: str) -> str:
    """Return the text with everything except prose blanked."""
    if "```" in text or "~~~" in text:
        text = FENCED.sub(blank_part, text)
    if "\n    " in text or "\n\t" in text:
        text = blank_indented_code(text)
    for pattern, trigger in TRIGGERS:
        if trigger in text:
            text = pattern.sub(blank_part, text)
    return LINK.sub(blank_link, text) if "](" in text else text


def blank_part(found: re.Match[str]) -> str:
    return NOT_A_LINE_END.sub(" ", found[0])


def blank_link(found: re.Match[str]) -> str:
    """Blank a link; within the words of an image, keep text in brackets."""
    blank = blank_part(found)
    if found[0].startswith("!"):
        for inner in IN_BRACKETS.finditer(found[0], 2, found.end("text") - found.start()):
            blank = blank[: inner.start()] + inner[0] + blank[inner.end() :]
    return blank


def blank_indented_code(text: str) -> str:
    """Blank lines indented by four after a blank line, unless within a list or a box."""
    lines = text.split("\n")
    contained = False
    after_blank = True
    in_code = False
    for number, line in enumerate(lines):
        if not line.strip():
            after_blank = True
            continue
        if line.startswith(("    ", "\t")):
            in_code = not contained and (in_code or after_blank)
            if in_code:
                lines[number] = " " * len(line)
        else:
            in_code = False
            if CONTAINER.match(line):
                contained = True
            elif after_blank:
                contained = False
        after_blank = False
    return "\n".join(lines)
