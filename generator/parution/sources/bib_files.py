"""Reads the bibliographies of a project: every ``.bib`` file below ``bibliography/``.

The reader skips files that programs leave beside them (JabRef's ``.bib.bak``). It refuses files of
other formats (RIS, PubMed, EndNote …), renamed or not, and names the command that converts them to
BibTeX.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from parution.bibliography.duplicates import check_across_files
from parution.cache.calls import Calls
from parution.domain import Reference
from parution.domain.messages import message
from parution.domain.problems import Place, Problem, sort_problems
from parution.language.visible_text import FORBIDDEN
from parution.private_store import digest_of
from parution.sources.files.folders import walk
from parution.sources.files.old_encodings import find_wide_encoding
from parution.sources.files.strays import propose_for_bibliography
from parution.sources.files.text import (
    MISREAD,
    decode,
    describe_misread,
    locate_after,
    read_content,
)
from parution.sources.report import Report

if TYPE_CHECKING:
    from parution.bibliography.formats import Format

FOLDER = "bibliography"

Bibliographies = Mapping[str, tuple[Reference, ...]]
"""The references of each ``.bib`` file, by its path relative to the project's folder."""

LEFT_BY_PROGRAMS = re.compile(r".*\.(?:bak|sav|tmp|swp|blg)|.*~", re.IGNORECASE)
"""Copies and logs that JabRef, editors and BibTeX leave beside a ``.bib`` file."""

WITH_MARK = (
    (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"),
)  # fmt: skip
"""The encodings whose files begin with a byte-order mark, longest mark first."""

DECLARED = re.compile(rb"^%+[ \t]*(?:Encoding|.*-\*-.*\bcoding)[ \t]*:[ \t]*([\w-]+)", re.M | re.I)
"""The encoding that JabRef or Emacs notes at the top of a file."""

TOP = 1_000
"""The number of first bytes among which the note must be."""


def read_bibliography(
    project: Path, calls: Calls | None = None
) -> tuple[Bibliographies, tuple[Problem, ...]]:
    """Return the references of every file below ``bibliography/``, and every problem found."""
    report = Report()
    calls = calls or Calls()
    if not (project / FOLDER).exists():
        return {}, ()
    folder = walk(project, FOLDER, report)
    problems: list[Problem] = []
    bibliographies: dict[str, tuple[Reference, ...]] = {}

    def read_one(path: str) -> None:
        if not path.lower().endswith(".bib"):
            report_other_file(path, report)
        elif (content := read_content(project, path, report)) is not None:
            bibliographies[path], found = read_bib(content, path, report, calls)
            problems.extend(found)

    calls.share(read_one, [*folder.paths()] if folder else [])
    problems += check_across_files(bibliographies)
    return bibliographies, sort_problems([*report.problems, *problems])


def read_bib(
    content: bytes, path: str, report: Report, calls: Calls | None = None
) -> tuple[tuple[Reference, ...], tuple[Problem, ...]]:
    """Return the references in the bytes of a ``.bib`` file, and the problems in them."""
    reading = (calls or Calls()).of(read_bib_file, BibFile(path, digest_of(content), content))
    report.add(reading.of_file)
    return reading.references, reading.of_entries


@dataclass(frozen=True, slots=True)
class BibFile:
    """A ``.bib`` file; its `repr` names the content by its digest."""

    path: str
    digest: str
    content: bytes = field(repr=False)


class BibReading(NamedTuple):
    """The references in a ``.bib`` file, and the problems of the file and of its entries."""

    of_file: tuple[Problem, ...]
    references: tuple[Reference, ...] = ()
    of_entries: tuple[Problem, ...] = ()


def read_bib_file(file: BibFile) -> BibReading:
    """Return the references in a ``.bib`` file, and every problem found."""
    # Loaded here, because most builds find the references in their cache.
    from parution.bibliography.bibtex.parse import parse_bibtex
    from parution.bibliography.bounds import describe_excess_of_records
    from parution.bibliography.formats import detect_format

    report = Report()
    text = decode_bib(file.content, file.path, report)
    if text is None:
        return BibReading(report.problems)
    if found := detect_format(text):
        report_other_format(file.path, found, report)
        return BibReading(report.problems)
    if excess := describe_excess_of_records(text, None, Place(file.path)):
        return BibReading((*report.problems, excess))
    return BibReading(report.problems, *parse_bibtex(text, file.path))


def decode_bib(content: bytes, path: str, report: Report) -> str | None:
    """Return the text of a ``.bib`` file; None if it is not a text.

    The encoding is the one its mark names, else UTF-16 or UTF-8, else the one a comment at its
    top names. Control characters, which come with texts copied from PDF files, are dropped with a
    warning.
    """
    text = decode_as_declared(content)
    if text is None:
        return decode(content, path, report)
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", " ")
    if found := FORBIDDEN.search(text):
        report.warn(
            "forbidden-character",
            locate_after(text[: found.start()], path),
            message("invisible character %(code)s: left out", code=f"U+{ord(found[0]):04X}"),
            message("Delete it; it often comes with a text copied from a PDF file."),
        )
        text = FORBIDDEN.sub("", text)
    if not text.isascii() and (misread := MISREAD.search(text)):
        place = locate_after(text[: misread.start()], path)
        report.warn("forbidden-character", place, *describe_misread(misread[0]))
    return text


def decode_as_declared(content: bytes) -> str | None:
    """Return bytes as text in the encoding they name, UTF-16 or UTF-8; None if neither fits."""
    marked = next((name for mark, name in WITH_MARK if content.startswith(mark)), None)
    declared = DECLARED.search(content[:TOP])
    unmarked = find_wide_encoding(content) or "utf-8-sig"
    for encoding in (marked or unmarked, declared[1].decode() if declared else ""):
        try:
            text = content.decode(encoding) if encoding else "\0"
        except (UnicodeDecodeError, LookupError):
            continue
        if "\0" not in text:
            return text
    return None


def report_other_file(path: str, report: Report) -> None:
    """Report a file that is no ``.bib`` file, except those that programs leave."""
    # Loaded here, because few folders hold other files.
    from parution.bibliography.formats import detect_format_by_name

    if LEFT_BY_PROGRAMS.fullmatch(path):
        return
    if found := detect_format_by_name(path):
        report_other_format(path, found, report)
        return
    report.error(
        "unexpected-file",
        Place(path),
        message("only .bib files belong into the folder of the bibliographies"),
        propose_for_bibliography(path.rpartition("/")[2]) or message("Move it elsewhere."),
    )


def report_other_format(path: str, found: Format, report: Report) -> None:
    """Report a bibliography in another format than BibTeX, and name the command that reads it."""
    report.error(
        "other-format",
        Place(path),
        message("this file is in the format %(format)s, not in BibTeX", format=found.label),
        message("Turn it into BibTeX: parution import %(path)s, then remove it.", path=quote(path)),
    )


def quote(path: str) -> str:
    """Return a path quoted for a command line where necessary."""
    return f'"{path}"' if re.search(r"[^\w./-]", path) else path
