"""The HTML of a text gets accessible tables and French no-break spaces before it goes on a page."""

from __future__ import annotations

import pytest

from parution.html_tree import Tree
from parution.language.typography import insert_hard_spaces
from parution.render.tables import box_tables

SPACES = [
    pytest.param("un score : oui", "un score\u00a0: oui", id="colon"),
    pytest.param("vraiment ? oui !", "vraiment\u202f? oui\u202f!", id="high marks"),
    pytest.param("« oui » ; non", "«\u00a0oui\u00a0»\u202f; non", id="guillemets"),
    pytest.param("à 20:30, ou 3:1", "à 20:30, ou 3:1", id="no space, none added"),
    pytest.param(
        "a : <code>b : c ?</code> d : <pre>e : f</pre> g ?",
        "a\u00a0: <code>b : c ?</code> d\u00a0: <pre>e : f</pre> g\u202f?",
        id="code as it is",
    ),
    pytest.param(
        "Lire : un <pre-test> : oui <code>a : b</code> :",
        "Lire\u00a0: un <pre-test>\u00a0: oui <code>a : b</code>\u00a0:",
        id="words like code",
    ),
    pytest.param("a : <pre>b : c", "a\u00a0: <pre>b\u00a0: c", id="code that is never closed"),
]


@pytest.mark.parametrize(("written", "shown"), SPACES)
def test_no_line_breaks_before_a_mark(written: str, shown: str) -> None:
    """Spaces before French punctuation marks become unbreakable, except in code."""
    assert insert_hard_spaces(written) == shown


def put_in_boxes(html: str) -> str:
    tree = Tree(html)
    box_tables(tree, str)
    return tree.html


def test_a_table_is_a_named_box_that_takes_the_focus() -> None:
    """A table gets a box that the keyboard reaches, named by its columns."""
    html = "<p>a</p><table><tr><th>Dose &lt; 1</th><th><em>Effet</em></th></tr></table>"
    boxed = put_in_boxes(html)
    assert boxed.startswith(
        '<p>a</p><div class="table" role="group" tabindex="0"'
        ' aria-label="Table: Dose &lt; 1, Effet"><table>'
    )
    assert boxed.endswith("</table></div>")


def test_a_heading_without_words_is_a_cell() -> None:
    """The empty corner of a table names no column."""
    boxed = put_in_boxes("<table><tr><th> </th><th>Effet</th></tr></table>")
    assert '<td> </td><th scope="col">Effet</th>' in boxed


ROWS = [
    pytest.param("Migraine", '<th scope="row">Migraine</th><td>4</td>', id="words"),
    pytest.param("<b>Tabac</b> &lt; 35", '<th scope="row"><b>Tabac</b> &lt; 35</th>', id="markup"),
    pytest.param("35 ans", '<th scope="row">35 ans</th>', id="words and a number"),
    pytest.param("3", '<th scope="row">3</th><td>4</td>', id="a category"),
    pytest.param("2,5", "<td>2,5</td><td>4</td>", id="a measured value names no row"),
    pytest.param("", "<td></td><td>4</td>", id="nothing"),
]


@pytest.mark.parametrize(("first", "shown"), ROWS)
def test_under_headings_the_first_cell_names_its_row(first: str, shown: str) -> None:
    """A screen reader announces the row and the column of a value."""
    html = f"<tr><th>Situation</th><th>OP</th></tr><tr><td>{first}</td><td>4</td></tr>"
    boxed = put_in_boxes(f"<table>{html}</table>")
    assert '<th scope="col">OP</th>' in boxed
    assert shown in boxed


def test_a_repeated_number_names_no_row() -> None:
    """A number that repeats is a value, not a category, and names no row."""
    rows = "<tr><td>3</td><td>4</td></tr>" * 2
    assert "row" not in put_in_boxes(f"<table><tr><th>n</th><th>p</th></tr>{rows}</table>")


def test_cells_that_span_several_leave_a_table_as_it_is() -> None:
    """A table with a cell that spans rows gets no row headings."""
    html = "<tr><th>A</th><th>B</th></tr><tr><td rowspan=2>a</td><td>b</td></tr><tr><td>c</td></tr>"
    assert "scope" not in put_in_boxes(f"<table>{html}</table>")


def test_a_table_within_a_table_has_no_box_of_its_own() -> None:
    """Of nested tables only the outer one scrolls."""
    inner = "<table><tbody><tr><th>B</th></tr></tbody></table>"
    boxed = put_in_boxes(f"<table><tr><th>A</th><td>{inner}</td></tr></table>")
    assert boxed.count('<div class="table"') == 1
    assert inner in boxed
