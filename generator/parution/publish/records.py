"""What is kept of a snapshot beside its files: when it was published, and what its sites showed.

A record is one JSON file for its owner alone. It outlasts a power cut, and is written before
anything leads to the snapshot. One that cannot be understood is left out, and told.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from parution.domain import Audience, Part, Site
from parution.filesystem import PRIVATE_FILE, replace_file
from parution.publish.showing import Showing

ENDING = ".json"

DAMAGE = (OSError, ValueError, KeyError, TypeError, AttributeError)
"""What reading a file can raise that is not a record, or not a whole one."""


@dataclass(frozen=True, slots=True)
class SnapshotRecord:
    """What is known of a snapshot."""

    published_at: datetime
    """Aware, in UTC."""

    digest: str
    """SHA-256 of its paths and their bytes, hexadecimal."""

    showing: Showing
    """What its sites show. Its instant is the last at which they were found to be right."""

    stamp: int
    """The time in seconds that the files bear which changed with it: later than any before."""

    secret: str
    """Fingerprint of the master secret that gave the addresses; see `fingerprint_of_secret`."""


def fingerprint_of_secret(secret: bytes) -> str:
    """Return what tells a master secret from any other, and tells nothing else of it."""
    return hmac.new(
        secret, b"parution: fingerprint of the master secret", hashlib.sha256
    ).hexdigest()


def write_record(path: Path, record: SnapshotRecord) -> None:
    """Write a record, to last."""
    replace_file(path, json.dumps(as_table(record)).encode(), PRIVATE_FILE, lasting=True)


def read_record(path: Path) -> SnapshotRecord:
    """Read a record; raises one of `DAMAGE` when it is not one."""
    return record_of(json.loads(path.read_bytes()))


def as_table(record: SnapshotRecord) -> dict[str, Any]:
    """Return a record as it is written."""
    return {
        "published_at": record.published_at.isoformat(),
        "digest": record.digest,
        "stamp": record.stamp,
        "secret": record.secret,
        **write_showing(record.showing),
    }


def write_showing(showing: Showing) -> dict[str, Any]:
    """Return what sites show, as it is written."""
    return {
        "instant": showing.instant.isoformat(),
        "parts": showing.parts,
        "shown": [
            {"group": site.group, "audience": site.audience.value, "themes": dict(themes)}
            for site, themes in showing.shown.items()
        ],
    }


def record_of(written: Mapping[str, Any]) -> SnapshotRecord:
    """Return a record that was written; raises one of `DAMAGE` when it is not one."""
    return SnapshotRecord(
        moment(written["published_at"]),
        str(written["digest"]),
        read_showing(written),
        int(written["stamp"]),
        str(written["secret"]),
    )


def read_showing(written: Mapping[str, Any]) -> Showing:
    """Return what sites show, as it was written; raises one of `DAMAGE`."""
    shown = {
        Site(row["group"], Audience(row["audience"])): parts_by_theme(row["themes"])
        for row in written["shown"]
    }
    return Showing(moment(written["instant"]), shown, parts_by_theme(written["parts"]))


def parts_by_theme(written: Mapping[str, list[str]]) -> dict[str, tuple[Part, ...]]:
    """Return parts by theme, as they are written by name."""
    return {theme: tuple(map(Part, parts)) for theme, parts in written.items()}


def moment(written: str) -> datetime:
    """Return a moment in UTC; raises ValueError where it has no offset."""
    found = datetime.fromisoformat(written)
    if found.tzinfo is None:
        raise ValueError(written)
    return found.astimezone(UTC)
