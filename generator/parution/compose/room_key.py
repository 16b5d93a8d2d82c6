"""What a group's room code for a theme is derived from, and the six words that it is told in.

Everything comes with HKDF-SHA-256 (RFC 5869) from the master secret, so that nothing need be
stored, and every build finds the same words again: a sheet that was printed yesterday still opens
what was corrected this morning. Raising the group's ``generation`` gives it other codes too.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from parution.language.code_words import code_words, distinguish

FOLDER = "room"
"""Where a site keeps what is sealed."""

WORDS = 6
"""At 7,500 words to choose from, 77 bits."""


@dataclass(frozen=True, slots=True)
class RoomKey:
    """Opens what is sealed for one group's meeting on one theme; nobody else's site may hold it."""

    _root: bytes = field(repr=False)

    @classmethod
    def derive(cls, secret: bytes, group: str, generation: int, theme: str) -> RoomKey:
        """Return the key of a group (its slug) for a theme (its address)."""
        return cls(_expand(secret, f"parution room\n{group}\n{generation}\n{theme}"))

    @property
    def path(self) -> str:
        """Where the sealed object stands within a site: a name that says nothing."""
        return f"{FOLDER}/{_expand(self._root, 'name')[:10].hex()}.bin"

    @property
    def words(self) -> tuple[str, ...]:
        """The code, in French words."""
        words = code_words()
        number = int.from_bytes(_expand(self._root, "words"))
        chosen = []
        for _ in range(WORDS):
            number, place = divmod(number, len(words))
            chosen.append(words[place])
        return tuple(chosen)

    @property
    def code(self) -> str:
        """The code as it is typed, reduced to the letters that tell: what is stretched to a key."""
        return "-".join(map(distinguish, self.words))

    @property
    def seed(self) -> bytes:
        """What salts and nonces are derived from, together with the content."""
        return _expand(self._root, "seed")


def _expand(secret: bytes, purpose: str) -> bytes:
    # Loaded here: a build in which nothing happens derives no key.
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    return HKDF(SHA256(), 32, salt=b"parution", info=purpose.encode()).derive(secret)
