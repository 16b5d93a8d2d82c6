"""The bibliographies of a project: every ``.bib`` file below ``bibliography/``."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from parution.bibliography.bibtex.parse import parse_bibtex
from parution.bibliography.duplicates import across_files
from parution.domain import Reference
from parution.domain.messages import message
from parution.domain.problems import Place, Problem, in_order
from parution.sources.files.folders import walk
from parution.sources.files.text import decoded, read_text
from parution.sources.recollection import Recollection
from parution.sources.report import Report

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


def references_in(content: bytes, path: str, report: Report):
    text = decoded(content, path, report)
    return parse_bibtex(text, path) if text is not None else ((), ())
