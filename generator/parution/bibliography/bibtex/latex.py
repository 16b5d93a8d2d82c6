"""Converts the LaTeX in bibliographies to plain text.

Symbols come from pylatexenc. Unicode composes accents, for it knows more of them than any library
(``\\~{\\^e}``). Commands that only style a text leave the text (``\\emph``); unknown ones leave
their argument, and `list_unknown_commands` lists them. The conversion never fails: a broken
sequence stays as near to the original as possible.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from functools import lru_cache, partial
from types import MappingProxyType
from unicodedata import normalize

from parution.bibliography.bibtex.latex_symbols import load_symbols
from parution.patterns import compile_late

SPECIAL = compile_late(r"[\\{}$~&]|--|``|''|<<")
"""Characters that may make a value LaTeX."""

DRESSING = compile_late(
    r"\\(?:emph|text(?:it|bf|sc|rm|sf|tt|up|sl|md|normal)?|mkbib(?:emph|bold|italic|parens)"
    r"|(?:url|path|nolinkurl|mbox|hbox|underline|uline|ensuremath|math(?:rm|it|bf|sf)|foreignlanguage\{\w*\})"
    r"|si|num|bsc|up|fup|nohyphens|textgreek|MakeUppercase|MakeLowercase|uppercase|lowercase)"
    r"\*?\s*(?=\{)"
    r"|\\(?:em|it|bf|sc|rm|sf|tt|itshape|bfseries|scshape|upshape|normalfont|/|!|;)(?![A-Za-z])\s*"
)
COMBINING = MappingProxyType(
    {
        "`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", "=": "\u0304", "u": "\u0306",
        ".": "\u0307", '"': "\u0308", "r": "\u030a", "H": "\u030b", "v": "\u030c", "d": "\u0323",
        "c": "\u0327", "k": "\u0328", "b": "\u0331", "h": "\u0309",
    }
)  # fmt: skip
"""The combining character of each accent command."""

LETTER = r"(?:\\[ij](?![A-Za-z])|[^\W\d_][\u0300-\u036f]*)"
ACCENT = compile_late(
    rf"\\([`'^\"~=.])\s*(?:\{{\s*({LETTER})\s*\}}|({LETTER}))"
    rf"|\\([uvHcdbrkh])(?:\s*\{{\s*({LETTER})\s*\}}|\s+({LETTER})|(?=\\)({LETTER}))"
)
"""An accent on a letter, which may have another already."""

MOST_ACCENTS = 3
"""The most accents on one letter."""

IN_BRACES = compile_late(r"\{([^\W\d_][\u0300-\u036f]*)\}")
SIGN_ALONE = compile_late(r"\\([`'^\"~])\s*\{\s*\}")
"""An accent on nothing: the sign itself."""

SPACING = compile_late(
    r"\{?\\(?:noopsort|SortNoop|sortnoop|hspace|vspace|[hv]?phantom)\*?\s*\{[^{}]*\}\}?"
)
"""Commands whose argument must not be shown."""

ENTITY = compile_late(r"\\?&(?:amp;)?(#\d{1,6};|#[xX][0-9a-fA-F]{1,6};|[A-Za-z][A-Za-z0-9]{1,30};)")
"""A character reference of HTML; its ampersand may be a reference itself."""

DEGREE = compile_late(
    r"\s*\$?\s*\^\s*\{?\s*\\circ\s*\}?\s*\$?\s*(?:\{?\\(?:mathrm|text|rm)\s*\{?)?"
)
BEFORE_DEGREE = compile_late(r"(\d)[ ~]*(°[CF]\b)")

LINK = compile_late(r"\\href\s*\{[^{}]*\}\s*(?=\{)")
QUOTE = compile_late(r"\\(?:enquote\*?|mkbibquote)\s*\{((?:[^{}]++|\{[^{}]*\})*+)\}")
QUANTITY = compile_late(r"\\(?:SI|qty)\s*\{([^{}]*)\}\s*\{((?:[^{}]|\{[^{}]*\})*)\}")
"""A number and its unit: ``\\SI{25}{mg}``."""

CHEMISTRY = compile_late(r"\\(?:ce|ch)\s*\{([^{}]*)\}")
COUNT_OF_ATOMS = compile_late(r"(?<=[A-Za-z)])(\d+)")

IN_ANGLES = compile_late(r"<<\s*([^<>]*?)\s*>>")
"""« <<x>> », guillemets as LaTeX's font encodings write them."""

