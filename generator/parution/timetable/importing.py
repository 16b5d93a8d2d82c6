"""Turn changes in the sheets of the year into edits of files, or refuse them by cell.

I1  A mark assigns a row to its meeting; a row without a mark is a new meeting. A meeting without a
    row stays as it is: only « oui » under *Cancel* removes one.
I2  A cell with the same meaning as the file changes nothing, however it is written.
I3  All changes are made, or none: one unusable cell refuses the whole import.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from parution.domain import Group
from parution.domain.messages import Message, message
from parution.domain.problems import Place
from parution.language.fold import fold
from parution.language.nearest import propose_one_of
from parution.sources.yaml.moments import Unreadable, length_of
from parution.timetable.columns import (
    EDITED,
    GROUPS,
    MEANING_NO,
    MEANING_YES,
    MEETINGS,
    YES,
    Column,
    Sheet,
    as_text,
    start_in,
)
from parution.timetable.draft import Draft
from parution.timetable.edits import GroupEdits, MeetingEdit, Values, edit_file, own_values
from parution.timetable.group_text import Bare, CannotEdit, places_of_meetings
from parution.timetable.sheets import OF_GROUP_FILE, group_cells, state_of, write_meeting_cells
from parution.timetable.wishes import Files, Refusal

MARK = re.compile(r"(\S+) (\d{4}-\d{2}-\d{2} \d{2}:\d{2})")
RULE = re.compile(r"(\w+)\.(member|reader) ?: ?(.+)")

EXPORT_ANEW = message("Export the year anew, and make the change there.")

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


@dataclass(frozen=True, slots=True)
class InCell:
    """A cell that cannot be used, with a reason and a remedy."""

    sheet: Message
    cell: str
    """Name of the cell in spreadsheet programs: C14."""
    refusal: Refusal


class Unusable(Exception):
    """A cell cannot be used, so its row is refused."""

    def __init__(self, column: Column, said: Message, remedy: Message) -> None:
        self.column = column
        self.refusal = Refusal(said, remedy)
        super().__init__(said.text())


@dataclass(slots=True)
class Import:
    """The edits and refusals found in the sheets so far."""

    draft: Draft
    sheets: Mapping[Message, Sheet]
    refused: list[InCell] = field(default_factory=list)
    edits: dict[str, list[MeetingEdit]] = field(default_factory=dict)
    of_groups: dict[str, Values] = field(default_factory=dict)
    rows: dict[tuple[str, str], int] = field(default_factory=dict)
    """The row of each meeting, by group and new start."""

    def refuse(self, sheet: Message, row: int, unusable: Unusable) -> None:
        """Record that a row cannot be used, with the name of the cell."""
        cell = self.sheets[sheet].name_of_cell(row, unusable.column)
        self.refused.append(InCell(sheet, cell, unusable.refusal))


def read_edits(draft: Draft, sheets: Mapping[Message, Sheet]) -> Import:
    """Return the edits in the sheets, and the refused cells."""
    found = Import(draft, sheets)
    seen: dict[str, int] = {}
    for number, row in enumerate(sheets[MEETINGS].rows):
        cells = dict(zip(sheets[MEETINGS].columns, row, strict=False))
        texts = {column: as_text(cell) for column, cell in cells.items()}
        if not any(text for column, text in texts.items() if column is not Column.STATE):
            continue
        try:
            understand_meeting(found, number, texts, seen)
        except Unusable as unusable:
            found.refuse(MEETINGS, number, unusable)
    for number, row in enumerate(sheets[GROUPS].rows if GROUPS in sheets else ()):
        cells = dict(zip(sheets[GROUPS].columns, row, strict=False))
        try:
            understand_group(found, {column: as_text(cell) for column, cell in cells.items()})
        except Unusable as unusable:
            found.refuse(GROUPS, number, unusable)
    return found


def files_of(found: Import) -> Files:
    """Return the groups' files after the import; raise `CannotEdit` as `edit_file` does."""
    files = {}
    for slug in sorted({*found.edits, *found.of_groups}):
        group = found.draft.groups[slug]
        edits = GroupEdits(tuple(found.edits.get(slug, ())), found.of_groups.get(slug, {}))
        path = group.place.file
        files[path] = edit_file(found.draft.content(path), edits, group)
    return files


# --- a row of meetings -----------------------------------------------------------------------


