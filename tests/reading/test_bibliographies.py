"""Whose references are whose."""

from __future__ import annotations

from builders import reference
from parution.problems import Place
from parution.reading.bibliographies import sorted_out
from parution.reading.report import Report

HERE = Place("themes/2026/douleur/index.md", 10, 14)


def test_a_reference_of_ones_own_is_not_borrowed_twice() -> None:
    """A key that a theme borrows and also has in its own file stands once, as its own says."""
    own, common = reference("durand2019", year="2019"), reference("durand2019", year="1999")
    files = {"bibliography/2026/douleur.bib": (own,), "bibliography/commune.bib": (common,)}
    report = Report()
    bibliographies = sorted_out(files, ["2026/douleur"], report)
    assert bibliographies.of_theme("2026/douleur", [("durand2019", HERE)], report) == (own,)
    assert report.problems == ()


def test_what_is_borrowed_comes_in_the_order_written() -> None:
    """The order of `references:` is kept, whatever that of the common file."""
    files = {"bibliography/commune.bib": (reference("a"), reference("b"))}
    report = Report()
    borrowed = sorted_out(files, ["2026/douleur"], report).of_theme(
        "2026/douleur", [("b", HERE), ("a", HERE)], report
    )
    assert [each.key for each in borrowed] == ["b", "a"]
