"""What a note says of its document is printed, or reported."""

from __future__ import annotations

import pytest

from bibliography.test_odd_references import print_entry
from parution.bibliography.bibtex.parse import parse_bibtex
from parution.bibliography.export.bibtex_format import FORMATS
from parution.domain.problems import Problem
from parution.language.catalogues import load_translations

FRENCH = load_translations("fr").gettext

PREPRINT = "@misc{k, author = {Martin, Anne}, title = {Titre}, year = {2021}"
THESIS = "@phdthesis{k, author = {Martin, Anne}, title = {Titre}, year = {2021}, school = {Nantes}"
ARTICLE = "@article{k, author = {Martin, Anne}, title = {Titre}, journal = {Exercer}, year = {2021}"
LAW = "@misc{k, title = {Décret n° 2020-1}, year = {2020}"


def read_problems(text: str) -> tuple[Problem, ...]:
    """Return the problems of a text."""
    return parse_bibtex(text, "f.bib")[1]


PRINTED = {
    "preprint with its day": (
        PREPRINT + ", publisher = {medRxiv}, note = {Preprint, posted January 5, 2021}}",
        "Martin A. Titre [prépublication]. medRxiv ; 5 janvier 2021.",
    ),
    "preprint with its server": (
        PREPRINT + ", note = {medRxiv preprint}}",
        "Martin A. Titre [prépublication]. medRxiv ; 2021.",
    ),
    "prépublication": (
        PREPRINT + ", note = {Prépublication mise en ligne le 3 mars 2021}}",
        "Martin A. Titre [prépublication]. 3 mars 2021.",
    ),
    "preprint as HAL says it": (
        "@unpublished{k, author = {Martin, Anne}, title = {Titre}, year = {2021},"
        " note = {working paper or preprint}}",
        "Martin A. Titre [unpublished] [prépublication]. 2021.".replace("unpublished", "inédit"),
    ),
    "official gazette": (
        LAW + ", note = {JORF n°0003 du 4 janvier 2020, texte n° 5, p. 123}}",
        "Décret n° 2020-1. JORF n° 0003 du 4 janvier 2020, texte n° 5, p. 123. 2020.",
    ),
    "official gazette beside its name": (
        LAW + ", journal = {JORF}, note = {JORF n°0003 du 4 janvier 2020, p. 123, texte n° 5}}",
        "Décret n° 2020-1. JORF n° 0003 du 4 janvier 2020, p. 123, texte n° 5. 2020.",
    ),
    "number of a thesis": (
        THESIS + ", note = {NNT : 2021NANT1234}}",
        "Martin A. Titre [thèse de doctorat]. Nantes ; 2021. NNT 2021NANT1234",
    ),
    "number of a thesis in its own field, as HAL writes it": (
        THESIS + ", NNT = {2021nant1234}}",
        "Martin A. Titre [thèse de doctorat]. Nantes ; 2021. NNT 2021NANT1234",
    ),
    "kind of a thesis": (
        THESIS + ", note = {Thèse d'exercice : Médecine. tel-01234567}}",
        "Martin A. Titre [Thèse d’exercice : Médecine]. Nantes ; 2021. HAL tel-01234567",
    ),
    "retracted": (
        ARTICLE + ", note = {Retracted}}",
        "Martin A. Titre [rétracté]. Exercer. 2021.",
    ),
    "in press": (
        ARTICLE + ", note = {sous presse}}",
        "Martin A. Titre [sous presse]. Exercer. 2021.",
    ),
}


@pytest.mark.parametrize(("written", "expected"), PRINTED.values(), ids=PRINTED)
def test_a_note_keeps_what_identifies_its_document(written: str, expected: str) -> None:
    """State, day, gazette and number of a document are printed from its note."""
    assert print_entry(written) == expected


@pytest.mark.parametrize("name", [name for name in PRINTED if name != "retracted"])
def test_a_note_that_is_printed_is_not_reported(name: str) -> None:
    """Nothing of a note whose facts are all printed is reported as lost."""
    assert read_problems(PRINTED[name][0]) == ()


