"""Which version of an event a calendar tells, so that programs take the newer one (RFC 5545).

A program that holds an event replaces it by one of the same identifier only where ``SEQUENCE`` is
higher; some look at ``DTSTAMP`` and ``LAST-MODIFIED`` too. What an event says depends on the
sources, how often it was said otherwise before does not: it has to be remembered.

C4  An event that says what it said when last published keeps its revision, and with it its bytes.
C5  One that says something else is as new as the minute in which that is first published.
C6  One that nobody remembers has no revision: a machine that remembers nothing, such as those of
    pipelines, publishes the same bytes every time.
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

    minute: int | None
    """In which it was first published, counted from `EPOCH`; None of the first one remembered."""


Revisions = Mapping[str, Revision]
"""The revisions of a calendar's events, by their identifiers."""


def revise(text: str, known: Revisions, instant: datetime) -> tuple[str, dict[str, Revision]]:
    """Return a calendar whose events tell the revisions they have, and all of these.

    What changed is as new as the minute of ``instant`` (aware).
    """
    revisions: dict[str, Revision] = {}

    def put(found: re.Match[str]) -> str:
        event, name = found[0], IDENTIFIER.search(found[0])
        if name is None:
            return event
        revision = revision_of(event, known.get(name[1]), instant)
        revisions[name[1]] = revision
        if revision.minute is None:
            return event
        moment = f"{EPOCH + timedelta(minutes=revision.minute):%Y%m%dT%H%M%SZ}"
        lines = (f"DTSTAMP:{moment}", f"LAST-MODIFIED:{moment}", f"SEQUENCE:{revision.minute}")
        return STAMP.sub("".join(f"{line}\r\n" for line in lines), event, count=1)

    return EVENT.sub(put, text), revisions


def revision_of(event: str, known: Revision | None, instant: datetime) -> Revision:
    """Return the revision of an event, given the one last published (C4 to C6)."""
    digest = hashlib.sha256(STAMP.sub("", event).encode()).hexdigest()[:32]
    if known is None:
        return Revision(digest, None)
    if known.digest == digest:
        return known
    minute = (instant.astimezone(UTC) - EPOCH) // timedelta(minutes=1)
    return Revision(digest, minute if known.minute is None else max(minute, known.minute + 1))
