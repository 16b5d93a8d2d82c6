"""Give events revisions, so that calendar programs prefer the newer version (RFC 5545).

A program replaces its copy of an event by one with the same identifier only if ``SEQUENCE`` is
higher; some compare ``DTSTAMP`` and ``LAST-MODIFIED`` too. The text of an event follows from the
sources, but the number of its former texts does not, so it has to be stored.

CA4 An event with the same text as last published keeps its revision, and so its bytes.
CA5 A changed event is dated at the minute of its first publication.
CA6 An event that is not stored has no revision: machines that store nothing, such as those of
    pipelines, publish the same bytes every time.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

EPOCH = datetime(2020, 1, 1, tzinfo=UTC)
"""The minutes of revisions count from here; they stay below 2³¹ for four thousand years."""

EVENT = re.compile(r"BEGIN:VEVENT\r\n.*?END:VEVENT\r\n", re.DOTALL)
IDENTIFIER = re.compile(r"^UID:(.*)\r$", re.MULTILINE)
STAMP = re.compile(r"^DTSTAMP:.*\r\n", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Revision:
    """A version of an event."""

    digest: str
    """Digest of the event's text without its stamp."""

    minute: int | None
    """The minute of its first publication, counted from `EPOCH`; None for the first text stored."""


Revisions = Mapping[str, Revision]
"""The revisions of a calendar's events, by their identifiers."""


def revise(text: str, known: Revisions, instant: datetime) -> tuple[str, dict[str, Revision]]:
    """Write their revisions into the events of a calendar; return its text and all revisions.

    Changed events get the minute of ``instant`` (aware).
    """
    revisions: dict[str, Revision] = {}

    def put(found: re.Match[str]) -> str:
        event, name = found[0], IDENTIFIER.search(found[0])
        if name is None:
            return event
        revision = derive_revision(event, known.get(name[1]), instant)
        revisions[name[1]] = revision
        if revision.minute is None:
            return event
        moment = f"{EPOCH + timedelta(minutes=revision.minute):%Y%m%dT%H%M%SZ}"
        lines = (f"DTSTAMP:{moment}", f"LAST-MODIFIED:{moment}", f"SEQUENCE:{revision.minute}")
        return STAMP.sub("".join(f"{line}\r\n" for line in lines), event, count=1)

    return EVENT.sub(put, text), revisions


def derive_revision(event: str, known: Revision | None, instant: datetime) -> Revision:
    """Return the revision of an event, given the one published last (CA4 to CA6)."""
    digest = hashlib.sha256(STAMP.sub("", event).encode()).hexdigest()[:32]
    if known is None:
        return Revision(digest, None)
    if known.digest == digest:
        return known
    minute = (instant.astimezone(UTC) - EPOCH) // timedelta(minutes=1)
    return Revision(digest, minute if known.minute is None else max(minute, known.minute + 1))
