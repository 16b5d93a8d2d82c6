"""Folds texts for comparison: no case, accents or ligatures."""

from __future__ import annotations

import unicodedata

SPELT_OUT = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "’": "'", "ʼ": "'"})
"""Letters and signs that Unicode does not decompose."""


def fold(text: str) -> str:
    """Return a text without case, accents, ligatures and curly apostrophes.

    >>> fold("L’Œdème À TRAITER")
    "l'oedeme a traiter"
    """
    decomposed = unicodedata.normalize("NFKD", text).casefold()
    bare = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return bare.translate(SPELT_OUT)
