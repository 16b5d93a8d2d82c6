"""The mutants that must die: mistakes in a copy of the product, which named tests must notice.

mutant = read()["door-without-lock"]
is_killed(mutant)              # True: the tests failed, as they must
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGE = Path("generator/parution")
TEMPLATES = "site_templates"
COPIED = ("generator", TEMPLATES)
"""The folders that each mutant copies; it uses the repository's others."""

TESTS_FAILED = 1
"""Pytest's exit code if a test failed; any other code shows nothing."""

SECONDS = 900


@dataclass(frozen=True)
class Edit:
    """One change of one file."""

    file: str
    """Relative to the package; or below ``site_templates``, relative to the repository."""

    find: str
    """Occurs in the file exactly once."""

    replace: str


@dataclass(frozen=True)
class Mutant:
    """A mistake, and the tests that must fail with it."""

    name: str
    means: str
    """The harm it would do to people."""

    kills: tuple[str, ...]
    """Arguments for pytest."""

    edits: tuple[Edit, ...]


class NotShown(Exception):
    """Raised when the tests neither passed nor failed."""


def read() -> Mapping[str, Mutant]:
    """Return the mutants by name."""
    written = tomllib.loads(Path(__file__).with_name("must_die.toml").read_text("utf-8"))
    return {
        name: Mutant(
            name, said["means"], tuple(said["kills"]), tuple(Edit(**edit) for edit in said["edits"])
        )
        for name, said in written.items()
    }


def is_killed(mutant: Mutant) -> bool:
    """Tell whether the tests of a mutant fail; raises `NotShown` if they cannot be run."""
    with tempfile.TemporaryDirectory(prefix="mutant-") as folder:
        copy = Path(folder)
        for name in COPIED:
            shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
        for edit in mutant.edits:
            apply(edit, copy)
        command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider"]
        ended = subprocess.run(
            [*command, "--override-ini=addopts=", "-m", "not long", *mutant.kills],
            cwd=ROOT,
            env={
                **os.environ,
                "PYTHONPATH": str(copy / "generator"),
                "PYTHONDONTWRITEBYTECODE": "1",
            },
            capture_output=True,
            text=True,
            timeout=SECONDS,
            check=False,
        )
    if ended.returncode not in (0, TESTS_FAILED):
        raise NotShown(f"{mutant.name}: {ended.stdout[-2000:]}{ended.stderr[-2000:]}")
    return ended.returncode == TESTS_FAILED


def path_of(edit: Edit, root: Path) -> Path:
    """Return the file of an edit in the repository, or in a copy of it."""
    return root / edit.file if edit.file.startswith(TEMPLATES) else root / PACKAGE / edit.file


def apply(edit: Edit, root: Path) -> None:
    """Make a change in a copy of the product."""
    path = path_of(edit, root)
    text = path.read_text("utf-8")
    if text.count(edit.find) != 1:
        raise ValueError(f"{edit.file} does not hold this once: {edit.find}")
    path.write_text(text.replace(edit.find, edit.replace), "utf-8")
