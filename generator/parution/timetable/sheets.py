"""Make the two sheets of the year from the groups' files.

S1  A cell shows the value in the file: it is empty if the group's policy or place applies.
S2  `Column.STATE` is a digest of the row as made. If the file has changed since, an edited row is
    refused, because its author saw another state.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Mapping

import yaml

from parution.domain import Group, Meeting
from parution.domain.messages import Translate
from parution.language.labels import PARTS
from parution.timetable.columns import (
    EDITED,
    OF_GROUPS,
    OF_MEETINGS,
    OF_YEAR,
    YES,
    Cell,
    Column,
    Sheet,
)
from parution.timetable.edits import own_rules, own_values
from parution.timetable.group_text import parse_root
from parution.timetable.overview import ThemeRow
from parution.timetable.working_copy import WorkingCopy

OF_GROUP_FILE = (Column.NAME, Column.POLICY, Column.READERS, Column.PLACE, Column.ANIMATEUR)


def make_meeting_sheet(copy: WorkingCopy) -> Sheet:
    """Return the sheet of all meetings, by group and start."""
    rows = tuple(row for group in copy.reading.groups for row in list_meeting_rows(group, copy))
    return Sheet(OF_MEETINGS, rows)


def list_meeting_rows(group: Group, copy: WorkingCopy) -> Iterator[tuple[Cell, ...]]:
    """Yield the rows of a group's meetings."""
    text = copy.text_of(group)
    numbered = sorted(copy.number_meetings(group).items(), key=lambda each: each[1].starts)
    for number, meeting in numbered:
        own = write_meeting_cells(text, number)
        cells: Mapping[Column, Cell] = {
            **own,
            Column.MARK: mark_row(group, meeting),
            Column.GROUP: group.slug,
            Column.STARTS: meeting.starts,
            Column.STATE: digest_row(own),
        }
        yield tuple(cells.get(column) or None for column in OF_MEETINGS)


def mark_row(group: Group, meeting: Meeting) -> str:
    """Return the mark by which a row is known to be a meeting's."""
    return f"{group.slug} {meeting.starts:%Y-%m-%d %H:%M}"


def write_meeting_cells(text: str, number: int) -> dict[Column, str]:
    """Return the values that a meeting sets itself, by column (S1)."""
    own = own_values(text, number)
    cells = {column: " ".join(own.get(column, "").split()) for column in EDITED}
    return {**cells, Column.RELEASES: format_rules(own_rules(text, number))}


def format_rules(rules: Mapping[str, Mapping[str, str]]) -> str:
    """Return a meeting's own rules on one line, separated by semicolons.

    >>> format_rules({"dossier": {"member": "la veille"}, "summary": {"member": "à la fin"}})
    'dossier.member: la veille ; summary.member: à la fin'
    """
    return " ; ".join(
        f"{part}.{audience}: {rule}"
        for part, by_audience in rules.items()
        for audience, rule in by_audience.items()
    )


def make_group_sheet(copy: WorkingCopy) -> Sheet:
    """Return the sheet of all groups."""
    return Sheet(OF_GROUPS, tuple(make_group_row(group, copy) for group in copy.reading.groups))


def make_group_row(group: Group, copy: WorkingCopy) -> tuple[Cell, ...]:
    """Return the row of a group."""
    own = write_group_cells(group, copy)
    cells = {**own, Column.GROUP: group.slug, Column.STATE: digest_row(own)}
    return tuple(cells.get(column) or None for column in OF_GROUPS)


def write_group_cells(group: Group, copy: WorkingCopy) -> dict[Column, str]:
    """Return the values that a group's file sets for the group, by column (S1)."""
    pairs = {
        str(key.value).strip(): str(value.value)
        for key, value in parse_root(copy.text_of(group)).value
        if isinstance(value, yaml.ScalarNode)
    }
    cells = {column: " ".join(pairs.get(column, "").split()) for column in OF_GROUP_FILE}
    return {**cells, Column.READERS: YES if group.readers else ""}


def make_year_sheet(rows: Iterable[ThemeRow], translate: Translate) -> Sheet:
    """Return the read-only sheet of groups by themes: dates, written parts, problems."""
    return Sheet(
        OF_YEAR,
        tuple(
            (
                row.group.name,
                row.theme.title,
                ", ".join(f"{each.starts:%d/%m/%Y %H:%M}" for each in row.meetings) or None,
                row.policy,
                ", ".join(PARTS[part].text(translate) for part in row.written),
                " ; ".join(dict.fromkeys(each.message.text(translate) for each in row.problems))
                or None,
            )
            for row in rows
        ),
    )


def digest_row(cells: Mapping[Column, str]) -> str:
    """Return a digest of a row's cells that no program takes for a number (S2).

    An empty cell for the subject does not count, so that sheets from before that column stay valid.
    """
    shown = "\n".join(
        f"{column}:{cells[column]}"
        for column in sorted(cells)
        if cells[column] or column is not Column.SUBJECT
    )
    return f"x{zlib.crc32(shown.encode('utf-8', 'surrogatepass')):08x}"
