"""ProperDocs, MkDocs under its other name, makes the same sites, even without MkDocs."""

from __future__ import annotations

import shutil
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from proof.projects import CLOSED, build, files_in, project_in, run

WITHOUT_MKDOCS = """
import importlib.abc, sys

class Missing(importlib.abc.MetaPathFinder):
    '''Finds the modules of this name nowhere, as where they are not installed.'''

    def find_spec(self, name, path, target=None):
        if name == "mkdocs" and "properdocs.replacement" not in sys.modules:
            raise ModuleNotFoundError(name)
        return None

sys.meta_path.insert(0, Missing())
import importlib.util
found = importlib.util.find_spec
importlib.util.find_spec = lambda name, package=None: (
    None if name == "mkdocs" and name not in sys.modules else found(name, package)
)
from parution.__main__ import main
sys.argv = ["parution", *sys.argv[1:]]
try:
    main()
finally:
    print(sys.modules["mkdocs"].__name__)
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project in an empty folder."""
    folder = tmp_path / "project"
    folder.mkdir()
    return project_in(folder)


def test_properdocs_build_makes_the_same_sites(project: Path) -> None:
    """`properdocs build` writes the same bytes as `parution build`, which ran MkDocs."""
    ours = build(project, datetime.now(UTC))
    run(project, "properdocs", "build", "-d", "other", "-q")
    assert files_in(project / "other") == ours


def test_our_own_command_works_without_mkdocs(project: Path) -> None:
    """With ProperDocs alone installed, `parution build` renders with it, to the same bytes."""
    ours = build(project)
    shutil.rmtree(project / ".parution")
    at = CLOSED.isoformat()
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_MKDOCS, "build", "--at", at, "-d", "other"],
        cwd=project,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-1] == "properdocs"
    assert files_in(project / "other") == ours


def test_properdocs_serve_refuses_the_network(project: Path) -> None:
    """`properdocs serve`, which shows everything, refuses to listen to other machines."""
    done = run(project, "properdocs", "serve", "-q", "-a", "0.0.0.0:8123", check=False)
    assert done.returncode == 1
    assert "réservé à cette machine" in done.stderr
