"""Change texts for the tiny project, in as few words as a test needs."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from parution.changes import Request, RequestedMeeting, write_block

AT = "2026-09-01T12:00"
"""A moment at which only the presentation of the tiny project is open."""

WAS: Mapping[str, str | None] = {
    "duration": "2h",
    "policy": "references-first",
    "place": "Maison de santé",
}
THEME, STARTS = "2026/douleur", "2026-10-08 20:30"


def ask_for(
    wish: str = "edit-meeting",
    sets: Mapping[str, str | None] | None = None,
    *,
    starts: str = STARTS,
    title: str | None = None,
    theme: str = THEME,
    group: str = "blain",
    was: Mapping[str, str | None] = WAS,
    made: int = 0,
) -> str:
    """Return the block of a request, ``made`` so many seconds into September."""
    target = RequestedMeeting(datetime.fromisoformat(starts), None if title else theme, title)
    when = datetime(2026, 9, 1, tzinfo=UTC) + timedelta(seconds=made)
    return write_block(Request(group, when, wish, target, sets or {}, was))
