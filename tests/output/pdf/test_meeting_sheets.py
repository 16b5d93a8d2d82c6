"""The sheets of a meeting contain these facts, and no others."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from output.pdf.setting import Made
from parution.compose import MeetingSheets
from parution.language.catalogues import load_translations
from parution.output.pdf.fallbacks import keep_words_alone
from parution.output.pdf.sheet_data import read_meeting_sheets
from parution.output.pdf.typst_program import typeset_pdf

FRENCH = load_translations("fr").gettext

GUIDE = (
    '<section class="chapter chapter--guide" id="guide"><h2 id="guide-title">Guide</h2>'
    "<p>MOT DU DEBUT.</p><h3>Déroulement (2 h)</h3><p>Un rythme.</p>"
    "<table><thead><tr><th>Temps</th><th>Durée</th></tr></thead>"
    "<tbody><tr><td>Tour des cas</td><td>30 min</td></tr></tbody></table>"
    "<h3>Pièges</h3><p>MOT DES PIEGES.</p></section>"
)

MEMBERS = MeetingSheets(
    title="La Mothe-Achard · jeudi 8 octobre 2026",
    author="Dossiers",
    above="Groupe de La Mothe-Achard",
    facts=(("Thème", "Des règles douloureuses"), ("Où", "Maison de santé")),
    notice="Contenu de démonstration.",
    set_by="x",
)
FACILITATORS = replace(MEMBERS, guide="digest of the guide")


def set_sheets(said: MeetingSheets, folder: Path, guide: str = GUIDE) -> Made:
    """Set sheets; the private store holds one guide."""
    typst_input = read_meeting_sheets(said, lambda _: guide.encode(), FRENCH)
    pdf, lost = typeset_pdf(typst_input, folder / "work")
    return Made(pdf, tuple(lost))


SHEETS = ("Feuille de présence", "Fiche de cas", "Feuille du secrétaire", "Ma pratique")


def test_members_have_four_sheets(tmp_path: Path) -> None:
    """Attendance, cases, the secretary's and each member's intentions have one titled page each."""
    document = set_sheets(MEMBERS, tmp_path)
    assert document.lost == ()
    assert len(document.pages) == len(SHEETS)
    for page, title in zip(document.pages, SHEETS, strict=True):
        assert title in page
        assert "La Mothe-Achard · jeudi 8 octobre 2026" in page
    assert "Des règles douloureuses" in document.pages[0]


def test_the_facilitator_has_the_timings_and_no_more_of_the_guide(tmp_path: Path) -> None:
    """A fifth page has the guide's first section with a table, and no other."""
    document = set_sheets(FACILITATORS, tmp_path)
    assert len(document.pages) == len(SHEETS) + 1
    assert "Tour des cas" in document.pages[-1]
    assert "MOT" not in document.text


TABLE = "<table><tr><td>Tour des cas</td></tr></table>"
BEGINNING = "<section class='chapter chapter--guide'>"
PLACES = {
    "below the title": f"{BEGINNING}<h2>Guide</h2>{TABLE}</section>",
    "below two headings": f"{BEGINNING}<h2>Guide</h2><h3>A</h3><h4>B</h4>{TABLE}</section>",
    "below no heading": f"{BEGINNING}{TABLE}</section>",
}


@pytest.mark.parametrize("guide", PLACES.values(), ids=PLACES)
def test_timings_may_stand_anywhere_in_a_guide(guide: str, tmp_path: Path) -> None:
    """The timings are set whole, whatever headings the guide has before them."""
    document = set_sheets(FACILITATORS, tmp_path, guide)
    assert document.lost == ()
    assert "Tour des cas" in document.pages[-1]


@pytest.mark.parametrize("guide", PLACES.values(), ids=PLACES)
def test_timings_that_cannot_be_set_are_words(guide: str, tmp_path: Path) -> None:
    """Should Typst fail, the sheets have the words of the timings, with or without a heading."""
    typst_input = read_meeting_sheets(FACILITATORS, lambda _: guide.encode(), FRENCH)
    pdf, _ = typeset_pdf(keep_words_alone(typst_input), tmp_path / "work")
    assert "Tour des cas" in Made(pdf).pages[-1]


WITHOUT = {
    "no table": "<section class='chapter chapter--guide'><h2>Guide</h2><p>Du temps.</p></section>",
    "no heading": "<section class='chapter chapter--guide'><p>Du temps.</p></section>",
}


@pytest.mark.parametrize("guide", WITHOUT.values(), ids=WITHOUT)
def test_a_guide_without_timings_adds_no_page(guide: str) -> None:
    """A guide without a table adds no page."""
    typst_input = read_meeting_sheets(FACILITATORS, lambda _: guide.encode(), FRENCH)
    assert json.loads(typst_input.content)["chapters"] == []


def test_the_sheets_are_accessible(tmp_path: Path) -> None:
    """Tables to fill in have header cells, and titles are headings."""
    document = set_sheets(MEMBERS, tmp_path)
    assert [document.attributes(each).get("/Scope") for each in document.tagged("TH")] == [
        "/Column"
    ] * 7
    assert len(document.tagged("H1")) == 5


def test_other_sheets_have_other_names() -> None:
    """The stored name changes with the sheets' content and their readers."""
    others = [
        replace(MEMBERS, title="x"),
        replace(MEMBERS, facts=()),
        replace(MEMBERS, notice=""),
        FACILITATORS,
        replace(FACILITATORS, guide="another"),
    ]
    assert len({MEMBERS.digest, *(each.digest for each in others)}) == 6
