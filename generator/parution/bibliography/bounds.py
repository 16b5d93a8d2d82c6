"""Bounds on the size of a bibliography, far above what people collect, checked before reading it.

A library of 20,000 references with their abstracts is read in about five seconds.
"""

from __future__ import annotations

import re

from parution.bibliography.formats.detect import Format
from parution.domain.messages import message
from parution.domain.problems import Place, Problem
from parution.patterns import compile_late

MOST_BYTES = 60_000_000
MOST_RECORDS = 20_000

BIBTEX = compile_late(r"@[ \t]*+[^\W\d][\w-]*+\s*+[{(]")
ONCE_IN_EACH: dict[Format | None, re.Pattern[str]] = {
    None: BIBTEX,
    Format.RIS: compile_late(r"^[ \t]*TY {1,2}-", re.MULTILINE),
    Format.PUBMED: compile_late(r"^PMID ?-", re.MULTILINE),
    Format.CSL_JSON: compile_late(r"\"title\"\s*:"),
    Format.ENDNOTE_XML: compile_late(r"<record\b"),
    Format.ENDNOTE: compile_late(r"^%0 ", re.MULTILINE),
}
"""What each record has once, by format; None stands for BibTeX. The size bounds those without."""

SPLIT = message(
    "Keep the references that the texts cite: from Zotero, export a collection, not the whole"
    " library; or share them out among several files, one for each theme."
)


def describe_excess_of_bytes(size: int, place: Place) -> Problem | None:
    """Return the problem of a file of more than `MOST_BYTES`; None for others."""
    if size <= MOST_BYTES:
        return None
    said = message(
        "this bibliography holds %(found)s MB; at most %(most)s MB were expected",
        found=-(-size // 1_000_000),
        most=MOST_BYTES // 1_000_000,
    )
    return Problem("bibliography-too-large", place, said, SPLIT)


def describe_excess_of_records(text: str, form: Format | None, place: Place) -> Problem | None:
    """Return the problem of a text with more than `MOST_RECORDS`; None for others.

    >>> describe_excess_of_records("TY  - JOUR\\nER  - \\n", Format.RIS, Place("a.ris"))
    """
    count = sum(1 for _ in ONCE_IN_EACH[form].finditer(text))
    if count <= MOST_RECORDS:
        return None
    said = message(
        "this bibliography holds %(found)s references; at most %(most)s were expected",
        found=count,
        most=MOST_RECORDS,
    )
    return Problem("bibliography-too-large", place, said, SPLIT)
