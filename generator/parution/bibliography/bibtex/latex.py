"""LaTeX as it stands in bibliographies, turned to plain text.

Accents are latexcodec's business, symbols pylatexenc's; commands that only dress a text leave the
text (``\\emph``); what is unknown leaves its argument, and is told. Nothing here can fail: a broken
sequence stays as near to what was written as possible.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Mapping
from functools import lru_cache, partial
from types import MappingProxyType
from typing import Any

import latexcodec  # noqa: F401 - registers the codec

from parution.bibliography.bibtex.latex_symbols import symbols

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

ACCENT = re.compile(r"\\(?:[`'^\"~=.]|[uvHcdbrk](?![A-Za-z]))\s*(?:\{[A-Za-z]\}|[A-Za-z])")
"""An accent on a letter: most of what latexcodec is asked for, which takes its time for each letter
of a text."""

LINK = re.compile(r"\\href\s*\{[^{}]*\}\s*(?=\{)")
QUOTE = re.compile(r"\\(?:enquote\*?|mkbibquote)\s*\{((?:[^{}]++|\{[^{}]*\})*+)\}")
QUOTED, UNQUOTED = "\ufdee", "\ufdef"
IN_FRENCH = ("«\u00a0", "\u00a0»")
IN_ENGLISH = ("“", "”")

SYMBOL = re.compile(r"\\([A-Za-z]{2,})(?![A-Za-z])(?:\{\}|(\s*))")
MATHEMATICS = re.compile(r"\$([^$]*)\$")
RAISED = re.compile(r"\\textsuperscript\s*\{([^{}]*)\}|\^\{([0-9n+-]+)\}|\^([0-9n])")
LOWERED = re.compile(r"\\textsubscript\s*\{([^{}]*)\}")
RAISED_IN_MATHEMATICS = re.compile(r"\^\{([^{}]*)\}|\^(\S)")
LOWERED_IN_MATHEMATICS = re.compile(r"_\{([^{}]*)\}|_(\S)")
COMMAND = re.compile(r"\\([A-Za-z]+)\*?\s*")
LEFT = re.compile(r"[{}$]")
WHITESPACE = re.compile(r"[ \t\n\r\f\v]+")

ESCAPED = re.compile(r"\\([_%&#${}])")
SIGNS = "\\${}~^_'-`%&#"
"""Signs that mean something in LaTeX; while the rest is read, other characters stand for those that
are to be seen."""

TO_COVER = str.maketrans({sign: chr(0xFDD0 + place) for place, sign in enumerate(SIGNS)})
TO_SHOW = str.maketrans({chr(0xFDD0 + place): sign for place, sign in enumerate(SIGNS)})

LIGATURES = MappingProxyType({"---": "—", "--": "–", "``": "“", "''": "”", "~": "\u00a0"})

SUPERSCRIPTS = MappingProxyType(dict(zip("0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ", strict=True)))
SUBSCRIPTS = MappingProxyType(dict(zip("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎", strict=True)))

FORBIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ufdd0-\ufdef\ufeff\u202a-\u202e\u2066-\u2069"
    + "".join(
        chr(plane + last) for plane in range(0, 0x110000, 0x10000) for last in (0xFFFE, 0xFFFF)
    )
    + "]"
)
"""Control characters, direction overrides, and the noncharacters that programs mark places with."""

NOT_TO_COME = dict.fromkeys(range(0xFDD0, 0xFDF0))
"""Noncharacters that a value holds already would be taken for ours."""


def plain(value: str, quotes: tuple[str, str] = IN_FRENCH) -> str:
    """Return a value as plain text on one line; ``quotes`` stand around what is quoted in it.

    >>> plain(r"{\\'E}tude de l'{HTA} : \\emph{revue}")
    "Étude de l'HTA : revue"
    """
    if SPECIAL.search(value):
        value = _shown(COMMAND.sub("", _read(value)), quotes)
    return cleaned(value)


def unknown_commands(value: str) -> tuple[str, ...]:
    """Return the commands of a value that nothing is known of: ``plain`` leaves them out.

    >>> unknown_commands(r"\\emph{revue} \\cmd{a}")
    ('\\cmd',)
    """
    if "\\" not in value:
        return ()
    return tuple(f"\\{name}" for name in COMMAND.findall(_read(value)))


def cleaned(value: str) -> str:
    """Return text on one line without control characters."""
    if value.isprintable() and "  " not in value:
        return value.strip()
    return FORBIDDEN.sub("", WHITESPACE.sub(" ", value)).strip()


@lru_cache(64)
def _read(value: str) -> str:
    """Return a value with everything read that is known of LaTeX; what is not stays."""
    # BibTeX takes an unescaped percent sign for what it is; as LaTeX the rest were a comment.
    value = value.translate(NOT_TO_COME).replace("%", "\\%").replace("\\\\%", "\\%")
    if "\\" in value:
        value = ESCAPED.sub(lambda found: found[1].translate(TO_COVER), value)
        value = DOTLESS.sub(r"\1{\2}", value).replace("\\,", "\u202f").replace("\\-", "")
        value = DRESSING.sub("", LINK.sub("", QUOTE.sub(rf"{QUOTED}\1{UNQUOTED}", value)))
        value = SYMBOL.sub(_symbol, value).replace(" \u00a0", "\u00a0")
    if "$" in value:
        value = MATHEMATICS.sub(_mathematics, value)
    if "\\" in value or "^" in value:
        value = RAISED.sub(partial(_placed, SUPERSCRIPTS), value)
        value = LOWERED.sub(partial(_placed, SUBSCRIPTS), value)
        value = ACCENT.sub(lambda found: _latexcodec(found[0]), value)
    return _latexcodec(value) if "\\" in value else value


def _shown(value: str, quotes: tuple[str, str]) -> str:
    value = value.replace(QUOTED, quotes[0]).replace(UNQUOTED, quotes[1])
    for sign, written in LIGATURES.items():
        value = value.replace(sign, written)
    return LEFT.sub("", value.replace("\\", "")).translate(TO_SHOW)


def _symbol(found: re.Match[str]) -> str:
    """Return the character a command stands for; a letter takes the space behind it, as in TeX."""
    known = symbols().get(found[1])
    if known is None:
        return found[0]
    space = "" if known.isalpha() or known[-1].isspace() else found[2] or ""
    return known.translate(TO_COVER) + space


def _mathematics(found: re.Match[str]) -> str:
    raised = RAISED_IN_MATHEMATICS.sub(partial(_placed, SUPERSCRIPTS), found[1])
    return LOWERED_IN_MATHEMATICS.sub(partial(_placed, SUBSCRIPTS), raised)


def _placed(table: Mapping[str, str], found: re.Match[str]) -> str:
    """Return what is raised or lowered; as it is where Unicode has no such characters."""
    text = next(group for group in found.groups() if group is not None)
    return "".join(map(table.__getitem__, text)) if set(text) <= table.keys() else text


@lru_cache(1024)
def _latexcodec(value: str) -> str:
    try:
        return str(DECODE(value)[0])
    except (ValueError, KeyError):
        return value
