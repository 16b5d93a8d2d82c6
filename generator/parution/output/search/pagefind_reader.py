"""Reads an index that Pagefind wrote: the words of pages, their texts, the places of each word.

The reader drops the commonest words of French, for which the sites never search; adds words with
ligatures or raised figures a second time as people type them; and gives each page a name with its
edition, theme, part and evidence, so that browsers can count and filter results without loading
them.

SR1 A file of Pagefind's index is ``pagefind_dcd`` followed by CBOR (RFC 8949), compressed with
    gzip; the file of a page's text has JSON in place of CBOR.
SR2 The list (``pf_meta``): version, pages (name, words), chunks (first word, last word, name),
    filters, sorts, names of metadata.
SR3 A chunk (``pf_index``): a list of words, each an array of the word, the pages that have it
    without accents, and each accented form with the pages that have it.
SR4 Pages of a word: the number of the page minus that of the one before, the places of the word,
    those in metadata.
"""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from itertools import accumulate
from pathlib import Path
from typing import Any, NamedTuple

import cbor2

from parution.domain.failures import Failure
from parution.domain.messages import message
from parution.language.fold import fold

SIGNATURE = b"pagefind_dcd"

GREEK = str.maketrans({"α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "μ": "u"})
"""Greek letters, and the names by which people type them."""

HEADING = re.compile("h[2-6]")
EVIDENCE = re.compile(rb'<meta name="evidence" content="([^"]*)">')

COMMON_WORDS = """
a ai au aux avec c ce ces cet d dan de des du elle elles en est et etait ete il ils j je l la le les
leur leurs lui m mais n ne nous on ont ou par pas pour qu que qui s sa se ses si son sont sur t un
une vous y jusqu lorsqu presqu puisqu quelqu quoiqu
"""
"""Stems of the commonest words; the search of the sites never asks for these."""

LEFT_OUT = frozenset(COMMON_WORDS.split())

ARRAY, ONE_BYTE, LONGEST_HEAD = 4, 24, 27
"""In the first byte of a CBOR item: the kind of arrays; the least length that means that the length
follows in one byte; the one that means that it follows in eight."""


class UnknownBundle(Failure):
    """Raised if this module cannot read Pagefind's files."""

    def __init__(self, path: Path | str) -> None:
        super().__init__(
            message("The index that Pagefind wrote cannot be read: %(path)s.", path=str(path)),
            message(
                "Install the version of Pagefind that parution asks for: pip install"
                " --force-reinstall parution."
            ),
        )


Rows = list[list[Any]]
"""Pages of a word (SR4)."""

Word = list[Any]
"""A word of the index and its entry (SR3)."""


class Heading(NamedTuple):
    """A heading to which a result can link."""

    place: int
    """The number of words before it on the page."""

    anchor: str
    text: str


@dataclass(frozen=True, slots=True)
class Page:
    """A page that the search can find."""

    name: str
    """``<edition>~<theme>~<part>~<evidence>``; evidence is grades and levels, joined by hyphens."""

    address: str
    """Within a site: ``2026/asthme/dossier/``."""

    title: str
    titles: int
    """Number of words at the beginning that are titles: the page's and its theme's."""

    text: str
    """Its words, titles included, separated by single spaces; their places count from 0."""

    headings: tuple[Heading, ...]

    @property
    def words(self) -> list[str]:
        """The words of its text, split on each access: all of an archive would fill the memory."""
        return self.text.split()

    @property
    def length(self) -> int:
        """Its number of words."""
        return self.text.count(" ") + 1 if self.text else 0


@dataclass(frozen=True, slots=True)
class Indexed:
    """The index of pages that Pagefind indexed together."""

    fields: list[str]
    """Names of metadata, by number."""

    pages: list[Page]
    words: list[tuple[str, bytes]]
    """In order, each with its entry (SR3) as CBOR."""


def read_index(output: Path, site: Path) -> Indexed:
    """Read the index of the pages in ``site`` that Pagefind wrote into ``output``.

    Raise `UnknownBundle` if files are missing or have another format.
    """
    try:
        entry = json.loads((output / "pagefind-entry.json").read_bytes())
        name = entry["languages"]["fr"]["hash"]
        _, pages, chunks, _, _, fields = cbor2.loads(unpack(output / f"pagefind.{name}.pf_meta"))
        found = [read_page(output, name, site) for name, _ in pages]
        words = order_words(word for *_, chunk in chunks for word in read_words(output, chunk))
    except (KeyError, ValueError, TypeError, IndexError, FileNotFoundError) as problem:
        raise UnknownBundle(output) from problem
    return Indexed(fields, found, words)


def read_page(output: Path, name: str, site: Path) -> Page:
    """Read a page of the index by Pagefind's name for it."""
    known = json.loads(unpack(output / f"fragment/{name}.pf_fragment"))
    address, title = known["url"].strip("/"), known["meta"].get("title", "")
    found = EVIDENCE.search((site / address / "index.html").read_bytes())
    evidence = found[1].decode().replace(" ", "-") if found else ""
    edition, theme, *part = address.split("/")
    headings = tuple(
        Heading(each["location"], each["id"], each["text"])
        for each in known["anchors"]
        if HEADING.fullmatch(each["element"]) and each["text"]
    )
    return Page(
        "~".join((edition, theme, *(part or ["presentation"]), evidence)),
        f"{address}/",
        title,
        len(f"{title} {known['meta'].get('theme', '')}".split()),
        " ".join(known["content"].split()),
        headings,
    )


def read_words(output: Path, chunk: str) -> Iterator[tuple[str, bytes]]:
    """Yield the words of a chunk without the commonest ones, each with its entry (SR3) as CBOR.

    Entries are cut out as they stand: to write them anew takes longer than all other reading.
    """
    data = unpack(output / f"index/{chunk}.pf_index")
    stream = BytesIO(data)
    if read_array_length(stream) != 1:
        raise ValueError(chunk)
    count = read_array_length(stream)
    decoder = cbor2.CBORDecoder(stream)
    start = stream.tell()
    for _ in range(count):
        text = decoder.decode()[0]
        end = stream.tell()
        if spell_as_typed(text) not in LEFT_OUT:
            yield text, data[start:end]
        start = end


def read_array_length(stream: BytesIO) -> int:
    """Return the number of items of the array that begins here, and go to the first (RFC 8949, 3).

    >>> [read_array_length(BytesIO(cbor2.dumps([0] * length))) for length in (2, 64, 300)]
    [2, 64, 300]
    """
    kind, length = divmod(stream.read(1)[0], 32)
    if kind != ARRAY or length > LONGEST_HEAD:
        raise ValueError(kind, length)
    return length if length < ONE_BYTE else int.from_bytes(stream.read(1 << (length - ONE_BYTE)))


def spell_as_typed(word: str) -> str:
    """Return a word of the index as people type it.

    >>> [*map(spell_as_typed, ("cha₂ds₂vasc", "œdem", "βbloqu", "aujourd’hui"))]
    ['cha2ds2vasc', 'oedem', 'betabloqu', 'aujourdhui']
    """
    if word.isascii() and word.isalnum():
        return word
    return "".join(filter(str.isalnum, fold(word).translate(GREEK)))


def order_words(words: Iterable[tuple[str, bytes]]) -> list[tuple[str, bytes]]:
    """Return words in order with their entries, adding those spelled as people type them.

    Entries stay CBOR: as lists, those of an archive would take 60 MB.
    """
    found = dict(words)
    for text in [*found]:
        key = spell_as_typed(text)
        if key and key != text:
            word = cbor2.loads(found[text])
            same = unite_words(key, cbor2.loads(found[key]), word) if key in found else word
            found[key] = cbor2.dumps([key, *same[1:]])
    return sorted(found.items())


def unite_words(text: str, one: Word, other: Word) -> Word:
    """Return an entry named ``text`` with the pages of two words."""
    accented: dict[str, Rows] = dict(one[2])
    for form, rows in other[2]:
        accented[form] = merge_rows(accented.get(form, []), rows)
    forms = [[form, accented[form]] for form in sorted(accented)]
    return [text, merge_rows(one[1], other[1]), forms]


def merge_rows(one: Rows, other: Rows) -> Rows:
    """Merge the pages of two words (SR4)."""
    places: dict[int, list[list[int]]] = {}
    for rows in (one, other):
        for number, (_, *found) in zip(accumulate(row[0] for row in rows), rows, strict=True):
            before = places.get(number, [[], []])
            places[number] = [old + new for old, new in zip(before, found, strict=True)]
    numbers = sorted(places)
    steps = (number - before for number, before in zip(numbers, [0, *numbers], strict=False))
    return [[step, *places[number]] for step, number in zip(steps, numbers, strict=True)]


def unpack(path: Path) -> bytes:
    """Return the content of a file of the index; raise `UnknownBundle` for another format (SR1)."""
    data = gzip.decompress(path.read_bytes())
    if not data.startswith(SIGNATURE):
        raise UnknownBundle(path)
    return data[len(SIGNATURE) :]
