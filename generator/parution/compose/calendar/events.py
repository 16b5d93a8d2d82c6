"""The calendar of a site: the group's meetings and the openings of parts.

A calendar says what the home page says and no more: titles of announced themes, names of parts,
dates. How it is written stands in `icalendar_text`.

C1  An event keeps its identifier when it is moved, so that a subscribed calendar moves it too.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import timedelta

from parution.compose.agenda import gathered
from parution.compose.calendar.icalendar import Event, icalendar_text
from parution.compose.context import Desk
from parution.compose.openings import openings
from parution.compose.pages.relative_links import address, page_path
from parution.domain import Group, Meeting, Opening, Part, Site
from parution.domain.messages import message
from parution.language import labels
from parution.release import in_utc

CALENDAR = "calendar.ics"

EVENTS = uuid.UUID("6f6b3a0e-5a0c-4a53-9a1e-3f1f3c2f7d11")
"""Namespace of the events' identifiers (RFC 9562, version 5)."""

SHOWN_FOR = timedelta(minutes=15)
"""How long an opening lasts in a calendar: it is a moment, but must be seen."""


def calendar(desk: Desk, site: Site, folder: str) -> str:
    """Return a site's calendar; ``folder`` is where the site stands."""
    group = desk.group(site)
    together = [*gathered(openings(desk, site))]
    events = [opening_event(desk, opened, folder) for opened in together]
    if group is None:
        return icalendar_text(desk.catalogue.settings.site_name, desk.zone, events)
    # Without whole links the meetings are the same for all audiences of a group.
    place = folder if desk.catalogue.settings.site_url else ""
    key = ("meetings", group.slug, place)
    events += desk.once(key, lambda: tuple(meeting_events(desk, group, place)))
    name = message("%(group)s: meetings and readings", group=group.name).text(desk.translate)
    return icalendar_text(name, desk.zone, events)


def meeting_events(desk: Desk, group: Group, folder: str) -> Iterator[Event]:
    """Yield a group's meetings, each identified by its subject and its turn among those on it."""
    turns: dict[str, int] = {}
    for meeting in group.meetings:
        theme = desk.themes.get(meeting.theme or "")
        subject = theme.address if theme and not theme.draft else ""
        turns[subject] = turns.get(subject, 0) + 1
        yield meeting_event(
            desk, meeting, folder, uid(group.slug, "meeting", subject, str(turns[subject]))
        )


def meeting_event(desk: Desk, meeting: Meeting, folder: str, identifier: str) -> Event:
    """Return one meeting; of a draft theme nothing is said."""
    theme = desk.themes.get(meeting.theme or "")
    starts = in_utc(meeting.starts, desk.zone)
    if theme is None or theme.draft:
        title, question, link = meeting.title or "", "", ""
    else:
        title, question = theme.title, theme.question or ""
        link = absolute(desk, folder, page_path(theme.address, Part.PRESENTATION))
    said = message("Meeting: %(title)s", title=title) if title else message("Meeting")
    return Event(
        uid=identifier,
        starts=starts,
        ends=starts + meeting.duration,
        summary=said.text(desk.translate),
        description=question,
        location=meeting.venue or "",
        url=link,
    )


def opening_event(desk: Desk, together: list[Opening], folder: str) -> Event:
    """Return the parts of a theme that open together, identified by the first of them."""
    first, theme = together[0], desk.themes[together[0].theme]
    parts = ", ".join(labels.PARTS[each.part].text(desk.translate) for each in together)
    said = message("Opens: %(parts)s – %(title)s", parts=parts, title=theme.title)
    return Event(
        uid=uid(first.group or "", first.audience, "opening", first.theme, first.part),
        starts=first.opens_at,
        ends=first.opens_at + SHOWN_FOR,
        summary=said.text(desk.translate),
        url=absolute(desk, folder, page_path(theme.address, first.part)),
        is_busy=False,
    )


def uid(*names: str) -> str:
    """Return an identifier that is the same whenever the same thing is named."""
    return str(uuid.uuid5(EVENTS, "\n".join(names)))


def absolute(desk: Desk, folder: str, path: str) -> str:
    """Return the whole address of a page of a site; empty where nobody said where sites stand."""
    base = desk.catalogue.settings.site_url
    if base is None:
        return ""
    return f"{base.rstrip('/')}/{folder}{'/' if folder else ''}{address(path)}"
