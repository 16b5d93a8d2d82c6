"""What looks like a patient in the minutes of a group: no name, no date of birth, no number.

The signs stand in ``patient_data.json``, in regular expressions that Python and browsers read
alike, so that a form in a page can look for the same. They are looked for without regard to case.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from parution.domain.messages import Message, message
from parution.sources.files.text import place_of
from parution.sources.report import Report

SIGNS = Path(__file__).with_name("patient_data.json")

WHAT: Mapping[str, Message] = {
    "birth": message("a date of birth"),
    "number": message("a number of the health insurance"),
    "telephone": message("a telephone number"),
    "e-mail": message("an e-mail address"),
    "person": message("a person by name or by initial, with an age"),
}
"""What each kind of sign gives away."""

WHY = message(
    "Leave it out. Minutes travel by link, are printed and are kept for years: write the situation,"
    " not the person (“une femme de la cinquantaine”), so that nobody in town can be recognised."
)


class PatientSign(NamedTuple):
    """Something in a text that looks like a patient's."""

    kind: str
    start: int
    words: str


@cache
def signs() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return the kinds of signs, each with what it looks like."""
    read: list[list[str]] = json.loads(SIGNS.read_text("utf-8"))
    return tuple((kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in read)


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


def warn_of_patients(path: str, text: str, report: Report) -> None:
    """Warn of what looks like a patient's in the text of a file."""
    for found in find_patients(text):
        report.warn(
            "patient-data",
            place_of(text[: found.start], path),
            message("“%(words)s” looks like %(what)s", words=found.words, what=WHAT[found.kind]),
            WHY,
        )
