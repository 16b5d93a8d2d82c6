"""The sheets of the year in a workbook: their columns, and the values of cells."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum

from parution.changes.request import LOCAL_FORMAT
from parution.domain.messages import Message, message
from parution.sources.yaml.moments import Unreadable, parse_moment

Cell = str | datetime | None
"""The value of a cell, from any spreadsheet program."""

MEETINGS, GROUPS, LISTS = message("Meetings"), message("Groups"), message("Lists")
YEAR = message("Year")


class Column(StrEnum):
    """The columns of all sheets; those for keys of a file bear the name of the key."""

    MARK = "mark"
    """Identifies the meeting of a row by its group and start; empty for a new one."""
    GROUP = "group"
    THEME = "theme"
    SUBJECT = "subject"
    """The name of a group's own subject."""
    TITLE = "title"
    STARTS = "starts"
    DURATION = "duration"
    POLICY = "policy"
    PLACE = "place"
    RELEASES = "releases"
    CANCEL = "cancel"
    STATE = "state"
    """Digest of the row when the sheet was made."""
    NAME = "name"
    READERS = "readers"
    ANIMATEUR = "animateur"
    DATES = "dates"
    WRITTEN = "written"
    PROBLEMS = "problems"


HEADS: Mapping[Column, Message] = {
    Column.MARK: message("Mark"),
    Column.GROUP: message("Group"),
    Column.THEME: message("Theme"),
    Column.SUBJECT: message("Own subject"),
    Column.TITLE: message("Title"),
    Column.STARTS: message("Start"),
    Column.DURATION: message("Length"),
    Column.POLICY: message("Policy"),
    Column.PLACE: message("Place"),
    Column.RELEASES: message("Rules"),
    Column.CANCEL: message("Cancel"),
    Column.STATE: message("State"),
    Column.NAME: message("Name"),
    Column.READERS: message("Readers"),
    Column.ANIMATEUR: message("Facilitator"),
    Column.DATES: message("Dates"),
    Column.WRITTEN: message("Written"),
    Column.PROBLEMS: message("Problems"),
}

OF_MEETINGS = (
    Column.MARK,
    Column.GROUP,
    Column.THEME,
    Column.TITLE,
    Column.STARTS,
    Column.DURATION,
    Column.POLICY,
    Column.PLACE,
    Column.RELEASES,
    Column.SUBJECT,
    Column.CANCEL,
    Column.STATE,
)
OF_GROUPS = (
    Column.GROUP,
    Column.NAME,
    Column.POLICY,
    Column.READERS,
    Column.PLACE,
    Column.ANIMATEUR,
    Column.STATE,
)
OF_YEAR = (
    Column.GROUP,
    Column.THEME,
    Column.DATES,
    Column.POLICY,
    Column.WRITTEN,
    Column.PROBLEMS,
)
"""Columns of the sheet that shows the year: it is read-only and never imported."""

LOCKED = (Column.MARK, Column.STATE)
"""Columns that identify rows and that people must not edit."""

EDITED = (
    Column.THEME,
    Column.SUBJECT,
    Column.TITLE,
    Column.STARTS,
    Column.DURATION,
    Column.POLICY,
    Column.PLACE,
)
"""Columns of a meeting that hold one key each."""

YES, NO = "oui", "non"
MEANING_YES, MEANING_NO = (
    {"oui", "o", "x", "yes", "vrai", "true", "1"},
    {
        "",
        "non",
        "n",
        "no",
        "faux",
        "false",
        "0",
    },
)

FRENCH_MOMENT = re.compile(
    r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|(?<!-)\d{2})"
    r"[ ,à-]+(\d{1,2}) ?(?:[h:] ?(\d{2})?)?(?::\d{2})?",
    re.ASCII | re.IGNORECASE,
)

ERROR_VALUE = re.compile(r"#(?:[A-ZÀ-Ý/0]+[!?]|N/A|NV|#+)")
"""What Excel and LibreOffice show instead of a value they cannot compute or have no room for."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: columns, and rows with one cell per column."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    positions: tuple[int, ...] = ()
    """Positions of the columns, from 0, if there are others between them."""
    first_row: int = 2
    """Number of the first row in the spreadsheet program."""
    ignored: tuple[str, ...] = ()
    """The headings of columns that are not ours."""

    def name_of_cell(self, row: int, column: Column) -> str:
        """Return the name of a cell in spreadsheet programs: C14."""
        index = self.columns.index(column) if column in self.columns else 0
        number = self.positions[index] if self.positions else index
        return f"{name_column(number)}{row + self.first_row}"


def name_column(position: int) -> str:
    """Return the name of a column in spreadsheet programs, by its position from 0.

    >>> name_column(2), name_column(25), name_column(26)
    ('C', 'Z', 'AA')
    """
    before, last = divmod(position, 26)
    return (name_column(before - 1) if before else "") + chr(ord("A") + last)


def as_text(cell: Cell | timedelta | time | float) -> str:
    """Return the text of a cell on one line, without excess spaces; a start in the files' format.

    >>> as_text(datetime(2026, 10, 8, 20, 29, 59, 999_000)), as_text(time(1, 30)), as_text(2.0)
    ('2026-10-08 20:30', '1h30', '2')
    """
    match cell:
        case None:
            return ""
        case datetime():
            # Spreadsheet programs store moments as fractions of days.
            return (cell + timedelta(seconds=30)).strftime(LOCAL_FORMAT)
        case time():
            return f"{cell.hour}h{cell.minute:02}" if cell.minute else f"{cell.hour}h"
        case timedelta():
            minutes = int(cell.total_seconds()) // 60
            return f"{minutes // 60}h{minutes % 60:02}" if minutes % 60 else f"{minutes // 60}h"
        case float() if cell.is_integer():
            return str(int(cell))
        case _:
            return " ".join(unicodedata.normalize("NFC", str(cell)).split())


def parse_start(text: str) -> str | None:
    """Return a start in the files' format; `08/10/2026 20h30` is day first. None if it is not one.

    >>> parse_start("08/10/2026 20h30"), parse_start("8-10-2026 à 20 H 30"), parse_start("8 oct.")
    ('2026-10-08 20:30', '2026-10-08 20:30', None)
    """
    if found := FRENCH_MOMENT.fullmatch(text):
        day, month, year, hour, minute = found.groups()
        year = f"20{year}" if len(year) == 2 else year
        text = f"{year}-{month:0>2}-{day:0>2} {hour}:{minute or '00'}"
    moment = parse_moment(text)
    return None if isinstance(moment, Unreadable) else moment.strftime(LOCAL_FORMAT)
