"""The list of files that a group's site tells the service worker to keep."""

from __future__ import annotations

import json
from pathlib import Path

from builders import instant
from parution import pipeline
from tiny_project import changed, tiny_project


def build_list(project: Path) -> dict[str, str]:
    """Build; return the addresses that Blain's members keep, each with its version."""
    pipeline.build(project, project / "mkdocs.yml", instant("2026-10-01 12:00Z"), project / "site")
    (first, *_) = sorted(project.glob("site/g/*/offline.json"))
    return dict(json.loads(first.read_bytes())["files"])


def test_the_manifest_is_fetched_anew_when_it_changed(tmp_path: Path) -> None:
    """A new name of the group changes the version of its manifest."""
    project = tiny_project(tmp_path)
    before = build_list(project)
    tiny_project(project, changed("groups/blain.yml", "name: Blain", "name: Blain et environs"))
    assert build_list(project)["app.webmanifest"] != before["app.webmanifest"]


def test_the_manifest_is_not_fetched_anew_when_it_did_not_change(tmp_path: Path) -> None:
    """An edit of a text leaves the manifest's version alone."""
    project = tiny_project(tmp_path)
    before = build_list(project)
    (project / "themes/2026/douleur/preparation.md").write_text("Autre chose.\n")
    after = build_list(project)
    assert after["app.webmanifest"] == before["app.webmanifest"]
    assert after != before
