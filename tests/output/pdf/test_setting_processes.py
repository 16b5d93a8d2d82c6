"""Many booklets are set by other processes, with the same bytes and in bounded memory."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from builders import instant
from parution import pipeline
from parution.output import worker_process
from parution.output.pdf import setting_processes, typesetting, typst_program
from parution.output.pdf.setting_processes import SettingEnded, SettingProcesses
from parution.output.pdf.typst_program import typeset_pdf
from tiny_project import tiny_project

from .setting import chapter, document, read

AT = instant("2026-09-25T12:00+02:00")


def test_another_process_sets_alike(tmp_path: Path) -> None:
    """The PDF is the same, byte for byte."""
    typst_input = read(document(chapter("<p>Un texte.</p>")))
    with SettingProcesses() as processes:
        apart = processes.typeset(typst_input, tmp_path / "there")
    assert apart == typeset_pdf(typst_input, tmp_path / "here")
    assert not (tmp_path / "there").exists()


def test_a_process_sets_some_booklets_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The memory that Typst never gives back goes with a process after some booklets."""
    found: list[str] = []

    class Noted(worker_process.WorkerProcess):
        def __init__(self, _: object) -> None:
            found.append("begin")

        def close(self) -> None:
            found.append("end")

        def ask(self, *_: object) -> Any:
            found.append("set")

    monkeypatch.setattr(setting_processes, "WorkerProcess", Noted)
    monkeypatch.setattr(setting_processes, "BOOKLETS_OF_A_PROCESS", 2)
    with SettingProcesses() as processes:
        for _ in range(3):
            processes.typeset(read(document()), tmp_path)
    assert found == ["begin", "set", "set", "end", "begin", "set", "end"]


def test_a_build_sets_many_booklets_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A build that sets many booklets sets none in its own process."""
    here: list[object] = []
    monkeypatch.setattr(typst_program, "typeset_pdf", here.append)
    monkeypatch.setattr(typesetting, "MANY", 1)
    project = tiny_project(tmp_path)
    outcome = pipeline.build(project, project / "mkdocs.yml", AT, project / "site")
    made = [path for path in outcome.paths() if path.endswith("douleur.pdf")]
    assert all((project / "site" / path).read_bytes().startswith(b"%PDF") for path in made)
    assert (len(made) > 1, here) == (True, [])


def test_a_process_that_was_ended_is_missed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """If the system ends the process, whoever asked learns so."""
    monkeypatch.setattr(worker_process, "WORKER", ("-c", "raise SystemExit(9)"))
    with SettingProcesses() as processes, pytest.raises(SettingEnded, match="was ended"):
        processes.typeset(read(document()), tmp_path)
