"""What is sealed: opened by its code alone, in a few sizes, never twice with one nonce."""

from __future__ import annotations

from hashlib import pbkdf2_hmac

import pytest
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from parution.compose import Booklet, RoomKey, SealedBooklet
from parution.language.code_words import code_words
from parution.output.sealing import ROUNDS, SMALLEST, seal, size_for
from parution.rendition import Form

KEY = RoomKey.derive(b"a master secret of more than thirty-two bytes", "blain", 1, "2026/douleur")
OTHER = RoomKey.derive(b"a master secret of more than thirty-two bytes", "laval", 1, "2026/douleur")
OVERHEAD = 16 + 12 + 8 + 16


def opened(data: bytes, code: str) -> bytes:
    stretched = pbkdf2_hmac("sha256", code.encode(), data[:16], ROUNDS)
    plain = AESGCM(stretched).decrypt(data[16:28], data[28:], b"parution room 1")
    return plain[8 : 8 + int.from_bytes(plain[:8])]


def test_its_code_opens_it() -> None:
    """What comes out is what went in."""
    assert opened(seal("Un thème.".encode(), KEY), KEY.code) == "Un thème.".encode()


def test_no_other_code_opens_it() -> None:
    """Not that of another group for the same theme."""
    with pytest.raises(InvalidTag):
        opened(seal(b"text", KEY), OTHER.code)


def test_a_guess_costs_600_000_rounds() -> None:
    """What is promised of a code rests on it."""
    assert ROUNDS >= 600_000


@pytest.mark.parametrize(
    ("length", "size"),
    [
        (0, SMALLEST),
        (SMALLEST - OVERHEAD, SMALLEST),
        (SMALLEST - OVERHEAD + 1, 2 * SMALLEST),
        (5 * SMALLEST, 8 * SMALLEST),
    ],
)
def test_there_are_few_sizes(length: int, size: int) -> None:
    """Each twice the one before, whatever stands in them."""
    assert size_for(length + OVERHEAD) == size
    assert len(seal(bytes(length), KEY)) == size


def test_equal_texts_are_sealed_alike() -> None:
    """Builds stay the same to the byte."""
    assert seal(b"text", KEY) == seal(b"text", KEY)


def test_other_texts_have_another_salt_and_nonce() -> None:
    """So no key is used twice; nor do two groups share one for the same text."""
    beginnings = {seal(text, key)[:28] for text in (b"a", b"b") for key in (KEY, OTHER)}
    salts = {beginning[:16] for beginning in beginnings}
    nonces = {beginning[16:] for beginning in beginnings}
    assert len(salts) == len(nonces) == 4


def test_other_words_seal_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    """After a change of the list of words no site keeps what only the former words open."""
    booklet = Booklet(Form.SCREEN, "frame", ())
    before = SealedBooklet(booklet, KEY).digest
    words = tuple(reversed(code_words()))
    monkeypatch.setattr("parution.compose.room_key.code_words", lambda: words)
    assert SealedBooklet(booklet, KEY).digest != before
