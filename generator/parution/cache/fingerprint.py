"""Digests of everything a site is made from, by which a build sees whether anything was edited.

A file counts as unchanged while its path, size, times and inode are the same, much as in `make` and
`git`. Only a deliberate edit leaves all of them alone: editors and copying tools make a new inode
or a new time, and file systems record times far finer than the length of a build.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from parution import templates
from parution.domain import SOURCE_FOLDERS

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
    "pikepdf",
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
"""Packages whose version can change the bytes of the sites."""

FROM_ENVIRONMENT = b"!ENV"
"""The tag by which ``mkdocs.yml`` takes a value from the environment variables after it."""

WORD = re.compile(rb"[^\s,\[\]{}'\"]+")


def fingerprint_project(project: Path, config_file: Path) -> str:
    """Return a digest of the project's files, ``mkdocs.yml``, its environment and the programs."""
    folders = [str(project / name) for name in SOURCE_FOLDERS]
    lines = [digest_programs(), digest_environment(config_file)]
    lines += sorted(list_states([str(config_file), *folders]))
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


@cache
def digest_programs() -> str:
    """Return a digest of the programs that make pages: our code, the templates, the libraries.

    A running process keeps the first one, as it keeps the programs that it has loaded.
    """
    lines = sorted(
        list_states([str(templates.locate_templates()), str(PACKAGE)], format_program_line)
    )
    lines += map(format_package_line, PROGRAMS)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def digest_environment(config_file: Path) -> str:
    """Return a digest of the environment variables that ``mkdocs.yml`` may take values from.

    If the file holds ``!ENV``, every word of it that is the name of a set variable counts: so no
    YAML is parsed here, and no variable is missed.
    """
    text = config_file.read_bytes() if config_file.is_file() else b""
    words = sorted(set(WORD.findall(text))) if FROM_ENVIRONMENT in text else []
    found = [(word, os.environ.get(os.fsdecode(word))) for word in words]
    return hashlib.sha256(
        repr([each for each in found if each[1] is not None]).encode()
    ).hexdigest()


def format_package_line(name: str) -> str:
    """Return a line that differs for each installation of a package; do not import the package."""
    found = find_spec(name)
    if found is None or found.origin is None:
        return f"{name} missing"
    return format_program_line(found.origin, os.stat(found.origin))


Line = Callable[[str, os.stat_result], str]
"""Describes a file by its path and status in one line."""


def format_source_line(path: str, status: os.stat_result) -> str:
    """Return a line that changes when a source file is edited or replaced."""
    return f"{format_program_line(path, status)} {status.st_ctime_ns}"


def format_program_line(path: str, status: os.stat_result) -> str:
    """Return a line that changes when a file of a program is edited or replaced.

    The change time is left out: installers that hard-link one file into many environments alter it.
    """
    return f"{path} {status.st_size} {status.st_mtime_ns} {status.st_ino}"


def list_states(paths: Iterable[str], line: Line = format_source_line) -> Iterator[str]:
    """Yield a line for each file at or under the paths."""
    for path in paths:
        if os.path.isdir(path):
            with os.scandir(path) as entries:
                yield from list_entry_states(entries, line)
        elif os.path.exists(path):
            yield line(path, os.stat(path))
        else:
            yield f"{path} missing"


def list_entry_states(entries: Iterable[os.DirEntry[str]], line: Line) -> Iterator[str]:
    """Yield a line for each file of a folder and its subfolders."""
    for entry in entries:
        if entry.name == "__pycache__":
            continue  # Python writes byte code there, without any edit.
        if entry.is_dir(follow_symlinks=False):
            with os.scandir(entry.path) as inner:
                yield from list_entry_states(inner, line)
        else:
            yield line(entry.path, entry.stat(follow_symlinks=False))
