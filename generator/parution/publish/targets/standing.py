"""What a target itself says of what stands there: sealed, so that it tells readers nothing.

Whoever has the master secret can publish from any machine, a new one each time included, and
sends no more than what changed: the digest of every file stands beside the files.

    S1  It is encrypted and authenticated (AES-256-GCM) under a key derived from the master secret
        (HKDF-SHA-256): it names the addresses of all sites.
    S2  It is written before anything changes, and says of each file that will change that nobody
        knows what it holds; and again after, when that is known. So it is never wrong, wherever a
        transfer is cut.
    S3  It is kept in two files in turn. One that was cut while it was written does not open, and
        the other, which is one older, still is right because of S2.
"""

from __future__ import annotations

import json
import os
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from io import BytesIO
from typing import Any

from parution.publish.digests import Digests
from parution.publish.records import (
    DAMAGE,
    SnapshotRecord,
    as_table,
    read_showing,
    record_of,
    write_showing,
)
from parution.publish.served import UNSURE
from parution.publish.showing import NOTHING, Showing

FILES = ("parution-state-1", "parution-state-2")
"""Where it is kept in a target, in turn. No dots: some servers hide such files from owners."""

HEADER = b"parution standing 1\n"
NONCE, LENGTH = 12, 8


class NotOurs(ValueError):
    """Bytes that are no standing, or sealed under another secret."""


class Torn(ValueError):
    """The beginning of a standing: it was cut while it was written."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands in a target."""

    sequence: int = 0
    """One more each time it is written."""

    digests: Digests = field(default_factory=dict)
    """Of every file that was sent there, by path; `UNSURE` where a transfer may have been cut."""

    name: str | None = None
    """The last snapshot that stood there whole."""

    record: SnapshotRecord | None = None
    """Its record; it shows what is surely shown."""

    most: Showing = NOTHING
    """What is perhaps shown as well."""

    def towards(self, showing: Showing, paths: Iterable[str]) -> Standing:
        """Return what stands while these paths are about to change."""
        record = self.record and replace(self.record, showing=self.record.showing.common(showing))
        return replace(
            self,
            sequence=self.sequence + 1,
            digests={**self.digests, **dict.fromkeys(paths, UNSURE)},
            record=record,
            most=self.most.together(showing),
        )

    def with_digests(self, digests: Digests) -> Standing:
        """Return what stands once more is known of its files."""
        return replace(self, sequence=self.sequence + 1, digests=digests)

    def whole(self, name: str, record: SnapshotRecord, digests: Digests) -> Standing:
        """Return what stands when all of a snapshot has arrived."""
        return Standing(self.sequence + 1, digests, name, record, record.showing)

    @property
    def file(self) -> str:
        """Where it is to be kept (S3)."""
        return FILES[self.sequence % 2]


def seal(standing: Standing, key: bytes) -> bytes:
    """Return a standing as it is kept in a target (S1)."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    nonce = os.urandom(NONCE)
    plain = zlib.compress(json.dumps(written(standing)).encode())
    encrypted = AESGCM(key).encrypt(nonce, plain, HEADER)
    return HEADER + len(encrypted).to_bytes(LENGTH) + nonce + encrypted


def open_sealed(sealed: bytes, key: bytes) -> Standing:
    """Return the standing in a file of a target; raises `NotOurs`, and `Torn`."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    stream = BytesIO(sealed)
    header, length, nonce = (stream.read(size) for size in (len(HEADER), LENGTH, NONCE))
    encrypted = stream.read()
    if not HEADER.startswith(header):
        raise NotOurs
    if len(nonce) < NONCE or len(encrypted) < int.from_bytes(length):
        raise Torn
    try:
        return read(json.loads(zlib.decompress(AESGCM(key).decrypt(nonce, encrypted, HEADER))))
    except (InvalidTag, zlib.error, *DAMAGE) as damage:
        raise NotOurs from damage


def key_of(secret: bytes) -> bytes:
    """Return the key that seals what stands in the targets of a project."""
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    return HKDF(SHA256(), 32, salt=b"parution", info=b"parution standing").derive(secret)


def written(standing: Standing) -> dict[str, Any]:
    """Return a standing as a table."""
    return {
        "sequence": standing.sequence,
        "digests": dict(standing.digests),
        "name": standing.name,
        "record": standing.record and as_table(standing.record),
        "most": write_showing(standing.most),
    }


def read(table: Mapping[str, Any]) -> Standing:
    """Return a standing that was written; raises one of `DAMAGE`."""
    record = table["record"]
    return Standing(
        sequence=int(table["sequence"]),
        digests={str(path): str(digest) for path, digest in table["digests"].items()},
        name=table["name"],
        record=record_of(record) if record else None,
        most=read_showing(table["most"]),
    )
