"""Allow one publisher at a time, in a place that has no locks.

TC1 A publisher writes a claim, waits, and reads it again: of two who come at once, the last to
    write finds its own claim; the other finds a foreign one and gives up. This works as long as
    writing a claim takes less time than the wait (Fischer's algorithm).
TC2 During the transfer the publisher rewrites its claim and reads it now and then; if it has lost
    the claim, it stops.
TC3 A claim of the same project on the same machine is a leftover, because its lock was free.
TC4 A foreign claim counts for an hour after it was last written. Then its publisher is considered
    dead.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from parution.publish.records import DAMAGE, parse_moment

FILE = "parution-claim"
LIFE = timedelta(hours=1)
CHECKED_EVERY = timedelta(seconds=10)
"""How often a transfer checks that its claim still stands."""

SETTLING = 2.0
"""Seconds to wait between writing a claim and reading it again."""


@dataclass(frozen=True, slots=True)
class PublishClaim:
    """A publisher, and the time at which it last wrote its claim."""

    publisher: str
    """Random name, drawn once for each project on each machine."""

    written_at: datetime

    def holds(self, publisher: str, now: datetime) -> bool:
        """Return whether the claim keeps another publisher from publishing now."""
        return self.publisher != publisher and now - self.written_at < LIFE

    def as_bytes(self) -> bytes:
        """Return the claim in its file format."""
        at = self.written_at.astimezone(UTC).isoformat()
        return json.dumps({"publisher": self.publisher, "written_at": at}).encode()


def read_claim(files: Mapping[str, bytes]) -> PublishClaim | None:
    """Return the claim in files of a place; None if it is missing or damaged."""
    try:
        table = json.loads(files.get(FILE, b""))
        return PublishClaim(str(table["publisher"]), parse_moment(table["written_at"]))
    except DAMAGE:
        return None
