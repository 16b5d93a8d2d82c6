"""Characters that HTML reserves appear whole in titles, and execute nothing."""

from __future__ import annotations

from pathlib import Path

from command_line import plain, run
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


def test_a_notice_with_signs_of_html_stays_whole(tmp_path: Path) -> None:
    """The association's notice shows its HTML characters as text on every page of a text."""
    notice = "Contenu à relire <b>avant</b> le 1er & après"
    project = tiny_project(tmp_path, changed("mkdocs.yml", "Contenu de démonstration.", notice))
    assert run(project, "build", "--at", "2026-10-01T08:00", "--no-pdf").code == 0
    pages = [Tree(path.read_text("utf-8")) for path in (project / "site").rglob("*.html")]
    notices = [each for page in pages for each in page.find("p.site-notice")]
    said = {plain(each.text()) for each in notices}
    assert {each for each in said if each.startswith("Contenu")} == {notice}
