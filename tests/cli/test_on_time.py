"""`parution next` and `overdue`: when publishing is due, on any site."""

from __future__ import annotations

from pathlib import Path
from unittest import mock

import pytest

from command_line import run
from parution.publish.served import UNSURE, Served
from tiny_project import tiny_project


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny_project(tmp_path_factory.mktemp("project"))


@pytest.mark.parametrize("at", ["2026-09-01", "2026-10-08T20:29", "2026-10-08T22:29"])
def test_next_is_the_first_of_upcoming(project: Path, at: str) -> None:
    """`next` gives the first moment of `upcoming`."""
    soonest = run(project, "upcoming", "--at", at, "--limit", "1", "--format", "json").json
    assert run(project, "next", "--at", at, "--format", "json").json == {
        "opens_at": soonest[0]["opens_at"]
    }


def test_nothing_is_next_when_everything_has_opened(project: Path) -> None:
    """Without an opening to come, the JSON is null."""
    assert run(project, "next", "--at", "2090-01-01", "--format", "json").json == {"opens_at": None}


@pytest.mark.parametrize(
    ("at", "told"),
    [
        ("2026-10-08T21:00", "Prochaine ouverture : jeudi 8 octobre 2026 à 22 h 30\n"),
        ("2090-01-01", "Plus rien ne doit s’ouvrir.\n"),
    ],
)
def test_next_in_words(project: Path, at: str, told: str) -> None:
    """The text gives local time."""
    assert run(project, "next", "--at", at).out == told


BEFORE, AFTER = "2026-10-08T21:00", "2026-10-08T22:31"


@pytest.fixture(scope="module")
def target(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A target published during the meeting."""
    folder = tmp_path_factory.mktemp("target")
    done = run(project, "publish", "--to", str(folder), "--at", BEFORE, "--quiet")
    assert done.code == 0, done.err
    return folder


def test_nothing_is_overdue_before_its_hour(project: Path, target: Path) -> None:
    """A folder without overdue openings gives 0 and an empty list."""
    done = run(project, "status", str(target), "--at", "2026-10-08T22:29", "--format", "json")
    assert (done.code, done.json) == (0, [])


def test_overdue_lists_openings_since_the_publication(project: Path, target: Path) -> None:
    """`overdue` lists exactly the openings between the publication and now."""
    due = run(project, "upcoming", "--at", BEFORE, "--format", "json").json
    late = run(project, "status", str(target), "--at", AFTER, "--format", "json")
    assert late.code == 1
    assert late.json == [each for each in due if each["opens_at"] <= "2026-10-08T20:31"] != []


def test_overdue_in_words(project: Path, target: Path) -> None:
    """The text says for whom, and since when."""
    done = run(project, "status", str(target), "--at", AFTER)
    assert done.code == 1
    assert "jeudi 8 octobre 2026 à 22 h 30" in done.out
    assert "blain" in done.out


def test_a_folder_without_any_publication_is_no_success(project: Path, tmp_path: Path) -> None:
    """A mistyped folder gives 1 and a sentence."""
    done = run(project, "status", str(tmp_path))
    assert done.code == 1
    assert "Rien n’a jamais été publié" in done.err


def test_a_transfer_that_was_cut_is_no_success(project: Path) -> None:
    """Though nothing is overdue, a target that may serve half a version gives 1 and the remedy."""
    cut = Served({"index.html": UNSURE}, is_first=False)
    with mock.patch("parution.cli.on_time.find_served", return_value=cut):
        done = run(project, "status", "/srv/dossiers", "--at", "2020-01-01", "--format", "json")
    assert (done.code, done.json) == (1, [])
    assert "Publiez de nouveau" in done.err or "publiez de nouveau" in done.err
