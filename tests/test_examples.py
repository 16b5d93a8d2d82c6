"""Neighbours' ways of meeting, as the examples show them: whole projects, nothing wrong in them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from command_line import run
from parution.domain import Catalogue
from parution.sources import read

EXAMPLES = Path(__file__).parents[1] / "examples"
AT = "2026-10-01T12:00"

OF_REFERENCES = ("interests-unknown", "no-evidence")
"""Said of the real article that the GeaP reads, which grades nothing."""

each_example = pytest.mark.parametrize("name", ["groupe-de-pairs", "geap"])


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Copies of the examples, with their sites."""
    folder = tmp_path_factory.mktemp("examples")
    projects = {}
    for example in EXAMPLES.iterdir():
        kept = shutil.ignore_patterns("site", ".parution")
        project = Path(shutil.copytree(example, folder / example.name, ignore=kept))
        done = run(project, "build", "--no-pdf", "--at", AT)
        assert done.code == 0, done.err
        projects[example.name] = project
    return projects


def catalogue_of(name: str) -> Catalogue:
    return read(EXAMPLES / name).require()


@each_example
def test_nothing_is_wrong_with_it(built: dict[str, Path], name: str) -> None:
    """Who begins from it begins well: no warning, save of what nobody knows of a reference."""
    found = run(built[name], "check", "--at", AT, "--format", "json").json
    assert [each for each in found if each["code"] not in OF_REFERENCES] == []


@each_example
def test_its_sites_hold_nothing_they_should_not(built: dict[str, Path], name: str) -> None:
    """The audit looks at what was built."""
    done = run(built[name], "audit", "--at", AT)
    assert done.code == 0, done.out


def test_a_peer_group_meets_on_cases_and_three_times_on_one_theme() -> None:
    """At least five meetings; most have no theme, and that of the DPC takes three."""
    (group,) = catalogue_of("groupe-de-pairs").groups
    themes = [meeting.theme for meeting in group.meetings]
    assert len(themes) >= 5
    assert themes.count("2026/insomnie-chronique") == 3
    assert themes.count(None) >= 2


def test_a_geap_works_on_a_subject_of_its_own_over_four_meetings() -> None:
    """No theme of an association: what it works on is its own."""
    catalogue = catalogue_of("geap")
    (group,) = catalogue.groups
    assert catalogue.editions == ()
    assert [meeting.theme for meeting in group.meetings] == ["mauges/deprescrire"] * 4
