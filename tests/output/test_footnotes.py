"""Citations as footnotes: which reference stands at the foot of which section."""

from __future__ import annotations

import re

import pytest

from parution.output.pdf.footnotes import with_footnotes

NOTE = re.compile(r'<span class="footnote"( id="[^"]*")?>.*?number">(\d+)</span> (\w+)</span>')


def cite(number: int, key: str) -> str:
    return f'<a class="citation" id="cite-{key}" href="#dossier-ref-{key}">{number}</a>'


def unwritten(key: str) -> str:
    """Return the place of a number inside a range."""
    return f'<span id="cite-{key}" data-key="{key}"></span>'


def chapter(text: str) -> str:
    items = "".join(
        f'<li id="dossier-ref-{key}" data-key="{key}">{key.upper()} '
        f'<span class="backlinks">↩ <a href="#cite-{key}">1</a></span></li>'
        for key in ("a", "b", "c")
    )
    section = '<section class="references" role="doc-bibliography">'
    return f"<h2>Dossier</h2>{text}{section}<h3>Références</h3><ol>{items}</ol></section>"


def notes(text: str) -> list[tuple[str, str]]:
    """Return the number and the text of each footnote, in order."""
    return [(found[2], found[3]) for found in NOTE.finditer(with_footnotes(chapter(text)))]


ROWS = {
    "one citation": (cite(1, "a"), [("1", "A")]),
    "a citation repeated in its section": (cite(1, "a") * 2, [("1", "A")]),
    "repeated in the next section": (
        f"{cite(1, 'a')}<h3>Suite</h3>{cite(1, 'a')}",
        [("1", "A"), ("1", "A")],
    ),
    "repeated under a lesser heading": (
        f"{cite(1, 'a')}<h4>Suite</h4>{cite(1, 'a')}",
        [("1", "A")],
    ),
    "two at once": (f"[{cite(1, 'a')},{cite(2, 'b')}]", [("1", "A"), ("2", "B")]),
    "a range, whose middle is not written": (
        f"[{cite(1, 'a')}-{unwritten('b')}{cite(3, 'c')}]",
        [("1", "A"), ("2", "B"), ("3", "C")],
    ),
    "nothing cited": ("<p>Texte</p>", []),
}


@pytest.mark.parametrize(("text", "expected"), ROWS.values(), ids=ROWS)
def test_a_reference_stands_at_the_foot_of_each_section_that_cites_it(
    text: str, expected: list[tuple[str, str]]
) -> None:
    """The first citation in a section brings the note, under the number of the reference."""
    assert notes(text) == expected


def test_an_identifier_is_given_once() -> None:
    """Of the notes on one reference only the first can be linked to."""
    text = with_footnotes(chapter(f"{cite(1, 'a')}<h3>Suite</h3>{cite(1, 'a')}"))
    assert text.count('id="dossier-ref-a"') == 1


def test_the_list_at_the_end_is_left_out() -> None:
    """What stands at the feet of the pages is not printed a second time."""
    text = with_footnotes(chapter(cite(1, "a")))
    assert "doc-bibliography" not in text
    assert "↩" not in text
