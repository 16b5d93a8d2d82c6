"""Turn changes in the sheets of the year into edits of files, or refuse them by cell.

I1  A mark assigns a row to its meeting; a row without a mark is a new meeting. A meeting without a
    row stays as it is: only « oui » under *Cancel* removes one.
I2  A cell with the same meaning as the file changes nothing, however it is written.
I3  All changes are made, or none: one unusable cell refuses the whole import.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from parution.domain import Group
from parution.domain.messages import Message, message
from parution.domain.problems import Place
from parution.language.fold import fold
from parution.language.nearest import list_names, propose_one_of
from parution.timetable.cells import (
    NO_DATE,
    Unusable,
    find_changed_values,
    is_yes,
    refuse_error_values,
)
from parution.timetable.columns import (
    EDITED,
    GROUPS,
    MEETINGS,
    YES,
    Column,
    Sheet,
    as_text,
    parse_start,
)
from parution.timetable.edits import GroupEdits, MeetingEdit, Values, edit_file, own_values
from parution.timetable.group_text import Bare, CannotEdit, locate_meetings, parse_root
from parution.timetable.sheets import (
    OF_GROUP_FILE,
    digest_row,
    mark_row,
    write_group_cells,
    write_meeting_cells,
)
from parution.timetable.wishes import Files, Refusal
from parution.timetable.working_copy import WorkingCopy

MARK = re.compile(r"(\S+) (\d{4}-\d{2}-\d{2} \d{2}:\d{2})")

EXPORT_ANEW = message("Export the year anew, and make the change there.")
OTHER_STATE = message(
    "this row is not what the file of the group says: it has changed since the sheet was made,"
    " or the mark stands in another row"
)
ADD_WITHOUT_MARK = message("Remove one of the rows; to add a meeting, leave the mark empty.")

OF_CODES: Mapping[str, Column] = {
    "unknown-policy": Column.POLICY,
    "unknown-theme": Column.THEME,
    "unknown-subject": Column.SUBJECT,
    "theme-and-subject": Column.SUBJECT,
    "bad-rule": Column.RELEASES,
    "unknown-part": Column.RELEASES,
    "settled-part": Column.RELEASES,
    "bad-duration": Column.DURATION,
    "nameless-meeting": Column.THEME,
}
"""The column of each mistake; other mistakes are attributed to the date."""

OF_NAME = ("missing-key", "duplicate-group")
"""Mistakes in a group's name."""


@dataclass(frozen=True, slots=True)
class InCell:
    """A cell that cannot be used, with a reason and a remedy."""

    sheet: Message
    cell: str
    """Name of the cell in spreadsheet programs: C14."""
    refusal: Refusal


@dataclass(slots=True)
class Import:
    """The edits and refusals found in the sheets so far."""

    copy: WorkingCopy
    sheets: Mapping[Message, Sheet]
    refused: list[InCell] = field(default_factory=list)
    edits: dict[str, list[MeetingEdit]] = field(default_factory=dict)
    of_groups: dict[str, Values] = field(default_factory=dict)
    rows: dict[tuple[str, str], int] = field(default_factory=dict)
    """The row of each meeting, by group and new start."""
    seen: dict[tuple[Message, str], int] = field(default_factory=dict)
    """The row of each mark and group, by sheet."""

    def refuse(self, sheet: Message, row: int, unusable: Unusable) -> None:
        """Record that a row cannot be used, with the name of the cell."""
        cell = self.sheets[sheet].name_of_cell(row, unusable.column)
        self.refused.append(InCell(sheet, cell, unusable.refusal))

    def note_row(self, sheet: Message, row: int, column: Column, name: str) -> None:
        """Record the row of a mark or a group; raise `Unusable` if another row has it."""
        if (first := self.seen.setdefault((sheet, name), row)) != row:
            cell = self.sheets[sheet].name_of_cell(first, column)
            raise Unusable(
                column,
                message(
                    "“%(name)s” stands twice in the sheet, first in %(cell)s", name=name, cell=cell
                ),
                ADD_WITHOUT_MARK if sheet == MEETINGS else message("Remove one of the rows."),
            )


