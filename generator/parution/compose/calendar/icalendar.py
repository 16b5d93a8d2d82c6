"""Events as the text of a calendar: iCalendar (RFC 5545), with the names of RFC 7986.

C2  Local times name their zone, which the calendar defines; a local time that exists twice is
    given in UTC instead, because a calendar would take the earlier one.
C3  No clock is read. ``DTSTAMP``, which every event must have, is the event's own beginning a year
    before: it changes when the event does, and is past when anybody reads it, save for an event
    that lies more than a year ahead. Who publishes puts the revision in its place (`revisions`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from parution.compose.calendar.time_zones import time_zone

YEAR = timedelta(days=365)
LINE = 75
"""Octets of a line, its break not counted (RFC 5545, 3.1)."""

ANY_YEAR = 2000
"""For which a calendar without an event defines its zone."""

CONTINUED = 0x80
"""The two highest bits of an octet that is not the first of its character in UTF-8."""


@dataclass(frozen=True, slots=True)
class Event:
    """One event of a calendar."""

    uid: str
    starts: datetime
    """Aware."""
    ends: datetime
    summary: str
    description: str = ""
    location: str = ""
    url: str = ""
    """Absolute; empty where the sites' address is not known."""

    is_busy: bool = True
    """Whether one cannot do anything else at that time."""


def icalendar_text(name: str, zone: ZoneInfo, events: Iterable[Event]) -> str:
    """Return a calendar; without an event it still defines its zone, and so is a valid one."""
    events = sorted(events, key=lambda event: (event.starts, event.uid))
    years = [moment.year for event in events for moment in (event.starts, event.ends)]
    first, last = min(years, default=ANY_YEAR), max(years, default=ANY_YEAR)
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//parution//FR",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"NAME:{escape(name)}",
        f"X-WR-CALNAME:{escape(name)}",
        f"X-WR-TIMEZONE:{zone.key}",
        "REFRESH-INTERVAL;VALUE=DURATION:PT6H",
        "X-PUBLISHED-TTL:PT6H",
        *time_zone(zone, first, last),
    ]
    text = "".join(map(fold, lines))
    return text + "".join(event_text(event, zone) for event in events) + "END:VCALENDAR\r\n"


@lru_cache(4096)
def event_text(event: Event, zone: ZoneInfo) -> str:
    """Return one event as the lines of a calendar."""
    values = {
        "SUMMARY": escape(event.summary),
        "DESCRIPTION": escape(event.description),
        "LOCATION": escape(event.location),
        "URL": event.url,
    }
    lines = [
        "BEGIN:VEVENT",
        f"UID:{event.uid}",
        f"DTSTAMP:{in_utc_form(event.starts - YEAR)}",
        f"DTSTART{moment(event.starts, zone)}",
        f"DTEND{moment(event.ends, zone)}",
        *(f"{name}:{value}" for name, value in values.items() if value),
        f"TRANSP:{'OPAQUE' if event.is_busy else 'TRANSPARENT'}",
        "END:VEVENT",
    ]
    return "".join(map(fold, lines))


def moment(instant: datetime, zone: ZoneInfo) -> str:
    """Return the end of a line that says when: local time and its zone, or UTC (C2)."""
    local = instant.astimezone(zone)
    if local.fold:
        return f":{in_utc_form(instant)}"
    return f";TZID={zone.key}:{local:%Y%m%dT%H%M%S}"


def in_utc_form(instant: datetime) -> str:
    """Return an instant as calendars write it in UTC."""
    return f"{instant.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def escape(text: str) -> str:
    """Return a text in which nothing can be taken for a sign of the format (RFC 5545, 3.3.11)."""
    for sign in ("\\", ";", ","):
        text = text.replace(sign, f"\\{sign}")
    return "\\n".join(text.splitlines())


def fold(line: str) -> str:
    """Return a line with its break, cut into lines of 75 octets and no character in two."""
    rest, pieces = line.encode(), []
    while len(rest) > LINE:
        cut = LINE
        while rest[cut] & 0xC0 == CONTINUED:
            cut -= 1
        pieces.append(rest[:cut])
        rest = b" " + rest[cut:]
    return b"\r\n".join((*pieces, rest)).decode() + "\r\n"
