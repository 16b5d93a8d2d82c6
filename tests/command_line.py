"""Run the real command line within the test's own process: quick, and complete.

done = run(project, "explain", "--at", "2026-09-28T12:00", "--format", "json")
done.code, done.out, done.err, done.json
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest import mock

from parution.cli import main


@dataclass(frozen=True)
class Done:
    """A command's exit code and output, with ordinary spaces in place of French ones."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


def run(folder: Path, *arguments: str, **environment: str) -> Done:
    """Run ``parution`` with these arguments in a folder."""
    with (
        mock.patch.object(sys, "argv", ["parution", *arguments]),
        mock.patch.dict(os.environ, {"COLUMNS": "200", **environment}),
    ):
        return ended(folder, main)


def ended(folder: Path, command: Callable[[], object]) -> Done:
    """Run a command in a folder; return its exit code and output."""
    out, err = io.StringIO(), io.StringIO()
    code: object = 0
    with contextlib.chdir(folder), contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            command()
        except SystemExit as end:
            code = end.code
    number = code if isinstance(code, int) else int(code is not None)
    return Done(number, plain(out.getvalue()), plain(err.getvalue()))


def plain(text: str) -> str:
    """Return a text with ordinary spaces, so that tests can be read."""
    return text.replace("\u00a0", " ").replace("\u202f", " ")
