"""Leaves out signs that nobody sees, such as soft hyphens, and reports them once for each entry.

They come with titles pasted from a web page or a PDF. A search would not find a word that holds
one, and an address would lead nowhere. Those in fields that no reference prints are not reported.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from parution.bibliography.bibtex import entry_problems
from parution.bibliography.bibtex.entry_scanner import RawEntry
from parution.bibliography.bibtex.entry_types import KEPT, OWN, PEOPLE, SYNONYMS
from parution.domain.problems import Place, Problem
from parution.language.look_alikes import OddSign, drop_unseen, find_word_around

MOST_ENTRIES = 5
"""If more entries than this hold such signs, they are reported once for the whole file."""

SEEN = KEPT | OWN | PEOPLE
"""Fields that readers see, or that decide what they see."""

AROUND_VALUES = '{}"=, '
OPENING = re.compile(r'[{"]')
LINE_ENDS = str.maketrans("\u2028\u2029", "  ")
"""Line ends that only some programs see."""

Position = tuple[int, int]
"""Line and column, from 1."""


def drop_unseen_signs(text: str) -> tuple[str, Sequence[OddSign]]:
    """Return the text of a file without signs that nobody sees, and these."""
    if "\u2028" in text or "\u2029" in text:
        text = text.translate(LINE_ENDS)
    return drop_unseen(text)


def describe_unseen_signs(
    text: str, dropped: Iterable[OddSign], entries: Iterable[RawEntry], file: str
) -> Iterator[Problem]:
    """Yield a problem for each entry that had such signs in what readers see of it.

    ``text`` is the file without them; ``dropped`` say where in it they stood.
    """
    lines = [0, *(found.end() for found in re.finditer("\n", text))]
    starts = sorted(list_starts(entries))
    positions = [position for position, _, _ in starts]
    found: dict[str, list[tuple[Position, OddSign]]] = {}
    for sign in dropped:
        line = bisect_right(lines, sign.offset)
        position = (line, sign.offset - lines[line - 1] + 1)
        field = bisect_right(positions, position) - 1
        if field >= 0 and starts[field][2]:
            found.setdefault(starts[field][1], []).append((position, sign))
    for key, of_entry in found.items():
        position, sign = of_entry[0]
        place, word = Place(file, *position), find_word(text, lines, position)
        if len(found) > MOST_ENTRIES:
            yield entry_problems.describe_signs_of_file(place, len(found), word, sign)
            return
        yield entry_problems.describe_signs_of_entry(place, key, len(of_entry), word, sign)


def list_starts(entries: Iterable[RawEntry]) -> Iterator[tuple[Position, str, bool]]:
    """Yield where each key and field begins, its entry's key, and whether readers see it."""
    for entry in entries:
        yield (entry.line, entry.column), entry.key, True
        for field in entry.fields:
            is_seen = SYNONYMS.get(field.name, field.name) in SEEN
            yield (field.line, field.column), entry.key, is_seen


def find_word(text: str, lines: Sequence[int], position: Position) -> str:
    """Return the word at a position, without what surrounds a value."""
    line, column = position
    end = lines[line] if line < len(lines) else len(text)
    word = find_word_around(text[lines[line - 1] : end], column - 1)
    return OPENING.split(word.strip(AROUND_VALUES))[-1]
