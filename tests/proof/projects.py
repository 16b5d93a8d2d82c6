"""A tiny project that hides one word, and functions that build it as people do."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

from parution import pipeline
from tiny_project import FILES, MKDOCS, changed, tiny_project

HIDDEN = "motducache"
"""A word of the dossier, and of an attachment that only the dossier has."""

FACILITATORS = "motdelanimateur"
"""A word of the guide, which identifies the facilitator's site."""

CLOSED = datetime(2026, 9, 1, 12, tzinfo=UTC)
"""An instant when only the facilitator may see the dossier."""

REFERENCES_OPEN = datetime(2098, 9, 28, 12, tzinfo=UTC)
"""Ten days before the meeting: members see the references and not yet the dossier."""

CONFIGURATION = MKDOCS.replace("theme:", "docs_dir: .mkdocs\ntheme:", 1)

NO_PDF = "- parution:\n", "- parution:\n      pdf: false\n"

DOSSIER = "themes/2026/douleur/dossier.md"


def project_in(folder: Path, more: str = "", *, pdf: bool = True) -> Path:
    """Write the project, with `more` at the end of its ``mkdocs.yml``.

    Without PDF a build takes half the time.
    """
    configuration = CONFIGURATION if pdf else CONFIGURATION.replace(*NO_PDF)
    return tiny_project(
        folder,
        {
            "mkdocs.yml": configuration + more,
            ".mkdocs/.gitkeep": "",
            # The meeting is beyond the reach of any clock, so nothing opens while the tests run.
            **changed("groups/blain.yml", "starts: 2026-10-08", "starts: 2098-10-08"),
            **changed("themes/2026/edition.yml", "opens_to_all: 2027-07-01\n", ""),
            DOSSIER: FILES[DOSSIER] + f"\nLe {HIDDEN} de l’essai.\n",
            "themes/2026/douleur/guide.md": f"Le {FACILITATORS}.\n",
            "themes/2026/douleur/documents/grille.csv": f"douleur;{HIDDEN}\n",
        },
    )


def built_in(folder: Path, original: Path) -> Path:
    """Copy a project that was built, and build the copy, whose pages are all rendered already."""
    shutil.copytree(original, folder, symlinks=True)
    build(folder)
    return folder


def build(project: Path, instant: datetime = CLOSED) -> dict[str, bytes]:
    """Build in this process; return the contents of ``site/``."""
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
    """Return every file under a folder, hidden ones too; nothing if there is no folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def find_hidden_word(files: dict[str, bytes]) -> list[str]:
    """Return the paths of files that hold the hidden word, without the facilitator's own site."""
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
