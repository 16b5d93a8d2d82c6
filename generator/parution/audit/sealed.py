"""What room codes open, and what keeps it shut: an implementation of its own.

Nothing here is taken from what seals. Keys, names and words are derived anew from the master
secret, with HKDF as RFC 5869 says it and the list of words alone in common.

    K1  A sealed object stands in the members' and readers' sites of a group whose file asks for
        room codes, under the name that its theme has for this group, and nowhere else.
    K2  Its size is one of the ladder's.
    K3  It opens with its group's code for its theme, and holds nothing but what the code may open.
    K4  No two objects that differ share a salt and a nonce.
    K5  The code stands in no file but those of the group's facilitator: neither its words, nor
        what is typed of them, nor a key, in whatever letters they are written.
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
from parution.language.code_words import code_words, distinguish

CODE_PAGE = "room/index.html"
SEALED = re.compile(r"room/[0-9a-f]{20}\.bin")
TOKEN = re.compile(rb"(?<![\w+/-])[\w+/-]{43,64}={0,2}(?![\w+/-])")
"""What may be 32 bytes, in hexadecimal or Base64."""


SMALLEST = 1 << 19
ROUNDS = 600_000
WORDS = 6


@dataclass(frozen=True)
class Seal:
    """What one group's code for one theme is, and where what it opens may stand."""

    root: bytes = field(repr=False)
    rights: Rights
    """Of the sites that may hold what is sealed."""
    facilitators: Rights
    """Of the one site that may hold the code."""
    content: Rights
    """To show something that the code may open."""

    @property
    def path(self) -> str:
        """Where what is sealed stands within a site."""
        return f"room/{expand_key(self.root, b'name').hex()[:20]}.bin"

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The code in words."""
        number, found = int.from_bytes(expand_key(self.root, b"words")), []
        for _ in range(WORDS):
            found.append(code_words()[number % len(code_words())])
            number //= len(code_words())
        return tuple(found)

    @property
    def spellings(self) -> Iterator[tuple[str, ...]]:
        """The ways in which the code can be written: whole words, or the letters that tell."""
        yield self.words
        yield tuple(map(distinguish, self.words))

    @property
    def code_mark(self) -> Mark:
        """What finding the code means."""
        return Mark(LeakKind.ROOM_CODE, self.facilitators)

    def open(self, data: bytes) -> bytes | None:
        """Return what is sealed in these bytes; None when the code does not open them (K3)."""
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


class Seals:
    """The seals of every group that asks for room codes."""

    def __init__(self, catalogue: Catalogue, book: Book, secret: bytes) -> None:
        found = [
            seal
            for group in catalogue.groups
            if group.room_code
            for seal in seals_of(group, catalogue, book, secret)
        ]
        self.all: tuple[Seal, ...] = tuple(found)
        self._by_path: Mapping[str, Seal] = {seal.path: seal for seal in found}
        self._keys = frozenset(token for seal in found for token in tokens_of(seal))
        self._seen: dict[bytes, str] = {}
        self._facilitators = NOBODY
        for seal in found:
            self._facilitators |= seal.facilitators

    def at(self, path: str) -> Seal | None:
        """Return the seal of what stands at a path within a site, if anything sealed does."""
        return self._by_path.get(path)

    def mark(self, path: str) -> Mark | None:
        """Return what a path asks for, if it is one of a code or of what is sealed (K1)."""
        if path == CODE_PAGE:
            return Mark(LeakKind.UNKNOWN_FILE, self._facilitators)
        if SEALED.fullmatch(path):
            seal = self.at(path)
            return Mark(LeakKind.UNKNOWN_FILE, seal.rights if seal else NOBODY)
        return None

    def keys_in(self, data: bytes) -> Iterator[Mark]:
        """Yield the mark of keys that stand in a file (K5); words are found with all others."""
        if self._keys and any(token.rstrip(b"=") in self._keys for token in TOKEN.findall(data)):
            yield Mark(LeakKind.ROOM_CODE, NOBODY)

    def is_sound(self, data: bytes) -> bool:
        """Tell whether what is sealed has a size of the ladder and a salt of its own (K2, K4)."""
        steps, rest = divmod(len(data), SMALLEST)
        if rest or steps == 0 or steps & (steps - 1):
            return False
        digest = sha256(data).hexdigest()
        return self._seen.setdefault(data[:28], digest) == digest


def seals_of(group: Group, catalogue: Catalogue, book: Book, secret: bytes) -> Iterator[Seal]:
    """Yield a group's seals: one for each theme that it meets on."""
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
        yield Seal(
            root=expand_key(secret, purpose.encode()),
            rights=holders,
            facilitators=book.site(Site(group.slug, Audience.FACILITATOR)),
            content=book.any_part(address, parts),
        )


def tokens_of(seal: Seal) -> Iterator[bytes]:
    """Yield what keys are derived from, as it may be written."""
    for key in (seal.root, expand_key(seal.root, b"seed"), expand_key(seal.root, b"words")):
        yield from (key.hex().encode(), key.hex().upper().encode())
        yield from (b64encode(key).rstrip(b"="), urlsafe_b64encode(key).rstrip(b"="))


def expand_key(secret: bytes, purpose: bytes) -> bytes:
    """Return 32 bytes for a purpose (HKDF-SHA-256, RFC 5869: one block is enough)."""
    extracted = hmac.digest(b"parution", secret, "sha256")
    return hmac.digest(extracted, purpose + b"\x01", "sha256")
