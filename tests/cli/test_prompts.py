"""Questions at a terminal are asked and answered in French."""

from __future__ import annotations

import io
from pathlib import Path
from unittest import mock

import click
import pytest
from tests.timetable.requests import AT, ask_for

from command_line import run
from parution.cli import prompts
from tiny_project import tiny_project

ANSWERS = [
    ("o", True),
    (" OUI ", True),
    ("yes", True),
    ("n", False),
    ("Non", False),
    ("", False),
    ("peut-être\noui", True),
]


@pytest.mark.parametrize(("answer", "expected"), ANSWERS)
def test_an_answer_is_understood_in_french(
    answer: str, expected: bool, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Yes and no may be abbreviated; silence means no; any other answer is asked for again."""
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{answer}\n"))
    assert prompts.confirm("Publier ?") is expected
    told = capsys.readouterr().err
    assert "Publier ? [o/N]" in told
    assert ("Répondez oui ou non." in told) is ("peut-être" in answer)


def test_nothing_is_taken_for_an_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    """A terminal that closes agrees to nothing."""
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    with pytest.raises(click.Abort):
        prompts.confirm("Publier ?")


@pytest.mark.parametrize(("answer", "is_done"), [("oui", True), ("non", False)])
def test_changes_are_carried_out_when_somebody_agrees(
    tmp_path: Path, answer: str, is_done: bool
) -> None:
    """`apply` shows the changes, asks, then writes all of them or none."""
    project = tiny_project(tmp_path)
    (project / "demande.txt").write_text(ask_for(sets={"policy": "after"}), encoding="utf-8")
    with (
        mock.patch("parution.cli.confirmed_edits.is_anyone_there", return_value=True),
        mock.patch("sys.stdin", io.StringIO(f"{answer}\n")),
    ):
        done = run(project, "apply", "demande.txt", "--at", AT)
    assert "→ jeudi 8 octobre 2026 à 22 h 30" in done.out
    assert "Exécuter ces changements (1) ? [o/N]" in done.err
    assert ("policy: after" in (project / "groups/blain.yml").read_text("utf-8")) is is_done


def test_a_program_is_asked_nothing(tmp_path: Path) -> None:
    """With `--format json` nobody is asked, even at a terminal: without `--yes` nothing is done."""
    project = tiny_project(tmp_path)
    (project / "demande.txt").write_text(ask_for(sets={"policy": "after"}), encoding="utf-8")
    with (
        mock.patch("parution.cli.confirmed_edits.is_anyone_there", return_value=True),
        mock.patch("sys.stdin", io.StringIO("oui\n")),
    ):
        done = run(project, "apply", "demande.txt", "--at", AT, "--format", "json")
    assert done.code == 1
    assert done.json
    assert "policy: after" not in (project / "groups/blain.yml").read_text("utf-8")
