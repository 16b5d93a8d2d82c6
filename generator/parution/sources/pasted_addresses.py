"""Finds secret addresses of sites that somebody pasted into the sources.

Whoever reads a site's *token* can enter the site, so any file that holds one is an error, in any
spelling: in capitals, percent-encoded, backwards, cut by tags or by line ends, within an office
document, a PDF, the remarks of a picture or an archive in an archive. The search does not see text
that is drawn in a picture or encrypted.

PA1 The search reduces a file to the letters and digits of tokens, in several forms (`list_forms`).
    A token split by other characters is whole in one of them.
PA2 It looks up every sixteenth place of these forms: a token of 32 characters, forwards or
    backwards, covers at least one such place with sixteen characters of its own. So the cost does
    not grow with the number of sites.
"""

from __future__ import annotations

import os
import re
from base64 import b64decode
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from unicodedata import normalize

from parution.cache.calls import Calls
from parution.cache.digests import digest_texts
from parution.cache.fingerprint import format_source_line as line_of_file
from parution.domain import SOURCE_FOLDERS
from parution.domain.messages import Message, message
from parution.domain.problems import Place, Problem
from parution.file_signatures import PDF
from parution.language.look_alikes import LOOK_ALIKES

SIGNS = b"abcdefghijklmnopqrstuvwxyz234567"
"""The alphabet of tokens (base 32 of RFC 4648, in lower case)."""
SMALL = bytes(range(256)).lower()
OTHER_SIGNS = bytes(set(range(256)) - set(SIGNS) - set(SIGNS.upper()))

SAMPLE = 16
"""Characters looked up at once: half a token."""

WRITTEN = (".md", ".yml", ".yaml", ".bib", ".txt", ".csv", ".svg")
"""Endings of text files, whose problems name a line."""


CHUNK = 1 << 20
OVERLAP = 4096
"""Bytes searched again with the next chunk, because a token may span two."""
MOST_UNPACKED = 1 << 27
"""Bytes to search of all that a file holds packed; the search ignores the rest."""
DEEPEST = 5
"""How often the search unpacks what it unpacked."""

PERCENT = re.compile(rb"%([0-9a-fA-F]{2})")
QUOTED_PRINTABLE = re.compile(rb"=([0-9A-F]{2})")

REFERENCE = re.compile(rb"&#(?:[xX]([0-9a-fA-F]{1,6})|([0-9]{1,7}));?")
NAMED = re.compile(rb"&[a-zA-Z]{2,24};")
ESCAPE = re.compile(rb"\\(?:x|u00|u\{(?:00)?|')([0-9a-fA-F]{2})")
OCTAL = re.compile(rb"\\([01][0-7]{2})")
CODE = re.compile(rb"\\u(\d{2,3})\??")
"""The code of a letter in RTF."""

COMMAND = re.compile(rb"\\[A-Za-z]{1,24}(?:-?\d{1,6})? ?")
"""A command of TeX or RTF, such as one that sets a part of a word in bold."""

BASE64 = re.compile(rb"[A-Za-z0-9+/_-]{44,}")
WRAPPED = re.compile(rb"(?<=[A-Za-z0-9+/_-]{40})\r?\n[ \t>]*(?=[A-Za-z0-9+/_-])")
"""A line break within Base64."""
FROM_ADDRESSES = bytes.maketrans(b"-_", b"+/")
HEXADECIMAL = re.compile(rb"(?:(?:0x)?[0-9a-fA-F]{2}[\s,:;-]{0,2}){32,}")
NOT_DIGITS = re.compile(rb"0x|[^0-9a-fA-F]")
NUMBERS = re.compile(rb"(?:\d{2,3}\s*[,;]\s*){31,}\d{2,3}")


def mark_bytes(signs: bytes) -> bytes:
    """Return a table that translates these bytes to 1 and all others to 0."""
    return bytes(byte in signs for byte in range(256))


