"""The list of files that a group's site tells the service worker to keep."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from builders import catalogue, edition, group, instant, meeting, policy, theme
from compose.views import views_at
from parution import pipeline
from parution.compose.offline import choose_themes_to_keep
from parution.domain import Audience, Site
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


THEMES = ("2026/anxiety", "2026/back", "2026/cough", "2026/diabetes", "2026/eczema")
YEAR = catalogue(
    edition("2026", *map(theme, THEMES)),
    groups=[
        group(
            "blain",
            *(meeting(each, f"2026-0{month}-01 20:30") for month, each in enumerate(THEMES, 2)),
            policy="early",
        )
    ],
    policies=[policy("early", **dict.fromkeys(("dossier", "summary"), "60 days before"))],
)
"""A group that meets on the first of each month, on themes that opened two months before."""

KEPT = {
    "before the first: the second opened lately": ("2026-01-15 12:00Z", "a b"),
    "before the third: the first two are past": ("2026-03-20 12:00Z", "a b c d"),
    "before the last: nothing opened lately": ("2026-05-20 12:00Z", "c d e"),
    "after the last": ("2026-09-20 12:00Z", "d e"),
}
"""The initials of the themes kept at an instant."""


@pytest.mark.parametrize(("moment", "kept"), KEPT.values(), ids=KEPT)
def test_a_device_keeps_the_themes_of_the_next_and_the_last_meetings(
    moment: str, kept: str
) -> None:
    """Those of the next meeting and of the last two, and those that opened within thirty days."""
    views = views_at(YEAR, instant(moment))
    found = choose_themes_to_keep(views.context, views.of(Site("blain", Audience.MEMBER)))
    assert " ".join(each[5] for each in found) == kept