@pytest.mark.parametrize("ending", FORMATS)
def test_exports_hand_on_the_number_of_a_thesis(ending: str) -> None:
    """Each export leads to the thesis by its number."""
    references, _ = parse_bibtex(PRINTED["number of a thesis"][0], "f.bib")
    assert "2021NANT1234" in FORMATS[ending](references)


LOST = {
    "remark": ("À relire avec Paul", "À relire avec Paul"),
    "erratum": ("Erratum in: Lancet. 2020;395:12", "Erratum in: Lancet. 2020;395:12"),
    "remark behind a fact": ("PMID: 123. Traduit par Luc Roux", "Traduit par Luc Roux"),
    "remark behind the kind of a thesis": (
        "Thèse à redemander à Paul",
        "Thèse à redemander à Paul",
    ),
    "preprint of a printed article": ("Preprint available", "Preprint available"),
}


@pytest.mark.parametrize(("note", "lost"), LOST.values(), ids=LOST)
def test_other_words_of_a_note_are_reported(note: str, lost: str) -> None:
    """The words of a note that no reference prints are a warning at the note's place."""
    (problem,) = read_problems(f"{ARTICLE}, volume = 3,\n  note = {{{note}}}}}")
    assert (str(problem.place), problem.code) == ("f.bib:2:3", "field-not-printed")
    assert f"« {lost} »" in problem.message.text(FRENCH).replace("\u00a0", " ").replace(
        "\u202f", " "
    )


@pytest.mark.parametrize(
    "note",
    [
        "Publisher: Elsevier\n_eprint: https://x.fr/a\nPMID: 123",
        "Number: 3 Publisher: Elsevier",
        "tex.level: 2\nCitation Key: martin2021",
        "1532-2092 Martin, Anne Journal Article England 2021",
        "00012",
        "cited By 12",
        "12 citations (Crossref) [2021-01-02]",
        "Epub 2020 Dec 12",
        r"Cairn\_domain: www.cairn.info",
        "arXiv: 1234.5678 [cs]",
    ],
)
def test_what_programs_note_for_themselves_is_no_loss(note: str) -> None:
    """Lines that Zotero, EndNote and databases put into a note are not reported."""
    assert read_problems(f"{ARTICLE}, volume = 3, note = {{{note}}}}}") == ()


def test_many_notes_of_a_file_are_one_warning() -> None:
    """A file with four remarks gets one warning, which counts them."""
    entries = (ARTICLE.replace("{k,", f"{{k{n},") + ", note = {À relire}}" for n in range(4))
    (problem,) = read_problems("\n".join(entries))
    assert dict(problem.message.values)["count"] == 4


@pytest.mark.parametrize(
    "written",
    [
        "title = {RETRACTED: Titre}",
        "title = {Retracted article: titre}",
        "title = {[Rétracté] Titre}",
        "title = {WITHDRAWN: Titre}",
        "title = {Titre (Retracted article. See vol. 5, 2022)}",
        "title = {Titre}, note = {Retracted}",
        "title = {Titre}, note = {Retraction in: Lancet. 2022;399:1}",
        "title = {Titre}, note = {1532-2092 Martin A Journal Article; Retracted Publication}",
        "title = {Titre}, addendum = {Rétracté : Lancet. 2022;399:1}",
    ],
)
def test_a_retracted_document_is_warned_of(written: str) -> None:
    """A document whose title, note or addition says that it was withdrawn is reported."""
    found = read_problems(f"@misc{{k, author = {{Martin, Anne}}, year = {{2021}}, {written}}}")
    assert "retracted-document" in {problem.code for problem in found}


def test_an_article_on_retractions_is_not_warned_of() -> None:
    """A title that speaks of retractions is no retracted document."""
    assert read_problems("@misc{k, title = {Citations of retracted articles}, year = 2021}") == ()
