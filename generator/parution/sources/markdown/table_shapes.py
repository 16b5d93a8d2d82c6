"""Finds tables whose lines differ in their number of cells: they print raw, or lose cells."""

from __future__ import annotations

import re
from collections.abc import Iterator

from parution.domain.messages import message
from parution.sources.files.text import find_line_end
from parution.sources.markdown.slip import Slip

RULE = re.compile(r"^ *[:|-][ :|-]*$", re.MULTILINE)
"""What may be the line of dashes below the headings of a table."""

BAR = re.compile(r"(?<!\\)\|")
LAST_BAR = re.compile(r"(?<!\\)\|$")


def find_misshapen_tables(body: str) -> Iterator[Slip]:
    """Yield the heading of each table without as many dashes, and its first row with more cells."""
    seen = 1  # Below the first line, and below the rows of the table before.
    for rule in RULE.finditer(body):
        if rule.start() < seen or "|" not in rule[0] or "-" not in rule[0]:
            continue
        begin = body.rfind("\n", 0, rule.start() - 1) + 1
        headings = body[begin : rule.start() - 1]
        if not BAR.search(headings):
            continue
        wanted, dashes = count_cells(headings), count_cells(rule[0])
        if wanted != dashes:
            yield Slip(
                "misshapen-table",
                rule.start(),
                message(
                    "%(dashes)s columns of dashes stand below %(wanted)s headings: the table would"
                    " be printed as it stands",
                    dashes=dashes,
                    wanted=wanted,
                ),
                message("Write “%(markdown)s”.", markdown="|" + " --- |" * wanted),
            )
            continue
        seen, found = find_long_row(body, rule.end() + 1, wanted)
        if found:
            yield Slip(
                "misshapen-table",
                seen,
                message(
                    "this row has %(found)s cells, and the table %(wanted)s headings: what is"
                    " beyond them would be lost",
                    found=found,
                    wanted=wanted,
                ),
                message("Add a heading; for a bar within a text, write “\\|”."),
            )


def find_long_row(body: str, begin: int, wanted: int) -> tuple[int, int]:
    """Return the offset of the first row, from an offset on, with too many cells, and how many.

    Without one, it is the offset below the table, and 0.
    """
    while begin < len(body):
        end = find_line_end(body, begin)
        row = body[begin:end]
        if not BAR.search(row):
            break
        if (found := count_cells(row)) > wanted:
            return begin, found
        begin = end + 1
    return begin, 0


def count_cells(line: str) -> int:
    r"""Return the number of cells in a line of a table.

    >>> count_cells("| a | b |"), count_cells("a | b \\| c | d")
    (2, 3)
    """
    inner = LAST_BAR.sub("", line.strip().removeprefix("|"))
    return len(BAR.findall(inner)) + 1
