"""The sheet of meetings as CSV, in the dialect of French Excel.

Written with semicolons, a byte order mark, and dates as `08/10/2026 20:30`. Read in UTF-8 or
Windows-1252, with semicolons, commas or tabs.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from datetime import datetime

from parution.changes.mail_parts import decode_text
from parution.domain.messages import Translate, message
from parution.timetable.columns import MEETINGS, Cell, Sheet
from parution.timetable.heads import EXPORT_AGAIN, WrongHeads, label_columns, read_sheet

SEPARATORS = ";\t,"
SEPARATOR_LINE = re.compile(r'\A"?sep=."?\n', re.IGNORECASE)
"""A first line for Excel, which does not show it."""

MOST_BYTES = 5_000_000
"""A limit that no table filled in by hand exceeds."""


def write_csv(sheet: Sheet, translate: Translate) -> bytes:
    """Return a sheet as CSV."""
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=";", lineterminator="\r\n")
    heads = label_columns(translate)
    writer.writerow([heads[column] for column in sheet.columns])
    writer.writerows([format_french(cell) for cell in row] for row in sheet.rows)
    return ("\ufeff" + stream.getvalue()).encode()


def format_french(cell: Cell) -> str:
    """Return a cell in the format of French Excel."""
    return f"{cell:%d/%m/%Y %H:%M}" if isinstance(cell, datetime) else cell or ""


def read(content: bytes, translate: Translate) -> Sheet:
    """Parse a CSV sheet; raise `WrongHeads` when its first row does not name columns."""
    if len(content) > MOST_BYTES:
        raise WrongHeads(message("this table is far too large"), EXPORT_AGAIN)
    text = SEPARATOR_LINE.sub("", re.sub("\r\n?", "\n", decode_text(content)))
    first = text.lstrip().partition("\n")[0]
    refuse_damaged_accents(first, translate)
    separator = max(SEPARATORS, key=first.count)
    try:
        rows: list[Sequence[str]] = list(csv.reader(io.StringIO(text), delimiter=separator))
    except csv.Error as broken:
        said = message("this file is no table in the form CSV, or it is damaged")
        raise WrongHeads(said, EXPORT_AGAIN) from broken
    return read_sheet(rows, MEETINGS, translate)


def refuse_damaged_accents(heads: str, translate: Translate) -> None:
    """Raise `WrongHeads` if the line of headings was saved or read in another encoding."""
    plain = (head.encode("ascii", "replace").decode() for head in label_columns(translate).values())
    signs = ("\ufffd", "Ã", *(head for head in plain if "?" in head))
    if any(sign in heads for sign in signs):
        raise WrongHeads(
            message("the accents of this file are damaged"),
            message("In the spreadsheet program, save it as “CSV UTF-8”."),
        )
