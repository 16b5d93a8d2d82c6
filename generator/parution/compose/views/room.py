"""The parts that a group's room code opens, for its sites (RC1 to RC4 of `release.room_rules`)."""

from __future__ import annotations

from dataclasses import dataclass

from parution.compose.room_key import RoomKey
from parution.compose.views.theme_view import OwnMeeting, Texts, ThemeView
from parution.domain import Announcement, Openness, Outlook, Reason
from parution.release import list_parts_behind_code, needs_code


@dataclass(frozen=True, slots=True)
class Room:
    """The parts that a group's room code opens at its next meeting."""

    theme: Announcement
    meeting: OwnMeeting
    behind: ThemeView
    """A view in which these parts are open, for the sealed object alone."""

    key: RoomKey
    is_sealed_here: bool
    """Whether the site holds the sealed object, because some of the parts are closed to its
    readers.
    """


def make_room(
    meeting: OwnMeeting,
    theme: Announcement,
    members: Outlook,
    own: Outlook,
    key: RoomKey,
    texts: Texts,
) -> Room | None:
    """Return the parts that the code opens for a meeting's theme; None if members see them all.

    ``members`` and ``own`` are the decisions on the theme for the members' site and for this one.
    """
    parts = list_parts_behind_code(members)
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
