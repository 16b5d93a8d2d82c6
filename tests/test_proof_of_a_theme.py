"""A proof: one theme in two files, for reviewers who have no project."""

from __future__ import annotations

from pathlib import Path

import pytest
from pypdf import PdfReader

from command_line import Done, run
from tiny_project import MKDOCS, changed, tiny_project

DRAFTED = changed("themes/2026/douleur/index.md", "---\n\n", "draft: true\n---\n\n")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Done]:
    """The proof of a draft."""
    project = tiny_project(tmp_path_factory.mktemp("proof"), DRAFTED)
    return project, run(project, "proof", "2026/douleur")


def test_a_draft_becomes_two_files_and_nothing_else(made: tuple[Path, Done]) -> None:
    """They are written in the current folder, without a site or a private folder."""
    project, done = made
    assert done.code == 0, done.err
    assert {path.name for path in project.glob("*-epreuve.*")} == {
        "2026-douleur-epreuve.html",
        "2026-douleur-epreuve.pdf",
    }
    assert not (project / "site").exists()
    assert not (project / ".parution").exists()


def test_every_page_says_that_it_is_a_proof(made: tuple[Path, Done]) -> None:
    """The PDF says so on each page, the HTML file at its top."""
    project, _ = made
    pages = PdfReader(project / "2026-douleur-epreuve.pdf").pages
    assert len(pages) > 1
    assert all("preuve du" in page.extract_text() for page in pages)
    html = (project / "2026-douleur-epreuve.html").read_text(encoding="utf-8")
    assert "Épreuve du" in html


def test_a_proof_holds_the_texts(made: tuple[Path, Done]) -> None:
    """It holds texts that are still closed to every group."""
    project, _ = made
    html = (project / "2026-douleur-epreuve.html").read_text(encoding="utf-8")
    assert 'class="chapter chapter--dossier"' in html


def test_templates_and_hooks_of_the_association_are_found(tmp_path: Path) -> None:
    """A proof uses the association's own templates and hooks, which its copy does not have."""
    settings = MKDOCS.replace("name: material", "name: material\n  custom_dir: ours")
    own = tiny_project(
        tmp_path,
        {
            "mkdocs.yml": f"{settings}hooks: [ours/hook.py]\n",
            "ours/main.html": '{% extends "base.html" %}\n',
            "ours/hook.py": (
                "def on_page_content(html, **_):\n    return f'{html}<p>MOTDENOUS</p>'\n"
            ),
        },
    )
    done = run(own, "proof", "2026/douleur")
    assert done.code == 0, done.err
    assert "MOTDENOUS" in (own / "2026-douleur-epreuve.html").read_text(encoding="utf-8")


def test_a_proof_is_marked_however_the_plugins_are_written(tmp_path: Path) -> None:
    """With the plugins as a table in mkdocs.yml a proof says that it is one, and has its PDF."""
    settings = MKDOCS.replace("  - parution:\n", "  parution:\n      pdf: false\n")
    project = tiny_project(tmp_path, {"mkdocs.yml": settings})
    done = run(project, "proof", "2026/douleur")
    assert done.code == 0, done.err
    assert "Épreuve du" in (project / "2026-douleur-epreuve.html").read_text(encoding="utf-8")
    assert (project / "2026-douleur-epreuve.pdf").exists()


def test_a_mistyped_theme_is_named(tmp_path: Path) -> None:
    """The nearest theme is proposed."""
    done = run(tiny_project(tmp_path), "proof", "2026/doulleur")
    assert done.code == 2
    assert "2026/douleur" in done.err
