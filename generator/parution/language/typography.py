"""Sets the spaces of punctuation: of references in French or English, of pages in French."""

from __future__ import annotations

import re

from parution.patterns import compile_late

NO_BREAK = "\u00a0"
NARROW = "\u202f"

BEFORE_COLON = compile_late(r"(?<=\S)[ \u00a0\u202f]*:(?=[ \u00a0\u202f]|$)")
BEFORE_HIGH_MARK = compile_late(r"(?<=[^\s;?!«“‘(\[{/])[ \u00a0\u202f]*([;?!]+)(?=[\s»)]|$)")
"""High marks, except after an opening mark, another high mark, or the slash of an address."""

INSIDE_GUILLEMETS = compile_late(r"«[ \u00a0\u202f]*|[ \u00a0\u202f]*»")
ENGLISH_SPACE = compile_late(r"[ \u00a0\u202f]+([:;?!](?:\s|$))")
STRAIGHT_APOSTROPHE = compile_late(r"(?<=\w)'(?=\w)")
CODE = compile_late(r"(<(code|pre)(?=[\s>]).*?</\2>)", re.DOTALL)
"""An element whose spaces matter; one that is never closed is treated as prose."""
HARD_SPACES = (
    (" :", "\u00a0:"), (" »", "\u00a0»"), ("« ", "«\u00a0"),
    (" ;", "\u202f;"), (" !", "\u202f!"), (" ?", "\u202f?"),
)  # fmt: skip
"""Spaces before or after punctuation in French, at which no line may break."""


def typeset_french(text: str) -> str:
    """Return a French text with no-break spaces and curved apostrophes.

    >>> typeset_french("Le dépistage : pourquoi ?")
    'Le dépistage\\xa0: pourquoi\\u202f?'
    """
    text = BEFORE_COLON.sub(f"{NO_BREAK}:", text)
    text = BEFORE_HIGH_MARK.sub(rf"{NARROW}\1", text)
    text = INSIDE_GUILLEMETS.sub(
        lambda found: f"«{NO_BREAK}" if "«" in found[0] else f"{NO_BREAK}»", text
    )
    return curve_apostrophes(text)


def typeset_english(text: str) -> str:
    """Return an English text without the spaces that French puts before punctuation."""
    return curve_apostrophes(ENGLISH_SPACE.sub(r"\1", text))


def curve_apostrophes(text: str) -> str:
    """Return a text with its apostrophes curved."""
    return STRAIGHT_APOSTROPHE.sub("’", text) if "'" in text else text


def typeset(text: str, language: str) -> str:
    """Return a text in French or English typography; unchanged for other languages."""
    match language:
        case "fr":
            return typeset_french(text)
        case "en":
            return typeset_english(text)
        case _:
            return text


def insert_hard_spaces(html: str) -> str:
    """Return French text or HTML with no-break spaces at punctuation, except in code.

    >>> insert_hard_spaces("Le dépistage : pourquoi ?")
    'Le dépistage\\xa0: pourquoi\\u202f?'
    """
    if "<code" not in html and "<pre" not in html:
        return insert_hard_spaces_in_prose(html)
    pieces = CODE.split(html)
    # After each text, `split` returns the two groups of the pattern: the code, and its tag.
    pieces[::3] = map(insert_hard_spaces_in_prose, pieces[::3])
    del pieces[2::3]
    return "".join(pieces)


def insert_hard_spaces_in_prose(html: str) -> str:
    """Return text without code with no-break spaces."""
    for soft, hard in HARD_SPACES:
        html = html.replace(soft, hard)
    return html
