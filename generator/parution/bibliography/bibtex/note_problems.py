"""The problems of a record's words: notes that are not printed, titles in capitals, retractions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from parution.domain import Reference
from parution.domain.messages import message
from parution.domain.problems import Place, Problem, Severity

FEWEST_WORDS = 3
FEWEST_LETTERS = 15
"""Letters of a title in capitals that cannot be acronyms alone."""

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


def describe_shouted_title(place: Place, reference: Reference) -> Iterator[Problem]:
    """Yield the problem of a title in capitals, which no reference prints otherwise."""
    title = reference.fields.get("title", "")
    letters = sum(map(str.isalpha, title))
    if title.isupper() and letters >= FEWEST_LETTERS and len(title.split()) >= FEWEST_WORDS:
        yield Problem(
            "shouted-title",
            place,
            message("the title of “%(key)s” is in capitals", key=reference.key),
            message(
                "Write it in small letters; in Zotero: right click, “Transform Text”, “Sentence"
                " case”."
            ),
            Severity.WARNING,
        )


def describe_shouted_journal(place: Place, reference: Reference) -> Iterator[Problem]:
    """Yield the problem of a journal in capitals, as the Web of Science writes it."""
    journal = reference.fields.get("shortjournal") or reference.fields.get("journal", "")
    if journal.isupper() and sum(map(str.isalpha, journal)) >= FEWEST_LETTERS:
        yield Problem(
            "shouted-title",
            place,
            message("the journal of “%(key)s” is in capitals", key=reference.key),
            message("Write it in small letters, as the journal itself does."),
            Severity.WARNING,
        )


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
