"""Finds text that may identify a patient: a date of birth, a number, a name with an age.

``patient_signs.json`` holds the kinds of signs with their regular expressions, and ``i`` for those
that ignore case; ``{…}`` names one of the pieces above them. This module and the form in a
facilitator's page both use them, in their order.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from parution.domain.messages import Message, message

SIGNS = Path(__file__).with_suffix(".json")
PIECE = re.compile(r"\{([a-z ]+)\}")

WHAT: Mapping[str, Message] = {
    "birth": message("a date of birth"),
    "number": message("a number of the health insurance"),
    "telephone": message("a telephone number"),
    "e-mail": message("an e-mail address"),
    "person": message("a person by name or by initial, with an age"),
}
"""The personal data that each kind of sign reveals."""

NOBODY = "nobody"
"""The kind of a number or an address that belongs to a service: it is no sign of a patient."""

LOOKS_LIKE = message("“%(words)s” looks like %(what)s")

WHY = message(
    "Leave it out. Minutes travel by link, are printed and are kept for years: write the situation,"
    " not the person (“une femme de la cinquantaine”), so that nobody in town can be recognised."
)


class PatientSign(NamedTuple):
    """A piece of text that may identify a patient."""

    kind: str
    start: int
    words: str

    @property
    def in_words(self) -> Message:
        """A message that says which personal data it may be."""
        return LOOKS_LIKE.with_values(words=self.words, what=WHAT[self.kind])


@cache
def read_patterns() -> tuple[tuple[str, str, str], ...]:
    """Return the kind and the regular expression of each sign, and ``i`` if it ignores case."""
    written = json.loads(SIGNS.read_text("utf-8"))
    pieces: dict[str, str] = {}
    for name, piece in written["pieces"].items():
        pieces[name] = put_together(piece, pieces)
    return tuple(
        (kind, put_together(pattern, pieces), flag) for kind, pattern, flag in written["signs"]
    )


def put_together(pattern: str, pieces: Mapping[str, str]) -> str:
    """Return a pattern with the pieces that it names.

    >>> put_together("{age} de {name}{1,2}", {"age": "[0-9]+"})
    '[0-9]+ de {name}{1,2}'
    """
    return PIECE.sub(lambda found: pieces.get(found[1], found[0]), pattern)


@cache
def compile_signs() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return the kind and the compiled pattern of each sign."""
    return tuple(
        (kind, re.compile(pattern, re.IGNORECASE if flag else 0))
        for kind, pattern, flag in read_patterns()
    )


def find_patients(text: str) -> Iterator[PatientSign]:
    """Yield the pieces of a text that may identify a patient, without overlaps.

    >>> [found.kind for found in find_patients("M. X, 54 ans, né le 3 mai 1972")]
    ['birth', 'person']
    """
    taken: list[tuple[int, int]] = []
    for kind, pattern in compile_signs():
        for found in pattern.finditer(text):
            if not any(start < found.end() and found.start() < end for start, end in taken):
                taken.append(found.span())
                if kind != NOBODY:
                    yield PatientSign(kind, found.start(), found[0])
