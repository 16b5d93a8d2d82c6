"""The message on wrong usage proposes the probable intention."""

from __future__ import annotations

from pathlib import Path

import pytest

from command_line import run
from tiny_project import tiny_project

WRONG = {
    "explain --at 8/10/2026": "écrivez 2026-10-08",
    "explain --at 2026-13-01": "écrivez 2026-01-13",
    "upcoming --at 8/10/2026_20h30": "écrivez 2026-10-08T20:30",
    "explain --at demain": "écrivez par exemple 2026-10-08T22:30 ou 2026-10-08",
    "explain --at 2026-10-08 --audience animateur": "Vouliez-vous écrire « facilitator » ?",
    "explain --at 2026-10-08 --part synthese": "Vouliez-vous écrire « dossier » ?",
    "explain --at 2026-10-08 --group Blin": "Vouliez-vous écrire « blain » ?",
    "explain --at 2026-10-08 --group xxxxx": "Écrivez l’un de ceux-ci : blain.",
    "explain --at 2026-10-08 --theme douleur": "Vouliez-vous écrire « 2026/douleur » ?",
    "explain --at 2026-10-08 --grp blain": "Vouliez-vous dire « --group » ?",
    "explian": "Vouliez-vous dire « explain » ?",
    "explain": "Il manque l’option « --at ».",
    "status": "Dites où, par exemple « parution status ../publication »",
    "publish": "Dites où, par exemple « --to ../publication »",
    "host-config --for apach": "Vouliez-vous écrire « apache » ?",
    "schedule --for systemdd": "Vouliez-vous écrire « systemd » ?",
    "check --format jsno": "Vouliez-vous écrire « json » ?",
    "report --group blain --year 26": "1990<=x<=2099",
    "year --edition 2O26": "Vouliez-vous écrire « 2026 » ?",
}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with one group and one theme."""
    return tiny_project(tmp_path_factory.mktemp("usage"))


@pytest.mark.parametrize("typed", WRONG)
def test_wrong_usage_is_answered_with_a_proposal(typed: str, project: Path) -> None:
    """A wrong option or value exits with 2 and says which one to type instead."""
    done = run(project, *(word.replace("_", " ") for word in typed.split()))
    assert (done.code, WRONG[typed] in done.err) == (2, True), done.err