IN_BASE64 = mark_bytes(SIGNS + SIGNS.upper() + b"0189+/_-")
IN_HEXADECIMAL = mark_bytes(b"0123456789abcdefABCDEFx,:;-\t\n\v\f\r ")
IN_NUMBERS = mark_bytes(b"0123456789,;\t\n\v\f\r ")

TAG = re.compile(rb"<[^<>]{0,2000}>")
VALUE = re.compile(rb"=\s*(?:\"([^\"]*)\"|'([^']*)')")
TARGET = re.compile(rb"\]\([^()\s]{0,2000}\)|\[[@^][^\[\]]{0,200}\]|\{[:.#][^{}]{0,200}\}")
"""Marks of Markdown that the page does not show: addresses of links, citations, attributes."""


MOST_LAYERS = 3
"""How often character references are decoded."""

LOOK_ALIKE = re.compile(f"[{''.join(LOOK_ALIKES)}]")


class Tokens:
    """The tokens of all sites, indexed for the search."""

    def __init__(self, tokens: Iterable[str]) -> None:
        self._samples: dict[bytes, list[tuple[bytes, bytes]]] = {}
        """Spellings by each of their samples, with the token that each spells."""

        self._named = digest_texts(sorted(tokens))
        for token in tokens:
            whole = token.lower().encode()
            self._add(whole, whole)
            self._add(whole[::-1], whole)

    def __repr__(self) -> str:
        """Return a digest, which differs for other tokens and reveals none."""
        return f"Tokens({self._named})"

    def first_in(self, data: bytes) -> str | None:
        """Return a token that ``data`` holds in any spelling; None without one."""
        return next((found for form in list_forms(data) if (found := self._find_in(form))), None)

    def _add(self, spelling: bytes, token: bytes) -> None:
        for start in range(len(spelling) - SAMPLE + 1):
            sample = spelling[start : start + SAMPLE]
            self._samples.setdefault(sample, []).append((spelling, token))

    def _find_in(self, signs: bytes) -> str | None:
        for start in range(0, len(signs) - SAMPLE + 1, SAMPLE):
            for spelling, token in self._samples.get(signs[start : start + SAMPLE], ()):
                if spelling in signs[max(0, start - len(token)) : start + 2 * len(token)]:
                    return token.decode()
        return None


def list_forms(data: bytes) -> Iterator[bytes]:
    """Yield the forms of ``data``, reduced to the alphabet of tokens (PA1).

    As it is, decoded, without marks, with the values of tags, with plain letters for wide,
    ornamented and foreign ones, and the bytes that it holds in Base64 or as numbers.
    """
    yield reduce_to_signs(data)
    if b"=" in data:
        yield reduce_to_signs(
            QUOTED_PRINTABLE.sub(lambda code: bytes.fromhex(code[1].decode()), data)
        )
    if b"%" in data or b"&" in data or b"\\" in data:
        data = decode(data)
        yield reduce_to_signs(data)
    if b"\\" in data:
        yield reduce_to_signs(COMMAND.sub(b"", data))
    if b"]" in data or b"{" in data:
        yield reduce_to_signs(TARGET.sub(b"", data))
    if b"<" in data:
        yield reduce_to_signs(TAG.sub(b"", data))
        yield from (
            reduce_to_signs(TAG.sub(way, data)) for way in (join_values, find_longest_value)
        )
    if not data.isascii():
        with suppress(UnicodeDecodeError):  # Raised at once for most pictures, sounds and films.
            yield reduce_to_signs(normalize_letters(data.decode()).encode(errors="replace"))
    yield from map(reduce_to_signs, find_encoded(data))


def join_values(tag: re.Match[bytes]) -> bytes:
    """Return the values of a tag's attributes, joined."""
    return b"".join(map(b"".join, VALUE.findall(tag[0])))


def find_longest_value(tag: re.Match[bytes]) -> bytes:
    """Return the longest value of a tag's attributes; the others may stand in between."""
    return max(map(b"".join, VALUE.findall(tag[0])), key=len, default=b"")


