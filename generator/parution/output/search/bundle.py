"""What Pagefind made of some pages, made lighter for the reader's browser.

Pagefind cuts its index into chunks of some 40 kB and a browser loads one of them a word and piece.
Here they are cut again, into chunks of a few kB; the commonest words of French, which the search of
the sites does not ask for, are left out; and each page gets a name that says what it is, so that a
browser can count and filter results without loading them. Everything else stays as Pagefind wrote
it, to be read by Pagefind's own script.

B1  A file of the index is ``pagefind_dcd`` and CBOR (RFC 8949) together, compressed with gzip.
B2  The list (``pf_meta``): version, pages (name, words), chunks (first word, last word, name),
    filters, sorts, names of metadata.
B3  A chunk (``pf_index``): a list of words in order, each an array that begins with the word.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby
from pathlib import Path

from parution.output.search import cbor

SIGNATURE = b"pagefind_dcd"

LARGEST_CHUNK = 16_000
"""Bytes of a chunk before compression, which makes less than half of them."""

SMALLEST_CHUNK = 3_000
"""Chunks smaller than this would cost more in files than they save in bytes."""

CHUNKS = 6
"""Chunks that an index is cut into unless they became too large or too small."""

EVIDENCE = re.compile(rb'<meta name="evidence" content="([^"]*)">')

COMMON_WORDS = """
a ai au aux avec c ce ces cet d dan de des du elle elles en est et etait ete il ils j je l la le les
leur leurs lui m mais n ne nous on ont ou par pas pour qu que qui s sa se ses si son sont sur t un
une vous y jusqu lorsqu presqu puisqu quelqu quoiqu
"""
"""Stems of the commonest words; the search of the sites never asks for these."""

LEFT_OUT = frozenset(COMMON_WORDS.split())


class UnknownBundle(RuntimeError):
    """Pagefind wrote something other than this module knows how to read."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the index and everything that is known of it, as it was written."""

    text: str
    data: bytes


def lightened(output: Path, site: Path) -> dict[str, bytes]:
    """Return the files of a bundle by path, made lighter.

    `output` is the folder that Pagefind wrote, `site` that of the pages it indexed. Raises
    `UnknownBundle` when the folder does not hold what is expected.
    """
    try:
        entry = json.loads((output / "pagefind-entry.json").read_bytes())
        language = entry["languages"]["fr"]
        meta = cbor.decoded(unpacked(output / f"pagefind.{language['hash']}.pf_meta"))
        version, pages, chunks, _, sorts, fields = meta
        fragments = {name: fragment(output, name, site) for name, _ in pages}
        words = [word for *_, chunk in chunks for word in words_of(output, chunk)]
    except (KeyError, ValueError, IndexError, FileNotFoundError) as problem:
        raise UnknownBundle(output) from problem
    named = [[fragments[name][0], count] for name, count in pages]
    cut = [chunk_of(each) for each in groups(words)]
    listing = packed(cbor.encoded([version, named, [row for row, _ in cut], [], sorts, fields]))
    language["hash"] = f"fr_{digest(listing)}"
    return {
        "pagefind-entry.json": json.dumps(entry, separators=(",", ":")).encode(),
        f"pagefind.{language['hash']}.pf_meta": listing,
        **{f"index/{row[2]}.pf_index": data for row, data in cut},
        **{f"fragment/{name}.pf_fragment": data for name, data in fragments.values()},
    }


def fragment(output: Path, name: str, site: Path) -> tuple[str, bytes]:
    """Return the new name of a page's fragment, and its bytes as they are.

    The name is ``<edition>~<theme>~<part>~<evidence>~<digest>``; evidence is grades and levels with
    hyphens between.
    """
    path = output / f"fragment/{name}.pf_fragment"
    address = json.loads(unpacked(path))["url"].strip("/")
    found = EVIDENCE.search((site / address / "index.html").read_bytes())
    evidence = found[1].decode().replace(" ", "-") if found else ""
    edition, theme, *part = address.split("/")
    data = path.read_bytes()
    parts = (edition, theme, *(part or ["presentation"]), evidence, digest(data)[:6])
    return "~".join(parts), data


def words_of(output: Path, chunk: str) -> Iterator[Word]:
    """Yield the words of a chunk that are worth keeping (B3)."""
    data = unpacked(output / f"index/{chunk}.pf_index")
    for start, end in cbor.items_of_list_in_array(data):
        text = cbor.first_text(data, start)
        if text not in LEFT_OUT:
            yield Word(text, data[start:end])


def groups(words: Sequence[Word]) -> Iterator[Sequence[Word]]:
    """Yield the words in groups that make chunks of about the same, right size."""
    total = sum(len(word.data) for word in words)
    count = max(1, total // LARGEST_CHUNK, min(CHUNKS, total // SMALLEST_CHUNK))
    ends = list(accumulate(len(word.data) for word in words))
    for _, group in groupby(
        zip(ends, words, strict=True), lambda pair: pair[0] * count // (total + 1)
    ):
        yield [word for _, word in group]


def chunk_of(words: Sequence[Word]) -> tuple[list[str], bytes]:
    """Return a chunk's row in the list, and its bytes."""
    array = cbor.head(cbor.ARRAY, len(words)) + b"".join(word.data for word in words)
    data = packed(cbor.head(cbor.ARRAY, 1) + array)
    return [words[0].text, words[-1].text, f"fr_{digest(data)}"], data


def unpacked(path: Path) -> bytes:
    """Return the content of a file of the index (B1)."""
    data = gzip.decompress(path.read_bytes())
    if not data.startswith(SIGNATURE):
        raise UnknownBundle(path)
    return data[len(SIGNATURE) :]


def packed(content: bytes) -> bytes:
    """Return content as a file of the index; the same bytes at all times (B1)."""
    return gzip.compress(SIGNATURE + content, 9, mtime=0)


def digest(data: bytes) -> str:
    """Return a short name for some bytes."""
    return hashlib.sha256(data).hexdigest()[:7]
