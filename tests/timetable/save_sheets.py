"""Save sheets of the year with LibreOffice, as `saved/` holds them.

    PYTHONPATH=tests .venv/bin/python -m tests.timetable.save_sheets

makes all of them anew but `before_subjects.xlsx`, which was saved when subjects had no column yet.
The tests that read `saved/` need no LibreOffice; where it is installed, long tests save again.
"""

from __future__ import annotations

import subprocess
import tempfile
from datetime import datetime
from pathlib import Path

from openpyxl import Workbook, load_workbook
from tests.timetable.sheet_examples import GROUPS, SAVED

from command_line import run
from tiny_project import tiny_project

UTF_8, WINDOWS_1252 = 76, 1
"""Numbers of encodings in LibreOffice."""

FORMS = {
    "libreoffice.xlsx": "xlsx",
    "libreoffice.csv": f"csv:Text - txt - csv (StarCalc):59,34,{UTF_8},1",
    "windows_1252.csv": f"csv:Text - txt - csv (StarCalc):59,34,{WINDOWS_1252},1",
    "edited.xlsx": "xlsx",
}
"""The files of `saved/`, and LibreOffice's names of their formats; semicolons between cells."""


def edit_year(book: Workbook) -> None:
    """Change a date, rules, a policy and a place; cancel a meeting; add one."""
    meetings = book["Réunions"]
    meetings["E2"], meetings["I2"] = datetime(2026, 10, 13, 20, 30), "dossier.member: à la fin"
    meetings["G4"], meetings["K5"] = "before", "oui"
    meetings["B6"], meetings["D6"], meetings["F6"] = "blain", "Sortie", "1h30"
    meetings["E6"] = datetime(2026, 12, 1, 20, 0)
    book["Groupes"]["E2"] = "Salle des fêtes"


def save_with_libreoffice(project: Path, name: str) -> Path:
    """Export the year of a project, let LibreOffice open and save it, and return its file."""
    exported = project / "annee.xlsx"
    assert run(project, "year", "--export", exported.name).code == 0
    if name == "edited.xlsx":
        book = load_workbook(exported)
        edit_year(book)
        book.save(exported)
    saved, profile = project / "saved", (project / "profile").as_uri()
    options = (f"-env:UserInstallation={profile}", "--headless", "--convert-to", FORMS[name])
    command = ("soffice", *options, "--outdir", saved, exported)
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    (path,) = saved.iterdir()
    return path


def main() -> None:
    """Make every file of `saved/` anew."""
    for name in FORMS:
        with tempfile.TemporaryDirectory() as folder:
            project = tiny_project(Path(folder) / "project", GROUPS)
            (SAVED / name).write_bytes(save_with_libreoffice(project, name).read_bytes())


if __name__ == "__main__":
    main()
