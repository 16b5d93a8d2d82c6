"""A sealed page opens with its code alone, has one of few sizes, and never reuses a nonce."""

from __future__ import annotations

from hashlib import pbkdf2_hmac

import pytest
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from parution.compose import Booklet, RoomKey, SealedBooklet
from parution.language.code_words import read_code_words
from parution.output.sealing import ROUNDS, SMALLEST, choose_size, seal
from parution.rendition import Form

KEY = RoomKey.derive(b"a master secret of more than thirty-two bytes", "blain", 1, "2026/douleur")
OTHER = RoomKey.derive(b"a master secret of more than thirty-two bytes", "laval", 1, "2026/douleur")
OVERHEAD = 16 + 12 + 8 + 16


def open_sealed(data: bytes, code: str) -> bytes:
    stretched = pbkdf2_hmac("sha256", code.encode(), data[:16], ROUNDS)
    plain = AESGCM(stretched).decrypt(data[16:28], data[28:], b"parution room 1")
    return plain[8 : 8 + int.from_bytes(plain[:8])]


def test_its_code_opens_it() -> None:
    """Its own code gives back the text."""
    assert open_sealed(seal("Un thème.".encode(), KEY), KEY.code) == "Un thème.".encode()


def test_no_other_code_opens_it() -> None:
    """Another group's code for the same theme does not open it."""
    with pytest.raises(InvalidTag):
        open_sealed(seal(b"text", KEY), OTHER.code)


def test_a_guess_costs_600_000_rounds() -> None:
    """The key derivation takes 600,000 rounds, on which the security of a code rests."""
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
    """Sizes double at each step, whatever the content."""
    assert choose_size(length + OVERHEAD) == size
    assert len(seal(bytes(length), KEY)) == size


def test_equal_texts_are_sealed_alike() -> None:
    """Equal texts give equal bytes, so that builds stay reproducible."""
    assert seal(b"text", KEY) == seal(b"text", KEY)


def test_other_texts_have_another_salt_and_nonce() -> None:
    """No key is used twice: another text or group has another salt and nonce."""
    beginnings = {seal(text, key)[:28] for text in (b"a", b"b") for key in (KEY, OTHER)}
    salts = {beginning[:16] for beginning in beginnings}
    nonces = {beginning[16:] for beginning in beginnings}
    assert len(salts) == len(nonces) == 4


def test_other_words_seal_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    """With another list of words every page is sealed anew."""
    booklet = Booklet(Form.SCREEN, "frame", ())
    before = SealedBooklet(booklet, KEY).digest
    words = tuple(reversed(read_code_words()))
    monkeypatch.setattr("parution.compose.room_key.read_code_words", lambda: words)
    assert SealedBooklet(booklet, KEY).digest != before
