"""The French words of room codes, and the tolerance for mistyped ones.

No two words of the list have the same first four letters, so these identify the word: later
letters, accents and capitals do not matter. The first lines of the list say its licence.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from parution.language.fold import fold

LIST = Path(__file__).with_name("code_words.txt")

TELLING = 4
"""Number of first letters that identify a word of the list."""


@cache
def read_code_words() -> tuple[str, ...]:
    """Return the words, 7,500 of them, in alphabetical order."""
    lines = LIST.read_text(encoding="utf-8").splitlines()
    return tuple(line for line in lines if not line.startswith("#"))


def distinguish(word: str) -> str:
    """Return the letters that identify a word, folded.

    >>> distinguish("Écharpe")
    'echa'
    """
    return fold(word)[:TELLING]
