"""Runs Pagefind, the program that indexes pages."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from importlib import import_module
from pathlib import Path

from parution.domain.failures import Failure
from parution.domain.messages import message

NOT_INDEXED = ".references, .headerlink, .footnote-backref"
"""Selectors of elements that every page repeats, or that belong to another part's page."""


class PagefindMissing(Failure):
    """The program that builds the search index is not installed."""

    def __init__(self) -> None:
        super().__init__(message("Pagefind is not installed: pip install 'pagefind[bin]'"))


class PagefindFailed(Failure):
    """The program that builds the search index gave up, for a reason of its own."""

    def __init__(self, output: str) -> None:
        super().__init__(
            message("Pagefind could not index the pages for the search: “%(told)s”.", told=output),
            message(
                "Install it anew: pip install --force-reinstall 'pagefind[bin]', and build once"
                " more."
            ),
        )


def run_pagefind(site: Path, output: Path) -> None:
    """Run Pagefind on a folder of pages; raise `PagefindMissing` or `PagefindFailed`."""
    # Loaded here, because most builds index nothing.
    import subprocess

    program = find_pagefind()
    if program is None:
        raise PagefindMissing
    places = ["--site", str(site), "--output-path", str(output)]
    manner = ["--exclude-selectors", NOT_INDEXED, "--force-language", "fr", "--silent"]
    command = [program, *places, *manner]
    done = subprocess.run(  # noqa: S603 - our own program
        command, stdin=subprocess.DEVNULL, capture_output=True, check=False
    )
    if done.returncode != 0:
        lines = done.stderr.decode("utf-8", "replace").split("\n")
        last_line = next((line.strip() for line in reversed(lines) if line.strip()), "")
        raise PagefindFailed(last_line or str(done.returncode))


def find_pagefind() -> str | None:
    """Return the path of Pagefind's program, as its Python package finds it; None without one.

    Loading that package, for its asynchronous service, takes longer than to index a few pages.
    """
    if named := os.environ.get("PAGEFIND_BINARY_PATH"):
        return named
    for package in ("pagefind_bin_extended", "pagefind_bin"):
        with suppress(ImportError):
            return str(import_module(package).get_executable())
    return shutil.which("pagefind_extended") or shutil.which("pagefind")
