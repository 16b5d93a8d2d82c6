"""What a group's site tells the service worker to keep."""

from __future__ import annotations

import json
from pathlib import Path

from builders import instant
from parution import pipeline
from tiny_project import changed, tiny_project


def listed(project: Path) -> dict[str, str]:
    """Build; return what Blain's members keep, each address with the mark of its version."""
    pipeline.build(project, project / "mkdocs.yml", instant("2026-10-01 12:00Z"), project / "site")
    (first, *_) = sorted(project.glob("site/g/*/offline.json"))
    return dict(json.loads(first.read_bytes())["files"])


def test_the_manifest_is_fetched_anew_when_it_changed(tmp_path: Path) -> None:
    """A group that takes another name changes the mark of its manifest."""
    project = tiny_project(tmp_path)
    before = listed(project)
    tiny_project(project, changed("groups/blain.yml", "name: Blain", "name: Blain et environs"))
    assert listed(project)["app.webmanifest"] != before["app.webmanifest"]


def test_the_manifest_is_not_fetched_anew_when_it_did_not_change(tmp_path: Path) -> None:
    """Its mark says what it holds: an edit of a text leaves it alone."""
    project = tiny_project(tmp_path)
    before = listed(project)
    (project / "themes/2026/douleur/preparation.md").write_text("Autre chose.\n")
    after = listed(project)
    assert after["app.webmanifest"] == before["app.webmanifest"]
    assert after != before
