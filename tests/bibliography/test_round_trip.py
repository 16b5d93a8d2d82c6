"""Downloaded records survive another program: Pandoc, and programs that import RIS.

Pandoc reads BibLaTeX and CSL-JSON by itself; its result is printed again and compared, word by
word, with the site's text. Pandoc must be installed (Debian: ``pandoc``).
"""

from __future__ import annotations

import re
import subprocess
from functools import cache

import pytest

from bibliography.test_golden_references import REFERENCES
from parution.bibliography.bibtex.person_names import OTHERS
from parution.bibliography.export.bibtex_format import FORMATS, write_bibtex
from parution.bibliography.formats.convert import convert
from parution.bibliography.formats.detect import Format
from parution.bibliography.vancouver.style import format_plain
from parution.domain import Reference

WORD = re.compile(r"[^\W_]+")

SAID_OTHERWISE = {
    "logiciel", "prépublication", "thèse", "de", "doctorat", "mémoire", "master", "version",
    "partie",
}  # fmt: skip
"""Kinds for which Pandoc has its own names, states, which it does not know, and the word in
« Vol. 2, partie 1 », which it writes « 2.1 ».
"""

ADDENDUM = {"mise", "à", "jour", "2019"}
"""A sentence of the entry's own: CSL has a field ``note`` for it, which is not printed again."""


def convert_by_pandoc(text: str, form: str) -> str:
    """Return a bibliography converted by Pandoc to CSL-JSON."""
    return subprocess.run(
        ["pandoc", "--from", form, "--to", "csljson"],
        input=text, capture_output=True, text=True, check=True, timeout=60,
    ).stdout  # fmt: skip


@cache
def read_back(ending: str) -> dict[str, Reference]:
    """Return the references after the conversion, by key."""
    exported = FORMATS[ending](REFERENCES)
    match ending:
        case "ris":
            converted = convert(exported, Format.RIS, "a.bib")
        case "json":
            converted = convert(convert_by_pandoc(exported, "csljson"), Format.CSL_JSON, "a.bib")
        case _:
            converted = convert(convert_by_pandoc(exported, "biblatex"), Format.CSL_JSON, "a.bib")
    return {reference.key: reference for reference in converted.references}


def printed_words(reference: Reference) -> set[str]:
    """Return the printed words of a reference, in lower case."""
    return set(WORD.findall(format_plain(reference).casefold()))


@pytest.mark.parametrize("reference", REFERENCES, ids=lambda each: each.key)
@pytest.mark.parametrize("ending", FORMATS)
def test_another_program_loses_nothing_that_is_printed(ending: str, reference: Reference) -> None:
    """Every word of a reference comes back, except those that the other program replaces."""
    lost = printed_words(reference) - printed_words(read_back(ending)[reference.key])
    addendum = ADDENDUM if "addendum" in reference.fields else set()
    author_of_book = {"delaporte", "f"} if ending == "ris" else set()
    others = {"et", "al"} if OTHERS in reference.authors else set()
    # RIS has no tag for the author of a chapter's book: a note names him.
    assert lost <= SAID_OTHERWISE | addendum | author_of_book | others


CAPITALS = "Five million French women: the FIGO and McGill trials in vitro"


def test_capitals_of_an_english_title_are_protected() -> None:
    """Pandoc, which lowers unprotected capitals, keeps every one."""
    reference = REFERENCES[0]
    titled = type(reference)(
        "a", "article", {"title": CAPITALS, "langid": "en"}, (), (), reference.place
    )
    (back,) = convert(
        convert_by_pandoc(write_bibtex([titled]), "biblatex"), Format.CSL_JSON, "a"
    ).references
    assert back.fields["title"].replace("The FIGO", "the FIGO") == CAPITALS


def test_a_body_with_a_comma_is_no_person_elsewhere() -> None:
    """In RIS, where a comma separates a person's names, a body's name has none."""
    from parution.domain import Name

    reference = REFERENCES[0]
    body = Name(literal="University of Adelaide, Department of Health")
    text = FORMATS["ris"](
        [type(reference)("a", "report", {"title": "T"}, (body,), (), reference.place)]
    )
    assert "AU  - University of Adelaide – Department of Health\n" in text