QUOTED, UNQUOTED = "\ufdee", "\ufdef"
IN_FRENCH = ("«\u00a0", "\u00a0»")
IN_ENGLISH = ("“", "”")

SYMBOL = compile_late(r"\\([A-Za-z]+)(?![A-Za-z])(?:\{\}|(\s*))")
INLINE = compile_late(r"\\\(((?:(?!\\\().)*?)\\\)")
"""LaTeX's other way to write a formula: ``\\(\\gamma\\)``."""

MATHEMATICS = compile_late(r"\$([^$]*)\$")
RAISED = compile_late(r"\\textsuperscript\s*\{([^{}]*)\}|\^\{([0-9n+-]+)\}|\^([0-9n])")
LOWERED = compile_late(r"\\textsubscript\s*\{([^{}]*)\}")
RAISED_IN_MATHEMATICS = compile_late(r"\^\{([^{}]*)\}|\^(\S)")
LOWERED_IN_MATHEMATICS = compile_late(r"_\{([^{}]*)\}|_(\S)")
COMMAND = compile_late(r"\\([A-Za-z]+)\*?\s*")
LEFT = compile_late(r"[{}$]")
WHITESPACE = compile_late(r"[ \t\n\r\f\v]+")

ESCAPED = compile_late(r"\\([_%&#${}])")
SIGNS = "\\${}~^_'-`%&#"
"""Special characters of LaTeX. During the conversion, noncharacters replace those that stand for
themselves."""

TO_COVER = str.maketrans({sign: chr(0xFDD0 + place) for place, sign in enumerate(SIGNS)})
TO_SHOW = str.maketrans({chr(0xFDD0 + place): sign for place, sign in enumerate(SIGNS)})

LIGATURES = MappingProxyType({"---": "—", "--": "–", "``": "“", "''": "”", "~": "\u00a0"})

SUPERSCRIPTS = MappingProxyType(dict(zip("0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ", strict=True)))
SUBSCRIPTS = MappingProxyType(dict(zip("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎", strict=True)))

FORBIDDEN = compile_late(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u200b\u2060\ufdd0-\ufdef\ufeff\u202a-\u202e\u2066-\u2069"
    + "".join(
        chr(plane + last) for plane in range(0, 0x110000, 0x10000) for last in (0xFFFE, 0xFFFF)
    )
    + "]"
)
"""Control characters, invisible ones that PDFs leave in copied text, direction overrides, and the
noncharacters that programs use as marks."""

SPELT_OUT = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "\u2010": "-", "\u2011": "-"}
)
"""Ligatures and hyphens of PDFs and publishers by what a search looks for."""

NOT_TO_COME = dict.fromkeys(range(0xFDD0, 0xFDF0))
"""Noncharacters to remove from a value first, so that none passes for ours."""


def convert_to_plain(value: str, quotes: tuple[str, str] = IN_FRENCH) -> str:
    """Return a value as plain text on one line; ``quotes`` surround ``\\enquote`` and the like.

    >>> convert_to_plain(r"{\\'E}tude de l'{HTA} : \\emph{revue}")
    "Étude de l'HTA : revue"
    """
    if SPECIAL.search(value):
        value = show_value(COMMAND.sub("", read(value)), quotes)
    return clean(value)


def list_unknown_commands(value: str) -> tuple[str, ...]:
    """Return the unknown commands in a value, which ``plain`` leaves out.

    >>> list_unknown_commands(r"\\emph{revue} \\cmd{a}")
    ('\\\\cmd',)
    """
    if "\\" not in value:
        return ()
    hidden = (COMMAND.findall(found)[0] for found in SPACING.findall(value))
    return tuple(f"\\{name}" for name in (*hidden, *COMMAND.findall(read(value))))


def clean(value: str) -> str:
    """Return text on one line without control characters."""
    if not value.isascii():
        value = normalize("NFC", value.translate(SPELT_OUT))
    if value.isprintable() and "  " not in value:
        return value.strip()
    return FORBIDDEN.sub("", WHITESPACE.sub(" ", value)).strip()


