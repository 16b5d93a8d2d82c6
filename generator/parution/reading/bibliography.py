"""The bibliographies of a project: every ``.bib`` file below ``bibliography/``."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from parution.citing.bibtex import parse_bibtex
from parution.citing.duplicates import across_files
from parution.messages import message
from parution.model import Reference
from parution.problems import Place, Problem, in_order
from parution.reading.files import walk
from parution.reading.recollection import Recollection
from parution.reading.report import Report
from parution.reading.texts import read_text

FOLDER = "bibliography"

Bibliographies = Mapping[str, tuple[Reference, ...]]
"""The references of each ``.bib`` file, by its path relative to the project's folder."""


def read_bibliography(
    project: Path, recollection: Recollection | None = None
) -> tuple[Bibliographies, tuple[Problem, ...]]:
    """Return the references of every file below ``bibliography/``, and every problem found."""
    report = Report()
    recollection = recollection or Recollection()
    if not (project / FOLDER).exists():
        return {}, ()
    folder = walk(project, FOLDER, report)
    problems: list[Problem] = []
    bibliographies: dict[str, tuple[Reference, ...]] = {}
    for path in folder.paths() if folder else ():
        if not path.lower().endswith(".bib"):
            report.error(
                "unexpected-file",
                Place(path),
                message("only .bib files belong into the folder of the bibliographies"),
                message("Move it elsewhere."),
            )
        elif (text := read_text(project, path, report)) is not None:
            bibliographies[path], found = recollection.of(parse_bibtex, text, path)
            problems += found
    problems += across_files(bibliographies)
    return bibliographies, in_order([*report.problems, *problems])
