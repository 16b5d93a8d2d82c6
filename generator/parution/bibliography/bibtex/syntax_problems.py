"""The sentences for what can be wrong with the writing of a ``.bib`` file."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from functools import lru_cache
from itertools import islice

from parution.domain.messages import Message, message
from parution.domain.problems import Place, Problem, Severity

MOST_WORDS = 300
"""Known words that are looked at, so that thousands of mistakes cost little."""

MOST_CANDIDATES = 60
"""Words alike; among more than these, the nearest tells little."""


def nearest_or(written: str, known: Iterable[str], otherwise: Message) -> Message:
    """Return a hint that names the nearest known word, or another hint when none is near."""
    near = nearest(written.lower(), tuple(islice(known, MOST_WORDS)))
    return message("Did you mean “%(nearest)s”?", nearest=near) if near else otherwise


@lru_cache(1024)
def nearest(word: str, known: tuple[str, ...]) -> str | None:
    """Return the known word most like one, asked once for a mistake that is made all over a file.

    Only words of nearly the same length and with the same first letter are compared.
    """
    alike = [name for name in known if abs(len(name) - len(word)) <= 2 and name[:1] == word[:1]]
    close = get_close_matches(word, alike, n=1) if len(alike) <= MOST_CANDIDATES else []
    return close[0] if close else None


def commented_entry(place: Place, kind: str) -> Problem:
    return Problem(
        "commented-entry",
        place,
        message("the entry “@%(kind)s” stands behind a %% sign: left out", kind=kind),
        message("BibTeX itself would read it. To leave an entry out, write @comment{…} around it."),
        Severity.WARNING,
    )


def missing_brace(place: Place, kind: str) -> Problem:
    return Problem(
        "missing-brace",
        place,
        message("“@%(kind)s” is not followed by an opening brace", kind=kind),
        message("Write: @%(kind)s{key, field = {value}, …}", kind=kind),
    )


def missing_key(place: Place, kind: str) -> Problem:
    return Problem(
        "missing-citekey",
        place,
        message("this entry “@%(kind)s” has no key", kind=kind),
        message("Write a key and a comma after the brace: @%(kind)s{dupont2020,", kind=kind),
    )


def missing_comma(place: Place, after: str) -> Problem:
    return Problem(
        "missing-comma",
        place,
        message("a comma is missing after “%(after)s”", after=after),
        message("A field is written: name = {value}, with a comma at its end."),
    )


def field_name_expected(place: Place, found: str) -> Problem:
    return Problem(
        "bib-syntax",
        place,
        message("the name of a field was expected, “%(found)s” was found", found=found),
        message("A field is written: name = {value}, with a comma at its end."),
    )


def equals_expected(place: Place, name: str, found: str) -> Problem:
    return Problem(
        "bib-syntax",
        place,
        message(
            "an equals sign was expected after “%(name)s”, “%(found)s” was found",
            name=name,
            found=found,
        ),
        message("A field is written: name = {value}, with a comma at its end."),
    )


def value_expected(place: Place, name: str, found: str) -> Problem:
    return Problem(
        "bib-syntax",
        place,
        message(
            "a value was expected for “%(name)s”, “%(found)s” was found", name=name, found=found
        ),
        message("Write the value between braces: %(name)s = {…},", name=name),
    )


def unclosed_value(place: Place, name: str) -> Problem:
    return Problem(
        "unclosed-brace",
        place,
        message("the value of “%(name)s” is never closed", name=name),
        message("Count the braces and quotation marks: as many closing ones as opening ones."),
    )


def unclosed_entry(place: Place, kind: str) -> Problem:
    return Problem(
        "unclosed-brace",
        place,
        message("“@%(kind)s” is never closed", kind=kind),
        message("Put a closing brace on a line of its own after the last field."),
    )


def undefined_string(place: Place, name: str, known: Iterable[str]) -> Problem:
    return Problem(
        "undefined-string",
        place,
        message("the abbreviation “%(name)s” is not defined above", name=name),
        nearest_or(
            name,
            known,
            message("If it is no abbreviation, write it between braces: {%(name)s}", name=name),
        ),
    )


def value_too_long(place: Place, limit: int) -> Problem:
    return Problem(
        "value-too-long",
        place,
        message(
            "this value is longer than %(limit)s characters, abbreviations expanded", limit=limit
        ),
        message("Shorten it, or look for @string abbreviations built of one another."),
    )


def stray_text(place: Place, found: str) -> Problem:
    return Problem(
        "stray-text",
        place,
        message("“%(found)s” stands outside of any entry", found=found),
        message("The entry above is probably closed too early: look for a brace too many."),
    )


def no_entry(place: Place) -> Problem:
    return Problem(
        "no-entry",
        place,
        message("this file holds a text, but no entry"),
        message("Export the collection from Zotero again, in the format “Better BibLaTeX”."),
        Severity.WARNING,
    )
