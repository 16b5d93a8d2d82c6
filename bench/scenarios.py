"""The measured scenarios, one row each, and the promises that compare them."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum, auto
from pathlib import Path

from bench.measure import Measurement, measure, run
from bench.rivals import BIBTEX, PLAIN, ZENSICAL, Rival, install, write_rival
from bench.workload import strip_citations, write_workload

PARUTION = str(Path(sys.executable).parent / "parution")

FIRST_DAY = datetime(2026, 12, 3, 12)
"""On each day from here, one group has met the evening before and another opens a theme."""


YEAR_END = datetime(2027, 6, 1, 12)
"""When the sites are largest: all is open, and nothing is archive yet."""

TIMES = {"LARGE": (10, 1), "CROWDED": (1, 9), "VAST": (1, 36)}
"""How many times the themes and the groups these projects have."""


class Project(Enum):
    """The projects that are built."""

    WHOLE = auto()
    LARGE = auto()
    """Ten times the themes."""
    UNCITED = auto()
    """No citation in any page."""
    UNREFERENCED = auto()
    """Neither citations nor bibliographies."""
    PRINTED = auto()
    """With PDF, as every association has them unless it says otherwise."""
    CROWDED = auto()
    """Nine times the groups: 252."""
    VAST = auto()
    """Thirty-six times the groups: 1,008."""


class Start(Enum):
    """The state from which a measured build starts."""

    NOTHING = auto()
    """Neither a site nor caches of earlier builds; only the secret."""
    BUILT = auto()
    EDITED = auto()
    """Built, then a paragraph added to one dossier."""


@dataclass(frozen=True, slots=True)
class Scenario:
    """One row of the table."""

    name: str
    label: str
    project: Project = Project.WHOLE
    rival: Rival | None = None
    """The rival that builds the project, if it is not us."""
    start: Start = Start.NOTHING
    days: int = 0
    """By how many days the measured build is later than the one it starts from."""
    at: datetime | None = None
    """The instant as of which the sites are built, if not a day from `FIRST_DAY`."""
    once: bool = False
    """Whether one round is enough."""


def count_memory(found: Measurement) -> float:
    """Return the megabytes of memory that a run took."""
    return found.memory / 1e6


def count_size(found: Measurement) -> float:
    """Return the megabytes that a run wrote."""
    return found.size / 1e6


def count_files(found: Measurement) -> float:
    """Return the number of files that a run wrote."""
    return found.files


SCENARIOS = (
    Scenario("plain", "One plain MkDocs build, no citations", rival=PLAIN),
    Scenario("bibtex", "One MkDocs build with mkdocs-bibtex", rival=BIBTEX),
    Scenario("zensical", "One Zensical build, no citations", rival=ZENSICAL),
    Scenario("full", "All sites from nothing"),
    Scenario("uncited", "… without citations", Project.UNCITED),
    Scenario("unreferenced", "… without citations and bibliographies", Project.UNREFERENCED),
    Scenario("release", "A release, nothing edited", start=Start.BUILT, days=1),
    Scenario("edit", "One dossier edited", start=Start.EDITED),
    Scenario("full-x10", "All sites from nothing, ten times the themes", Project.LARGE, once=True),
    Scenario(
        "release-x10",
        "A release, ten times the themes",
        Project.LARGE,
        start=Start.BUILT,
        days=1,
    ),
    Scenario("year", "All sites when all groups have met", at=YEAR_END, once=True),
    Scenario("year-pdf", "… with their PDF", Project.PRINTED, at=YEAR_END, once=True),
    Scenario("groups-250", "All sites of 252 groups", Project.CROWDED, once=True),
    Scenario("groups-1000", "All sites of 1,008 groups", Project.VAST, once=True),
)


@dataclass(frozen=True, slots=True)
class Limit:
    """What a scenario may take or write at most."""

    label: str
    scenario: str
    amount: Callable[[Measurement], float]
    at_most: float


@dataclass(frozen=True, slots=True)
class Promise:
    """The time of one scenario is at most so many times that of another."""

    label: str
    scenario: str
    beside: str
    at_most: float


PROMISES = (
    Promise("All sites from nothing, against one plain build", "full", "plain", 1.0),
    Promise("A release, against one plain build", "release", "plain", 0.1),
    Promise("A release, ten times the themes, against plain", "release-x10", "plain", 0.1),
    Promise("A release, ten times the themes against once", "release-x10", "release", 1.25),
    Promise("One dossier edited, against one plain build", "edit", "plain", 1 / 3),
    Promise("Citations in the text, against none", "full", "uncited", 1.15),
    Promise("Citations and bibliographies, against none", "full", "unreferenced", 1.15),
    Promise("1,008 groups, against 252: no more than linear", "groups-1000", "groups-250", 4.0),
)

LIMITS = (
    Limit("Ten times the themes, MB of memory", "full-x10", count_memory, 500),
    Limit("1,008 groups, MB of memory", "groups-1000", count_memory, 500),
    Limit("When all groups have met, files", "year", count_files, 16_000),
    Limit("When all groups have met, MB", "year", count_size, 350),
    Limit("… with their PDF, files", "year-pdf", count_files, 16_000),
    Limit("… with their PDF, MB", "year-pdf", count_size, 350),
    Limit("… with their PDF, MB of memory", "year-pdf", count_memory, 500),
)


@dataclass(frozen=True, slots=True)
class Bench:
    """The folders of rivals and projects, and the size of the work."""

    environments: Path
    work: Path
    themes: int
    groups: int

    def set_up(self, scenario: Scenario) -> None:
        """Write the scenario's project and install its rival, unless they exist already."""
        if scenario.rival:
            install(scenario.rival, self.environments)
        if not self._place(scenario).exists():
            self._write(scenario)

    def measure(self, scenario: Scenario, number: int) -> Measurement:
        """Prepare the project for this round (from 0), then build it under measurement."""
        project = self._place(scenario)
        begins = FIRST_DAY + timedelta(days=number)
        if scenario.start is Start.NOTHING:
            _forget_builds(project)
        else:
            run((PARUTION, "build", "--at", begins.isoformat()), project)
        if scenario.start is Start.EDITED:
            _edit(project, number)
        at = scenario.at or begins + timedelta(days=scenario.days)
        return measure(self._command(scenario, at), project, project / "site")

    def _place(self, scenario: Scenario) -> Path:
        name = scenario.rival.name if scenario.rival else scenario.project.name.lower()
        return self.work / name

    def _command(self, scenario: Scenario, at: datetime) -> tuple[str, ...]:
        if scenario.rival:
            return install(scenario.rival, self.environments)
        return (PARUTION, "build", "--at", at.isoformat())

    def _write(self, scenario: Scenario) -> None:
        project = self._place(scenario)
        if scenario.rival:
            source = self.work / "source"
            if not source.exists():
                write_workload(source, self.themes, self.groups)
            write_rival(scenario.rival, source, project)
            return
        themes, groups = TIMES.get(scenario.project.name, (1, 1))
        write_workload(project, self.themes * themes, self.groups * groups)
        if scenario.project is Project.PRINTED:
            config = project / "mkdocs.yml"
            config.write_text(config.read_text("utf-8").replace("pdf: false", "pdf: true"), "utf-8")
        if scenario.project in (Project.UNCITED, Project.UNREFERENCED):
            strip_citations(project)
        if scenario.project is Project.UNREFERENCED:
            shutil.rmtree(project / "bibliography")


def _forget_builds(project: Path) -> None:
    """Move away the site and the caches of earlier builds, but not the secret of the addresses.

    Nothing is deleted before the end: for minutes afterwards ext4 makes folders several times as
    slowly, because it looks at every place that a deleted one had.
    """
    kept = project / ".parution" / "secret"
    secret = kept.read_bytes() if kept.exists() else None
    away = Path(tempfile.mkdtemp(prefix="away-", dir=project.parent))
    for name in ("site", ".cache", ".parution"):
        path = project / name
        if path.is_symlink() or path.exists():
            path.rename(away / name)
    if secret is not None:
        kept.parent.mkdir(mode=0o700)
        kept.write_bytes(secret)
        kept.chmod(0o600)


def _edit(project: Path, number: int) -> None:
    dossier = project / "themes/2026/theme-000/dossier.md"
    dossier.write_text(f"{dossier.read_text('utf-8')}\nRelu au tour {number}.\n", "utf-8")
