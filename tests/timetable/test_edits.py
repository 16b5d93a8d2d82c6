"""Rules of a meeting are written in their shortest form, and those of other parts stay."""

from __future__ import annotations

import pytest

from builders import group
from parution.timetable.edits import GroupEdits, MeetingEdit, Values, edit_file

MEETING = "name: Blain\nmeetings:\n  - {title: Libre, starts: 2026-10-08 20:30%s}\n"
TWO = ", releases: {dossier: à la fin, summary: la veille}"
OF_READERS = {"releases.dossier.member": "la veille", "releases.dossier.reader": "toujours"}
FOR_ALL = {"releases.dossier.member": "la veille", "releases.dossier.reader": "la veille"}
NO_MORE: Values = {"releases.dossier.member": None, "releases.dossier.reader": None}

EDITS: list[tuple[str, str, Values, bool, str]] = [
    ("one of two is removed", TWO, NO_MORE, True, ", releases: {summary: la veille}"),
    ("the only one is removed", ", releases: {dossier: à la fin}", NO_MORE, True, ""),
    (
        "one of two changes",
        TWO,
        FOR_ALL,
        True,
        ", releases: {dossier: la veille, summary: la veille}",
    ),
    (
        "members and readers differ",
        "",
        OF_READERS,
        True,
        ", releases: {dossier: {member: la veille, reader: toujours}}",
    ),
    ("members and readers agree", "", FOR_ALL, True, ", releases: {dossier: la veille}"),
    (
        "readers alone",
        "",
        {"releases.dossier.reader": "la veille"},
        True,
        ", releases: {dossier: {reader: la veille}}",
    ),
    ("a group without readers", "", OF_READERS, False, ", releases: {dossier: la veille}"),
]


@pytest.mark.parametrize(
    ("before", "sets", "readers", "after"),
    [row[1:] for row in EDITS],
    ids=[row[0] for row in EDITS],
)
def test_a_rule_is_written(before: str, sets: Values, readers: bool, after: str) -> None:
    """An edit of a part's rules writes the rules of both audiences, and nothing else."""
    edits = GroupEdits((MeetingEdit(0, sets),))
    edited = edit_file((MEETING % before).encode(), edits, group("blain", readers=readers))
    assert edited.decode() == MEETING % after
