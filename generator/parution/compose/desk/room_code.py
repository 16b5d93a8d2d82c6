"""The room code as a facilitator shows it: six words and a QR code, on her desk or on paper."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urljoin

from markupsafe import Markup

from parution.compose.context import Context
from parution.compose.desk.handed_links import draw_qr_code
from parution.compose.relative_links import locate_page, strip_index
from parution.compose.views import Room, SiteView
from parution.domain import Part

FRAGMENT = "code="
"""Precedes the code in the fragment of an address, which browsers do not send to servers."""


@dataclass(frozen=True, slots=True)
class ShownCode:
    """The code with everything needed to show it."""

    words: tuple[str, ...]
    drawing: Markup
    """A QR code that leads to a closed page of the members' site; empty without ``site_url``."""


def show_code(context: Context, view: SiteView, room: Room) -> ShownCode:
    """Return the code of the group's next meeting, for the facilitator's desk."""
    link = link_members_page(context, view, room, list_locked_parts(view, room)[0])
    return ShownCode(room.key.words, draw_qr_code(link) if link else Markup())


def list_locked_parts(view: SiteView, room: Room) -> list[Part]:
    """Return the parts that are closed to the members and that the code opens."""
    members = view.members.theme(room.theme.address)
    return [part for part in room.behind.visible if not members.shows(part)]


def link_members_page(context: Context, view: SiteView, room: Room, part: Part) -> str:
    """Return the address of a closed page on the members' site, with the code in its fragment.

    Empty if the settings have no ``site_url``.
    """
    if not context.settings.site_url:
        return ""
    page = strip_index(locate_page(room.theme.address, part))
    site = urljoin(context.settings.site_url.rstrip("/") + "/", f"{view.members.folder}/")
    return f"{site}{page}#{FRAGMENT}{room.key.code}"
