"""Finds text that may identify a patient: a date of birth, a number, a name with an age.

``patient_signs.json`` holds the kinds of signs with their regular expressions, which this module
and the form in a facilitator's page both use, ignoring case.
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

WHAT: Mapping[str, Message] = {
    "birth": message("a date of birth"),
    "number": message("a number of the health insurance"),
    "telephone": message("a telephone number"),
    "e-mail": message("an e-mail address"),
    "person": message("a person by name or by initial, with an age"),
}
"""The personal data that each kind of sign reveals."""

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
def patterns() -> tuple[tuple[str, str], ...]:
    """Return the kind and the regular expression of each sign."""
    return tuple((kind, pattern) for kind, pattern in json.loads(SIGNS.read_text("utf-8")))


@cache
def signs() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return the kind and the compiled pattern of each sign."""
    return tuple((kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in patterns())


def find_patients(text: str) -> Iterator[PatientSign]:
    """Yield the pieces of a text that may identify a patient, without overlaps.

    >>> [found.kind for found in find_patients("M. X, 54 ans, né le 3 mai 1972")]
    ['birth', 'person']
    """
    taken: list[tuple[int, int]] = []
    for kind, pattern in signs():
        for found in pattern.finditer(text):
            if not any(start < found.end() and found.start() < end for start, end in taken):
                taken.append(found.span())
                yield PatientSign(kind, found.start(), found[0])
