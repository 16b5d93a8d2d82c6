"""The French words that codes are made of, and how forgivingly they may be typed.

No two words of the list begin with the same four letters, so these stand for the whole word: what
follows them, accents and capitals may be mistyped.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from parution.language.fold import fold

LIST = Path(__file__).with_name("code_words.txt")

TELLING = 4
"""Letters that tell a word from every other word of the list."""


@cache
def code_words() -> tuple[str, ...]:
    """Return the words, 7,500 of them, in alphabetical order."""
    return tuple(LIST.read_text(encoding="utf-8").split())


def distinguish(word: str) -> str:
    """Return what tells a word from all others, as everybody types it.

    >>> telling_letters("Écharpe")
    'echa'
    """
    return fold(word)[:TELLING]
