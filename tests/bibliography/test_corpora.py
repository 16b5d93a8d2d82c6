"""Foreign bibliographies, as other programs ship them to test themselves.

The distributions named in ``corpora.txt`` are fetched once, checked by their hashes and kept in
``.cache/``. Without a network and without that folder these tests fail.
"""

from __future__ import annotations

import fcntl
import subprocess
import sys
import tarfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from bench.corpora import find_distinct, measure
from pybtex.database.input.bibtex import LowLevelParser
from pybtex.exceptions import PybtexError

from parution.bibliography.bibtex.parse import parse_bibtex
from parution.bibliography.export.bibtex_format import FORMATS
from parution.bibliography.vancouver.style import format_plain, format_reference
from parution.domain.problems import Problem

pytestmark = pytest.mark.long

REQUIREMENTS = Path(__file__).parent / "corpora.txt"
CACHE = Path(__file__).parents[2] / ".cache" / "corpora"

DISTRIBUTIONS = [
    line.partition(" ")[0].replace("==", "-").replace("_", "-")
    for line in REQUIREMENTS.read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]

FEWEST_ENTRIES = {"pybtex": 2_800, "sphinxcontrib-bibtex": 200, "papis": 5, "mkdocs-bibtex": 8}
"""The number of entries each distribution is known to hold; fewer means the wrong files."""


@pytest.fixture(scope="session")
def corpora() -> Path:
    """A folder with the distributions, fetched by pip if they are missing."""
    CACHE.mkdir(parents=True, exist_ok=True)
    with (CACHE / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if len(list(CACHE.glob("*.tar.gz"))) < len(DISTRIBUTIONS):
            subprocess.run(
                [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps",
                 "--no-binary", ":all:", "--require-hashes",
                 "--requirement", str(REQUIREMENTS), "--dest", str(CACHE)],
                check=True,
            )  # fmt: skip
    return CACHE


def read_bibliographies(folder: Path, distribution: str) -> Iterator[tuple[str, str]]:
    """Yield the name and text of each ``.bib`` file of a distribution."""
    (archive,) = (
        path
        for path in folder.glob("*.tar.gz")
        if path.name.replace("_", "-").removesuffix(".tar.gz") == distribution
    )
    with tarfile.open(archive) as files:
        for file in files:
            if file.name.endswith(".bib") and (stream := files.extractfile(file)):
                yield file.name, stream.read().decode("utf-8", errors="replace")


@pytest.mark.parametrize("distribution", DISTRIBUTIONS)
def test_foreign_bibliographies_are_formatted_or_diagnosed(
    corpora: Path, distribution: str
) -> None:
    """Each entry that pybtex finds can be printed and exported, or a problem names it."""
    found = 0
    for name, text in read_bibliographies(corpora, distribution):
        references, problems = parse_bibtex(text, name)
        for reference in references:
            assert format_reference(reference)
            assert "\\" not in format_plain(reference) + reference.fields.get("title", "")
        for export in FORMATS.values():
            export(references)
        lost = keys_of_pybtex(text) - {reference.key for reference in references}
        assert lost <= find_names(problems), name
        found += len(references)
    assert found >= FEWEST_ENTRIES[distribution.rpartition("-")[0]]


def find_names(problems: tuple[Problem, ...]) -> set[str]:
    """Return all names that problems mention."""
    return {str(value) for problem in problems for _, value in problem.message.values}


def keys_of_pybtex(text: str) -> set[str]:
    """Return the keys that pybtex itself reads before its first complaint."""
    keys = set()
    try:
        for command, body in LowLevelParser(text):
            if command.lower() not in ("string", "preamble", "comment"):
                keys.add(body[0])
    except PybtexError:
        pass
    return keys


STOPPED = {
    "tests/commands/resources/lib1.bib": {"duplicate-citekey"},
    "test/roots/test-bibfiles_encoding/test.bib": {"not-utf-8"},
}
"""The files that stop a build, by a key of two documents or an encoding that no line names."""


def test_foreign_files_stop_a_build_only_where_printing_would_mislead(corpora: Path) -> None:
    """Only known files stop a build, each for a reason that biber or BibTeX share."""
    stopped = {
        measured.name.partition("/")[2]: {error.code for error in measured.errors}
        for measured in (measure(*file) for file in find_distinct(corpora))
        if measured.errors
    }
    assert stopped == STOPPED
