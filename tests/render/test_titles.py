"""Characters that HTML reserves appear whole in titles, and execute nothing."""

from __future__ import annotations

from pathlib import Path

from command_line import run
from parution.html_tree import Tree
from sources.rows import THEME
from tiny_project import changed, tiny_project

TITLE = "Kaliémie < 3,5 ou > 5,5 <script>x()</script>"


def test_a_title_with_signs_of_html_stays_whole(tmp_path: Path) -> None:
    """A title shows its HTML characters as text on every page, and adds no element."""
    project = tiny_project(
        tmp_path, changed(f"{THEME}/index.md", "La douleur : écouter, évaluer", TITLE)
    )
    assert run(project, "build", "--at", "2026-10-01T08:00", "--no-pdf").code == 0
    pages = [Tree(path.read_text("utf-8")) for path in (project / "site").rglob("*.html")]
    titles = [title.text() for page in pages for title in page.find("title")]
    assert any(title.startswith(TITLE) for title in titles)
    inline = [each.attributes for page in pages for each in page.find("script:not([src])")]
    assert {each.get("id") for each in inline} <= {
        *("__config", "desk-facts", "desk-words", "desk-minutes", "desk-references"),
    }
    assert {each.get("type") for each in inline} == {"application/json"}