def normalize_letters(text: str) -> str:
    """Return a text with Latin letters in place of wide, ornamented and look-alike ones.

    >>> normalize_letters("\uff41\u24d1\u0441")
    'abc'
    """
    return LOOK_ALIKE.sub(lambda sign: LOOK_ALIKES[sign[0]], normalize("NFKC", text))


def find_encoded(data: bytes) -> Iterator[bytes]:
    """Yield the bytes that a text holds in Base64, as hexadecimal digits or as numbers."""
    if has_run(data, IN_BASE64, 40):
        for letters in BASE64.findall(WRAPPED.sub(b"", data)):
            yield from decode_base64(letters)
    if has_run(data, IN_HEXADECIMAL, 64):
        for digits in HEXADECIMAL.findall(data):
            yield bytes.fromhex(NOT_DIGITS.sub(b"", digits).decode())
    if has_run(data, IN_NUMBERS, 64):
        for numbers in NUMBERS.findall(data):
            yield bytes(min(int(number), 255) for number in re.findall(rb"\d+", numbers))


def has_run(data: bytes, within: bytes, length: int) -> bool:
    """Return whether so many bytes of a class stand in a row; prose holds no such run.

    It takes a tenth of the time of the patterns above, which match nothing without one.
    """
    return b"\1" * length in data.translate(within)


def decode_base64(letters: bytes) -> Iterator[bytes]:
    """Yield the bytes of letters decoded as Base64, from each of the four possible offsets."""
    for start in range(4):
        run = letters[start:].translate(FROM_ADDRESSES)
        yield b64decode(run + b"A" * (-len(run) % 4))


def reduce_to_signs(data: bytes) -> bytes:
    """Return the bytes of ``data`` in the alphabet of tokens, in lower case."""
    return data.translate(SMALL, OTHER_SIGNS)


def decode(data: bytes) -> bytes:
    """Return ``data`` with percent-encoding (twice), character references and escapes decoded."""
    for pattern in (PERCENT, PERCENT, ESCAPE):
        data = pattern.sub(lambda found: bytes([int(found[1], 16)]), data)
    data = OCTAL.sub(lambda found: bytes([int(found[1], 8)]), data)
    data = CODE.sub(lambda found: bytes([int(found[1]) & 0xFF]), data)
    for _ in range(MOST_LAYERS):
        data = REFERENCE.sub(resolve_reference, data.replace(b"&amp;", b"&"))
    return NAMED.sub(b"", data)


def resolve_reference(found: re.Match[bytes]) -> bytes:
    """Return the ASCII character of a reference such as ``&#97;``; a space for any other."""
    number = int(found[1], 16) if found[1] else int(found[2])
    return bytes([number]) if number < 128 else b" "


OF_ARCHIVE = message("here stands the secret address of the archive")
REMEDY_OF_ARCHIVE = message(
    "Remove it: who reads it can read whatever is open to all groups. Each group’s site leads"
    " there by itself."
)


def find_pasted_addresses(
    project: Path, config_file: Path, sites: Mapping[str, str], calls: Calls | None = None
) -> Iterator[Problem]:
    """Yield a problem for each line of the sources that holds the address of a site.

    ``sites`` maps tokens to the sites' names for people, empty for an archive. ``calls`` caches the
    result for each file until somebody edits it.
    """
    tokens, calls = Tokens(sites), calls or Calls()
    for path in list_source_files(project, config_file):
        for line, token in calls.of(list_tokens, path, tokens, fingerprint_file(path)):
            place = Place(os.path.relpath(path, project).replace(os.sep, "/"), line)
            yield describe_pasted_address(place, sites[token])


def describe_pasted_address(place: Place, site: str) -> Problem:
    """Return the problem for a pasted address, without the address itself."""
    if not site:
        return Problem("site-address", place, OF_ARCHIVE, REMEDY_OF_ARCHIVE)
    said: Message = message("here stands the secret address of the site of “%(site)s”", site=site)
    remedy = message(
        "Remove it: who reads it can enter that site. Where it was published already, give the"
        " group another “generation”."
    )
    return Problem("site-address", place, said, remedy)