def read_edits(copy: WorkingCopy, sheets: Mapping[Message, Sheet]) -> Import:
    """Return the edits in the sheets, and the refused cells."""
    found = Import(copy, sheets)
    for name, understand in ((MEETINGS, understand_meeting), (GROUPS, understand_group)):
        for number, texts in enumerate(list_row_texts(sheets[name]) if name in sheets else ()):
            if not any(text for column, text in texts.items() if column is not Column.STATE):
                continue
            try:
                refuse_error_values(texts)
                understand(found, number, texts)
            except Unusable as unusable:
                found.refuse(name, number, unusable)
    return found


def list_row_texts(sheet: Sheet) -> Iterator[dict[Column, str]]:
    """Yield the texts of each row by column."""
    for row in sheet.rows:
        yield {column: as_text(cell) for column, cell in zip(sheet.columns, row, strict=False)}


def find_left_out(found: Import) -> tuple[str, ...]:
    """Return the marks of meetings without a row, of groups that have other rows (I1)."""
    seen = [mark for sheet, mark in found.seen if sheet == MEETINGS]
    groups = {mark.partition(" ")[0] for mark in seen}
    return tuple(
        mark
        for group in found.copy.reading.groups
        if group.slug in groups
        for mark in (mark_row(group, meeting) for meeting in group.meetings)
        if mark not in seen
    )


def edit_files(found: Import) -> Files:
    """Return the groups' files after the import; raise `CannotEdit` as `edit_file` does."""
    files = {}
    for slug in sorted({*found.edits, *found.of_groups}):
        group = found.copy.groups[slug]
        edits = GroupEdits(tuple(found.edits.get(slug, ())), found.of_groups.get(slug, {}))
        path = group.place.file
        files[path] = edit_file(found.copy.content(path), edits, group)
    return files


# --- a row of meetings -----------------------------------------------------------------------


def understand_meeting(found: Import, row: int, texts: Mapping[Column, str]) -> None:
    """Record the changes in a meeting's row; raise `Unusable` at the first unusable cell."""
    mark = texts.get(Column.MARK, "")
    if not mark:
        add(found, row, texts)
        return
    found.note_row(MEETINGS, row, Column.MARK, mark)
    group, number = find_meeting_at(mark, found.copy)
    own = write_meeting_cells(found.copy.text_of(group), number)
    if fold(texts.get(Column.GROUP) or group.slug) not in (group.slug, fold(group.name)):
        raise Unusable(
            Column.GROUP,
            message("a meeting stays with its group: “%(group)s”", group=group.slug),
            message("Cancel it here, and add a row without a mark for the other group."),
        )
    is_cancelled = is_yes(texts.get(Column.CANCEL, ""), Column.CANCEL)
    sets = {} if is_cancelled else find_changed_values(texts, own)
    final = sets.get("starts") or str(own[Column.STARTS])
    found.rows[group.slug, parse_start(final) or final] = row
    if not sets and not is_cancelled:
        return
    if texts.get(Column.STATE) != digest_row(own):
        raise Unusable(Column.MARK, OTHER_STATE, EXPORT_ANEW)
    edit = MeetingEdit(number, sets, is_removal=is_cancelled)
    found.edits.setdefault(group.slug, []).append(edit)


def add(found: Import, row: int, texts: Mapping[Column, str]) -> None:
    """Record a new meeting."""
    slug = get_group(texts.get(Column.GROUP, ""), found.copy).slug
    nothing = dict.fromkeys((*EDITED, Column.RELEASES), "")
    sets = {
        key: value
        for key, value in find_changed_values(texts, nothing).items()
        if value is not None
    }
    if "starts" not in sets:
        raise Unusable(
            Column.STARTS,
            NO_DATE,
            message("Write for example 08/10/2026 20:30."),
        )
    found.rows[slug, str(sets["starts"])] = row
    found.edits.setdefault(slug, []).append(MeetingEdit(None, sets))


