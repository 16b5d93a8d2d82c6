"""Check the objects that room codes open, with an implementation of its own.

This module shares no code with the one that seals (`output.sealing`). It derives keys, names and
words from the master secret anew, with HKDF as in RFC 5869; only the word list is shared.

    AK1 Only the members' and readers' sites of a group that uses room codes hold a sealed object,
        under the name that derives from the theme and the group.
    AK2 Its size is one of the ladder's.
    AK3 The group's code for the theme opens it, and it holds only parts that the code may open.
    AK4 No two different objects share salt and nonce.
    AK5 Only files of the group's facilitator hold the code: its words, their typed form, or a key,
        in any encoding.
"""

from __future__ import annotations

import hmac
import re
from base64 import b64encode, urlsafe_b64encode
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import pbkdf2_hmac, sha256

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from parution.audit.fingerprints import Mark
from parution.audit.leaks import LeakKind
from parution.audit.rights import NOBODY, Book, Rights
from parution.domain import Audience, Catalogue, Group, Part, Site
from parution.language.code_words import distinguish, read_code_words

CODE_PAGE = "room/index.html"
SEALED = re.compile(r"room/[0-9a-f]{20}\.bin")
TOKEN = re.compile(rb"(?<![\w+/-])[\w+/-]{43,64}={0,2}(?![\w+/-])")
"""May be 32 bytes in hexadecimal or Base64."""


SMALLEST = 1 << 19
ROUNDS = 600_000
WORDS = 6


@dataclass(frozen=True)
class RoomCode:
    """The code of one group for one theme, and the rights to hold it and its object."""

    root: bytes = field(repr=False)
    rights: Rights
    """Rights of the sites that may hold the sealed object."""
    facilitators: Rights
    """Right of the only site that may hold the code."""
    content: Rights
    """Rights to show a part that the code may open."""

    @property
    def path(self) -> str:
        """Path of the sealed object within a site."""
        return f"room/{expand_key(self.root, b'name').hex()[:20]}.bin"

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The code in words."""
        number, found = int.from_bytes(expand_key(self.root, b"words")), []
        for _ in range(WORDS):
            found.append(read_code_words()[number % len(read_code_words())])
            number //= len(read_code_words())
        return tuple(found)

    @property
    def spellings(self) -> Iterator[tuple[str, ...]]:
        """The spellings of the code: whole words, or their distinctive letters."""
        yield self.words
        yield tuple(map(distinguish, self.words))

    @property
    def code_mark(self) -> Mark:
        """The meaning of finding the code."""
        return Mark(LeakKind.ROOM_CODE, self.facilitators)

    def open(self, data: bytes) -> bytes | None:
        """Return the content of a sealed object; None if the code does not open it (AK3)."""
        salt, nonce, text = data[:16], data[16:28], data[28:]
        code = "-".join(map(distinguish, self.words)).encode()
        key = pbkdf2_hmac("sha256", code, salt, ROUNDS)
        try:
            plain = AESGCM(key).decrypt(nonce, text, b"parution room 1")
        except (InvalidTag, ValueError):
            return None
        length = int.from_bytes(plain[:8])
        rest = plain[8 + length :]
        return plain[8 : 8 + length] if not rest.strip(b"\0") else None


class RoomCodes:
    """The codes of every group that uses room codes."""

    def __init__(self, catalogue: Catalogue, book: Book, secret: bytes) -> None:
        found = [
            code
            for group in catalogue.groups
            if group.room_code
            for code in make_room_codes(group, catalogue, book, secret)
        ]
        self.all: tuple[RoomCode, ...] = tuple(found)
        self._by_path: Mapping[str, RoomCode] = {code.path: code for code in found}
        self._keys = frozenset(token for code in found for token in spell_keys(code))
        self._seen: dict[bytes, str] = {}
        self._facilitators = NOBODY
        for code in found:
            self._facilitators |= code.facilitators

    def at(self, path: str) -> RoomCode | None:
        """Return the code of the object at a path within a site; None for other paths."""
        return self._by_path.get(path)

    def mark(self, path: str) -> Mark | None:
        """Return the mark of the path of a code or of a sealed object; None for others (AK1)."""
        if path == CODE_PAGE:
            return Mark(LeakKind.UNKNOWN_FILE, self._facilitators)
        if SEALED.fullmatch(path):
            code = self.at(path)
            return Mark(LeakKind.UNKNOWN_FILE, code.rights if code else NOBODY)
        return None

    def keys_in(self, data: bytes) -> Iterator[Mark]:
        """Yield the mark of keys in a file (AK5); words of codes have fingerprints."""
        if self._keys and any(token.rstrip(b"=") in self._keys for token in TOKEN.findall(data)):
            yield Mark(LeakKind.ROOM_CODE, NOBODY)

    def is_sound(self, data: bytes) -> bool:
        """Return whether a sealed object has a size of the ladder and its own salt (AK2, AK4)."""
        steps, rest = divmod(len(data), SMALLEST)
        if rest or steps == 0 or steps & (steps - 1):
            return False
        digest = sha256(data).hexdigest()
        return self._seen.setdefault(data[:28], digest) == digest


def make_room_codes(
    group: Group, catalogue: Catalogue, book: Book, secret: bytes
) -> Iterator[RoomCode]:
    """Yield the codes of a group: one for each theme on which it meets."""
    holders = NOBODY
    for audience in group.audiences:
        if audience is not Audience.FACILITATOR:
            holders |= book.site(Site(group.slug, audience))
    for address in sorted({meeting.theme for meeting in group.meetings if meeting.theme}):
        theme = catalogue.themes.get(address)
        if theme is None or theme.draft:
            continue
        parts = [part for part in theme.parts if part is not Part.GUIDE]
        purpose = f"parution room\n{group.slug}\n{group.generation}\n{address}"
        yield RoomCode(
            root=expand_key(secret, purpose.encode()),
            rights=holders,
            facilitators=book.site(Site(group.slug, Audience.FACILITATOR)),
            content=book.any_part(address, parts),
        )


def spell_keys(code: RoomCode) -> Iterator[bytes]:
    """Yield the spellings of the keys behind a code."""
    for key in (code.root, expand_key(code.root, b"seed"), expand_key(code.root, b"words")):
        yield from (key.hex().encode(), key.hex().upper().encode())
        yield from (b64encode(key).rstrip(b"="), urlsafe_b64encode(key).rstrip(b"="))


def expand_key(secret: bytes, purpose: bytes) -> bytes:
    """Return 32 bytes for a purpose (HKDF-SHA-256, RFC 5869: one block is enough)."""
    extracted = hmac.digest(b"parution", secret, "sha256")
    return hmac.digest(extracted, purpose + b"\x01", "sha256")
