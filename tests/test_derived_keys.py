"""Keys are derived from the master secret by HKDF, as another library does it."""

from __future__ import annotations

import pytest
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from parution.private_store import SALT, derive_key


@pytest.mark.parametrize("secret", [b"s" * 32, b"a master secret that is longer than a block" * 3])
@pytest.mark.parametrize("purpose", ["parution archive\narchive", "words", ""])
@pytest.mark.parametrize("length", [20, 32])
def test_a_derived_key_is_that_of_the_standard(secret: bytes, purpose: str, length: int) -> None:
    """Addresses and codes are those of HKDF-SHA-256 (RFC 5869) in the library cryptography."""
    other = HKDF(SHA256(), length, salt=SALT, info=purpose.encode()).derive(secret)
    assert derive_key(secret, purpose, length) == other
