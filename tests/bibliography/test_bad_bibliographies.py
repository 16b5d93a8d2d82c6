"""Every mistake in a ``.bib`` file is found in one run, at its place, in French."""

from __future__ import annotations

import pytest

from bibliography.bad_bibliographies import ROWS
from parution.bibliography.bibtex.parse import parse_bibtex
from parution.domain.problems import Severity
from parution.language.catalogues import load_translations

FRENCH = load_translations("fr").gettext


def with_plain_spaces(text: str) -> str:
    """Return a text with plain spaces in place of the French ones before punctuation."""
    return text.replace("\u00a0", " ").replace("\u202f", " ")


@pytest.mark.parametrize(("text", "expected"), ROWS.values(), ids=ROWS)
def test_mistake_is_reported_in_french_at_its_place(
    text: str, expected: list[tuple[str, str, str]]
) -> None:
    """Each careless file gives exactly the problems of its row."""
    _, problems = parse_bibtex(text, "f.bib")
    found = [
        (str(problem.place), problem.code, with_plain_spaces(problem.message.text(FRENCH)))
        for problem in problems
    ]
    assert found == expected


def test_all_mistakes_of_a_file_are_found_in_one_run() -> None:
    """Mistakes in five entries are all reported, and the sound sixth is still read."""
    text = """\
@article{one, title = {A}, year = {2020}
@misc{two title = {A}}
@msic{three, title = {A}}
@misc{four, title = {A}, url = {javascript:x}}
@misc{four, title = {B}}
@misc{six, title = {Sound}}
"""
    references, problems = parse_bibtex(text, "f.bib")
    assert {problem.place.line for problem in problems} == {1, 2, 3, 4, 5}
    assert references[-1].fields["title"] == "Sound"


def test_mistyped_name_is_answered_with_the_nearest_known_one() -> None:
    """The remedy for an unknown field names the most similar known one."""
    _, problems = parse_bibtex("@misc{a, title = {A}, levle = {2}}", "f.bib")
    hint = with_plain_spaces(problems[0].hint.text(FRENCH))
    assert hint == "Vouliez-vous écrire « level » ?"


@pytest.mark.parametrize(
    ("written", "remedy"),
    [("03/04/2020", "jour"), ("l’an dernier", "année"), ("2020-02-30", "n’existe pas")],
)
def test_remedy_for_a_date_fits_its_mistake(written: str, remedy: str) -> None:
    """The remedy for a date that never existed says so, rather than explaining the order."""
    _, problems = parse_bibtex(f"@misc{{a, title = {{A}}, date = {{{written}}}}}", "f.bib")
    assert remedy in problems[0].hint.text(FRENCH)


ERRORS = {
    "unclosed-brace", "bib-syntax", "missing-brace", "bad-citekey", "unknown-value",
    "duplicate-citekey", "stray-text",
}  # fmt: skip

HARMLESS = {"key that differs by capitals"}
"""Problems that mislead nobody."""


@pytest.mark.parametrize("name", ROWS)
def test_only_misleading_problems_forbid_building(name: str) -> None:
    """A lost or ambiguous value is an error; an incomplete one is a warning."""
    for problem in parse_bibtex(ROWS[name][0], "f.bib")[1]:
        is_error = problem.code in ERRORS and name not in HARMLESS
        assert (problem.severity is Severity.ERROR) == is_error, problem
