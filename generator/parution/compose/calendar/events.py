"""The calendar of a site: the group's meetings and the openings of parts.

A calendar shows no more than the home page: titles of announced themes, names of parts, dates.
`icalendar` writes its text.

CA1 A moved event keeps its identifier, so that a subscribed calendar moves it too.
"""

from __future__ import annotations

import posixpath
import uuid
from collections.abc import Iterator
from datetime import timedelta

from parution.compose.agenda import group_by_moment, link_to_theme, locate_opening
from parution.compose.calendar.icalendar import Event, write_icalendar
from parution.compose.context import Context
from parution.compose.relative_links import strip_index
from parution.compose.views import OwnGroup, OwnMeeting, SiteView
from parution.domain import Opening
from parution.domain.messages import message
from parution.language import labels
from parution.release import convert_to_utc

CALENDAR = "calendar.ics"

EVENTS = uuid.UUID("6f6b3a0e-5a0c-4a53-9a1e-3f1f3c2f7d11")
"""Namespace of the events' identifiers (RFC 9562, version 5)."""

SHOWN_FOR = timedelta(minutes=15)
"""Length of an opening in a calendar: an event without length would be hard to see."""


def write_calendar(context: Context, view: SiteView) -> str:
    """Return a site's calendar as iCalendar text."""
    events = [make_opening_event(context, view, each) for each in group_by_moment(view.openings)]
    if view.group is None:
        return write_icalendar(context.settings.site_name, context.zone, events)
    pages = tuple(locate_theme_page(context, view, each) for each in view.meetings)
    events += context.once(list_meeting_events, view.group, view.meetings, pages)
    name = message("%(group)s: meetings and readings", group=view.group.name)
    return write_icalendar(context.say(name), context.zone, events)


def list_meeting_events(
    context: Context, group: OwnGroup, meetings: tuple[OwnMeeting, ...], pages: tuple[str, ...]
) -> tuple[Event, ...]:
    """Return a group's meetings, each identified by its subject and its number within it.

    ``pages`` holds the absolute address of each meeting's theme, empty where there is none. Apart
    from them, the events are the same for all audiences of a group.
    """
    return tuple(list_events_of_meeting(context, group, meetings, pages))


def list_events_of_meeting(
    context: Context, group: OwnGroup, meetings: tuple[OwnMeeting, ...], pages: tuple[str, ...]
) -> Iterator[Event]:
    turns: dict[str, int] = {}
    for meeting, page in zip(meetings, pages, strict=True):
        subject = meeting.theme.address if meeting.theme else ""
        turns[subject] = turns.get(subject, 0) + 1
        identifier = make_uid(group.slug, "meeting", subject, str(turns[subject]))
        yield make_meeting_event(context, meeting, page, identifier)


def locate_theme_page(context: Context, view: SiteView, meeting: OwnMeeting) -> str:
    """Return the absolute address of a meeting's theme; empty if it has none."""
    theme = meeting.theme
    return make_absolute(context, view.folder, link_to_theme(view, theme)) if theme else ""


def make_meeting_event(context: Context, meeting: OwnMeeting, page: str, identifier: str) -> Event:
    """Return one meeting as an event; a draft theme is not mentioned."""
    theme = meeting.theme
    starts = convert_to_utc(meeting.starts, context.zone)
    title = theme.title if theme else meeting.title
    summary = message("Meeting: %(title)s", title=title) if title else message("Meeting")
    return Event(
        uid=identifier,
        starts=starts,
        ends=starts + meeting.duration,
        summary=context.say(summary),
        description=(theme.question or "") if theme else "",
        location=meeting.venue,
        url=page,
    )


def make_opening_event(context: Context, view: SiteView, together: list[Opening]) -> Event:
    """Return parts of a theme that open together as an event, identified by the first part."""
    first, theme = together[0], view.theme(together[0].theme).theme
    parts = ", ".join(context.say(labels.PARTS[each.part]) for each in together)
    summary = message("Opens: %(parts)s – %(title)s", parts=parts, title=theme.title)
    return Event(
        uid=make_uid(first.group or "", first.audience, "opening", first.theme, first.part),
        starts=first.opens_at,
        ends=first.opens_at + SHOWN_FOR,
        summary=context.say(summary),
        url=make_absolute(context, view.folder, locate_opening(view, first)),
        is_busy=False,
    )


def make_uid(*names: str) -> str:
    """Return an identifier that depends only on the names."""
    return str(uuid.uuid5(EVENTS, "\n".join(names)))


def make_absolute(context: Context, folder: str, path: str) -> str:
    """Return the absolute address of a page; empty if the settings have no ``site_url``."""
    base = context.settings.site_url
    if base is None:
        return ""
    climbed, _, name = f"/{folder}/{strip_index(path)}".rpartition("/")
    within = f"{posixpath.normpath(climbed)}/{name}".lstrip("/")
    return f"{base.rstrip('/')}/{within}"
