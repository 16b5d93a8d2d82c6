"""Count the bibliographies that would stop a build: ``python -m bench.corpora FOLDER``.

A folder is searched for ``.bib`` files, and for source distributions (``.tar.gz``) that hold some.
Equal files count once. The output is the number of files that stop a build, by problem, and with
``--files CODE`` the places of one problem.
"""

from __future__ import annotations

import argparse
import hashlib
import tarfile
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from rich.console import Console
from rich.table import Table

from parution.domain.problems import Problem, list_errors
from parution.language.catalogues import load_translations
from parution.sources.bib_files import read_bib
from parution.sources.report import Report

MOST_STOPPED = 0.02
"""The share of files of other programs that may stop a build: a promise."""


class Measured(NamedTuple):
    """One file, read."""

    name: str
    references: int
    problems: tuple[Problem, ...]

    @property
    def errors(self) -> tuple[Problem, ...]:
        return list_errors(self.problems)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure the files of a folder; return 1 if more of them stop a build than promised."""
    parser = argparse.ArgumentParser(prog="python -m bench.corpora", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--files", metavar="CODE", help="print the places of one problem")
    options = parser.parse_args(arguments)
    measured = [measure(name, content) for name, content in find_distinct(options.folder)]
    if not measured:
        parser.error(f"no bibliography below {options.folder}")
    if options.files:
        print_places(measured, options.files)
    return print_counts(measured)


def find_distinct(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Yield the name and content of each bibliography below a folder, equal ones once."""
    seen = set()
    for name, content in find_all(folder):
        digest = hashlib.sha256(content).digest()
        if content.strip() and digest not in seen:
            seen.add(digest)
            yield name, content


def find_all(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Yield the name and content of each bibliography below a folder."""
    for path in sorted(folder.rglob("*")):
        if path.suffix == ".bib" and path.is_file():
            yield path.relative_to(folder).as_posix(), path.read_bytes()
        elif path.name.endswith(".tar.gz"):
            with tarfile.open(path) as archive:
                for file in archive:
                    if file.name.endswith(".bib") and (stream := archive.extractfile(file)):
                        yield file.name, stream.read()


def measure(name: str, content: bytes) -> Measured:
    """Read a bibliography as a build does."""
    report = Report()
    references, found = read_bib(content, name, report)
    return Measured(name, len(references), (*report.problems, *found))


def print_counts(measured: Sequence[Measured]) -> int:
    """Print how many files stop a build, and why; return 1 if they are too many."""
    stopped = [each for each in measured if each.errors]
    files = Counter(code for each in stopped for code in {error.code for error in each.errors})
    alone = Counter(
        next(iter(codes))
        for each in stopped
        if len(codes := {error.code for error in each.errors}) == 1
    )
    table = Table("Problem", "Files", "Alone")
    for code, count in files.most_common():
        table.add_row(code, str(count), str(alone[code]))
    console = Console()
    console.print(table)
    share = len(stopped) / len(measured)
    console.print(
        f"{len(measured)} files, {sum(each.references for each in measured)} references;"
        f" {len(stopped)} files stop a build ({share:.1%}, at most {MOST_STOPPED:.0%} promised)"
    )
    return 1 if share > MOST_STOPPED else 0


def print_places(measured: Sequence[Measured], code: str) -> None:
    """Print every place of one problem."""
    translate = load_translations().gettext
    for each in measured:
        for problem in each.problems:
            if problem.code == code:
                print(problem.place, problem.message.text(translate))


if __name__ == "__main__":
    raise SystemExit(main())
