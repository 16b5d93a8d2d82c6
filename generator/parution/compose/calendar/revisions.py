"""Which version of an event a calendar tells, so that programs take the newer one (RFC 5545).

A program that holds an event replaces it by one of the same identifier only where ``SEQUENCE`` is
higher; some look at ``DTSTAMP`` and ``LAST-MODIFIED`` too. What an event says depends on the
sources, how often it was said otherwise before does not: it has to be remembered.

C4  An event that says what it said when last published keeps its revision, and with it its bytes.
C5  One that says something else, or that nobody remembers, is as new as the minute in which it is
    published. Who forgets everything makes all events newer, never one older.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

EPOCH = datetime(2020, 1, 1, tzinfo=UTC)
"""From which the minutes of revisions are counted; they stay below 2³¹ for four thousand years."""

EVENT = re.compile(r"BEGIN:VEVENT\r\n.*?END:VEVENT\r\n", re.DOTALL)
IDENTIFIER = re.compile(r"^UID:(.*)\r$", re.MULTILINE)
STAMP = re.compile(r"^DTSTAMP:.*\r\n", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Revision:
    """A version of an event."""

    digest: str
    """Of what it says, its stamp left out."""

    minute: int
    """In which it was first published, counted from `EPOCH`."""


Revisions = Mapping[str, Revision]
"""The revisions of a calendar's events, by their identifiers."""


def revise(text: str, known: Revisions, instant: datetime) -> tuple[str, dict[str, Revision]]:
    """Return a calendar whose events tell their revisions, and these, as of an instant (aware)."""
    revisions: dict[str, Revision] = {}

    def put(found: re.Match[str]) -> str:
        event, name = found[0], IDENTIFIER.search(found[0])
        if name is None:
            return event
        revision = revision_of(event, known.get(name[1]), instant)
        revisions[name[1]] = revision
        moment = f"{EPOCH + timedelta(minutes=revision.minute):%Y%m%dT%H%M%SZ}"
        lines = (f"DTSTAMP:{moment}", f"LAST-MODIFIED:{moment}", f"SEQUENCE:{revision.minute}")
        return STAMP.sub("".join(f"{line}\r\n" for line in lines), event, count=1)

    return EVENT.sub(put, text), revisions


def revision_of(event: str, known: Revision | None, instant: datetime) -> Revision:
    """Return the revision of an event, given the one last published (C4, C5)."""
    digest = hashlib.sha256(STAMP.sub("", event).encode()).hexdigest()[:32]
    if known and known.digest == digest:
        return known
    minute = (instant.astimezone(UTC) - EPOCH) // timedelta(minutes=1)
    return Revision(digest, max(minute, known.minute + 1 if known else 0))
