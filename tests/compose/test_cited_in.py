"""« Citée dans » names the parts that cite a reference, and never a closed one."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from parution import pipeline
from tiny_project import tiny_project

PARIS = ZoneInfo("Europe/Paris")
CITED_IN = re.compile(r'<p class="cited-in">(.*?)</p>', re.DOTALL)
PREPARED, MET = datetime(2026, 10, 1, 12, tzinfo=PARIS), datetime(2026, 10, 9, 12, tzinfo=PARIS)


@pytest.mark.parametrize(
    ("audience", "instant", "expected"),
    [
        ("member", PREPARED, []),
        ("member", MET, ["L’essentiel, Dossier"]),
        ("facilitator", PREPARED, ["L’essentiel, Dossier, Guide de l’animateur"]),
        ("facilitator", MET, ["L’essentiel, Dossier, Guide de l’animateur"]),
    ],
    ids=["before the meeting", "after it", "facilitator before", "facilitator after"],
)
def test_only_visible_parts_are_named(
    tmp_path: Path, audience: str, instant: datetime, expected: list[str]
) -> None:
    """A reference open before the meeting names each citing part once that part opens.

    The guide, which members never see, cites the reference too.
    """
    project = tiny_project(tmp_path, {"themes/2026/douleur/guide.md": "Voir @durand2019.\n"})
    outcome = pipeline.build(project, project / "mkdocs.yml", instant, project / "site")
    (folder,) = (
        plan.folder
        for plan in outcome.plans
        if (plan.site.group, plan.site.audience.value) == ("blain", audience)
    )
    page = (project / "site" / folder / "2026/douleur/references/index.html").read_text("utf-8")
    said = [
        re.sub("<[^>]*>", "", words).partition(":")[2].strip() for words in CITED_IN.findall(page)
    ]
    assert "Une échelle de la douleur" in page
    assert said == expected
