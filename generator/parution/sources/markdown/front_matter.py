"""Splits a Markdown file into front matter and text."""

from __future__ import annotations

import re
from dataclasses import dataclass

from parution.domain.messages import message
from parution.domain.problems import Place
from parution.language.look_alikes import find_odd
from parution.sources.files.text import locate_after
from parution.sources.report import Report
from parution.sources.yaml.fields import read_table
from parution.sources.yaml.nodes import Meaning, Scalar, Table, read_yaml

OPENING = re.compile(r"---[ \t]*(?:\n|\Z)")
CLOSING = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)
OTHER_DASHES = re.compile(
    r"[ \t]*(-{1,2}|-{4,}|[\u2010-\u2015\u2212][-\u2010-\u2015\u2212]*)[ \t]*\n"
    r"(?=[a-z_]+[ \u00a0]?:)"
)
"""Dashes other than three hyphens, followed by a key."""

ALMOST_CLOSING = re.compile(
    r"^[ \t\xa0]*(?P<found>---?|-{4,}|[\u2010-\u2015\u2212][-\u2010-\u2015\u2212]*|---\S{1,3})"
    r"[ \t\xa0]*$",
    re.MULTILINE,
)
"""A line that was probably meant to close front matter: set in, or with other dashes."""

LATE = re.compile(r"\s+---[ \t]*\n\w+ *:")


@dataclass(frozen=True, slots=True)
class CutText:
    """A Markdown file cut into its front matter and its text."""

    front: str
    """The YAML between the two delimiters."""
    body: str
    body_line: int
    """Line of the file on which `body` begins, from 1."""


@dataclass(frozen=True, slots=True)
class MarkdownFile:
    """A Markdown file of the sources."""

    path: str
    """Relative to the project's folder."""
    table: Table | None
    """The front matter, empty without one; None, reported, if it is broken."""
    body: str
    body_line: int
    """Line of the file on which `body` begins, from 1."""

    @property
    def place(self) -> Place:
        return Place(self.path, 1, 1)


def cut_front_matter(text: str) -> CutText | None:
    """Cut a text, with Unix line ends, after its front matter; None if that does not begin or end.

    >>> cut_front_matter("---\\ntitle: Asthme\\n---\\n\\nUn texte.\\n")
    CutText(front='title: Asthme\\n', body='\\nUn texte.\\n', body_line=4)
    """
    opening = OPENING.match(text)
    closing = CLOSING.search(text, opening.end()) if opening else None
    if not opening or not closing:
        return None
    return CutText(
        front=text[opening.end() : closing.start()],
        body=text[closing.end() :].removeprefix("\n"),
        body_line=text.count("\n", 0, closing.end()) + 2,
    )


def split_front_matter(text: str, path: str, report: Report) -> MarkdownFile:
    """Return the front matter and the body of a Markdown file."""
    place = Place(path, 1, 1)
    if cut := cut_front_matter(text):
        front = read_front_matter(cut.front, path, report)
        return MarkdownFile(path, front, cut.body, cut.body_line)
    if not OPENING.match(text):
        if dashes := OTHER_DASHES.match(text):
            report_odd_dashes(dashes[1], path, report)
            return MarkdownFile(path, None, "", 1)
        if LATE.match(text):
            report_late_front_matter(text, path, report)
        return MarkdownFile(path, Table({}, {}, place), text, 1)
    report_unclosed_front_matter(text, path, report)
    return MarkdownFile(path, None, "", 1)


def report_unclosed_front_matter(text: str, path: str, report: Report) -> None:
    """Report front matter without an end, at the line that was probably meant to be it.

    That line is not taken for the end: set in, it may be part of a value.
    """
    opening = OPENING.match(text)
    meant = ALMOST_CLOSING.search(text, opening.end() if opening else 0)
    report.error(
        "unclosed-front-matter",
        locate_after(text[: meant.start("found")], path) if meant else Place(path, 1, 1),
        message("this “%(found)s” does not close the front matter", found=meant["found"])
        if meant
        else message("the front matter opened by “---” is not closed"),
        message("Write “---” at the very beginning of the line, and nothing else on it.")
        if meant
        else message("Add a line “---” after its last line."),
    )


def read_front_matter(text: str, path: str, report: Report) -> Table | None:
    """Return the table between the two ``---`` lines; None, reported, if it is broken."""
    node = read_yaml(text, path, report, first_line=2)
    match node:
        case None:
            return None
        case Scalar(meaning=Meaning.NOTHING):
            return Table({}, {}, Place(path, 1, 1))
        case _:
            return read_table(node, "---", report)


def report_odd_dashes(found: str, path: str, report: Report) -> None:
    """Report front matter opened by other dashes, such as Word's, or by too many or too few."""
    sign = find_odd(found)
    said = (
        message("here stands %(sign)s; three hyphens were expected", sign=sign.name)
        if sign
        else message(
            "“%(dashes)s” opens no front matter; three hyphens were expected", dashes=found
        )
    )
    report.error(
        "late-front-matter",
        Place(path, 1, 1),
        said,
        message("Type “---” on the first line, and again after the last line of the front matter."),
    )


def report_late_front_matter(text: str, path: str, report: Report) -> None:
    """Report front matter that does not begin on the first line."""
    report.error(
        "late-front-matter",
        Place(path, text[: text.index("---")].count("\n") + 1, 1),
        message("the front matter does not begin on the first line of the file"),
        message("Remove the spaces and empty lines before “---”."),
    )
