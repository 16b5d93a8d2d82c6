"""Comments in a text stay among its authors."""

from __future__ import annotations

from pathlib import Path

import pytest

from parution.domain import Part
from parution.sources import read
from parution.sources.markdown.comments import leave_out_comments
from parution.sources.markdown.front_matter import MarkdownFile
from sources.rows import THEME
from tiny_project import tiny_project

ROWS = [
    ("<!-- a -->\nB\n", "\nB\n"),
    ("A\n\n<!--\nb\n-->\n\nC\n", "A\n\n\n\n\n\nC\n"),
    ("<!-- a -->B", "B"),
    ("A<!-- b -->C", "A          C"),
    ("`<!-- a -->`", "`<!-- a -->`"),
    ("```\n<!-- a -->\n```\n", "```\n<!-- a -->\n```\n"),
    ("<!-- a", "<!-- a"),
    ("Rien.", "Rien."),
]


@pytest.mark.parametrize(("written", "kept"), ROWS, ids=[row[0] for row in ROWS])
def test_comments_are_left_out(written: str, kept: str) -> None:
    """The text of a comment is removed, lines keep their numbers, code stays as it is."""
    assert leave_out_comments(MarkdownFile("a.md", None, written, 1)).body == kept


def test_the_text_of_a_comment_is_not_checked(tmp_path: Path) -> None:
    """Links, citations and elements of a comment are neither checked nor followed."""
    comment = "<!-- [@personne], [ici](nulle-part.md), <script>, documents/plan.svg -->"
    project = tiny_project(tmp_path, {f"{THEME}/guide.md": f"{comment}\n\nTexte.\n"})
    reading = read(project)
    assert reading.problems == read(tiny_project(tmp_path / "b", {})).problems
    guide = reading.require().themes["2026/douleur"].documents[Part.GUIDE]
    assert guide.body.strip() == "Texte."
