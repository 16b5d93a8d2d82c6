"""LaTeX as it stands in bibliographies, turned to plain text.

Accents and symbols are latexcodec's business; commands that only dress a text (``\\emph``) leave
the text; what is unknown leaves its argument. Nothing here can fail: a broken sequence stays as
near to what was written as possible.
"""

from __future__ import annotations

import codecs
import re
from types import MappingProxyType
from typing import Any

import latexcodec  # noqa: F401 - registers the codec

SPECIAL = re.compile(r"[\\{}$~]|--|``|''")
"""What makes a value LaTeX rather than text."""

DECODE: Any = codecs.getdecoder("ulatex")

DRESSING = re.compile(
    r"\\(?:emph|text(?:it|bf|sc|rm|sf|tt|up|sl|md|normal)?|mkbib(?:emph|bold|italic|parens)"
    r"|(?:url|path|nolinkurl|mbox|hbox|underline|uline|ensuremath|math(?:rm|it|bf|sf)|foreignlanguage\{\w*\}))"
    r"\*?\s*(?=\{)"
    r"|\\(?:em|it|bf|sc|rm|sf|tt|itshape|bfseries|scshape|upshape|normalfont|/|!|;)(?![A-Za-z])\s*"
)
DOTLESS = re.compile(r"(\\[`'^\"~=.uvHcdbr])\s*\{?\\([ij])(?![A-Za-z])\}?")
"""An accent over the dotless i or j, which Unicode writes with the plain letter."""

LINK = re.compile(r"\\href\s*\{[^{}]*\}\s*(?=\{)")
QUOTE = re.compile(r"\\(?:enquote\*?|mkbibquote)\s*\{([^{}]*)\}")
RAISED = re.compile(
    r"\\(?:textsuperscript|mathrm\{\\textsuperscript\})\s*\{([^{}]*)\}|\^\{([0-9n+-]+)\}|\^([0-9n])"
)
LOWERED = re.compile(r"\\(?:textsubscript)\s*\{([^{}]*)\}|_\{([0-9+-]+)\}|_([0-9])")
COMMAND = re.compile(r"\\[A-Za-z]+\*?\s*")
LEFT = re.compile(r"[{}$]")
WHITESPACE = re.compile(r"[ \t\n\r\f\v]+")

DOLLAR = "\ufdd1"
"""Stands for a dollar sign while those that begin and end mathematics are taken out."""

LIGATURES = MappingProxyType({"---": "—", "--": "–", "``": "“", "''": "”", "~": "\u00a0"})

SUPERSCRIPTS = str.maketrans("0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ")
SUBSCRIPTS = str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")

FORBIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ufdd0-\ufdef\ufeff\u202a-\u202e\u2066-\u2069"
    + "".join(
        chr(plane + last) for plane in range(0, 0x110000, 0x10000) for last in (0xFFFE, 0xFFFF)
    )
    + "]"
)
"""Control characters, direction overrides, and the noncharacters that programs mark places with."""

ESCAPE = re.compile(r"\\([_%&#$~{}])")


def plain(value: str) -> str:
    """Return a value as plain text on one line.

    >>> plain(r"{\\'E}tude de l'{HTA} : \\emph{revue}")
    "Étude de l'HTA : revue"
    """
    if SPECIAL.search(value):
        value = _decoded(value)
    return cleaned(value)


def verbatim(value: str) -> str:
    """Return an address or identifier: escapes of LaTeX undone, nothing else touched."""
    value = ESCAPE.sub(r"\1", value) if "\\" in value else value.strip("{}")
    return cleaned(value)


def cleaned(value: str) -> str:
    """Return text on one line without control characters."""
    if value.isprintable() and "  " not in value:
        return value.strip()
    return FORBIDDEN.sub("", WHITESPACE.sub(" ", value)).strip()


def _decoded(value: str) -> str:
    if "\\" in value:
        value = DOTLESS.sub(r"\1{\2}", value).replace("\\,", "\u202f")
        value = DRESSING.sub("", LINK.sub("", QUOTE.sub("«\u00a0\\1\u00a0»", value)))
    if "\\text" in value or "^" in value:
        value = RAISED.sub(_raised, value)
    if "\\text" in value or "$" in value:
        value = LOWERED.sub(_lowered, value)
    value = value.replace(r"\$", DOLLAR)
    if "\\" in value or "$" in value:
        value = COMMAND.sub("", _latexcodec(value)).replace("\\", "")
    for sign, written in LIGATURES.items():
        value = value.replace(sign, written)
    return LEFT.sub("", value).replace(DOLLAR, "$")


def _latexcodec(value: str) -> str:
    try:
        return str(DECODE(value)[0])
    except (ValueError, KeyError):
        return value


def _raised(found: re.Match[str]) -> str:
    return _first(found).translate(SUPERSCRIPTS)


def _lowered(found: re.Match[str]) -> str:
    return _first(found).translate(SUBSCRIPTS)


def _first(found: re.Match[str]) -> str:
    return next(group for group in found.groups() if group is not None)
