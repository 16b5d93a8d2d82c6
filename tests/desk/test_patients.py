"""The form and `check` warn of patients alike: one list of sentences runs through both."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from desk.scripts import run
from parution.language.patient_signs import find_patients, read_patterns

SENTENCES = json.loads(
    (Path(__file__).parents[1] / "sources/patients.json").read_text(encoding="utf-8")
)

FIND = """
const { findPatients } = await scripts("desk-patients");
return given.texts.map((text) => findPatients(text, given.signs));
"""


def find_by_form(texts: list[str]) -> list[list[dict[str, Any]]]:
    """Return the browser script's findings in texts."""
    return list(run(FIND, {"texts": texts, "signs": read_patterns()}))


def find_by_check(texts: list[str]) -> list[list[dict[str, Any]]]:
    """Return the program's findings in texts, in the script's notation."""
    return [[each._asdict() for each in find_patients(text)] for text in texts]


def test_the_form_finds_the_signs_of_each_sentence() -> None:
    """The form finds in each sentence the same signs as `check`."""
    found = find_by_form([each["sentence"] for each in SENTENCES])
    assert [[sign["kind"] for sign in each] for each in found] == [
        each["found"] for each in SENTENCES
    ]


TRICKY = [
    "L’aîné le 3 mai 2012, la cadette en juin.",
    "Écrire à jérôme@exémple.fr",
    "Née le 3 août 1972",
    "Le petit Éloi, 4 ans",
]
"""Texts with accented letters at the edge of a sign."""


def test_accents_make_words_in_a_browser_too() -> None:
    """The browser too finds no « né » in « aîné », and a whole address despite its accents."""
    found = find_by_form(TRICKY)
    assert found == find_by_check(TRICKY)
    assert [len(each) for each in found] == [0, 1, 1, 1]


PIECES = st.sampled_from(
    [
        *("M. ", "Mme", "Monsieur ", "le petit ", "Élie", "aîné", "née", "Né(e)", " le "),
        *("1er mars", "12/04/61", "54 ans", "3 mois", ", ", "\n", "\u00a0", "é", "É", "ß", "_"),
        *("Mère de ", "en ", " : ", "vingt-deux ans", "octogénaire", "le CHU ", "02 51 44 61 61"),
        *("06 12 34 56 78", "+33", "2 58 02 49 007 123", " 45", "B.", ".", "a@b.fr", "à@é.fr"),
    ]
)


@settings(max_examples=5)
@given(st.lists(st.lists(PIECES, max_size=12).map("".join), min_size=40, max_size=40))
def test_both_find_the_same_in_any_text(texts: list[str]) -> None:
    """Both find the same places despite accents, spaces of any kind, and signs within words."""
    assert find_by_form(texts) == find_by_check(texts)
