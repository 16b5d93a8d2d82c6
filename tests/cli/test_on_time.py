"""When publishing is due: the next opening, on whichever site."""

from __future__ import annotations

from pathlib import Path

import pytest

from command_line import run
from tiny_project import tiny_project


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny_project(tmp_path_factory.mktemp("project"))


@pytest.mark.parametrize("at", ["2026-09-01", "2026-10-08T20:29", "2026-10-08T22:29"])
def test_next_is_the_first_of_upcoming(project: Path, at: str) -> None:
    """It is the moment at which what opens first opens, as `upcoming` has it."""
    soonest = run(project, "upcoming", "--at", at, "--limit", "1", "--format", "json").json
    assert run(project, "next", "--at", at, "--format", "json").json == {
        "opens_at": soonest[0]["opens_at"]
    }


def test_nothing_is_next_when_everything_has_opened(project: Path) -> None:
    """It is null for programs."""
    assert run(project, "next", "--at", "2090-01-01", "--format", "json").json == {"opens_at": None}


@pytest.mark.parametrize(
    ("at", "told"),
    [
        ("2026-10-08T21:00", "Prochaine ouverture : jeudi 8 octobre 2026 à 22 h 30\n"),
        ("2090-01-01", "Plus rien ne doit s’ouvrir.\n"),
    ],
)
def test_next_in_words(project: Path, at: str, told: str) -> None:
    """People are told in local time."""
    assert run(project, "next", "--at", at).out == told
