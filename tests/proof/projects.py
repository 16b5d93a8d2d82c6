"""A tiny project that hides one word, and ways of building it as people do."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

from parution import pipeline
from tiny_project import FILES, MKDOCS, changed, tiny_project

HIDDEN = "motducache"
"""A word that stands in the dossier, and in an attachment of the dossier alone."""

FACILITATORS = "motdelanimateur"
"""A word that stands in the guide, by which the facilitator's site is known."""

CLOSED = datetime(2026, 9, 1, 12, tzinfo=UTC)
"""When nobody but the facilitator may see the dossier."""

REFERENCES_OPEN = datetime(2098, 9, 28, 12, tzinfo=UTC)
"""When members see the references and still not the dossier: the meeting is in ten days."""

CONFIGURATION = MKDOCS.replace("theme:", "docs_dir: .mkdocs\ntheme:", 1)

DOSSIER = "themes/2026/douleur/dossier.md"


def project_in(folder: Path, more: str = "") -> Path:
    """Write the project; `more` goes to the end of its ``mkdocs.yml``."""
    return tiny_project(
        folder,
        {
            "mkdocs.yml": CONFIGURATION + more,
            ".mkdocs/.gitkeep": "",
            # The meeting lies beyond any clock's reach: nothing opens while the tests run.
            **changed("groups/blain.yml", "starts: 2026-10-08", "starts: 2098-10-08"),
            **changed("themes/2026/edition.yml", "opens_to_all: 2027-07-01\n", ""),
            DOSSIER: FILES[DOSSIER] + f"\nLe {HIDDEN} de l’essai.\n",
            "themes/2026/douleur/guide.md": f"Le {FACILITATORS}.\n",
            "themes/2026/douleur/documents/grille.csv": f"douleur;{HIDDEN}\n",
        },
    )


def build(project: Path, instant: datetime = CLOSED) -> dict[str, bytes]:
    """Build in this process; return what stands in ``site/``."""
    pipeline.build(project, project / "mkdocs.yml", instant, project / "site")
    return files_in(project / "site")


def run(
    project: Path, *command: str, check: bool = True, **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run a module's command line in the project's folder: ``run(project, "mkdocs", "build")``."""
    return subprocess.run(
        [sys.executable, "-m", *command],
        cwd=project,
        env={**os.environ, "PYTHONUTF8": "1", **environment},
        check=check,
        capture_output=True,
        text=True,
        timeout=120,
    )


def files_in(folder: Path) -> dict[str, bytes]:
    """Return every file under a folder, hidden ones too; nothing when there is no folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def telling(files: dict[str, bytes]) -> list[str]:
    """Return the paths of files that hold the hidden word, a facilitator's own site left out."""
    own = tuple(
        path.removesuffix("2026/douleur/guide/index.html")
        for path, content in files.items()
        if path.startswith("g/") and FACILITATORS.encode() in content
    )
    return [
        path
        for path, content in files.items()
        if HIDDEN.encode() in content and not path.startswith(own)
    ]
