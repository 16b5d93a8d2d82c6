"""Print in any encoding, even one without « → »: to a file, or in an old Windows console."""

from __future__ import annotations

import codecs
import unicodedata
from io import TextIOWrapper
from typing import TextIO

from parution.language.fold import fold

HANDLER = "parution.plainly"

PLAINLY = {
    "\u2192": "->",
    "\u202f": "\u00a0",
    "\u2026": "...",
    "\u00ab": '"',
    "\u00bb": '"',
    "\u201c": '"',
    "\u201d": '"',
}
"""Characters of our sentences that some encodings lack, and their replacements."""


def speak_in_any_encoding(*streams: TextIO) -> None:
    """Make streams replace characters that their encoding lacks, instead of failing."""
    codecs.register_error(HANDLER, replace)
    for stream in streams:
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors=HANDLER)


def replace(error: UnicodeError) -> tuple[str | bytes, int]:
    """Return replacements for the characters that an encoding lacks: a codec error handler."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    signs = error.object[error.start : error.end]
    return "".join(find_nearest_sign(sign, error.encoding) for sign in signs), error.end


def find_nearest_sign(sign: str, encoding: str) -> str:
    """Return the nearest character that an encoding has, ``?`` at worst.

    >>> find_nearest_sign("\u2192", "cp1252"), find_nearest_sign("\u0153", "latin-1")
    ('->', 'oe')
    """
    for nearest in (PLAINLY.get(sign, sign), unicodedata.normalize("NFKC", sign), fold(sign)):
        if can_encode(nearest, encoding):
            return nearest
    if unicodedata.category(sign) == "Pd":
        return "-"
    return " " if sign.isspace() else "?"


def can_encode(text: str, encoding: str) -> bool:
    """Return whether an encoding has all characters of a text."""
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True
