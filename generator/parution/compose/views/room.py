"""What a group's room code opens, as its sites may speak of it (C1 to C4 of `release.room`)."""

from __future__ import annotations

from dataclasses import dataclass

from parution.compose.room_key import RoomKey
from parution.compose.views.theme_view import OwnMeeting, Texts, ThemeView
from parution.domain import Announcement, Openness, Outlook, Reason
from parution.release import needs_code, parts_behind_code


@dataclass(frozen=True, slots=True)
class Room:
    """What a group's room code opens at its next meeting."""

    theme: Announcement
    meeting: OwnMeeting
    behind: ThemeView
    """What the code opens, as if it were open: for the sealed object alone."""

    key: RoomKey
    is_sealed_here: bool
    """Whether the site carries what the code opens: something of it is closed to its readers."""


def room_for(
    meeting: OwnMeeting,
    theme: Announcement,
    members: Outlook,
    own: Outlook,
    key: RoomKey,
    texts: Texts,
) -> Room | None:
    """Return what the code opens of a meeting's theme; None where members have it all.

    ``members`` and ``own`` are what is decided of the theme for the members' and for this site.
    """
    parts = parts_behind_code(members)
    if not parts:
        return None
    behind = ThemeView(
        theme=theme,
        outlook=tuple(Openness(part, True, None, Reason.OPEN, "") for part in parts),
        meetings=(),
        folder_depth=1,
        _texts=texts,
    )
    return Room(theme, meeting, behind, key, is_sealed_here=needs_code(own, parts))
