"""What a command loads before it answers: no more than it needs, however slow the machine."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest

from command_line import run
from tiny_project import tiny_project

PROBE = """
import atexit, pathlib, sys
note = pathlib.Path(sys.argv[1])
atexit.register(lambda: note.write_text("\\n".join(sys.modules)))
from parution.cli import main
sys.argv[:2] = ["parution"]
main()
"""

AT = "2026-10-08T12:00"

NEVER_TO_BEGIN = {"babel", "email", "importlib.metadata", "jinja2", "typst", "yaml", "openpyxl"}
RENDERS = {"mkdocs", "markdown", "yaml", "parution.sources", "parution.render"}
COMPOSES = {"jinja2", "selectolax", "cbor2", "parution.compose.sites", "parution.release.preview"}


ENVIRONMENT = {
    name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"
}
"""As a user's: what is compiled on first use is kept, translations among it."""


@pytest.fixture(scope="module", autouse=True)
def compiled(tmp_path_factory: pytest.TempPathFactory) -> None:
    """The translations compiled, as a wheel brings them."""
    folder = tmp_path_factory.mktemp("compiled")
    loaded(folder, folder / "note", "--version")


def loaded(folder: Path, note: Path, *arguments: str) -> set[str]:
    """Return the modules that a process of its own has loaded when it ends, by way of a note."""
    command = [sys.executable, "-c", PROBE, str(note), *arguments]
    done = subprocess.run(
        command, cwd=folder, env=ENVIRONMENT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return set(note.read_text().splitlines())


def roots(modules: Iterable[str], unwanted: set[str]) -> set[str]:
    """Return which of the unwanted modules were loaded, or hold one that was."""
    return {each for each in unwanted if any(f"{name}.".startswith(f"{each}.") for name in modules)}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project that was built, as it is."""
    project = tiny_project(tmp_path_factory.mktemp("starting"))
    assert run(project, "build", "--no-pdf", "--at", AT).code == 0
    return project


def test_the_version_is_said_without_the_program_behind_it(tmp_path: Path) -> None:
    """Neither libraries nor what commands share are loaded to say a number."""
    assert (
        roots(
            loaded(tmp_path, tmp_path / "note", "--version"),
            NEVER_TO_BEGIN | {"parution.cli.options"},
        )
        == set()
    )


def test_the_list_of_commands_loads_none_of_them(tmp_path: Path) -> None:
    """The help lists what each command does; the modules behind them are not needed for that."""
    ours = {
        name
        for name in loaded(tmp_path, tmp_path / "note", "--help")
        if name.startswith("parution.cli.")
    }
    assert ours == {
        f"parution.cli.{name}" for name in ("any_encoding", "click_in_french", "commands", "main")
    }


def test_a_build_with_nothing_to_do_loads_what_tells_that(built: Path, tmp_path: Path) -> None:
    """Neither what reads and renders, nor what composes."""
    modules = loaded(built, tmp_path / "note", "build", "--no-pdf", "--at", AT)
    assert roots(modules, RENDERS | COMPOSES) == set()


def test_a_question_about_dates_reads_nothing_that_was_built(built: Path, tmp_path: Path) -> None:
    """When something opens next follows from what the last build read, if nothing was edited."""
    assert roots(loaded(built, tmp_path / "note", "next", "--at", AT), RENDERS) == set()


@pytest.mark.parametrize("asked", ["next", "explain", "upcoming"])
def test_the_answer_is_that_of_the_sources(asked: str, built: Path, tmp_path: Path) -> None:
    """Who has built is told what is told to who has not."""
    arguments = (asked, "--at", AT, "--format", "json")
    assert run(built, *arguments).json == run(tiny_project(tmp_path), *arguments).json


def test_what_is_lost_is_read_anew(tmp_path: Path) -> None:
    """An answer does not depend on what the private folder keeps."""
    project = tiny_project(tmp_path)
    assert run(project, "build", "--no-pdf", "--at", AT).code == 0
    for kept in (project / ".parution/objects").glob("*/*"):
        kept.write_bytes(b"damaged")
    assert run(project, "next", "--at", AT).code == 0


def test_an_edit_is_read_before_it_is_built(tmp_path: Path) -> None:
    """What the last build read says nothing any more once somebody edited a file."""
    project = tiny_project(tmp_path)
    assert run(project, "build", "--no-pdf", "--at", AT).code == 0
    group = project / "groups/blain.yml"
    group.write_text(group.read_text("utf-8").replace("2026-10-08 20:30", "2026-10-09 20:30"))
    assert run(project, "next", "--at", AT, "--format", "json").json == {
        "opens_at": "2026-10-09T20:30:00Z"
    }
