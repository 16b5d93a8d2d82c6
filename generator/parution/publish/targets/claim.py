"""One publisher at a time, in a place where nothing can be locked.

K1  Whoever publishes writes a claim, waits, and reads it again: of two who came at once, the
    one who wrote last finds the claim its own, the other finds that it is not, and lets go.
    That holds as long as nobody takes longer to write a claim than to wait (Fischer's rule).
K2  A claim is written anew while the transfer goes on, and read now and then: whoever has
    lost it stops.
K3  A claim of the same project on the same machine is left over: its lock was free.
K4  Another's counts for an hour after it was last written. Then that publisher is taken for
    dead.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from parution.publish.records import moment

FILE = "parution-claim"
LIFE = timedelta(hours=1)
CHECKED_EVERY = timedelta(seconds=10)
"""How often a transfer looks whether its claim still stands."""

SETTLING = 2.0
"""Seconds between writing a claim and reading it again."""


@dataclass(frozen=True, slots=True)
class PublishClaim:
    """Who publishes, and when that was last written."""

    publisher: str
    """Drawn at random once for each project on each machine."""

    written_at: datetime

    def holds(self, publisher: str, now: datetime) -> bool:
        """Tell whether it keeps another publisher from publishing now."""
        return self.publisher != publisher and now - self.written_at < LIFE

    def as_bytes(self) -> bytes:
        """Return it as it is kept in a target."""
        at = self.written_at.astimezone(UTC).isoformat()
        return json.dumps({"publisher": self.publisher, "written_at": at}).encode()


def read_claim(files: Mapping[str, bytes]) -> PublishClaim | None:
    """Return the claim in files of a place; None where there is none, or one that was cut."""
    try:
        table = json.loads(files.get(FILE, b""))
        return PublishClaim(str(table["publisher"]), moment(table["written_at"]))
    except (ValueError, KeyError, TypeError):
        return None
