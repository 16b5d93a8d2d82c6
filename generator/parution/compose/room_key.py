"""Derive a group's room code for a theme: the key, and the six words that people are told.

Everything is derived from the master secret with HKDF-SHA-256 (RFC 5869): nothing is stored, and
every build finds the same words, so that a sheet printed yesterday opens a text corrected this
morning. Raising the group's ``generation`` changes its codes too.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from parution.language.code_words import distinguish, read_code_words
from parution.private_store import derive_key

FOLDER = "room"
"""The folder of a site that holds sealed objects."""

WORDS = 6
"""Out of 7,500 words: 77 bits."""


@dataclass(frozen=True, slots=True)
class RoomKey:
    """Opens the sealed object of one group's meeting on one theme; no other site may hold it."""

    _root: bytes = field(repr=False)

    @classmethod
    def derive(cls, secret: bytes, group: str, generation: int, theme: str) -> RoomKey:
        """Return the key of a group (its slug) for a theme (its address)."""
        return cls(derive_key(secret, f"parution room\n{group}\n{generation}\n{theme}"))

    @property
    def path(self) -> str:
        """Path of the sealed object within a site: a name that reveals nothing."""
        return f"{FOLDER}/{derive_key(self._root, 'name')[:10].hex()}.bin"

    @property
    def words(self) -> tuple[str, ...]:
        """The code in French words."""
        words = read_code_words()
        number = int.from_bytes(derive_key(self._root, "words"))
        chosen = []
        for _ in range(WORDS):
            number, place = divmod(number, len(words))
            chosen.append(words[place])
        return tuple(chosen)

    @property
    def code(self) -> str:
        """The code as people type it, in distinctive letters; browsers derive the key from it."""
        return "-".join(map(distinguish, self.words))

    @property
    def seed(self) -> bytes:
        """Salts and nonces are derived from this and the content."""
        return derive_key(self._root, "seed")
