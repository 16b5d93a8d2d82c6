"""Runs the real command lines within the test's own process: quick, and nothing of them left out.

done = run(project, "explain", "--at", "2026-09-28T12:00", "--format", "json")
done.code, done.out, done.err, done.json

done = run_mkdocs(project, "build", "--strict")
"""

from __future__ import annotations

import contextlib
import io
import json
import logging
import os
import sys
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest import mock

from mkdocs.__main__ import cli as mkdocs
from mkdocs.config.defaults import MkDocsConfig

from parution.cli import main


@dataclass(frozen=True)
class Done:
    """How a command ended, and what it printed; the spaces of French typography made ordinary."""

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


def run_mkdocs(folder: Path, *arguments: str) -> Done:
    """Run ``mkdocs`` with these arguments in a folder; what nobody catches ends it with 1."""

    def command() -> None:
        try:
            mkdocs.main(arguments, prog_name="mkdocs")
        except Exception:
            traceback.print_exc()
            sys.exit(1)

    with as_in_a_new_process():
        return ended(folder, command)


@contextlib.contextmanager
def as_in_a_new_process() -> Iterator[None]:
    """Forget, for a command of MkDocs, plugins and levels of earlier builds; then what it set."""
    logger, of_builds = logging.getLogger("mkdocs"), logging.getLogger("mkdocs.commands.build")
    level, propagates, handlers = logger.level, logger.propagate, logger.handlers[:]
    level_of_builds = of_builds.level
    of_builds.setLevel(logging.NOTSET)
    with mock.patch.dict(MkDocsConfig.plugins.plugin_cache, clear=True):
        yield
    logging.captureWarnings(False)
    of_builds.setLevel(level_of_builds)
    logger.setLevel(level)
    logger.propagate, logger.handlers[:] = propagates, handlers


def ended(folder: Path, command: Callable[[], object]) -> Done:
    """Run a command in a folder and tell how it ended."""
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
