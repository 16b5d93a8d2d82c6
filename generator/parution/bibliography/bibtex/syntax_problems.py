"""The problems that the syntax of a ``.bib`` file can have."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

from parution.domain.messages import message
from parution.domain.problems import Place, Problem, Severity
from parution.language.nearest import propose_name

MOST_KNOWN = 300
"""Number of abbreviations searched for the one that was meant."""


def describe_commented_entry(place: Place, kind: str) -> Problem:
    return Problem(
        "commented-entry",
        place,
        message("the entry “@%(kind)s” stands behind a %% sign: left out", kind=kind),
        message("BibTeX itself would read it. To leave an entry out, write @comment{…} around it."),
        Severity.WARNING,
    )


def describe_commented_line(place: Place, found: str) -> Problem:
    return Problem(
        "commented-line",
        place,
        message("this line of the entry begins with a %% sign: left out: “%(found)s”", found=found),
        message("Remove the line, or its sign; BibTeX itself knows no comments there."),
        Severity.WARNING,
    )


def describe_missing_brace(place: Place, kind: str) -> Problem:
    return Problem(
        "missing-brace",
        place,
        message("“@%(kind)s” is not followed by an opening brace", kind=kind),
        message("Write: @%(kind)s{key, field = {value}, …}", kind=kind),
    )


def describe_missing_comma(place: Place, after: str) -> Problem:
    return Problem(
        "missing-comma",
        place,
        message("a comma is missing after “%(after)s”", after=after),
        message("A field is written: name = {value}, with a comma at its end."),
        Severity.WARNING,
    )


def describe_field_name_expected(place: Place, found: str) -> Problem:
    return Problem(
        "bib-syntax",
        place,
        message("the name of a field was expected, “%(found)s” was found", found=found),
        message("A field is written: name = {value}, with a comma at its end."),
    )


def describe_equals_expected(place: Place, name: str, found: str) -> Problem:
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


def describe_value_expected(place: Place, name: str, found: str) -> Problem:
    return Problem(
        "bib-syntax",
        place,
        message(
            "a value was expected for “%(name)s”, “%(found)s” was found", name=name, found=found
        ),
        message("Write the value between braces: %(name)s = {…},", name=name),
    )


def describe_unclosed_value(place: Place, name: str) -> Problem:
    return Problem(
        "unclosed-brace",
        place,
        message("the value of “%(name)s” is never closed", name=name),
        message("Count the braces and quotation marks: as many closing ones as opening ones."),
    )


def describe_unclosed_entry(place: Place, kind: str) -> Problem:
    return Problem(
        "unclosed-brace",
        place,
        message("“@%(kind)s” is never closed", kind=kind),
        message("Put a closing brace on a line of its own after the last field."),
    )


def describe_undefined_string(place: Place, name: str, known: Iterable[str]) -> Problem:
    return Problem(
        "undefined-string",
        place,
        message("the abbreviation “%(name)s” is not defined above: printed as it is", name=name),
        propose_name(
            name,
            islice(known, MOST_KNOWN),
            message("If it is no abbreviation, write it between braces: {%(name)s}", name=name),
        ),
        Severity.WARNING,
    )


def describe_value_too_long(place: Place, limit: int) -> Problem:
    return Problem(
        "value-too-long",
        place,
        message(
            "this value is longer than %(limit)s characters, abbreviations expanded", limit=limit
        ),
        message("Shorten it, or look for @string abbreviations built of one another."),
    )


def describe_stray_text(place: Place, found: str, has_field: bool) -> Problem:
    """Return the problem of text between entries; an error if it holds a lost field."""
    return Problem(
        "stray-text",
        place,
        message("“%(found)s” stands outside of any entry", found=found),
        message("The entry above is probably closed too early: look for a brace too many."),
        Severity.ERROR if has_field else Severity.WARNING,
    )


def describe_no_entry(place: Place) -> Problem:
    return Problem(
        "no-entry",
        place,
        message("this file holds a text, but no entry"),
        message("Export the collection from Zotero again, in the format “Better BibLaTeX”."),
        Severity.WARNING,
    )
