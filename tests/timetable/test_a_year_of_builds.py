"""A year of requests, tables and shifts, with sites that are built in between and read."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import cache as run_once
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, rule
from tests.timetable.sheet_examples import GROUPS
from tests.timetable.test_laws import Year

from parution import pipeline
from parution.private_store import FOLDER
from parution.release import Decisions, list_upcoming
from parution.timetable.weighing import EditOutcome
from parution.timetable.working_copy import WorkingCopy
from tiny_project import WITHOUT_PDF, WORDS, tiny_project

THEME = "2026/douleur"
BEGINS = datetime(2026, 9, 1, 8, tzinfo=UTC)
ENDS = datetime(2027, 6, 30, 8, tzinfo=UTC)
"""Before the archive opens, so that every group's texts are in the group's own sites."""


@run_once
def render() -> Path:
    """Build a project once, so that its pages need not be rendered again; return its folder."""
    folder = Path(tempfile.mkdtemp(prefix="parution-"))
    atexit.register(shutil.rmtree, folder)
    project = tiny_project(folder, {**GROUPS, **WITHOUT_PDF})
    pipeline.build(project, project / "mkdocs.yml", BEGINS, project / "site")
    return project


class BuiltYear(Year):
    """The association's year, seen by readers."""

    @initialize()
    def begin(self) -> None:
        super().begin()
        self.now = BEGINS
        (self.project / "mkdocs.yml").write_text(WITHOUT_PDF["mkdocs.yml"])
        shutil.copytree(render() / FOLDER, self.project / FOLDER, copy_function=shutil.copy2)
        self.time_passes(0)

    @rule(openings=st.integers(0, 3))
    def time_passes(self, openings: int) -> None:
        """Pass one of the next openings, and build the sites the minute before and at it."""
        upcoming = list_upcoming(self.copy().catalogue, self.now)
        moments = sorted({each.opens_at for each in upcoming if each.opens_at < ENDS})
        for moment in moments[openings : openings + 1]:
            for self.now in (moment - timedelta(minutes=1), moment):
                self.build()

    def write(self, first: WorkingCopy, last: WorkingCopy, answer: EditOutcome) -> None:
        super().write(first, last, answer)
        if answer.is_done:
            self.build()

    def build(self) -> None:
        """Build all sites, and find in each the words of its open parts and no others."""
        site_dir, config = self.folder / "site", self.project / "mkdocs.yml"
        decisions = Decisions(self.copy().catalogue, self.now)
        for plan in pipeline.build(self.project, config, self.now, site_dir).plans:
            if plan.site.group is not None:
                text = "".join(pages_of(site_dir / plan.folder))
                shown = decisions.visible(plan.site).get(THEME, ())
                assert {part for part, words in WORDS.items() if words in text} == {
                    part for part in WORDS if part in shown
                }, plan.site


def pages_of(folder: Path) -> Iterator[str]:
    """Yield the pages of a site."""
    return (page.read_text(encoding="utf-8") for page in folder.rglob("*.html"))


YEAR = settings(
    max_examples=2,
    stateful_step_count=6,
    suppress_health_check=list(HealthCheck),
    deadline=None,
)

TestBuiltYear = BuiltYear.TestCase
TestBuiltYear.settings = YEAR


@pytest.mark.long
class TestManyBuiltYears(BuiltYear.TestCase):
    """The same, more often."""

    settings = settings(YEAR, max_examples=25, stateful_step_count=12)
