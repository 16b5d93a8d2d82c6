"""The message on wrong usage proposes the probable intention."""

from __future__ import annotations

from pathlib import Path

import pytest

from command_line import run
from parution.cli.commands import ENTRIES
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
    "report --group blain --year 26": "26 ne convient pas ; attendu : de 1990 à 2099.",
    "upcoming --at 2026-10-08 --limit 0": "0 ne convient pas ; attendu : 1 ou plus.",
    "report --to rapport.docx": "un nom qui finit par .md ou .pdf était attendu",
    "links --sheet liens.docx": "un nom qui finit par .pdf était attendu",
    "new groupe laval": "Vouliez-vous écrire « parution new group laval » ?",
    "new thème 2027/toux": "Vouliez-vous écrire « parution new theme 2027/toux » ?",
    "new année 2027": "Vouliez-vous écrire « parution new edition 2027 » ?",
    "new sujet blain/plaies": "Vouliez-vous écrire « parution new subject blain/plaies » ?",
    "new compte-rendu blain/2026-10-08": "Vouliez-vous écrire « parution new minutes blain/",
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


def test_the_list_of_commands_cuts_no_sentence(tmp_path: Path) -> None:
    """In a terminal of eighty columns, each command is named with a whole sentence."""
    listed = run(tmp_path, "--help", COLUMNS="80").out.partition("Commandes :")[2].splitlines()
    assert [line for line in listed if line and not line.endswith(".")] == []
    assert not [line for line in listed if line.endswith("...")]


def test_commands_are_listed_as_a_project_needs_them(tmp_path: Path) -> None:
    """What begins a project comes first, what serves it last."""
    listed = run(tmp_path, "--help").out.partition("Commandes :")[2].splitlines()
    assert [line.split()[0] for line in listed if line] == list(ENTRIES)


def test_limits_are_said_in_words(project: Path) -> None:
    """The help of a number says its limits in French, not as an inequality."""
    assert "[de 1990 à 2099]" in run(project, "report", "--help").out
