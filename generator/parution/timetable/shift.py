"""Move all meetings of a group from a day on by a number of days."""

from __future__ import annotations

import re
from datetime import date, timedelta

from parution.changes.request import LOCAL_FORMAT
from parution.timetable.edits import GroupEdits, MeetingEdit, edit_file
from parution.timetable.wishes import Files
from parution.timetable.working_copy import WorkingCopy

LENGTH = re.compile(r"([+-]?\d{1,3}) ?(d|days?|j|jours?|w|weeks?|sem|semaines?)", re.IGNORECASE)
WEEK = ("w", "s")


def parse_days(text: str) -> timedelta | None:
    """Parse a number of days or weeks; None if the text is invalid or means no move.

    >>> parse_days("7d"), parse_days("-2 semaines"), parse_days("0d")
    (datetime.timedelta(days=7), datetime.timedelta(days=-14), None)
    """
    found = LENGTH.fullmatch(text.strip())
    if not found:
        return None
    days = int(found[1]) * (7 if found[2].lower().startswith(WEEK) else 1)
    return timedelta(days=days) or None


def shift_meetings(copy: WorkingCopy, slug: str, since: date, by: timedelta) -> Files:
    """Return a group's file with its meetings from a day on moved, at the same time of day."""
    group = copy.groups[slug]
    edits = tuple(
        MeetingEdit(number, {"starts": (meeting.starts + by).strftime(LOCAL_FORMAT)})
        for number, meeting in copy.number_meetings(group).items()
        if meeting.starts.date() >= since
    )
    path = group.place.file
    return {path: edit_file(copy.content(path), GroupEdits(edits), group)} if edits else {}
