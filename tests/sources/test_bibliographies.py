"""Each theme gets its own references and those it borrows."""

from __future__ import annotations

from dataclasses import replace

import pytest

from builders import reference
from command_line import plain
from parution.domain import Document
from parution.domain.problems import Place
from parution.language.catalogues import load_translations
from parution.sources.markdown.citation_keys import check_citations, propose_reference
from parution.sources.report import Report
from parution.sources.theme_references import sort_by_theme

HERE = Place("themes/2026/douleur/index.md", 10, 14)


def test_a_reference_of_ones_own_is_not_borrowed_twice() -> None:
    """A key that a theme both borrows and has in its own file appears once, from its own file."""
    own, common = reference("durand2019", year="2019"), reference("durand2019", year="1999")
    files = {"bibliography/2026/douleur.bib": (own,), "bibliography/commune.bib": (common,)}
    report = Report()
    bibliographies = sort_by_theme(files, ["2026/douleur"], report)
    assert bibliographies.of_theme("2026/douleur", [("durand2019", HERE)], report) == (own,)
    assert report.problems == ()


def test_borrowed_references_keep_the_order_written() -> None:
    """The order of `references:` is kept, whatever that of the common file."""
    files = {"bibliography/commune.bib": (reference("a"), reference("b"))}
    report = Report()
    borrowed = sort_by_theme(files, ["2026/douleur"], report).of_theme(
        "2026/douleur", [("b", HERE), ("a", HERE)], report
    )
    assert [each.key for each in borrowed] == ["b", "a"]


HOLDERS = {
    "bibliography/commune.bib": "Elle se trouve dans bibliography/commune.bib : empruntez-la par"
    " « references: [durand2019] » en tête de themes/2026/douleur/index.md.",
    "bibliography/2026/sommeil.bib": "Elle se trouve dans bibliography/2026/sommeil.bib, qui n’est"
    " pas commune : copiez sa notice dans bibliography/2026/douleur.bib",
}


@pytest.mark.parametrize(("file", "expected"), HOLDERS.items(), ids=HOLDERS)
def test_a_key_of_another_bibliography_says_how_to_borrow_it(file: str, expected: str) -> None:
    """The remedy names the file that holds the key, not the keys of this theme."""
    held = reference("durand2019")
    held = replace(held, place=Place(file, 3, 1))
    bibliographies = sort_by_theme({file: (held,)}, ["2026/douleur", "2026/sommeil"], Report())
    document = Document("themes/2026/douleur/dossier.md", None, "Voir [@durand2019].", 1)
    report = Report()
    check_citations(document, {"petit1990"}, report, bibliographies.find_holder)
    (problem,) = report.problems
    assert plain(problem.hint.text(load_translations("fr").gettext)).startswith(expected)


def test_an_at_sign_in_a_sentence_may_be_no_citation() -> None:
    """The remedy for @DrMartin says how to write an at sign that is no citation."""
    document = Document("themes/2026/douleur/dossier.md", None, "Écrire à @DrMartin.", 1)
    report = Report()
    check_citations(document, {"petit1990"}, report)
    (problem,) = report.problems
    assert "écrivez \\@DrMartin" in problem.hint.text(load_translations("fr").gettext)


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ([], "Ajoutez sa notice dans bibliography/2026/douleur.bib."),
        (["durand2019"], "Vouliez-vous écrire « durand2019 » ?"),
        (["petit1990"], "Écrivez l’un de ceux-ci : petit1990."),
        (["durand2019", *map(str, range(9))], "Vouliez-vous écrire « durand2019 » ?"),
        ([str(n) for n in range(9)], "Ajoutez sa notice dans bibliography/2026/douleur.bib."),
    ],
    ids=["no key", "one near", "one far", "one near among many", "many far"],
)
def test_an_unknown_key_has_a_remedy_one_can_follow(keys: list[str], expected: str) -> None:
    """The remedy names the nearest key, a few to choose from, or the file to complete."""
    remedy = propose_reference("durant2019", keys, "themes/2026/douleur/sources/x.md")
    assert plain(remedy.text(load_translations("fr").gettext)) == expected
