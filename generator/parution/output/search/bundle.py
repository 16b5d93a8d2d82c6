"""What a browser loads to search: pages that were indexed in pieces, put together into one index.

A piece is indexed once, whichever sites show it; a site has its pieces in one bundle, so that a
word costs it one small file, however many pieces there are. The words of a piece are kept in code,
each by itself, so that putting them together is sorting.

B1  A file is CBOR (RFC 8949), or JSON, compressed with gzip. Its name says what it holds: it
    changes with the content, and ends with ``.json``, because some hosts refuse endings that they
    do not know.
B2  The list (``pagefind.fr_…``) is an array of the pieces and of the chunks. A piece: names of
    metadata, pages, names of files with texts. A page: its name, how many words it has, how many
    of them are titles, and the files of its stretches, by number (E1). A chunk: first word, last
    word, name.
B3  A chunk (``index/``): for each word, in order, the number of a piece and what the piece knows
    of the word, as Pagefind wrote it (P3).
B4  The words alone (``words.fr_…``), which browsers compare with what is mistyped: a text for
    each, in order, of the number of letters it shares with the one before (a digit of 36) and the
    others.
B5  A file with texts (``fragment/``) is a JSON list of stretches (E2).
"""

from __future__ import annotations

import gzip
import hashlib
import string
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby, takewhile
from typing import Any

import cbor2

from parution.output.search.excerpts import share_out, write_texts
from parution.output.search.reading import Indexed

LARGEST_CHUNK = 16_000
"""Bytes of a chunk before compression, which makes less than half of them."""

ENDING = ".json"
TEXTS = "fragment"
"""Folder of the texts within a bundle."""

DIGITS = string.digits + string.ascii_lowercase

SHORTEST = 4
"""Letters of a word that is looked for when another was typed."""

Entry = tuple[str, int, bytes]
"""A word, the number of its piece, and what that knows of it, in code."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece as it is put together with others."""

    listed: list[Any]
    """What the list says of it (B2)."""

    words: Sequence[tuple[str, bytes]]
    """In order, each with what is known of it in code."""

    @property
    def size(self) -> int:
        """How many pages it has."""
        return len(self.listed[1])


def encode_piece(indexed: Indexed, words_of_a_text: int) -> tuple[Piece, dict[str, bytes]]:
    """Return a piece of pages that were indexed, and the files with their texts, by path."""
    shares = share_out(indexed.pages, words_of_a_text)
    texts = [pack(write_texts(indexed.pages, share, words_of_a_text)) for share in shares]
    files: list[list[int]] = [[] for _ in indexed.pages]
    for number, _, file in sorted(
        (*stretch, file) for file, share in enumerate(shares) for stretch in share
    ):
        files[number].append(file)
    pages = [
        [page.name, page.length, page.titles, own]
        for page, own in zip(indexed.pages, files, strict=True)
    ]
    names = [name_of(text) for text in texts]
    named = {f"{TEXTS}/{name}{ENDING}": text for name, text in zip(names, texts, strict=True)}
    return Piece([indexed.fields, pages, names], indexed.words), named


def dump_piece(piece: Piece) -> bytes:
    """Return a piece as bytes to be kept."""
    texts, codes = zip(*piece.words, strict=True) if piece.words else ((), ())
    return pack(cbor2.dumps([piece.listed, texts, codes]), level=1)


def load_piece(data: bytes) -> Piece:
    """Return a piece from its bytes."""
    listed, texts, codes = cbor2.loads(gzip.decompress(data))
    return Piece(listed, [*zip(texts, codes, strict=True)])


def merge_pieces(pieces: Sequence[Piece]) -> dict[str, bytes]:
    """Return the files of pieces that are searched as one, by path, without their texts."""
    entries = sorted(
        (word, number, code) for number, piece in enumerate(pieces) for word, code in piece.words
    )
    cut = [write_chunk(group) for group in group_entries(entries)]
    listing = pack(cbor2.dumps([[piece.listed for piece in pieces], [row for row, _ in cut]]))
    name = name_of(listing)
    return {
        f"pagefind.{name}{ENDING}": listing,
        f"words.{name}{ENDING}": pack(cbor2.dumps(shorten_words(word for word, _, _ in entries))),
        **{f"index/{row[2]}{ENDING}": data for row, data in cut},
    }


def group_entries(entries: Sequence[Entry]) -> Iterator[Sequence[Entry]]:
    """Yield entries in groups that make chunks of about the same, right size; a word in one."""
    ends = [*accumulate(len(code) for _, _, code in entries)]
    total = ends[-1] if ends else 0
    count = max(1, -(-total // LARGEST_CHUNK))
    chunk = {
        word: end * count // (total + 1) for (word, _, _), end in zip(entries, ends, strict=True)
    }
    for _, group in groupby(entries, lambda entry: chunk[entry[0]]):
        yield [*group]


def write_chunk(entries: Sequence[Entry]) -> tuple[list[str], bytes]:
    """Return a chunk's row in the list, and its bytes."""
    coded = (encode_array_head(2) + cbor2.dumps(number) + code for _, number, code in entries)
    data = pack(encode_array_head(len(entries)) + b"".join(coded))
    return [entries[0][0], entries[-1][0], name_of(data)], data


def encode_array_head(length: int) -> bytes:
    """Return the code with which an array of so many items begins (RFC 8949, 3).

    >>> encode_array_head(2) + cbor2.dumps("a") + cbor2.dumps(7) == b"\\x99\\x00\\x02" + b"aa\\x07"
    True
    """
    return b"\x99" + length.to_bytes(2, "big")


def shorten_words(words: Iterable[str]) -> list[str]:
    """Return the words that somebody may have meant who typed another (B4).

    >>> shorten_words(["fer", "fertil", "fertil", "fertilis"])
    ['0fertil', '6is']
    """
    found = [word for word, _ in groupby(words) if len(word) >= SHORTEST and word.isalpha()]
    shared = [count_shared_letters(*pair) for pair in zip(["", *found], found, strict=False)]
    return [DIGITS[number] + word[number:] for number, word in zip(shared, found, strict=True)]


def count_shared_letters(one: str, other: str) -> int:
    """Return with how many equal letters two words begin, 35 at most."""
    pairs = zip(one[:35], other, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def pack(data: bytes, level: int = 9) -> bytes:
    """Return bytes as a file of the index; the same at all times (B1)."""
    return gzip.compress(data, level, mtime=0)


def name_of(data: bytes) -> str:
    """Return the name of a file by what it holds."""
    return f"fr_{hashlib.sha256(data).hexdigest()[:10]}"
