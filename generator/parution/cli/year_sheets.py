"""Export and import of the year as sheets: ``parution year --export``, ``--import``."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import click

from parution.changes.request import parse_local_moment
from parution.changes.write_request import find_label, word_local_moment
from parution.cli.confirmed_edits import Judged, Manner, finish, make_working_copy
from parution.cli.options import Project
from parution.domain.messages import message
from parution.filesystem import PRIVATE_FILE, read_beginning, replace_file
from parution.language.catalogues import load_translations
from parution.language.nearest import list_names
from parution.timetable import csv_sheet, workbook
from parution.timetable.columns import GROUPS, MEETINGS, YEAR, Column
from parution.timetable.group_text import CannotEdit
from parution.timetable.mailbox import TITLES
from parution.timetable.overview import ThemeRow
from parution.timetable.sheet_edits import (
    Import,
    InCell,
    edit_files,
    find_left_out,
    locate_cell,
    read_edits,
)
from parution.timetable.sheets import make_group_sheet, make_meeting_sheet, make_year_sheet
from parution.timetable.weighing import EditOutcome, describe_uneditable_layout, weigh
from parution.timetable.working_copy import WorkingCopy

_ = load_translations().gettext

WORKBOOK, TABLE, PAGE = ".xlsx", ".csv", ".html"
TABLES = (TABLE, ".txt", ".tsv", ".tab")
"""The endings under which people save a table as text."""


def export_year(project: Project, target: Path, rows: Callable[[], Iterable[ThemeRow]]) -> None:
    """Write all meetings as a workbook, with a sheet of the year (``rows``), or as a table."""
    copy = make_working_copy(project)
    translate = load_translations(labels=copy.catalogue.settings.labels).gettext
    meetings = make_meeting_sheet(copy)
    if target.suffix.lower() == TABLE:
        write_new(target, csv_sheet.write_csv(meetings, translate))
        return
    if target.suffix.lower() != WORKBOOK:
        endings = message("a name that ends in .xlsx, .csv or .html was expected")
        raise click.BadParameter(endings.text(_), param_hint="--export")
    choices = {
        Column.THEME: [each.address for each in copy.reading.themes],
        Column.POLICY: list(copy.catalogue.settings.policies),
    }
    sheets = {
        MEETINGS: meetings,
        GROUPS: make_group_sheet(copy),
        YEAR: make_year_sheet(rows(), translate),
    }
    write_new(target, workbook.write_workbook(sheets, choices, translate))


def write_new(target: Path, content: bytes) -> None:
    """Write a new file that only the user can read; refuse to overwrite one."""
    if target.exists():
        exists = message("“%(file)s” exists already: remove or rename it.", file=str(target))
        raise click.BadParameter(exists.text(_), param_hint="--export")
    replace_file(target, content, PRIVATE_FILE)
    click.echo(message("Written: %(files)s.", files=str(target)).text(_), err=True)


def import_year(project: Project, source: Path, manner: Manner, now: datetime) -> None:
    """Read sheets back, with the consent of `apply`; refusals name the cell."""
    first = make_working_copy(project)
    translate = load_translations(labels=first.catalogue.settings.labels).gettext
    content = read_beginning(source, csv_sheet.MOST_BYTES + 1)
    if content.startswith(workbook.SIGNS) or source.suffix.lower() not in TABLES:
        sheets = workbook.read(content, translate)
    else:
        sheets = {MEETINGS: csv_sheet.read(content, translate)}
    judged, last = weigh_import(read_edits(first, sheets), first, manner, now, source.name)
    finish(project, first, last, judged, manner)


def weigh_import(
    found: Import, first: WorkingCopy, manner: Manner, now: datetime, name: str
) -> tuple[list[Judged], WorkingCopy]:
    """Return the outcome of all changes in the sheets together, and the edited copy.

    Cells that cannot be read and values that the files must not have are refused at once; what
    needs consent is asked only when no cell is refused.
    """
    judged = [title_by_cell(each) for each in found.refused]
    try:
        files = edit_files(found)
    except CannotEdit:
        return [
            *judged,
            Judged(name, EditOutcome((describe_uneditable_layout(", ".join(found.edits)),))),
        ], first
    outcome, last = weigh(files, first, manner.consent, now)
    cells = [locate_cell(found, files, each) for each in outcome.refusals]
    judged += [title_by_cell(each) for each in cells if each]
    others = tuple(each for each, cell in zip(outcome.refusals, cells, strict=True) if cell is None)
    if judged and (found.refused or not others):
        return judged, last
    log = "\t".join((", ".join(sorted({*found.edits, *found.of_groups})), "import", "", "", name))
    return [
        *judged,
        Judged(
            name,
            replace(outcome, refusals=others),
            log,
            tuple(word_import(found)),
        ),
    ], last


def word_import(found: Import) -> Iterator[str]:
    """Yield the lines about what the sheets change and leave out."""
    yield from word_edits(found)
    yield from word_left_out(found)


def word_edits(found: Import) -> Iterator[str]:
    """Yield a line for each meeting that the sheets add, change or cancel."""
    for slug, edits in sorted(found.edits.items()):
        group = found.copy.groups[slug]
        meetings = found.copy.number_meetings(group)
        for edit in edits:
            if edit.number is None:
                wish, starts = "add-meeting", parse_local_moment(str(edit.sets["starts"]))
            else:
                wish = "cancel-meeting" if edit.is_removal else "edit-meeting"
                starts = meetings[edit.number].starts
            said = message(
                "%(group)s: %(wish)s %(moment)s",
                group=group.name,
                wish=TITLES[wish],
                moment=word_local_moment(starts, _),
            )
            labels = (find_label(key, _) for key in edit.sets) if wish == "edit-meeting" else ()
            changed = " · ".join(filter(None, labels))
            yield f"  - {said.text(_)}" + (f" ({changed})" if changed else "")


def word_left_out(found: Import) -> Iterator[str]:
    """Yield lines about the columns that are not ours, and the meetings without a row."""
    for name, sheet in found.sheets.items():
        if sheet.ignored:
            ignored = message(
                "%(sheet)s: columns left out: %(names)s",
                sheet=name,
                names=", ".join(sheet.ignored),
            )
            yield f"  {ignored.text(_)}"
    marks = find_left_out(found)
    left_out = message(
        "without a row, and left as they are: %(marks)s. To cancel a meeting, keep its row and"
        " write oui under Cancel.",
        marks=list_names(marks),
    )
    if marks:
        yield f"  {left_out.text(_)}"


def title_by_cell(refused: InCell) -> Judged:
    """Return a refusal with the name of its cell as the title: Réunions!C14."""
    return Judged(f"{refused.sheet.text(_)}!{refused.cell}", EditOutcome((refused.refusal,)))
