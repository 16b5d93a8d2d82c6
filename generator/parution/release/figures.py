"""Writes the numbers and the lengths of a text in figures, whatever words they had.

For refusals alone: what they propose has the length that was written, never a shorter one.
"""

from __future__ import annotations

import re

from parution.patterns import compile_late
from parution.release.rule_words import MINUTE, VOCABULARIES, fold_words

NUMBERS = {
    fold_words(word): str(number)
    for words in VOCABULARIES.values()
    for word, number in words.numbers.items()
    if word != "a"  # « à » folds to it too.
}
"""Figures by number word; no word means different numbers in the two languages."""

NUMBER_WORD = compile_late(rf"\b(?:{'|'.join(sorted(NUMBERS, key=len, reverse=True))})\b")

IDIOMS = {
    fold_words(word): f"{length // MINUTE} minutes"
    for words in VOCABULARIES.values()
    for word, length in words.lengths.items()
}
"""Minutes by the words for a length without a number."""

FRACTIONS = {
    fold_words(word): minutes
    for words in VOCABULARIES.values()
    for word, minutes in words.fractions.items()
}

IDIOM = compile_late(rf"\b(?:{'|'.join(map(re.escape, IDIOMS))})\b")

HOURS_AND_MINUTES = compile_late(
    r"\b(?P<hours>\d{1,2}) ?(?:h|heures?|hours?) ?"
    rf"(?:(?P<minutes>[0-5]\d)(?: ?(?:mn|min|minutes?))?|(?P<part>{'|'.join(FRACTIONS)}))\b",
    re.ASCII,
)
"""``1 h 30``, ``1 heure et demie``."""


def write_in_figures(spoken: str) -> str:
    """Return folded words with figures for number words, and minutes for lengths without a number.

    >>> write_in_figures("au bout d'une demi heure"), write_in_figures("vingt minutes")
    ("au bout d'30 minutes", '20 minutes')
    """
    return NUMBER_WORD.sub(
        lambda word: NUMBERS[word[0]], IDIOM.sub(lambda length: IDIOMS[length[0]], spoken)
    )


def write_in_minutes(figures: str) -> str:
    """Return a text with its hours and minutes as minutes alone.

    >>> write_in_minutes("1 h 30 de reunion"), write_in_minutes("2 heures et demie")
    ('90 minutes de reunion', '150 minutes')
    """
    return HOURS_AND_MINUTES.sub(convert_to_minutes, figures)


def convert_to_minutes(found: re.Match[str]) -> str:
    minutes = int(found["minutes"] or FRACTIONS[found["part"]])
    return f"{int(found['hours']) * 60 + minutes} minutes"
