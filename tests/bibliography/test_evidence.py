"""Badges show the known facts, and nothing more."""

from __future__ import annotations

import pytest

from citations.html_text import Text
from parution.bibliography.evidence import render_badges, render_legend
from parution.domain import Interests, Reference
from parution.domain.problems import Place
from parution.language.catalogues import load_translations

FRENCH = load_translations("fr").gettext


def read_badges(**known: object) -> str:
    """Return the badges' text for a reference with only these facts."""
    reference = Reference("k", "misc", {}, (), (), Place("f.bib"), **known)  # type: ignore[arg-type]
    return " ".join(Text(render_badges(reference, FRENCH)).text.split())


ROWS = {
    "nothing known": ({}, "Preuve non gradée Liens d’intérêts inconnus"),
    "grade alone": ({"grade": "B"}, "Grade B Liens d’intérêts inconnus"),
    "level alone": ({"level": 2}, "Niveau de preuve 2 Liens d’intérêts inconnus"),
    "grade and level apart": (
        {"grade": "A", "level": 1},
        "Grade A Niveau de preuve 1 Liens d’intérêts inconnus",
    ),
    "another scheme": (
        {"grade": "1B", "scheme": "GRADE"},
        "Grade 1B (GRADE) Liens d’intérêts inconnus",
    ),
    "none declared": (
        {"interests": Interests.NONE_DECLARED},
        "Preuve non gradée Aucun lien d’intérêts déclaré",
    ),
    "declared, with a note": (
        {"interests": Interests.DECLARED, "interests_note": "Orateur pour X"},
        "Preuve non gradée Liens d’intérêts déclarés Orateur pour X",
    ),
    "industry": (
        {"interests": Interests.INDUSTRY_FUNDED},
        "Preuve non gradée Financé par l’industrie",
    ),
    "free": ({"access": "free"}, "Preuve non gradée Liens d’intérêts inconnus Accès libre"),
    "paywalled": (
        {"access": "paywalled"},
        "Preuve non gradée Liens d’intérêts inconnus Accès payant",
    ),
}


@pytest.mark.parametrize(("known", "expected"), ROWS.values(), ids=ROWS)
def test_badges_show_the_known_facts(known: dict[str, object], expected: str) -> None:
    """The badges have exactly these words."""
    assert read_badges(**known) == expected


def test_four_states_of_interests_differ() -> None:
    """The four states have different words: unknown is never shown as none."""
    assert len({read_badges(interests=state) for state in Interests}) == 4


def test_grade_of_another_scheme_is_not_explained_by_the_has() -> None:
    """Only the HAS's own grades get its meaning."""
    of_has = Reference("k", "misc", {}, (), (), Place("f.bib"), grade="A")
    of_another = Reference("k", "misc", {}, (), (), Place("f.bib"), grade="A", scheme="GRADE")
    assert "title=" in render_badges(of_has, FRENCH)
    assert "title=" not in render_badges(of_another, FRENCH)


def test_legend_says_that_unknown_interests_are_not_none() -> None:
    """The legend explains « Inconnus » in plain French."""
    said = render_legend(FRENCH)
    assert "Liens d’intérêts inconnus</dt><dd>La déclaration des auteurs n’a pas été lue" in said


def test_legend_explains_every_grade_and_level() -> None:
    """The legend has four grades, four levels and unknown interests, and opens without a script."""
    page = Text(render_legend(FRENCH))
    assert [tag for tag, _ in page.tags].count("dt") == 9
    assert page.tags[0][0] == "details"


def test_a_note_on_interests_keeps_its_punctuation_with_its_words() -> None:
    """No line may begin with a semicolon or a colon of the note."""
    known = {"interests": Interests.DECLARED, "interests_note": "Orateur pour X ; actions : Y & Z"}
    reference = Reference("k", "misc", {}, (), (), Place("f.bib"), **known)  # type: ignore[arg-type]
    badges = render_badges(reference, FRENCH)
    assert "Orateur pour X\u202f; actions\u00a0: Y &amp; Z</span>" in badges


def test_a_level_of_another_scheme_is_not_explained_by_the_has() -> None:
    """Only the HAS's own levels get its meaning."""
    of_has = Reference("k", "misc", {}, (), (), Place("f.bib"), level=1)
    of_another = Reference("k", "misc", {}, (), (), Place("f.bib"), level=1, scheme="OCEBM")
    assert "title=" in render_badges(of_has, FRENCH)
    assert "title=" not in render_badges(of_another, FRENCH)


def test_the_name_of_a_scheme_is_no_markup() -> None:
    """Signs of HTML in a scheme's name stay signs."""
    rated = Reference("k", "misc", {}, (), (), Place("f.bib"), grade="A", scheme="<b>&")
    assert "(&lt;b&gt;&amp;)" in render_badges(rated, FRENCH)
