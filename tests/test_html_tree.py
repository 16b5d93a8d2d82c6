"""HTML as a tree is read and written as a browser would do."""

from __future__ import annotations

import pytest

from parution.html_tree import Tree, extract_text, get_inner_html, get_outer_html


@pytest.mark.parametrize(
    "html",
    [
        "<p>A</p>\n<p>B</p>",
        " <p>leading space</p>",
        '<script type="application/json">{}</script><p>x</p>',
        "<p>a\u00a0: b\u202f; « c »</p>",
        "<p>&lt;b&gt; &amp;nbsp; &amp;</p>",
        '<svg viewBox="0 0 1 1"><linearGradient id="a"></linearGradient></svg>',
        "<math><mi>x</mi></math>",
        '<p>\ufdd0root ../\ufdd1<a href="\ufdd0root \ufdd1x">x</a></p>',
        '<p title="a &quot;b&quot;">x</p>',
        "<pre>\n  code</pre>",
    ],
)
def test_well_formed_html_comes_out_as_it_went_in(html: str) -> None:
    """Balanced HTML, drawings, formulas, slots and hard spaces are written as they were read."""
    assert Tree(html).html == html.replace("<pre>\n", "<pre>")


@pytest.mark.parametrize(
    ("html", "balanced"),
    [
        ("<p>a<p>b", "<p>a</p><p>b</p>"),
        ("<table><tr><td>a", "<table><tbody><tr><td>a</td></tr></tbody></table>"),
        ("a</main></body></html>b", "ab"),
        ("<p class=x<script src=y>z</p>", '<p class="x&lt;script" src="y">z</p>'),
        ('</<script src="x"></script>y', '<!--<script src="x"-->y'),
    ],
)
def test_broken_html_is_read_as_a_browser_reads_it(html: str, balanced: str) -> None:
    """Unclosed elements are closed, and nothing escapes the fragment."""
    assert Tree(html).html == balanced


def test_a_copy_is_another_tree() -> None:
    """Changing a copy leaves the tree as it was."""
    tree = Tree("<p>a</p><p>b</p>")
    copied = tree.copy()
    copied.remove("p:first-child")
    assert (tree.html, copied.html) == ("<p>a</p><p>b</p>", "<p>b</p>")


def test_elements_can_be_made_and_put_around_others() -> None:
    """A new element takes its place in the tree with the attributes that it was given."""
    tree = Tree("<table></table>")
    (table,) = tree.find("table")
    box = tree.new("div", class_="table", aria_label="« a »")
    table.insert_before(box, move=True)
    box.insert_child(table, move=True)
    assert tree.html == '<div class="table" aria-label="« a »"><table></table></div>'


def test_words_are_those_that_readers_see() -> None:
    """Scripts, styles and comments hold no words."""
    tree = Tree("<p>a <b>b</b><!-- c --><style>d</style><script>e</script></p>")
    (paragraph,) = tree.find("p")
    assert extract_text(paragraph) == "a b"
    assert get_inner_html(paragraph).startswith("a <b>b</b>")
    assert get_outer_html(tree.find("b")[0]) == "<b>b</b>"