def find_meeting_at(mark: str, copy: WorkingCopy) -> tuple[Group, int]:
    """Return the group and the index of the meeting with a mark; raise `Unusable`."""
    parts = MARK.fullmatch(mark)
    group = copy.groups.get(parts[1]) if parts else None
    for number, meeting in copy.number_meetings(group).items() if group else ():
        if parts and group and f"{meeting.starts:%Y-%m-%d %H:%M}" == parts[2]:
            return group, number
    if parts is None:
        raise Unusable(
            Column.MARK,
            message("“%(mark)s” is no mark of a meeting", mark=mark),
            message("Remove this row; to add a meeting, leave its mark empty."),
        )
    raise Unusable(
        Column.MARK,
        message("no meeting is marked “%(mark)s”: it was moved or cancelled since", mark=mark),
        EXPORT_ANEW,
    )


# --- a row of groups -------------------------------------------------------------------------


def understand_group(found: Import, row: int, texts: Mapping[Column, str]) -> None:
    """Record the changes in a group's row; raise `Unusable` at the first unusable cell."""
    group = get_group(texts.get(Column.GROUP, ""), found.copy)
    found.note_row(GROUPS, row, Column.GROUP, group.slug)
    own = write_group_cells(group, found.copy)
    sets: dict[str, str | None] = {}
    for column in OF_GROUP_FILE:
        wanted = texts.get(column, own[column])
        if column is Column.READERS:
            wanted = YES if is_yes(wanted, column) else ""
        if wanted != own[column]:
            sets[column.value] = wanted or None
    if sets and texts.get(Column.STATE) != digest_row(own):
        raise Unusable(Column.GROUP, OTHER_STATE, EXPORT_ANEW)
    if sets.get(Column.READERS.value):
        sets[Column.READERS.value] = Bare("true")
    if sets:
        found.of_groups[group.slug] = sets


def get_group(slug: str, copy: WorkingCopy) -> Group:
    """Return the group with this slug or name; raise `Unusable` if there is none."""
    for group in copy.groups.values():
        if fold(slug) in (group.slug, fold(group.name)):
            return group
    if not slug:
        raise Unusable(
            Column.GROUP,
            message("this row names no group"),
            message("Write one of these: %(known)s.", known=list_names(copy.groups)),
        )
    raise Unusable(
        Column.GROUP,
        message("no group of this project is called “%(group)s”", group=slug),
        propose_one_of(slug, copy.groups),
    )


# --- mistakes that the files show ------------------------------------------------------------


def locate_cell(found: Import, files: Files, refusal: Refusal) -> InCell | None:
    """Return the cell that caused a mistake in a file; None if it is unknown."""
    place = refusal.place
    content = files.get(place.file) if place else None
    if place is None or content is None:
        return None
    slug, text = place.file.rpartition("/")[2].removesuffix(".yml"), content.decode("utf-8-sig")
    sheet, column = GROUPS, find_group_column(text, place, refusal.code)
    row = found.seen.get((GROUPS, slug)) if column else None
    if column is None:
        sheet, column = MEETINGS, OF_CODES.get(refusal.code, Column.STARTS)
        row = find_row(found, slug, text, place)
    if row is None:
        return None
    return InCell(sheet, found.sheets[sheet].name_of_cell(row, column), refusal)


def find_group_column(text: str, place: Place, code: str) -> Column | None:
    """Return the column of a mistake in what a file says of its group; None for a meeting."""
    if code in OF_NAME:
        return Column.NAME
    for key, _value in parse_root(text).value:
        if key.start_mark.line + 1 == place.line and key.value in OF_GROUP_FILE:
            return Column(key.value)
    return None


def find_row(found: Import, slug: str, text: str, place: Place) -> int | None:
    """Return the row of the meeting at a place in a new file; None if it is unknown."""
    lines = [line for line, _column in locate_meetings(text)]
    before = [number for number, line in enumerate(lines) if line <= (place.line or 0)]
    try:
        starts = own_values(text, before[-1]).get("starts", "") if before else ""
    except CannotEdit:
        return None
    return found.rows.get((slug, parse_start(starts) or starts))