@lru_cache(64)
def read(value: str) -> str:
    """Return a value with all known LaTeX converted; the rest stays."""
    # In BibTeX an unescaped percent sign is ordinary text; in LaTeX it begins a comment.
    value = value.translate(NOT_TO_COME).replace("%", "\\%").replace("\\\\%", "\\%")
    if "&" in value:
        value = ENTITY.sub(decode_entity, value)
    if "\\" in value:
        value = QUANTITY.sub("\\1\u00a0\\2", INLINE.sub(r"$\1$", value))
        value = CHEMISTRY.sub(lower_counts, value)
        value = SPACING.sub("", DEGREE.sub("°", value) if "circ" in value else value)
        value = put_accents(value)
        value = ESCAPED.sub(lambda found: found[1].translate(TO_COVER), value)
        value = value.replace("\\,", "\u202f").replace("\\-", "")
        value = DRESSING.sub("", LINK.sub("", QUOTE.sub(rf"{QUOTED}\1{UNQUOTED}", value)))
        value = SYMBOL.sub(convert_symbol, value).replace(" \u00a0", "\u00a0")
    if "<<" in value:
        value = IN_ANGLES.sub(rf"{QUOTED}\1{UNQUOTED}", value)
    if "$" in value:
        value = MATHEMATICS.sub(convert_mathematics, value).replace("$", "$".translate(TO_COVER))
    if "\\" in value or "^" in value:
        value = RAISED.sub(partial(raise_or_lower, SUPERSCRIPTS), value)
        value = LOWERED.sub(partial(raise_or_lower, SUBSCRIPTS), value)
    return value


def show_value(value: str, quotes: tuple[str, str]) -> str:
    value = value.replace(QUOTED, quotes[0]).replace(UNQUOTED, quotes[1])
    for sign, written in LIGATURES.items():
        value = value.replace(sign, written)
    value = BEFORE_DEGREE.sub("\\1\u00a0\\2", value)
    return LEFT.sub("", value.replace("\\", "")).translate(TO_SHOW)


def resolve_entities(value: str) -> str:
    """Return a value with HTML references as the characters that they stand for.

    >>> resolve_entities("M&uuml;ller & Roux")
    'Müller & Roux'
    """
    return ENTITY.sub(lambda found: decode_entity(found).translate(TO_SHOW), value)


def decode_entity(found: re.Match[str]) -> str:
    """Return the character of an HTML reference; an unknown reference stays as it is."""
    character = html.unescape(f"&{found[1]}")
    return (
        found[0]
        if character.startswith("&") and len(character) > 1
        else character.translate(TO_COVER)
    )


def put_accents(value: str) -> str:
    """Return a value with accents composed with their letters, the innermost first."""
    for _ in range(MOST_ACCENTS):
        accented = IN_BRACES.sub(r"{\1}", ACCENT.sub(combine_accent, value))
        if accented == value:
            break
        value = accented
    return SIGN_ALONE.sub(lambda found: found[1].translate(TO_COVER), value)


def combine_accent(found: re.Match[str]) -> str:
    mark = COMBINING[found[1] or found[4]]
    letter = next(filter(None, (found[2], found[3], found[5], found[6], found[7])))
    return normalize("NFC", letter.removeprefix("\\") + mark)


def convert_symbol(found: re.Match[str]) -> str:
    """Return the character of a command; a letter swallows the space after it, as in TeX."""
    known = load_symbols().get(found[1])
    if known is None:
        return found[0]
    swallows = known.isalpha() or known == "°" or known[-1].isspace()
    space = "" if swallows else found[2] or ""
    return known.translate(TO_COVER) + space


def convert_mathematics(found: re.Match[str]) -> str:
    raised = RAISED_IN_MATHEMATICS.sub(partial(raise_or_lower, SUPERSCRIPTS), found[1])
    return LOWERED_IN_MATHEMATICS.sub(partial(raise_or_lower, SUBSCRIPTS), raised)


def lower_counts(found: re.Match[str]) -> str:
    """Return « CO₂ » for ``\\ce{CO2}``."""
    return COUNT_OF_ATOMS.sub(partial(raise_or_lower, SUBSCRIPTS), found[1])


def raise_or_lower(table: Mapping[str, str], found: re.Match[str]) -> str:
    """Return a text in superscript or subscript characters; unchanged if Unicode lacks some."""
    text = next(group for group in found.groups() if group is not None)
    return "".join(map(table.__getitem__, text)) if set(text) <= table.keys() else text
