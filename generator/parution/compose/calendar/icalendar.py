"""Write events as iCalendar text (RFC 5545), with the name properties of RFC 7986.

CA2 Local times refer to their zone, which the calendar defines. A local time that occurs twice is
    written in UTC instead, because calendar programs would take the earlier one.
CA3 No clock is read. Every event needs a ``DTSTAMP``: it gets the event's own start minus a year.
    That changes with the event, and is in the past when anybody reads it, except for events more
    than a year ahead. Publishing replaces it by the revision (`revisions`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from parution.compose.calendar.time_zones import write_time_zone

YEAR = timedelta(days=365)
LINE = 75
"""Maximum octets in a line, without its break (RFC 5545, 3.1)."""

ANY_YEAR = 2000
"""The year for which a calendar without events defines its zone."""

CONTINUED = 0x80
"""The two highest bits of a UTF-8 continuation byte."""


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
    """Absolute; empty if the address of the sites is unknown."""

    is_busy: bool = True
    """Whether the event occupies the reader's time."""


def write_icalendar(name: str, zone: ZoneInfo, events: Iterable[Event]) -> str:
    """Return a calendar; without events it still defines its zone, to be valid."""
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
        *write_time_zone(zone, first, last),
    ]
    text = "".join(map(fold, lines))
    return text + "".join(write_event(event, zone) for event in events) + "END:VCALENDAR\r\n"


@lru_cache(4096)
def write_event(event: Event, zone: ZoneInfo) -> str:
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
        f"DTSTAMP:{format_in_utc(event.starts - YEAR)}",
        f"DTSTART{format_moment(event.starts, zone)}",
        f"DTEND{format_moment(event.ends, zone)}",
        *(f"{name}:{value}" for name, value in values.items() if value),
        f"TRANSP:{'OPAQUE' if event.is_busy else 'TRANSPARENT'}",
        "END:VEVENT",
    ]
    return "".join(map(fold, lines))


def format_moment(instant: datetime, zone: ZoneInfo) -> str:
    """Return the end of a date property: local time with its zone, or UTC (CA2)."""
    local = instant.astimezone(zone)
    if local.fold:
        return f":{format_in_utc(instant)}"
    return f";TZID={zone.key}:{local:%Y%m%dT%H%M%S}"


def format_in_utc(instant: datetime) -> str:
    """Return an instant in the UTC format of iCalendar."""
    return f"{instant.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def escape(text: str) -> str:
    """Escape the special characters of the format in a text (RFC 5545, 3.3.11)."""
    for sign in ("\\", ";", ","):
        text = text.replace(sign, f"\\{sign}")
    return "\\n".join(text.splitlines())


def fold(line: str) -> str:
    """Break a line into pieces of 75 octets without splitting a character; add its line end."""
    rest, pieces = line.encode(), []
    while len(rest) > LINE:
        cut = LINE
        while rest[cut] & 0xC0 == CONTINUED:
            cut -= 1
        pieces.append(rest[:cut])
        rest = b" " + rest[cut:]
    return b"\r\n".join((*pieces, rest)).decode() + "\r\n"