def understand_meeting(
    found: Import, row: int, texts: Mapping[Column, str], seen: dict[str, int]
) -> None:
    """Record the changes in a meeting's row; raise `Unusable` at the first unusable cell."""
    mark = texts.get(Column.MARK, "")
    if not mark:
        add(found, row, texts)
        return
    if mark in seen:
        raise Unusable(
            Column.MARK,
            message("this meeting stands twice in the sheet, first in row %(row)s", row=seen[mark]),
            message("Remove one of the rows; to add a meeting, leave the mark empty."),
        )
    seen[mark] = row + found.sheets[MEETINGS].first_row
    group, number = find_meeting_at(mark, found.draft)
    own = write_meeting_cells(found.draft.text_of(group), number)
    sets = differences(texts, own)
    is_cancelled = is_yes(texts.get(Column.CANCEL, ""), Column.CANCEL)
    if texts.get(Column.GROUP, group.slug) != group.slug:
        raise Unusable(
            Column.GROUP,
            message("a meeting stays with its group: “%(group)s”", group=group.slug),
            message("Cancel it here, and add a row without a mark for the other group."),
        )
    final = sets.get("starts") or str(own[Column.STARTS])
    found.rows[group.slug, start_in(final) or final] = row
    if not sets and not is_cancelled:
        return
    if texts.get(Column.STATE) != state_of(own):
        raise Unusable(
            Column.MARK,
            message("the file of the group has changed here since the sheet was made"),
            EXPORT_ANEW,
        )
    edit = MeetingEdit(number, sets, is_removal=is_cancelled)
    found.edits.setdefault(group.slug, []).append(edit)


def add(found: Import, row: int, texts: Mapping[Column, str]) -> None:
    """Record a new meeting."""
    slug = texts.get(Column.GROUP, "")
    group_called(slug, found.draft)
    nothing = dict.fromkeys((*EDITED, Column.RELEASES), "")
    sets = {key: value for key, value in differences(texts, nothing).items() if value is not None}
    if "starts" not in sets:
        raise Unusable(
            Column.STARTS,
            message("this meeting has no date; “starts” was expected with a day and a time"),
            message("Write for example 08/10/2026 20:30."),
        )
    found.rows[slug, str(sets["starts"])] = row
    found.edits.setdefault(slug, []).append(MeetingEdit(None, sets))


def find_meeting_at(mark: str, draft: Draft) -> tuple[Group, int]:
    """Return the group and the index of the meeting with a mark; raise `Unusable`."""
    parts = MARK.fullmatch(mark)
    group = draft.groups.get(parts[1]) if parts else None
    for number, meeting in draft.number_meetings(group).items() if group else ():
        if parts and group and f"{meeting.starts:%Y-%m-%d %H:%M}" == parts[2]:
            return group, number
    raise Unusable(
        Column.MARK,
        message("no meeting is marked “%(mark)s”: it was moved or cancelled since", mark=mark),
        EXPORT_ANEW,
    )


def differences(texts: Mapping[Column, str], own: Mapping[Column, str]) -> dict[str, str | None]:
    """Return the values in which cells differ from a file, by the keys of the file (I2)."""
    sets: dict[str, str | None] = {}
    for column in EDITED:
        if column not in texts or texts[column] == own[column]:
            continue
        if column is Column.STARTS:
            refuse_month_first(texts[column], start_in(own[column]))
        wanted = read_wanted(column, texts[column])
        if not means_the_same(column, wanted, own[column]):
            sets[column.value] = wanted or None
    if Column.RELEASES in texts and texts[Column.RELEASES] != own[Column.RELEASES]:
        before, after = rules_in(own[Column.RELEASES]), rules_in(texts[Column.RELEASES])
        gone = {key: None for key in before if key not in after}
        sets |= {key: rule for key, rule in after.items() if before.get(key) != rule} | gone
    return sets


def read_wanted(column: Column, text: str) -> str:
    """Return the value of a cell in the files' format; raise `Unusable` for an invalid date."""
    if column is not Column.STARTS:
        return text
    starts = start_in(text) if text else None
    if starts is None:
        raise Unusable(
            column,
            message("“%(text)s” is no day with a time", text=text),
            message("Write for example 08/10/2026 20:30."),
        )
    return starts


