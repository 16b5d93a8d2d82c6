"""The record of a snapshot: when it was published, and which parts its sites showed.

A record is a JSON file that only its owner can read. It is flushed to the disk before anything
leads to the snapshot, so it survives a power cut. The store skips a record that it cannot parse and
reports it.
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

DAMAGE = (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError, OverflowError)
"""The exceptions that parsing a damaged record can raise."""


@dataclass(frozen=True, slots=True)
class SnapshotRecord:
    """The facts recorded about a snapshot."""

    published_at: datetime
    """Aware, in UTC."""

    digest: str
    """SHA-256 of its paths and their bytes, hexadecimal."""

    showing: Showing
    """The parts that its sites show, as of the instant of the last confirmation."""

    stamp: int
    """Modification time, in seconds, of its changed files; later than in any snapshot before."""

    secret: str
    """Fingerprint of the master secret that gave the addresses; see `fingerprint_secret`."""


def fingerprint_secret(secret: bytes) -> str:
    """Return a keyed hash that identifies a master secret without revealing it."""
    return hmac.new(
        secret, b"parution: fingerprint of the master secret", hashlib.sha256
    ).hexdigest()


def write_record(path: Path, record: SnapshotRecord) -> None:
    """Write a record, flushed to the disk."""
    replace_file(path, json.dumps(convert_record(record)).encode(), PRIVATE_FILE, lasting=True)


def read_record(path: Path) -> SnapshotRecord:
    """Read a record; raises one of `DAMAGE` when the file holds none."""
    return parse_record(json.loads(path.read_bytes()))


def convert_record(record: SnapshotRecord) -> dict[str, Any]:
    """Return a record as a JSON table."""
    return {
        "published_at": record.published_at.isoformat(),
        "digest": record.digest,
        "stamp": record.stamp,
        "secret": record.secret,
        **convert_showing(record.showing),
    }


def convert_showing(showing: Showing) -> dict[str, Any]:
    """Return the parts that sites show as a JSON table."""
    return {
        "instant": showing.instant.isoformat(),
        "parts": showing.parts,
        "shown": [
            {"group": site.group, "audience": site.audience.value, "themes": dict(themes)}
            for site, themes in showing.shown.items()
        ],
    }


def parse_record(written: Mapping[str, Any]) -> SnapshotRecord:
    """Return the record in a table that `convert_record` made; raises one of `DAMAGE`."""
    return SnapshotRecord(
        parse_moment(written["published_at"]),
        str(written["digest"]),
        read_showing(written),
        int(written["stamp"]),
        str(written["secret"]),
    )


def read_showing(written: Mapping[str, Any]) -> Showing:
    """Return the parts that sites show from their JSON table; raises one of `DAMAGE`."""
    shown = {
        Site(row["group"], Audience(row["audience"])): read_parts(row["themes"])
        for row in written["shown"]
    }
    return Showing(parse_moment(written["instant"]), shown, read_parts(written["parts"]))


def read_parts(written: Mapping[str, list[str]]) -> dict[str, tuple[Part, ...]]:
    """Return parts by theme from lists of their names; raises ValueError for an unknown name."""
    return {theme: tuple(map(Part, parts)) for theme, parts in written.items()}


def parse_moment(written: str) -> datetime:
    """Parse an ISO 8601 moment into UTC; raises ValueError when it has no offset."""
    found = datetime.fromisoformat(written)
    if found.tzinfo is None:
        raise ValueError(written)
    return found.astimezone(UTC)
