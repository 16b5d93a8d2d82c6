"""The facilitator's page with the room code: six words and a QR code, to show or print."""

from __future__ import annotations

from urllib.parse import urljoin

from parution.compose.agenda import describe_meeting
from parution.compose.context import Context
from parution.compose.desk.links import qr_code
from parution.compose.pages.relative_links import address, page_path, relative
from parution.compose.pages.shells import own_shell
from parution.compose.pages.theme_pages import ROOM_PAGE
from parution.compose.plans import Composed
from parution.compose.views import Room, SiteView
from parution.domain import Part
from parution.domain.messages import message
from parution.language import labels

FRAGMENT = "code="
"""Precedes the code in the fragment of an address, which browsers do not send to servers."""


def room_page(context: Context, view: SiteView, room: Room) -> Composed:
    """Compose the page that shows the code of the group's next meeting."""
    locked = locked_parts(view, room)
    link = members_link(context, view, room, locked[0])
    main = context.fill(
        "room-code",
        theme=room.theme,
        theme_link=relative(ROOM_PAGE, page_path(room.theme.address, Part.PRESENTATION)),
        meeting=describe_meeting(context, room.meeting, room.theme.title),
        words=room.key.words,
        qr=link and qr_code(link),
        opened=[context.say(labels.PARTS[part]) for part in locked],
    )
    title = context.say(message("Room code"))
    return own_shell(context, view, ROOM_PAGE, title, (main,))


def locked_parts(view: SiteView, room: Room) -> list[Part]:
    """Return the parts that are closed to the members and that the code opens."""
    members = view.members.theme(room.theme.address)
    return [part for part in room.behind.visible if not members.shows(part)]


def members_link(context: Context, view: SiteView, room: Room, part: Part) -> str:
    """Return the address of a closed page on the members' site, with the code in its fragment.

    Empty if the settings have no ``site_url``.
    """
    if not context.settings.site_url:
        return ""
    page = address(page_path(room.theme.address, part))
    site = urljoin(context.settings.site_url.rstrip("/") + "/", f"{view.members.place}/")
    return f"{site}{page}#{FRAGMENT}{room.key.code}"
