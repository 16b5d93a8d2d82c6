"""The commands that ``mkdocs.yml`` may make programs run."""

from __future__ import annotations

from pathlib import Path

import pytest

from command_line import run
from parution.sources import read
from tiny_project import MKDOCS, tiny_project

RUN = [
    '!!python/object/apply:os.system ["touch RAN"]',
    "!!python/object/new:subprocess.Popen [[touch, RAN]]",
    "!!python/object:collections.Counter {}",
    "!!python/module:antigravity",
    "!!python/name:os.system",
    "[1, {a: !!python/name:os.system }]",
]
NAMED = [
    "!!python/name:material.extensions.emoji.twemoji",
    "!!python/name:pymdownx.superfences.fence_code_format",
    "!ENV PATH",
]


def codes(folder: Path, value: str) -> list[str]:
    settings = f"{MKDOCS}extra:\n  valeur: {value}\n"
    return [each.code for each in read(tiny_project(folder, {"mkdocs.yml": settings})).problems]


@pytest.mark.parametrize("value", RUN)
def test_a_tag_that_runs_a_program_is_refused(value: str, tmp_path: Path) -> None:
    """An instruction to Python is an error in any setting."""
    assert codes(tmp_path, value) == ["program-in-settings"]


def test_it_does_not_run(tmp_path: Path) -> None:
    """No command runs it before it is refused."""
    settings = f"{MKDOCS}extra:\n  valeur: {RUN[0]}\n"
    project = tiny_project(tmp_path, {"mkdocs.yml": settings})
    for command in (["check"], ["build", "--at", "2026-10-08T12:00"], ["links"]):
        assert run(project, *command).code == 1
    assert not (project / "RAN").exists()


@pytest.mark.parametrize("value", NAMED)
def test_documented_tags_are_let_through(value: str, tmp_path: Path) -> None:
    """The functions that Material's documentation names, and variables, are accepted."""
    assert codes(tmp_path, value) == []


def test_an_environment_variable_trusts_the_settings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An environment variable, which no file can set, accepts all tags."""
    monkeypatch.setenv("PARUTION_TRUST_SETTINGS", "1")
    assert codes(tmp_path, RUN[0]) == []
