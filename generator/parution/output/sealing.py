"""Seals a document so that the room code alone opens it.

    salt (16 bytes) │ nonce (12) │ AES-256-GCM of: length (8) │ document │ zeros │ its tag (16)

The key is the code, stretched by PBKDF2 with this salt. Salt and nonce are a keyed digest of what
is sealed: equal documents make equal bytes, another document has another key and another nonce,
and nobody without the master secret can tell whether a guess at the document is right.
(``site_templates/assets/parution/room.js`` opens it, `parution.audit.sealed` by itself too.)
"""

from __future__ import annotations

import hmac

from parution.compose import RoomKey

SMALLEST = 512 * 1024
"""Bytes of the smallest sealed object; every larger size is twice the one before."""

ROUNDS = 600_000
"""Of PBKDF2-HMAC-SHA-256, for each guess at a code."""

SALT, NONCE, LENGTH, TAG = 16, 12, 8, 16
"""Bytes of each."""

KEY = 32
"""Bytes: AES-256."""

PURPOSE = b"parution room 1"
"""Authenticated with every object: what is sealed in another way has another purpose."""


def seal(document: bytes, key: RoomKey) -> bytes:
    """Return a document sealed, in one of the sizes that sealed objects have."""
    # Loaded here: a build without a room code seals nothing.
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.pbkdf2 import PBKDF2HMAC

    derived = hmac.digest(key.seed, document, "sha256")
    salt, nonce = derived[:SALT], derived[SALT : SALT + NONCE]
    stretched = PBKDF2HMAC(SHA256(), KEY, salt, ROUNDS).derive(key.code.encode())
    return salt + nonce + AESGCM(stretched).encrypt(nonce, pad(document), PURPOSE)


def pad(document: bytes) -> bytes:
    """Return a document behind its length, filled with zeros up to the size it is sealed in."""
    said = len(document).to_bytes(LENGTH) + document
    return said.ljust(size_for(len(said) + SALT + NONCE + TAG) - SALT - NONCE - TAG, b"\0")


def size_for(needed: int) -> int:
    """Return the size of the sealed object that holds what needs so many bytes.

    >>> size_for(1), size_for(512 * 1024), size_for(512 * 1024 + 1)
    (524288, 524288, 1048576)
    """
    size = SMALLEST
    while size < needed:
        size *= 2
    return size
