"""What Pagefind made of some pages, made lighter for the reader's browser.

Pagefind cuts its index into chunks of some 40 kB and a browser loads one of them a word and piece.
Here they are cut again, into chunks of a few kB; the commonest words of French, which the search of
the sites does not ask for, are left out; words with ligatures or raised figures stand a second time
as people type them; and each page gets a name that says what it is, so that a browser can count and
filter results without loading them. Everything else stays as Pagefind wrote it, to be read by
Pagefind's own script.

B1  A file of the index is ``pagefind_dcd`` and CBOR (RFC 8949) together, compressed with gzip.
B2  The list (``pf_meta``): version, pages (name, words), chunks (first word, last word, name),
    filters, sorts, names of metadata.
B3  A chunk (``pf_index``): a list of words in order, each an array of the word, of the pages that
    have it without accents, and of each accented form with the pages that have it.
B4  Pages of a word: how many pages further than the one before, the places, those in metadata.
B5  The words alone (``words``), which browsers compare with what is mistyped: a text for each, in
    order, of the number of letters it shares with the one before (a digit of 36) and the others.
B6  Every name ends with ``.json``, because some hosts refuse endings that they do not know.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import re
import string
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, groupby, takewhile
from pathlib import Path
from typing import Any

import cbor2

from parution.domain.failures import Failure
from parution.domain.messages import message
from parution.language.fold import fold

SIGNATURE = b"pagefind_dcd"

LARGEST_CHUNK = 16_000
"""Bytes of a chunk before compression, which makes less than half of them."""

SMALLEST_CHUNK = 3_000
"""Chunks smaller than this would cost more in files than they save in bytes."""

CHUNKS = 6
"""Chunks that an index is cut into unless they became too large or too small."""

ENDING = ".json"
"""What every host serves; what is in the file, a browser learns from who asks for it (B6)."""

PAGEFINDS_ENDINGS = re.compile(r"\.(?:pf_meta|pf_index|pf_filter|pf_fragment|pagefind)\b")

GREEK = str.maketrans({"α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "μ": "u"})
"""Letters that people write out."""

DIGITS = string.digits + string.ascii_lowercase

SHORTEST = 4
"""Letters of a word that is looked for when another was typed."""

EVIDENCE = re.compile(rb'<meta name="evidence" content="([^"]*)">')

COMMON_WORDS = """
a ai au aux avec c ce ces cet d dan de des du elle elles en est et etait ete il ils j je l la le les
leur leurs lui m mais n ne nous on ont ou par pas pour qu que qui s sa se ses si son sont sur t un
une vous y jusqu lorsqu presqu puisqu quelqu quoiqu
"""
"""Stems of the commonest words; the search of the sites never asks for these."""

LEFT_OUT = frozenset(COMMON_WORDS.split())


class UnknownBundle(Failure):
    """Pagefind wrote something other than this module knows how to read."""

    def __init__(self, path: Path | str) -> None:
        super().__init__(
            message("The index that Pagefind wrote cannot be read: %(path)s.", path=str(path)),
            message(
                "Install the version of Pagefind that parution asks for: pip install"
                " --force-reinstall parution."
            ),
        )


Rows = list[list[Any]]
"""Pages of a word (B4)."""

Word = list[Any]
"""A word of the index and everything that is known of it (B3)."""


def lightened(output: Path, site: Path) -> dict[str, bytes]:
    """Return the files of a bundle by path, made lighter.

    `output` is the folder that Pagefind wrote, `site` that of the pages it indexed. Raises
    `UnknownBundle` when the folder does not hold what is expected.
    """
    try:
        entry = json.loads((output / "pagefind-entry.json").read_bytes())
        language = entry["languages"]["fr"]
        meta = cbor2.loads(unpacked(output / f"pagefind.{language['hash']}.pf_meta"))
        version, pages, chunks, _, sorts, fields = meta
        fragments = {name: fragment(output, name, site) for name, _ in pages}
        words = in_order(word for *_, chunk in chunks for word in words_of(output, chunk))
    except (KeyError, ValueError, TypeError, IndexError, FileNotFoundError) as problem:
        raise UnknownBundle(output) from problem
    named = [[fragments[name][0], count] for name, count in pages]
    cut = [chunk_of(each) for each in groups(words)]
    listing = packed([version, named, [row for row, _ in cut], [], sorts, fields])
    language["hash"] = f"fr_{digest(listing)}"
    return {
        "pagefind-entry.json": json.dumps(entry, separators=(",", ":")).encode(),
        f"pagefind.{language['hash']}{ENDING}": listing,
        f"words.{language['hash']}{ENDING}": packed(spelt(words)),
        **{f"index/{row[2]}{ENDING}": data for row, data in cut},
        **{f"fragment/{name}{ENDING}": data for name, data in fragments.values()},
    }


def runtime(output: Path) -> dict[str, bytes]:
    """Return Pagefind's own script and program by path, to be had where any host serves them."""
    script = (output / "pagefind.js").read_text("utf-8")
    program = (output / "wasm.fr.pagefind").read_bytes()
    return {
        "pagefind.js": PAGEFINDS_ENDINGS.sub(ENDING, script).encode(),
        f"wasm.fr{ENDING}": program,
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
    ((*words,),) = cbor2.loads(unpacked(output / f"index/{chunk}.pf_index"))
    return (word for word in words if typed(word[0]) not in LEFT_OUT)


def typed(word: str) -> str:
    """Return a word of the index as people type it.

    >>> typed("cha₂ds₂vasc"), typed("œdem"), typed("βbloqu"), typed("aujourd’hui")
    ('cha2ds2vasc', 'oedem', 'betabloqu', 'aujourdhui')
    """
    if word.isascii() and word.isalnum():
        return word
    return "".join(filter(str.isalnum, fold(word).translate(GREEK)))


def in_order(words: Iterable[Word]) -> list[Word]:
    """Return words in the order of the index, each a second time as people type it."""
    found = {word[0]: word for word in words}
    for text, word in [*found.items()]:
        key = typed(text)
        if key and key != text:
            found[key] = united(key, found[key], word) if key in found else [key, *word[1:]]
    return [found[text] for text in sorted(found)]


def united(text: str, one: Word, other: Word) -> Word:
    """Return a word that stands wherever one of two stands."""
    accented: dict[str, Rows] = dict(one[2])
    for form, rows in other[2]:
        accented[form] = merged(accented.get(form, []), rows)
    return [text, merged(one[1], other[1]), [[form, accented[form]] for form in sorted(accented)]]


def merged(one: Rows, other: Rows) -> Rows:
    """Return the pages of two words as those of one (B4)."""
    places: dict[int, list[list[int]]] = {}
    for rows in (one, other):
        for number, (_, *found) in zip(accumulate(row[0] for row in rows), rows, strict=True):
            before = places.get(number, [[], []])
            places[number] = [old + new for old, new in zip(before, found, strict=True)]
    numbers = sorted(places)
    steps = (number - before for number, before in zip(numbers, [0, *numbers], strict=False))
    return [[step, *places[number]] for step, number in zip(steps, numbers, strict=True)]


def spelt(words: Iterable[Word]) -> list[str]:
    """Return the words that somebody may have meant who typed another (B5).

    >>> spelt([["fer", [], []], ["fertil", [], []], ["fertilis", [], []]])
    ['0fertil', '6is']
    """
    found = [word[0] for word in words if len(word[0]) >= SHORTEST and word[0].isalpha()]
    shared = [letters_shared(*pair) for pair in zip(["", *found], found, strict=False)]
    return [DIGITS[number] + word[number:] for number, word in zip(shared, found, strict=True)]


def letters_shared(one: str, other: str) -> int:
    """Return with how many equal letters two words begin, 35 at most."""
    pairs = zip(one[:35], other, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def groups(words: Sequence[Word]) -> Iterator[Sequence[Word]]:
    """Yield the words in groups that make chunks of about the same, right size."""
    ends = list(accumulate(len(cbor2.dumps(word)) for word in words))
    total = ends[-1] if ends else 0
    count = max(1, total // LARGEST_CHUNK, min(CHUNKS, total // SMALLEST_CHUNK))
    for _, group in groupby(
        zip(ends, words, strict=True), lambda pair: pair[0] * count // (total + 1)
    ):
        yield [word for _, word in group]


def chunk_of(words: Sequence[Word]) -> tuple[list[str], bytes]:
    """Return a chunk's row in the list, and its bytes."""
    data = packed([words])
    return [words[0][0], words[-1][0], f"fr_{digest(data)}"], data


def unpacked(path: Path) -> bytes:
    """Return the content of a file of the index (B1)."""
    data = gzip.decompress(path.read_bytes())
    if not data.startswith(SIGNATURE):
        raise UnknownBundle(path)
    return data[len(SIGNATURE) :]


def packed(content: Any) -> bytes:
    """Return content as a file of the index; the same bytes at all times (B1)."""
    return gzip.compress(SIGNATURE + cbor2.dumps(content), 9, mtime=0)


def digest(data: bytes) -> str:
    """Return a short name for some bytes."""
    return hashlib.sha256(data).hexdigest()[:7]
