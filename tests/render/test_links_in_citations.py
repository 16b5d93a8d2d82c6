"""A link within a citation is resolved like any other link."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from parution import pipeline
from tiny_project import FILES, tiny_project

DOSSIER = "themes/2026/douleur/dossier.md"


def test_a_link_in_a_suffix_is_resolved_like_others(tmp_path: Path) -> None:
    """The same link has the same address outside and inside a citation."""
    link = "[la vignette](preparation.md)"
    text = f"{FILES[DOSSIER]}\nVoir {link} ou [voir {link} et @durand2019, et {link}].\n"
    project = tiny_project(tmp_path, {DOSSIER: text})
    instant = datetime(2026, 10, 9, 12, tzinfo=ZoneInfo("Europe/Paris"))
    outcome = pipeline.build(project, project / "mkdocs.yml", instant, project / "site")
    (folder,) = (plan.folder for plan in outcome.plans if plan.site.audience.value == "facilitator")
    page = (project / "site" / folder / "2026/douleur/dossier/index.html").read_text("utf-8")
    assert page.count('<a href="../preparation/">la vignette</a>') == 3
    assert "preparation.md" not in page
