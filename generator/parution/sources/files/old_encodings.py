"""Guesses the encoding of a text that is not UTF-8: UTF-16 without a mark, Macintosh, DOS, Windows.

In each of the old encodings of a byte a letter, French texts have other bytes for « é », « à » and
« ’ »: the encoding that finds most of them is the likely one.
"""

from __future__ import annotations

from types import MappingProxyType

from parution.domain.messages import message

FIRST_BYTES = 100_000
MOST = 0.7
"""Part of the bytes that are zero in UTF-16, in which Latin letters have two bytes."""

LETTERS = frozenset("àâäçèéêëîïôöùûüÿœæÀÂÇÈÉÊÎÔÙŒ’«»–…°")
"""Signs of French texts outside ASCII."""

NAMES = MappingProxyType(
    {
        "cp1252": message("Windows"),
        "mac-roman": message("old Macintosh programs"),
        "cp850": message("DOS"),
    }
)
"""The old encodings, the most frequent first."""


def find_wide_encoding(content: bytes) -> str:
    """Return UTF-16's name if every other byte of a beginning is zero; else an empty string.

    >>> find_wide_encoding("@misc{a}".encode("utf-16-be")), find_wide_encoding(b"@misc{a}")
    ('utf-16-be', '')
    """
    beginning = content[:FIRST_BYTES]
    half = len(beginning) // 2
    places = {"utf-16-le": beginning[1::2], "utf-16-be": beginning[::2]}
    found = (name for name, signs in places.items() if half and signs.count(0) > half * MOST)
    return next(found, "")


def guess_old_encoding(content: bytes) -> str:
    """Return the old encoding in which bytes hold most letters of French.

    >>> guess_old_encoding("Santé".encode("mac-roman")), guess_old_encoding(b"\\xe9")
    ('mac-roman', 'cp1252')
    """
    beginning = content[:FIRST_BYTES].translate(None, bytes(range(128)))
    texts = {name: beginning.decode(name, "replace") for name in NAMES}
    return max(texts, key=lambda name: sum(sign in LETTERS for sign in texts[name]))
