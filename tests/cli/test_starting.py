"""A command loads only the modules it needs before it answers, even on a slow machine."""

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
COMPOSES = {
    "jinja2",
    "selectolax",
    "cbor2",
    "parution.compose.sites",
    "parution.release.everything",
}


ENVIRONMENT = {
    name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"
}
"""A user's environment: compiled files, translations included, are kept."""


@pytest.fixture(scope="module", autouse=True)
def compiled(tmp_path_factory: pytest.TempPathFactory) -> None:
    """The compiled translations, as a wheel brings them."""
    folder = tmp_path_factory.mktemp("compiled")
    find_loaded(folder, folder / "note", "--version")


def find_loaded(folder: Path, note: Path, *arguments: str) -> set[str]:
    """Return the modules that a new process has loaded at its end, by way of a file."""
    command = [sys.executable, "-c", PROBE, str(note), *arguments]
    done = subprocess.run(
        command, cwd=folder, env=ENVIRONMENT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return set(note.read_text().splitlines())


def find_unwanted(modules: Iterable[str], unwanted: set[str]) -> set[str]:
    """Return those unwanted modules that were loaded, or contain one that was."""
    return {each for each in unwanted if any(f"{name}.".startswith(f"{each}.") for name in modules)}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project that was built, unchanged since."""
    project = tiny_project(tmp_path_factory.mktemp("starting"))
    assert run(project, "build", "--no-pdf", "--at", AT).code == 0
    return project


def test_the_version_loads_no_library(tmp_path: Path) -> None:
    """`--version` loads neither libraries nor the commands' shared modules."""
    assert (
        find_unwanted(
            find_loaded(tmp_path, tmp_path / "note", "--version"),
            NEVER_TO_BEGIN | {"parution.cli.options"},
        )
        == set()
    )


def test_the_list_of_commands_loads_none_of_them(tmp_path: Path) -> None:
    """The help describes each command without loading its module."""
    ours = {
        name
        for name in find_loaded(tmp_path, tmp_path / "note", "--help")
        if name.startswith("parution.cli.")
    }
    assert ours == {
        f"parution.cli.{name}" for name in ("any_encoding", "click_in_french", "commands", "main")
    }


def test_a_build_with_nothing_to_do_loads_little(built: Path, tmp_path: Path) -> None:
    """A build without changes loads neither reading, rendering nor composing."""
    modules = find_loaded(built, tmp_path / "note", "build", "--no-pdf", "--at", AT)
    assert find_unwanted(modules, RENDERS | COMPOSES) == set()


def test_a_release_loads_what_composes_and_no_ciphers(tmp_path: Path) -> None:
    """A release derives addresses and embeds no file without the libraries for both."""
    project = tiny_project(tmp_path / "project")
    assert run(project, "build", "--no-pdf", "--at", AT).code == 0
    later = ("build", "--no-pdf", "--at", "2026-10-09T12:00")
    modules = find_loaded(project, tmp_path / "note", *later)
    assert find_unwanted(modules, RENDERS | {"cryptography"}) == set()
    assert "parution.compose.sites" in modules


def test_a_question_about_dates_reads_nothing_that_was_built(built: Path, tmp_path: Path) -> None:
    """The next opening is answered from the last build's reading if nothing was edited."""
    assert (
        find_unwanted(find_loaded(built, tmp_path / "note", "next", "--at", AT), RENDERS) == set()
    )


@pytest.mark.parametrize("asked", ["next", "explain", "upcoming"])
def test_the_answer_is_that_of_the_sources(asked: str, built: Path, tmp_path: Path) -> None:
    """The answer is the same with and without an earlier build."""
    arguments = (asked, "--at", AT, "--format", "json")
    assert run(built, *arguments).json == run(tiny_project(tmp_path), *arguments).json


def test_lost_values_are_read_anew(tmp_path: Path) -> None:
    """The answer does not depend on the content of the private folder."""
    project = tiny_project(tmp_path)
    assert run(project, "build", "--no-pdf", "--at", AT).code == 0
    for kept in (project / ".parution/objects").glob("*/*"):
        kept.write_bytes(b"damaged")
    assert run(project, "next", "--at", AT).code == 0


def test_an_edit_is_read_before_it_is_built(tmp_path: Path) -> None:
    """After an edit the last build's reading is not used."""
    project = tiny_project(tmp_path)
    assert run(project, "build", "--no-pdf", "--at", AT).code == 0
    group = project / "groups/blain.yml"
    group.write_text(group.read_text("utf-8").replace("2026-10-08 20:30", "2026-10-09 20:30"))
    assert run(project, "next", "--at", AT, "--format", "json").json == {
        "opens_at": "2026-10-09T20:30:00Z"
    }