def refuse_month_first(text: str, present: str | None) -> None:
    """Raise `Unusable` for a start that equals the present one with day and month swapped."""
    if present is not None and read_month_first(text) == present != start_in(text):
        raise Unusable(
            Column.STARTS,
            message("“%(text)s” has the month before the day", text=text),
            message("Save the table with its dates as shown: day, month, year."),
        )


def read_month_first(text: str) -> str | None:
    """Return the start that a text means if the month comes first, as in the United States.

    >>> read_month_first("10/08/2026 20:30")
    '2026-10-08 20:30'
    """
    first, slash, rest = text.partition("/")
    second, further, year = rest.partition("/")
    return start_in(f"{second}/{first}/{year}") if slash and further else None


def means_the_same(column: Column, one: str, other: str) -> bool:
    """Return whether two values of a column mean the same."""
    match column:
        case Column.STARTS:
            return one == start_in(other)
        case Column.DURATION:
            length = length_of(one)
            return not isinstance(length, Unreadable) and length == length_of(other)
        case _:
            return one == other


def rules_in(text: str) -> dict[str, str | None]:
    """Return the rules in a cell by key; raise `Unusable` for other text."""
    rules: dict[str, str | None] = {}
    for piece in filter(None, (each.strip() for each in text.split(";"))):
        rule = RULE.fullmatch(piece)
        if rule is None:
            raise Unusable(
                Column.RELEASES,
                message("“%(text)s” does not say of which part and for whom", text=piece),
                message("Write for example: dossier.member: la veille ; dossier.reader: jamais."),
            )
        rules[f"releases.{rule[1]}.{rule[2]}"] = rule[3]
    return rules


def is_yes(text: str, column: Column) -> bool:
    """Return whether a cell means yes; raise `Unusable` if it means neither yes nor no."""
    if fold(text) in MEANING_YES:
        return True
    if fold(text) in MEANING_NO:
        return False
    raise Unusable(
        column,
        message("“%(text)s” is neither yes nor no", text=text),
        message("Write oui, or leave the cell empty."),
    )


# --- a row of groups -------------------------------------------------------------------------


def understand_group(found: Import, texts: Mapping[Column, str]) -> None:
    """Record the changes in a group's row; raise `Unusable` at the first unusable cell."""
    if not any(texts.values()):
        return
    group = group_called(texts.get(Column.GROUP, ""), found.draft)
    own = group_cells(group, found.draft)
    sets: dict[str, str | None] = {}
    for column in OF_GROUP_FILE:
        wanted = texts.get(column, own[column])
        if column is Column.READERS:
            wanted = YES if is_yes(wanted, column) else ""
        if wanted != own[column]:
            sets[column.value] = wanted or None
    if sets and texts.get(Column.STATE) != state_of(own):
        changed = message("the file of the group has changed here since the sheet was made")
        raise Unusable(Column.GROUP, changed, EXPORT_ANEW)
    if sets.get(Column.READERS.value):
        sets[Column.READERS.value] = Bare("true")
    if sets:
        found.of_groups[group.slug] = sets


def group_called(slug: str, draft: Draft) -> Group:
    """Return the group of this name; raise `Unusable` if there is none."""
    if slug in draft.groups:
        return draft.groups[slug]
    raise Unusable(
        Column.GROUP,
        message("no group of this project is called “%(group)s”", group=slug),
        propose_one_of(slug, draft.groups),
    )


# --- mistakes that the files show ------------------------------------------------------------


def in_cell(found: Import, files: Files, refusal: Refusal) -> InCell | None:
    """Return the cell that caused a mistake in a file; None if it is unknown."""
    row = row_of(found, files, refusal.place) if refusal.place else None
    if row is None:
        return None
    column = OF_CODES.get(refusal.code, Column.STARTS)
    return InCell(MEETINGS, found.sheets[MEETINGS].name_of_cell(row, column), refusal)


def row_of(found: Import, files: Files, place: Place) -> int | None:
    """Return the row of the meeting at a place in a new file; None if it is unknown."""
    content = files.get(place.file)
    slug = place.file.rpartition("/")[2].removesuffix(".yml")
    if content is None:
        return None
    text = content.decode("utf-8-sig")
    lines = [line for line, _column in places_of_meetings(text)]
    before = [number for number, line in enumerate(lines) if line <= (place.line or 0)]
    try:
        starts = own_values(text, before[-1]).get("starts", "") if before else ""
    except CannotEdit:
        return None
    return found.rows.get((slug, start_in(starts) or starts))
