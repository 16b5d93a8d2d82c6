"""The facilitator's page with the room code: six words and a QR code, to show or print."""

from __future__ import annotations

from parution.compose.agenda import word_meeting
from parution.compose.context import Context
from parution.compose.desk.room_code import list_locked_parts, show_code
from parution.compose.pages.shells import compose_own_shell
from parution.compose.plans import Composed
from parution.compose.relative_links import ROOM_PAGE, link_from, locate_page
from parution.compose.views import Room, SiteView
from parution.domain import Part
from parution.domain.messages import message
from parution.language import labels


def compose_room_page(context: Context, view: SiteView, room: Room) -> Composed:
    """Compose the page that shows the code of the group's next meeting."""
    main = context.fill(
        "room-code",
        theme=room.theme,
        theme_link=link_from(ROOM_PAGE, locate_page(room.theme.address, Part.PRESENTATION)),
        meeting=word_meeting(context, room.meeting, room.theme.title),
        code=show_code(context, view, room),
        opened=[context.say(labels.PARTS[part]) for part in list_locked_parts(view, room)],
        contact=context.settings.contact,
    )
    title = context.say(message("Room code"))
    return compose_own_shell(context, view, ROOM_PAGE, title, (main,))
