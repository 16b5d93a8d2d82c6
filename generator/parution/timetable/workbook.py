"""The sheets of the year as a workbook (.xlsx), for Excel and LibreOffice, and back.

Dates are dates; themes and policies are chosen from lists; headings and marks are protected without
a password: against slips, not against people. Formulas are refused, because their results are
unknown, and struck cells, because people mean by them that something no longer holds.
"""

from __future__ import annotations

import io
import re
import warnings
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from parution.domain.failures import Failure
from parution.domain.messages import Message, Translate, message
from parution.file_signatures import OLE, ZIP
from parution.language.fold import fold
from parution.language.nearest import list_names
from parution.limits import EXCEEDED, limiting
from parution.timetable.cells import CANCELLED
from parution.timetable.columns import (
    GROUPS,
    LISTS,
    LOCKED,
    MEANING_YES,
    MEETINGS,
    YES,
    Cell,
    Column,
    Sheet,
)
from parution.timetable.heads import EXPORT_AGAIN, label_columns, read_sheet

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

MOMENT = "dd/mm/yyyy hh:mm"
FURTHER_ROWS = 200
"""Empty rows after the last one, for new meetings."""
SIGNS = (ZIP, OLE)
"""The first bytes of workbooks."""
STRICT = b"http://purl.oclc.org/ooxml/"
USUAL_NAMES = (
    (
        STRICT + b"spreadsheetml/main",
        b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    ),
    (
        STRICT + b"officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
)
"""Names of XML in a workbook that Excel saves as “Strict Open XML”, and the usual ones."""
ODF = b"application/vnd.oasis.opendocument"
UNREADABLE = (
    SyntaxError,
    LookupError,
    TypeError,
    ValueError,
    AttributeError,
    RuntimeError,
    OSError,
)
"""What reading a damaged workbook raises, besides errors of ZIP: XML and values of any kind."""

MOST_BYTES, MOST_ROWS, MOST_COLUMNS = 5_000_000, 20_000, 100
"""Limits that no sheet filled in by hand exceeds; cells beyond them are not read."""

SECONDS_TO_LOAD = 20.0
"""Processor time to load a workbook; that of thirty groups takes half a second."""

TOO_LARGE = message("this workbook is far too large")

WIDTHS: Mapping[Column, int] = {
    Column.MARK: 34,
    Column.GROUP: 22,
    Column.THEME: 26,
    Column.TITLE: 24,
    Column.STARTS: 18,
    Column.POLICY: 18,
    Column.PLACE: 30,
    Column.RELEASES: 40,
    Column.NAME: 26,
    Column.DATES: 36,
    Column.WRITTEN: 60,
    Column.PROBLEMS: 60,
}


class NotAWorkbook(Failure):
    """A file cannot be read as the sheets of a year."""


def write_workbook(
    sheets: Mapping[Message, Sheet], choices: Mapping[Column, Sequence[str]], translate: Translate
) -> bytes:
    """Return a workbook; ``choices`` are the values to choose from, by column."""
    # Imported here, because only an export needs it.
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    for name, sheet in sheets.items():
        fill(book.create_sheet(name.text(translate)), sheet, translate)
    heads = label_columns(translate)
    lists = book.create_sheet(LISTS.text(translate))
    for number, (column, names) in enumerate(choices.items(), 1):
        for row, text in enumerate((heads[column], *names), 1):
            put(lists.cell(row, number), text)
    lists.protection.sheet = True
    for worksheet in book.worksheets[: len(sheets)]:
        offer(worksheet, sheets, choices, translate)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def fill(worksheet: Worksheet, sheet: Sheet, translate: Translate) -> None:
    """Write headings and rows, and lock the cells that people must not edit."""
    from openpyxl.styles import Font, Protection
    from openpyxl.utils import get_column_letter

    heads = label_columns(translate)
    is_shown = Column.STATE not in sheet.columns
    last = len(sheet.rows) + 1 + (FURTHER_ROWS if Column.MARK in sheet.columns else 0)
    for number, column in enumerate(sheet.columns, 1):
        letter = get_column_letter(number)
        put(worksheet.cell(1, number), heads[column])
        worksheet.cell(1, number).font = Font(bold=True)
        worksheet.column_dimensions[letter].width = WIDTHS.get(column, 12)
        worksheet.column_dimensions[letter].hidden = column is Column.STATE
        for row in range(2, last + 1):
            cell = worksheet.cell(row, number)
            if row - 2 < len(sheet.rows):
                put(cell, sheet.rows[row - 2][number - 1])
            if column is Column.STARTS:
                cell.number_format = MOMENT
            is_key = column is Column.GROUP and Column.MARK not in sheet.columns
            cell.protection = Protection(locked=is_shown or is_key or column in LOCKED)
    worksheet.freeze_panes = "A2"
    worksheet.auto_filter.ref = worksheet.dimensions
    protection = worksheet.protection
    protection.sheet = True
    protection.autoFilter = protection.sort = protection.formatColumns = False


def put(cell: Any, value: Cell) -> None:
    """Write a value; a text that begins like a formula stays a text."""
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"


def offer(
    worksheet: Worksheet,
    sheets: Mapping[Message, Sheet],
    choices: Mapping[Column, Sequence[str]],
    translate: Translate,
) -> None:
    """Add drop-down lists for themes, policies, yes and no."""
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    sheet = next(each for name, each in sheets.items() if name.text(translate) == worksheet.title)
    for number, column in enumerate(sheet.columns if Column.STATE in sheet.columns else (), 1):
        if column in choices:
            letter = get_column_letter(list(choices).index(column) + 1)
            lists = LISTS.text(translate)
            formula = f"'{lists}'!${letter}$2:${letter}${len(choices[column]) + 1}"
        elif column in (Column.CANCEL, Column.READERS):
            formula = f'"{YES}"'
        else:
            continue
        validation = DataValidation(type="list", formula1=formula, allow_blank=True)
        validation.add(f"{get_column_letter(number)}2:{get_column_letter(number)}2000")
        worksheet.add_data_validation(validation)


def read(content: bytes, translate: Translate) -> dict[Message, Sheet]:
    """Return the sheets of a workbook; raise `NotAWorkbook` with the reason."""
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    if len(content) > MOST_BYTES or measure_unpacked_size(content) > 10 * MOST_BYTES:
        raise NotAWorkbook(TOO_LARGE, EXPORT_AGAIN)
    if content.startswith(OLE) or ODF in content[:100]:
        raise NotAWorkbook(
            message("this workbook is protected by a password, or of another kind than .xlsx"),
            message("Open it, and save it as .xlsx without a password."),
        )
    refuse_other_kinds(content)
    try:
        # A few letters merge or link all cells of a sheet, and each then takes memory.
        with (
            limiting(SECONDS_TO_LOAD),
            warnings.catch_warnings(action="ignore"),  # Of styles and lists that are not needed.
        ):
            book = load_workbook(io.BytesIO(loosen(content)), rich_text=True)
    except EXCEEDED as exceeded:
        raise NotAWorkbook(TOO_LARGE, EXPORT_AGAIN) from exceeded
    except (InvalidFileException, zipfile.BadZipFile, zlib.error, *UNREADABLE) as broken:
        said = message("this file is no workbook in the form .xlsx, or it is damaged")
        raise NotAWorkbook(said, EXPORT_AGAIN) from broken
    sheets = {}
    for name in (MEETINGS, GROUPS):
        worksheet = find_worksheet(book.worksheets, name.text(translate))
        if worksheet is not None:
            sheets[name] = read_sheet(read_rows(worksheet, name, translate), name, translate)
    if MEETINGS not in sheets:
        raise NotAWorkbook(
            message(
                "it has no sheet called “%(name)s”, but these: %(others)s",
                name=MEETINGS,
                others=list_names(each.title for each in book.worksheets),
            ),
            message(
                "Call the sheet of the meetings so; or export the year anew (--export), and fill in"
                " that file."
            ),
        )
    return sheets


def list_parts(content: bytes) -> tuple[str, ...]:
    """Return the names of the files in a ZIP file; none for other bytes."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            return tuple(packed.namelist())
    except zipfile.BadZipFile:
        return ()


def refuse_other_kinds(content: bytes) -> None:
    """Raise `NotAWorkbook` for what Numbers, and Excel in its binary form, save."""
    names = list_parts(content)
    if any(name.endswith(".iwa") for name in names):
        raise NotAWorkbook(
            message("this file is a document of Numbers"),
            message("In Numbers choose File, Export To, Excel, and give that file."),
        )
    if "xl/workbook.bin" in names:
        raise NotAWorkbook(
            message("this workbook is in Excel's binary form (.xlsb)"),
            message("Open it, and save it as .xlsx."),
        )


def loosen(content: bytes) -> bytes:
    """Return a workbook in the usual form of a “strict” one, whose names of XML differ."""
    if "xl/workbook.xml" not in list_parts(content):
        return content
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        if STRICT not in packed.read("xl/workbook.xml"):
            return content
        parts = {name: packed.read(name) for name in packed.namelist()}
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, part in parts.items():
            for strict, usual in USUAL_NAMES:
                part = part.replace(strict, usual)
            packed.writestr(name, part)
    return stream.getvalue()


def find_worksheet(worksheets: Sequence[Worksheet], name: str) -> Worksheet | None:
    """Return the sheet of a name, or the only one that a program has named after it.

    Numbers writes « Réunions - Tableau 1 », Google « Copie de Réunions », Excel « Réunions (2) ».
    """
    titles = {fold(each.title.strip()): each for each in worksheets}
    if fold(name) in titles:
        return titles[fold(name)]
    of_program = re.compile(rf"(?:copie de |copy of )?{re.escape(fold(name))}(?: ?[-–(].*)?")
    named = [sheet for title, sheet in titles.items() if of_program.fullmatch(title)]
    return named[0] if len(named) == 1 else None


def measure_unpacked_size(content: bytes) -> int:
    """Return the unpacked size of a ZIP file in bytes; 0 if it is not one."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            return sum(each.file_size for each in packed.infolist())
    except zipfile.BadZipFile:
        return 0


def read_rows(worksheet: Worksheet, name: Message, translate: Translate) -> Iterator[Sequence[Any]]:
    """Yield the rows of a sheet; raise `NotAWorkbook` for merged or struck cells, and for formulas.

    Those in columns without a heading do not count, like all else there.
    """
    refuse_cells(
        (each.coord for each in worksheet.merged_cells.ranges),
        message("cells are merged; one for each row was expected"),
        message("Separate them, and fill in each row."),
        name.text(translate),
    )
    # A single formatted cell at the far edge of a sheet makes its rows and columns innumerable.
    last_row, last_column = (worksheet.max_row, MOST_ROWS), (worksheet.max_column, MOST_COLUMNS)
    rows = tuple(worksheet.iter_rows(max_row=min(last_row), max_col=min(last_column)))
    heads = next((row for row in rows if any(cell.value for cell in row)), ())
    refuse_cells(
        (
            cell.coordinate
            for row in rows
            for head, cell in zip(heads, row, strict=False)
            if cell.data_type == "f" and head.value
        ),
        message("a formula was found; a value was expected"),
        message("Copy the cell and paste its value alone."),
        name.text(translate),
    )
    refuse_cells(
        (
            cell.coordinate
            for row in rows
            if not (name == MEETINGS and is_cancelled(row))
            for head, cell in zip(heads, row, strict=False)
            if head.value and head is not cell and is_struck(cell)
        ),
        message("the text is struck through: does it still hold?"),
        message(
            "Take the strike away, or replace the text; to cancel a meeting, write oui under"
            " Cancel."
        ),
        name.text(translate),
    )
    for row in rows:
        yield [cell.value if is_plain(cell.value) else str(cell.value) for cell in row]


def is_cancelled(row: Sequence[Any]) -> bool:
    """Return whether a cell of a meeting's row says that it is cancelled."""
    return any(fold(str(cell.value)) in (*MEANING_YES, *CANCELLED) for cell in row if cell.value)


def is_struck(cell: Any) -> bool:
    """Return whether the text of a cell, or a piece of it, is struck through."""
    pieces = () if is_plain(cell.value) else cell.value
    fonts = [cell.font, *(getattr(piece, "font", None) for piece in pieces)]
    return bool(cell.value) and any(font is not None and font.strike for font in fonts)


def is_plain(value: Any) -> bool:
    """Return whether a value is no text of several looks."""
    from openpyxl.cell.rich_text import CellRichText

    return not isinstance(value, CellRichText)


def refuse_cells(cells: Iterable[str], said: Message, remedy: Message, sheet: str) -> None:
    """Raise `NotAWorkbook` that names all these cells of a sheet, if there are any."""
    names = [f"{sheet}!{cell}" for cell in cells]
    if names:
        named = message("%(cells)s: %(said)s.", cells=list_names(names), said=said)
        raise NotAWorkbook(named, remedy)
