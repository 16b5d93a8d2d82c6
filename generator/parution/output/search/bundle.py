"""Bundles: the search indexes that browsers load, merged from pieces.

A piece is indexed once for all sites that show it. A site has its pieces in one bundle, so that
looking up a word loads one small file, however many pieces there are. Each word of a piece is
stored as its own CBOR, so that merging pieces is sorting.

SB1 A file is CBOR (RFC 8949), or JSON, compressed with gzip. Its name holds a digest of the
    content, and ends with ``.json``, because some hosts refuse endings that they do not know.
SB2 The list (``pagefind.fr_…``) is an array of the pieces and of the chunks. A piece: names of
    metadata, pages, names of files with texts. A page: its name, its number of words, how many of
    them are titles, and the numbers of the files with its stretches (SE1). A chunk: first word,
    last word, name.
SB3 A chunk (``index/``): for each word, in order, the number of a piece and the word's entry in
    that piece, as Pagefind wrote it (SR3).
SB4 The words alone (``words.fr_…``), among which browsers look for the one a reader mistyped: for
    each, in order, the number of letters it shares with the word before (a digit in base 36), then
    the other letters.
SB5 A file with texts (``fragment/``) is a JSON list of stretches (SE2).
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
from parution.output.search.pagefind_reader import Indexed

LARGEST_CHUNK, LARGEST_OF_FEW_PAGES, FEW_PAGES = 16_000, 24_000, 100
"""Bytes of a chunk before compression, which more than halves them. An archive's index stands once:
small chunks save its readers' time. One of few pages stands in many sites: large ones make fewer
files.
"""

ENDING = ".json"
TEXTS = "fragment"
"""Folder of the texts within a bundle."""

DIGITS = string.digits + string.ascii_lowercase

SHORTEST = 4
"""Letters of the shortest word that browsers suggest in place of a mistyped one."""

Entry = tuple[str, int, bytes]
"""A word, the number of its piece, and its entry there (CBOR)."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of an index, ready to be merged with others."""

    listed: list[Any]
    """Its row in the list (SB2)."""

    words: Sequence[tuple[str, bytes]]
    """In order, each with its entry (SR3) as CBOR."""

    @property
    def size(self) -> int:
        """Its number of pages."""
        return len(self.listed[1])


def encode_piece(indexed: Indexed, words_of_a_text: int) -> tuple[Piece, dict[str, bytes]]:
    """Return indexed pages as a piece, and the files with their texts by path in the bundle."""
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
    names = [name_file(text) for text in texts]
    named = {f"{TEXTS}/{name}{ENDING}": text for name, text in zip(names, texts, strict=True)}
    return Piece([indexed.fields, pages, names], indexed.words), named


def dump_piece(piece: Piece) -> bytes:
    """Return a piece as bytes for the private store."""
    texts, codes = zip(*piece.words, strict=True) if piece.words else ((), ())
    return pack(cbor2.dumps([piece.listed, texts, codes]), level=1)


def load_piece(data: bytes) -> Piece:
    """Return the piece that `dump_piece` made into these bytes."""
    listed, texts, codes = cbor2.loads(gzip.decompress(data))
    return Piece(listed, [*zip(texts, codes, strict=True)])


def merge_pieces(pieces: Sequence[Piece]) -> dict[str, bytes]:
    """Return the files of the index that merges pieces, by path, without those of texts."""
    entries = sorted(
        (word, number, code) for number, piece in enumerate(pieces) for word, code in piece.words
    )
    few = sum(piece.size for piece in pieces) < FEW_PAGES
    largest = LARGEST_OF_FEW_PAGES if few else LARGEST_CHUNK
    cut = [write_chunk(group) for group in group_entries(entries, largest)]
    listing = pack(cbor2.dumps([[piece.listed for piece in pieces], [row for row, _ in cut]]))
    name = name_file(listing)
    return {
        f"pagefind.{name}{ENDING}": listing,
        f"words.{name}{ENDING}": pack(cbor2.dumps(shorten_words(word for word, _, _ in entries))),
        **{f"index/{row[2]}{ENDING}": data for row, data in cut},
    }


def group_entries(entries: Sequence[Entry], largest: int) -> Iterator[Sequence[Entry]]:
    """Divide entries into chunks of about equal size; keep the entries of a word together."""
    ends = [*accumulate(len(code) for _, _, code in entries)]
    total = ends[-1] if ends else 0
    count = max(1, -(-total // largest))
    chunk = {
        word: end * count // (total + 1) for (word, _, _), end in zip(entries, ends, strict=True)
    }
    for _, group in groupby(entries, lambda entry: chunk[entry[0]]):
        yield [*group]


def write_chunk(entries: Sequence[Entry]) -> tuple[list[str], bytes]:
    """Return a chunk's row in the list, and its bytes."""
    coded = (encode_array_head(2) + cbor2.dumps(number) + code for _, number, code in entries)
    data = pack(encode_array_head(len(entries)) + b"".join(coded))
    return [entries[0][0], entries[-1][0], name_file(data)], data


def encode_array_head(length: int) -> bytes:
    """Return the CBOR head of an array with this many items (RFC 8949, 3).

    >>> encode_array_head(2) + cbor2.dumps("a") + cbor2.dumps(7) == b"\\x99\\x00\\x02" + b"aa\\x07"
    True
    """
    return b"\x99" + length.to_bytes(2, "big")


def shorten_words(words: Iterable[str]) -> list[str]:
    """Return the words that browsers may suggest for a mistyped one, shortened (SB4).

    >>> shorten_words(["fer", "fertil", "fertil", "fertilis"])
    ['0fertil', '6is']
    """
    found = [word for word, _ in groupby(words) if len(word) >= SHORTEST and word.isalpha()]
    shared = [count_shared_letters(*pair) for pair in zip(["", *found], found, strict=False)]
    return [DIGITS[number] + word[number:] for number, word in zip(shared, found, strict=True)]


def count_shared_letters(one: str, other: str) -> int:
    """Return how many first letters two words share, 35 at most."""
    pairs = zip(one[:35], other, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def pack(data: bytes, level: int = 9) -> bytes:
    """Return bytes compressed for a file of the index, without a time stamp (SB1)."""
    return gzip.compress(data, level, mtime=0)


def name_file(data: bytes) -> str:
    """Return the name for a file with this content: ``fr_`` and ten digits of its SHA-256."""
    return f"fr_{hashlib.sha256(data).hexdigest()[:10]}"
