"""The prose of a Markdown text: everything that is not read as sentences blanked out.

Blanked are code (fenced, indented, inline), links with their text and targets, the targets of
images, definitions of links, HTML tags and comments. Line ends stay and every other character
becomes one space, so that what is found in the prose stands at the same line and column in the
text.
"""

from __future__ import annotations

import re

FENCED = re.compile(
    r"^(?P<indent>[ \t>]*)(?P<fence>`{3,}|~{3,})[^\n`]*\n(?:.*?\n)??[ \t>]*(?P=fence)[`~]*[ \t]*$",
    re.MULTILINE | re.DOTALL,
)
HTML = re.compile(
    r"<!--.*?-->|<(script|style|pre|code|textarea)\b[^<>]*>.*?</\1\s*>"
    r"|</?[A-Za-z](?:[^<>\n]|\n(?![ \t]*\n))*>",
    re.DOTALL | re.IGNORECASE,
)
CODE_SPAN = re.compile(r"(?<![\\`])(`++)(?!`)(?:(?!\n[ \t]*\n).)+?(?<!`)\1(?!`)", re.DOTALL)
LINK = re.compile(
    r"!?\[(?P<text>(?:\\.|[^\[\]\\]|\[[^\[\]]*\])*+)\]"
    r"\((?:[^()\s]|\([^()]*\))*+(?:\s+(?:\"[^\"]*\"|'[^']*'))?\s*\)"
)
DEFINITION = re.compile(
    r"^[ ]{0,3}(?:\[(?!\^)[^\]\n]+\]:[ ]*\n?[ ]*\S+[ ]*(?:[\"'(][^\n]*)?|\*\[[^\]\n]+\]:[^\n]*)$",
    re.MULTILINE,
)
"""An address alone behind the colon, a title perhaps; or what an abbreviation stands for."""

CONTAINER = re.compile(
    r"[ \t]*(?:(?:[-*+:]|\d+[.)])(?=[ \t]|$)|!!!|\?\?\?\+?|===|:::|///|\[\^[^\]]+\]:)"
)
"""What begins a block whose further paragraphs are indented without being code."""

IN_BRACKETS = re.compile(r"\[[^\[\]]*\]")

NOT_A_LINE_END = re.compile(r"[^\n]")


TRIGGERS = (
    (CODE_SPAN, "`"),
    (HTML, "<"),
    (DEFINITION, "]:"),
)
"""What to blank, and what a text must hold for it to be worth looking."""


def prose(text: str) -> str:
    """Return the text with everything blanked that is no prose."""
    if "```" in text or "~~~" in text:
        text = FENCED.sub(_blank, text)
    if "\n    " in text or "\n\t" in text:
        text = _without_indented_code(text)
    for pattern, trigger in TRIGGERS:
        if trigger in text:
            text = pattern.sub(_blank, text)
    return LINK.sub(_blank_link, text) if "](" in text else text


def _blank(found: re.Match[str]) -> str:
    return NOT_A_LINE_END.sub(" ", found[0])


def _blank_link(found: re.Match[str]) -> str:
    """Blank a link; what stands in brackets in the words of an image, stays."""
    blank = _blank(found)
    if found[0].startswith("!"):
        for inner in IN_BRACKETS.finditer(found[0], 2, found.end("text") - found.start()):
            blank = blank[: inner.start()] + inner[0] + blank[inner.end() :]
    return blank


def _without_indented_code(text: str) -> str:
    """Blank lines indented by four behind a blank line, unless a list or a box holds them."""
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
