"""Warnings about references and themes that a documentalist could improve."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from builders import reference, theme
from parution.domain import Interests, Part, Reference, Theme
from parution.domain.messages import message
from parution.domain.problems import Place, Problem, Severity
from parution.language.catalogues import load_translations
from parution.sources.bibliography_review import review

FRENCH = load_translations("fr").gettext
TODAY = date(2026, 9, 20)

COMPLETE = replace(reference("a", doi="10.1000/a"), level=1, interests=Interests.NONE_DECLARED)


def review_theme(
    *references: Reference, body: str = "[@a]", **changes: object
) -> tuple[Problem, ...]:
    """Return the warnings about a theme with these references, whose dossier is `body`."""
    written = theme("2026/pain", parts=[Part.DOSSIER], bodies={Part.DOSSIER: body})
    changed: Theme = replace(written, references=references, **changes)  # type: ignore[arg-type]
    return review([changed], TODAY)


def list_messages(problems: tuple[Problem, ...]) -> list[tuple[str, str]]:
    return [
        (problem.code, problem.message.text(FRENCH).replace("\u00a0", " ")) for problem in problems
    ]


ROWS = {
    "complete": ([COMPLETE], "[@a]", []),
    "neither DOI nor address": (
        [replace(COMPLETE, fields={"title": "A"})],
        "[@a]",
        [("no-link", "« a » est citée, mais n’a ni DOI ni adresse")],
    ),
    "an address will do": (
        [replace(COMPLETE, fields={"title": "A", "url": "https://x.fr/a"})],
        "[@a]",
        [],
    ),
    "never cited": ([COMPLETE], "x", [("never-cited", "aucun texte du thème ne cite « a »")]),
    "cited in code alone": (
        [COMPLETE],
        "`[@a]`",
        [("never-cited", "aucun texte du thème ne cite « a »")],
    ),
    "no evidence": (
        [replace(COMPLETE, level=None)],
        "@a",
        [("no-evidence", "« a » n’a ni niveau de preuve ni grade")],
    ),
    "grade alone will do": ([replace(COMPLETE, level=None, grade="AE")], "@a", []),
    "grade of a study": (
        [replace(COMPLETE, grade="A", fields={"title": "A randomised trial", "doi": "10.1000/a"})],
        "@a",
        [("grade-of-a-study", "« a » a un grade, mais semble être une étude")],
    ),
    "grade of a recommendation from studies": (
        [replace(COMPLETE, grade="A", fields={"title": "Guidelines from trials", "doi": "10.1/a"})],
        "@a",
        [],
    ),
    "grade on another scale": (
        [
            replace(
                COMPLETE,
                grade="1B",
                scheme="GRADE",
                fields={"title": "A randomised trial", "doi": "10.1000/a"},
            )
        ],
        "@a",
        [],
    ),
    "home page": (
        [replace(COMPLETE, fields={"title": "A", "url": "https://www.has-sante.fr/"})],
        "@a",
        [
            (
                "home-page",
                "l’adresse de « a » mène à une page d’accueil, et non au document",
            )
        ],
    ),
    "interests unknown": (
        [replace(COMPLETE, interests=Interests.UNKNOWN)],
        "@a",
        [("interests-unknown", "les liens d’intérêts des auteurs de « a » sont inconnus")],
    ),
    "same DOI": (
        [COMPLETE, replace(COMPLETE, key="b", fields={"title": "B", "doi": "10.1000/A"})],
        "[@a; @b]",
        [("possible-duplicate", "« b » et « a » semblent être le même document")],
    ),
    "same title and year": (
        [
            replace(COMPLETE, fields={"title": "Le Dépistage : oui", "year": "2020", "doi": "1"}),
            replace(
                COMPLETE, key="b", fields={"title": "Le depistage, oui", "year": "2020", "doi": "2"}
            ),
        ],
        "[@a; @b]",
        [("possible-duplicate", "« b » et « a » semblent être le même document")],
    ),
    "same title, other year": (
        [
            replace(COMPLETE, fields={"title": "Le dépistage", "year": "2020", "doi": "1"}),
            replace(
                COMPLETE, key="b", fields={"title": "Le dépistage", "year": "2024", "doi": "2"}
            ),
        ],
        "[@a; @b]",
        [],
    ),
}


@pytest.mark.parametrize(("references", "body", "expected"), ROWS.values(), ids=ROWS)
def test_reference_that_could_be_better_is_named(
    references: list[Reference], body: str, expected: list[tuple[str, str]]
) -> None:
    """These references give exactly these warnings."""
    assert list_messages(review_theme(*references, body=body)) == expected


@pytest.mark.parametrize(
    ("day", "is_stale"),
    [(date(2023, 9, 19), True), (date(2023, 9, 20), False), (date(2026, 1, 1), False)],
)
@pytest.mark.parametrize("name", ["reviewed", "searched_until"])
def test_theme_is_stale_after_three_years(name: str, day: date, is_stale: bool) -> None:
    """A review or a search more than three years before today is reported, to the day."""
    found = list_messages(review_theme(**{name: day}))
    expected = f"« {name} » indique {day} : c’était il y a plus de 3 ans"
    assert found == ([("stale-theme", expected)] if is_stale else [])


@pytest.mark.parametrize("name", ["reviewed", "searched_until"])
def test_a_day_to_come_is_no_day_of_a_review(name: str) -> None:
    """A review dated after today, which would never grow old, is reported; today is not."""
    expected = f"« {name} » indique 2036-04-15 : ce jour n’est pas encore venu"
    assert list_messages(review_theme(**{name: date(2036, 4, 15)})) == [
        ("review-to-come", expected)
    ]
    assert list_messages(review_theme(**{name: TODAY})) == []


def test_a_stale_theme_is_named_where_its_day_is_written() -> None:
    """The warning points at the line of the date, not at the theme's beginning."""
    written = replace(
        theme("2026/pain", parts=[]),
        reviewed=date(2020, 1, 1),
        days_at={"reviewed": Place("themes/2026/pain/index.md", 7, 11)},
    )
    assert [str(each.place) for each in review([written], TODAY)] == [
        "themes/2026/pain/index.md:7:11"
    ]


def test_29_february_has_a_day_three_years_before() -> None:
    """On a leap day the limit is 28 February."""
    written = replace(theme("2026/pain", parts=[]), reviewed=date(2025, 2, 27))
    assert len(review([written], date(2028, 2, 29))) == 1


def test_drafts_are_left_in_peace() -> None:
    """A draft theme gives no warnings."""
    assert review_theme(reference("a"), draft=True) == ()


@pytest.mark.parametrize(
    ("file", "expected"),
    [("themes/2026/pain/dossier.md", []), ("themes/2026/pains/dossier.md", ["never-cited"])],
    ids=["in the theme", "in another theme"],
)
def test_a_text_with_an_error_is_not_said_to_cite_nothing(file: str, expected: list[str]) -> None:
    """A text with an error gives no warning about missing citations."""
    written = replace(theme("2026/pain", parts=[]), references=(COMPLETE,))
    error = Problem("x", Place(file), message("x"), message("y"))
    assert [problem.code for problem in review([written], TODAY, [error])] == expected


def test_everything_is_a_warning() -> None:
    """No remark prevents a build."""
    problems = review_theme(reference("a"), body="x")
    assert {problem.severity for problem in problems} == {Severity.WARNING}
