"""Lets sentences through where the output knows no « → »: a file or a window of old Windows."""

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
"""Signs of our sentences that some encodings lack, and what stands for them."""


def speak_in_any_encoding(*streams: TextIO) -> None:
    """Let streams replace what their encoding lacks instead of failing."""
    codecs.register_error(HANDLER, replace)
    for stream in streams:
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors=HANDLER)


def replace(error: UnicodeError) -> tuple[str | bytes, int]:
    """Return what is written for the signs that an encoding lacks."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    signs = error.object[error.start : error.end]
    return "".join(plainly(sign, error.encoding) for sign in signs), error.end


def plainly(sign: str, encoding: str) -> str:
    """Return the nearest an encoding has to a sign, ``?`` at worst.

    >>> plainly("\u2192", "cp1252"), plainly("\u0153", "latin-1"), plainly("\u00e9", "ascii")
    ('->', 'oe', 'e')
    """
    for nearest in (PLAINLY.get(sign, sign), unicodedata.normalize("NFKC", sign), fold(sign)):
        if can_encode(nearest, encoding):
            return nearest
    if unicodedata.category(sign) == "Pd":
        return "-"
    return " " if sign.isspace() else "?"


def can_encode(text: str, encoding: str) -> bool:
    """Tell whether an encoding has all signs of a text."""
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True
