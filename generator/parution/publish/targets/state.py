"""The state of a target, kept in the target itself and encrypted so that readers learn nothing.

With the master secret, anyone can publish from any machine, even a new one each time, and send only
the changed files: the state holds the digest of every file.

    TS1 It is encrypted and authenticated (AES-256-GCM) under a key derived from the master secret
        (HKDF-SHA-256), because it names the addresses of all sites.
    TS2 It is written before anything changes, with each file that will change marked as unknown,
        and again when the files have arrived. So it is right wherever a transfer is cut.
    TS3 It is kept in two files that are written in turn. If a write is cut, that file does not
        open, and the other one, though older, is still right because of TS2.
"""

from __future__ import annotations

import json
import os
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from io import BytesIO
from typing import Any

from parution.private_store import derive_key
from parution.publish.folder_digests import Digests
from parution.publish.records import (
    DAMAGE,
    SnapshotRecord,
    convert_record,
    convert_showing,
    parse_record,
    read_showing,
)
from parution.publish.served import UNSURE
from parution.publish.showing import NOTHING, Showing

FILES = ("parution-state-1", "parution-state-2")
"""The files that keep the state, used in turn. No dots: some servers hide dotfiles from their
owners.
"""

HEADER = b"parution standing 1\n"
NONCE, LENGTH = 12, 8


class NotOurs(ValueError):
    """The bytes are no encrypted state, or were encrypted under another secret."""


class Torn(ValueError):
    """The bytes are the beginning of an encrypted state, whose writing was cut."""


@dataclass(frozen=True, slots=True)
class TargetState:
    """The state of a target."""

    sequence: int = 0
    """Grows by one each time the state is written."""

    digests: Digests = field(default_factory=dict)
    """The digest of every file sent there, by path; `UNSURE` if its transfer may have been cut."""

    name: str | None = None
    """The name of the last snapshot that arrived whole."""

    record: SnapshotRecord | None = None
    """Its record, reduced to the parts that are certainly shown."""

    most: Showing = NOTHING
    """All parts that may be shown."""

    def while_changing(self, showing: Showing, paths: Iterable[str]) -> TargetState:
        """Return the state while these paths are about to change."""
        record = self.record and replace(self.record, showing=self.record.showing.common(showing))
        return replace(
            self,
            sequence=self.sequence + 1,
            digests={**self.digests, **dict.fromkeys(paths, UNSURE)},
            record=record,
            most=self.most.together(showing),
        )

    def with_digests(self, digests: Digests) -> TargetState:
        """Return the state with newer digests."""
        return replace(self, sequence=self.sequence + 1, digests=digests)

    def after_arrival(self, name: str, record: SnapshotRecord, digests: Digests) -> TargetState:
        """Return the state after all files of a snapshot have arrived."""
        return TargetState(self.sequence + 1, digests, name, record, record.showing)

    @property
    def file(self) -> str:
        """The file to write it to (TS3)."""
        return FILES[self.sequence % 2]


def encrypt_state(state: TargetState, key: bytes) -> bytes:
    """Return the encrypted state (TS1)."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    nonce = os.urandom(NONCE)
    plain = zlib.compress(json.dumps(convert_state(state)).encode())
    encrypted = AESGCM(key).encrypt(nonce, plain, HEADER)
    return HEADER + len(encrypted).to_bytes(LENGTH) + nonce + encrypted


def decrypt_state(data: bytes, key: bytes) -> TargetState:
    """Decrypt the state in a file of a target; raises `NotOurs` or `Torn`."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    stream = BytesIO(data)
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


def derive_state_key(secret: bytes) -> bytes:
    """Return the key that encrypts the states of a project's targets."""
    return derive_key(secret, "parution state")


def convert_state(state: TargetState) -> dict[str, Any]:
    """Return a state as a JSON table."""
    return {
        "sequence": state.sequence,
        "digests": dict(state.digests),
        "name": state.name,
        "record": state.record and convert_record(state.record),
        "most": convert_showing(state.most),
    }


def read(table: Mapping[str, Any]) -> TargetState:
    """Return the state in a JSON table; raises one of `DAMAGE`."""
    record = table["record"]
    return TargetState(
        sequence=int(table["sequence"]),
        digests={str(path): str(digest) for path, digest in table["digests"].items()},
        name=table["name"],
        record=parse_record(record) if record else None,
        most=read_showing(table["most"]),
    )
