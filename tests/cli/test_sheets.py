"""`parution sheets` prints the sheets for any meeting of a group, not the next one alone."""

from __future__ import annotations

import io
from pathlib import Path
from typing import NamedTuple

import pypdf
import pytest

from command_line import Done, plain, run
from tiny_project import tiny_project

GUIDE = "## Déroulement\n\n| Temps | Durée |\n|---|---|\n| Tour des cas | 30 min |\n"
AT = ("--at", "2026-10-20T12:00")
"""Between the two meetings of the group."""


class Made(NamedTuple):
    """A project after a build, and the files that the command wrote."""

    project: Path
    done: Done
    files: dict[str, bytes]


def words(pdf: bytes) -> list[str]:
    """Return the words of each page, in one line each."""
    pages = pypdf.PdfReader(io.BytesIO(pdf)).pages
    return [" ".join(plain(page.extract_text()).split()) for page in pages]


def sheets(project: Path, *options: str) -> Made:
    folder = project / "papier"
    done = run(project, "sheets", *options, "--to", str(folder), *AT)
    files = {path.name: path.read_bytes() for path in sorted(folder.glob("*"))}
    for path in folder.glob("*"):
        path.unlink()
    return Made(project, done, files)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tiny_project(
        tmp_path_factory.mktemp("sheets") / "project", {"themes/2026/douleur/guide.md": GUIDE}
    )
    assert run(made, "build", *AT).code == 0
    return made


@pytest.fixture(scope="module")
def past(project: Path) -> Made:
    """The sheets of the meeting that is over, with the guide."""
    return sheets(project, "blain/2026-10-08", "--with-guide")


def test_a_past_meeting_has_its_sheets(past: Made) -> None:
    """A past meeting's sheets, for a proof or a late print, name group, day, theme and place."""
    assert past.done.code == 0, past.done.err
    assert list(past.files) == ["blain-2026-10-08.pdf"]
    first = words(past.files["blain-2026-10-08.pdf"])[0]
    assert "jeudi 8 octobre 2026" in first
    assert "La douleur : écouter, évaluer" in first
    assert "Maison de santé" in first


def test_the_guide_is_there_on_request(past: Made) -> None:
    """With the option the guide's timings are the last page, without it they are absent."""
    assert "Tour des cas" in words(past.files["blain-2026-10-08.pdf"])[-1]
    without = sheets(past.project, "blain/2026-10-08").files["blain-2026-10-08.pdf"]
    assert "Tour des cas" not in " ".join(words(without))


def test_without_a_day_all_meetings_to_come_have_theirs(project: Path) -> None:
    """Every coming meeting has sheets; the next one's are byte for byte those of the site."""
    made = sheets(project, "blain")
    assert list(made.files) == ["blain-2026-11-12.pdf"]
    offered = {path.read_bytes() for path in project.glob("site/g/*/meetings/*/sheets.pdf")}
    assert made.files["blain-2026-11-12.pdf"] in offered


def test_a_meeting_under_way_has_its_sheets(project: Path) -> None:
    """Until a meeting ends it counts as to come: whoever forgot to print does so on the spot."""
    folder = project / "pendant"
    done = run(project, "sheets", "blain", "--to", str(folder), "--at", "2026-10-08T21:00")
    assert done.code == 0, done.err
    assert "blain-2026-10-08.pdf" in {path.name for path in folder.iterdir()}


@pytest.mark.parametrize(
    ("of", "said"),
    [
        ("blin", "Vouliez-vous écrire « blain »"),
        ("blain/2026-11-13", "Vouliez-vous écrire « 2026-11-12 »"),
        ("blain/8 octobre", "« 8 octobre » n’existe pas"),
    ],
)
def test_an_unknown_group_or_day_is_refused(project: Path, of: str, said: str) -> None:
    """An unknown group or day is refused with the nearest one, and nothing is written."""
    made = sheets(project, of)
    assert (made.done.code, made.files) == (2, {})
    assert said in plain(made.done.err)


def test_a_group_without_a_coming_meeting_gets_a_message(project: Path) -> None:
    """Without a coming meeting a message says so, and no empty folder is made."""
    done = run(project, "sheets", "blain", "--at", "2030-01-01")
    assert done.code == 2
    assert "n’a pas de réunion à venir" in plain(done.err)