def list_source_files(project: Path, config_file: Path) -> Iterator[Path]:
    """Yield the files of the sources; do not follow links."""
    if config_file.is_file():
        yield config_file
    for name in SOURCE_FOLDERS:
        for folder, _, files in sorted(os.walk(project / name)):
            yield from (Path(folder, file) for file in sorted(files))


def fingerprint_file(path: Path) -> str:
    """Return a line that changes when a file is edited; the path alone if the file is gone."""
    try:
        return line_of_file(str(path), path.lstat())
    except OSError:
        return str(path)


def list_tokens(path: Path, tokens: Tokens, state: str) -> list[tuple[int | None, str]]:  # noqa: ARG001 - what it depends on
    """Return the tokens in a file, with their lines; ``state`` is a key for the cache."""
    return [*find_in_file(path, tokens)]


def find_in_file(path: Path, tokens: Tokens) -> Iterator[tuple[int | None, str]]:
    """Yield the line and token of each find in a file; None for the line outside text files."""
    if token := tokens.first_in(os.fsencode(path.name)):
        yield None, token
    try:
        if path.is_symlink() or not path.is_file():
            return
        if path.suffix.lower() in WRITTEN:
            yield from find_in_lines(path.read_bytes(), tokens)
        elif token := find_in_binary(path, tokens):
            yield None, token
    except OSError:
        return  # The readers of the sources report it.


def find_in_lines(data: bytes, tokens: Tokens) -> Iterator[tuple[int, str]]:
    """Yield the tokens of a text, each with its first line, counted from 1."""
    lines, first = data.splitlines(keepends=True), 0
    while token := tokens.first_in(b"".join(lines[first:])):
        low, high = first, len(lines)  # Does the token end before line `high`?
        while high - low > 1:
            middle = (low + high) // 2
            if tokens.first_in(b"".join(lines[first:middle])):
                high = middle
            else:
                low = middle
        end = high
        token = tokens.first_in(b"".join(lines[first:end])) or token
        start = end - 1
        while start > first and not tokens.first_in(b"".join(lines[start:end])):
            start -= 1
        yield start + 1, token
        first = end


def find_in_binary(path: Path, tokens: Tokens) -> str | None:
    """Return a token in a file that is no text; None without one."""
    # Loaded here, as below: most builds find the result for each such file in their cache.
    from parution.unpacking import BROKEN

    with path.open("rb") as stream:
        if token := find_in_chunks(iter(lambda: stream.read(CHUNK), b""), tokens):
            return token
    left = MOST_UNPACKED
    try:
        for part in unpack_deeply(path.read_bytes(), DEEPEST):
            left -= len(part)
            if left < 0:
                return None
            if token := tokens.first_in(part):
                return token
    except BROKEN:
        return None  # Readers cannot unpack it either.
    return None


def find_in_chunks(chunks: Iterable[bytes], tokens: Tokens) -> str | None:
    """Return a token in consecutive chunks of bytes; None without one."""
    before = b""
    for chunk in chunks:
        if token := tokens.first_in(before + chunk):
            return token
        before = chunk[-OVERLAP:]
    return None


def unpack_deeply(data: bytes, depth: int) -> Iterator[bytes]:
    """Yield all that is packed in bytes, and in that again, down to a depth.

    Raises one of `BROKEN` where something cannot be unpacked.
    """
    from parution.unpacking import find_parts

    if not depth:
        return
    for part in list_pdf_parts(data) if data.startswith(PDF) else find_parts(data):
        yield part
        yield from unpack_deeply(part, depth - 1)


def list_pdf_parts(data: bytes) -> Iterator[bytes]:
    """Yield the streams of a PDF, the text of its pages, and its titles and remarks."""
    from parution.pdf_text import list_page_texts, list_titles, unpack_streams

    unpacked = tuple(unpack_streams(data))
    yield from unpacked
    yield from list_page_texts(data, unpacked)
    yield from list_titles(data)
