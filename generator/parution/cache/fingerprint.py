"""Tells whether everything a site is made from is what it was at the last build.

A file is taken to be unchanged while its size, its times and its inode are: as `make` and `git` do.
An edit that changes none of them takes intent: editors and copying tools make a new inode or a new
time, and file systems tell times apart by far less than a build takes.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Callable, Iterable, Iterator
from importlib.util import find_spec
from pathlib import Path

from parution import templates

SOURCES = ("themes", "bibliography", "groups")
"""The folders people write in."""

PACKAGE = Path(__file__).parents[1]
PROGRAMS = (
    "cbor2",
    "defusedxml",
    "jinja2",
    "latex2mathml",
    "markdown",
    "material",
    "mkdocs",
    "pagefind",
    "properdocs",
    "pybtex",
    "pylatexenc",
    "pymdownx",
    "rapidfuzz",
    "rispy",
    "segno",
    "selectolax",
    "typst",
    "yaml",
)
"""Packages that have a hand in the sites."""

FROM_ENVIRONMENT = b"!ENV"
"""With this tag ``mkdocs.yml`` takes a value from the variables that follow."""

WORD = re.compile(rb"[^\s,\[\]{}'\"]+")


def fingerprint(project: Path, config_file: Path) -> str:
    """Return a digest of all that makes the sites: files, programs, what MkDocs is told besides."""
    folders = [str(project / name) for name in SOURCES]
    lines = [of_programs(), of_environment(config_file)]
    lines += sorted(states([str(config_file), *folders]))
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def of_programs() -> str:
    """Return a digest of what makes pages: our own version, the templates, the libraries."""
    lines = sorted(states([str(templates.folder()), str(PACKAGE)], line_of_program))
    lines += map(of_package, PROGRAMS)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def of_environment(config_file: Path) -> str:
    """Return a digest of the variables that ``mkdocs.yml`` may take values from.

    Any word of it that is the name of a variable counts, wherever it stands: so nothing need be
    understood here, and none is forgotten.
    """
    text = config_file.read_bytes() if config_file.is_file() else b""
    words = sorted(set(WORD.findall(text))) if FROM_ENVIRONMENT in text else []
    found = [(word, os.environ.get(os.fsdecode(word))) for word in words]
    return hashlib.sha256(
        repr([each for each in found if each[1] is not None]).encode()
    ).hexdigest()


def of_package(name: str) -> str:
    """Return what tells this installation of a package from any other; it is not loaded."""
    found = find_spec(name)
    if found is None or found.origin is None:
        return f"{name} missing"
    return line_of_program(found.origin, os.stat(found.origin))


Line = Callable[[str, os.stat_result], str]
"""Tells a state of a file."""


def line(path: str, status: os.stat_result) -> str:
    """Return what tells this state of a file from any other."""
    return f"{line_of_program(path, status)} {status.st_ctime_ns}"


def line_of_program(path: str, status: os.stat_result) -> str:
    """Return what tells this state of a program's file from any other.

    Its own names and links may change: installers give one file a name in each environment.
    """
    return f"{path} {status.st_size} {status.st_mtime_ns} {status.st_ino}"


def states(paths: Iterable[str], line: Line = line) -> Iterator[str]:
    """Yield a line for each file at or under the paths."""
    for path in paths:
        if os.path.isdir(path):
            with os.scandir(path) as entries:
                yield from states_of_entries(entries, line)
        elif os.path.exists(path):
            yield line(path, os.stat(path))
        else:
            yield f"{path} missing"


def states_of_entries(entries: Iterable[os.DirEntry[str]], line: Line) -> Iterator[str]:
    """Yield a line for each file of a folder, and of the folders in it."""
    for entry in entries:
        if entry.name == "__pycache__":
            continue  # What Python makes of the programs when it first needs them.
        if entry.is_dir(follow_symlinks=False):
            with os.scandir(entry.path) as inner:
                yield from states_of_entries(inner, line)
        else:
            yield line(entry.path, entry.stat(follow_symlinks=False))
