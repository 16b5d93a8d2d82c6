"""What looks like a patient in a text: a date of birth, a number, an address, a name with an age.

The signs stand in ``patient_signs.json``, each with its kind, in regular expressions that are read
here and by the form in a facilitator's page alike; they are looked for without regard to case.
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
"""What each kind of sign gives away."""

LOOKS_LIKE = message("“%(words)s” looks like %(what)s")

WHY = message(
    "Leave it out. Minutes travel by link, are printed and are kept for years: write the situation,"
    " not the person (“une femme de la cinquantaine”), so that nobody in town can be recognised."
)


class PatientSign(NamedTuple):
    """Something in a text that looks like a patient's."""

    kind: str
    start: int
    words: str

    @property
    def in_words(self) -> Message:
        """What it looks like."""
        return Message(LOOKS_LIKE.msgid, (("words", self.words), ("what", WHAT[self.kind])))


@cache
def patterns() -> tuple[tuple[str, str], ...]:
    """Return the kinds of signs, each with the regular expression of what it looks like."""
    return tuple((kind, pattern) for kind, pattern in json.loads(SIGNS.read_text("utf-8")))


@cache
def signs() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return the kinds of signs, each with what it looks like."""
    return tuple((kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in patterns())


def find_patients(text: str) -> Iterator[PatientSign]:
    """Yield what looks like a patient's in a text, each place once.

    >>> [found.kind for found in find_patients("M. X, 54 ans, né le 3 mai 1972")]
    ['birth', 'person']
    """
    taken: list[tuple[int, int]] = []
    for kind, pattern in signs():
        for found in pattern.finditer(text):
            if not any(start < found.end() and found.start() < end for start, end in taken):
                taken.append(found.span())
                yield PatientSign(kind, found.start(), found[0])
