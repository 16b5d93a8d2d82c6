"""Encrypts a document so that only the room code opens it.

    salt (16 bytes) │ nonce (12) │ AES-256-GCM of: length (8) │ document │ zeros │ its tag (16)

The key is the code, stretched by PBKDF2 with this salt. Salt and nonce are a keyed digest of the
document: equal documents make equal bytes, another document has another key and another nonce, and
nobody without the master secret can check a guess at the document.
(``site_templates/assets/parution/room.js`` decrypts it; so does `parution.audit.room_codes`, with
code of its own.)
"""

from __future__ import annotations

import hmac

from parution.compose import RoomKey

SMALLEST = 512 * 1024
"""Bytes of the smallest sealed object; each larger size doubles the one before."""

ROUNDS = 600_000
"""Rounds of PBKDF2-HMAC-SHA-256: the cost of each guess at a code."""

SALT, NONCE, LENGTH, TAG = 16, 12, 8, 16
"""Their lengths in bytes."""

KEY = 32
"""Length of the AES-256 key in bytes."""

PURPOSE = b"parution room 1"
"""Authenticated with every object; change it with the format, so that no reader mixes them up."""


def seal(document: bytes, key: RoomKey) -> bytes:
    """Encrypt a document, padded to one of the sizes of `choose_size`."""
    # Loaded here: a build without a room code seals nothing.
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.pbkdf2 import PBKDF2HMAC

    derived = hmac.digest(key.seed, document, "sha256")
    salt, nonce = derived[:SALT], derived[SALT : SALT + NONCE]
    stretched = PBKDF2HMAC(SHA256(), KEY, salt, ROUNDS).derive(key.code.encode())
    return salt + nonce + AESGCM(stretched).encrypt(nonce, pad(document), PURPOSE)


def pad(document: bytes) -> bytes:
    """Return the length of a document, the document, and zeros up to its sealed size."""
    content = len(document).to_bytes(LENGTH) + document
    return content.ljust(choose_size(len(content) + SALT + NONCE + TAG) - SALT - NONCE - TAG, b"\0")


def choose_size(needed: int) -> int:
    """Return the size of a sealed object with room for ``needed`` bytes.

    >>> choose_size(1), choose_size(512 * 1024), choose_size(512 * 1024 + 1)
    (524288, 524288, 1048576)
    """
    size = SMALLEST
    while size < needed:
        size *= 2
    return size
