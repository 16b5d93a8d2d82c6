"""The problems of notes: words that no reference prints, documents that were withdrawn."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from parution.domain.messages import message
from parution.domain.problems import Place, Problem, Severity

MOST_NOTES = 3
"""Notes of a file that are reported one by one."""


def describe_notes(notes: Mapping[Place, tuple[str, str]]) -> Iterator[Problem]:
    """Yield a problem for each note with words that are lost; one for the file if there are many.

    ``notes`` gives the key and the words by place.
    """
    for place, (key, words) in notes.items():
        if len(notes) > MOST_NOTES:
            yield describe_notes_of_file(place, len(notes), key, words)
            return
        yield describe_note(place, key, words)


def describe_note(place: Place, key: str, found: str) -> Problem:
    return Problem(
        "field-not-printed",
        place,
        message("the note of “%(key)s” is not printed: “%(found)s”", key=key, found=found[:60]),
        OF_A_NOTE,
        Severity.WARNING,
    )


def describe_notes_of_file(place: Place, count: int, key: str, found: str) -> Problem:
    """Return the problem of many notes in one file that are not printed."""
    return Problem(
        "field-not-printed",
        place,
        message(
            "%(count)s notes of this file are not printed, first that of “%(key)s”: “%(found)s”",
            count=count,
            key=key,
            found=found[:60],
        ),
        OF_A_NOTE,
        Severity.WARNING,
    )


OF_A_NOTE = message(
    "If readers need it, write it as a sentence: addendum = {…}; if it is for you alone, name the"
    " field annotation."
)


def describe_retraction(place: Place, key: str, found: str) -> Problem:
    return Problem(
        "retracted-document",
        place,
        message("the document “%(key)s” was withdrawn: “%(found)s”", key=key, found=found[:60]),
        message("Base nothing on it; if the text speaks of its withdrawal, leave it as it is."),
        Severity.WARNING,
    )
