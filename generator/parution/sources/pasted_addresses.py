"""Finds secret addresses of sites that somebody pasted into the sources.

Whoever reads a site's *token* can enter the site, so any file that holds one is an error, in any
spelling: in capitals, percent-encoded, cut by tags or by line ends, within an office document or a
PDF. The search does not see text in pictures, or in archives within archives.

P1  The search reduces a file to the letters and digits of tokens: once as it is, once decoded, once
    without its tags, once with plain letters for wide and ornamented ones. A token split by other
    characters is whole in one of these forms. What the file holds in Base64 is read separately.
P2  It looks up every sixteenth place of these forms: a token of 32 characters covers at least one
    such place with sixteen characters of its own. So the cost does not grow with the number of
    sites.
"""

from __future__ import annotations

import os
import re
import zipfile
import zlib
from base64 import b64decode
from collections.abc import Iterable, Iterator, Mapping
from io import BytesIO
from itertools import chain
from pathlib import Path
from unicodedata import normalize

from parution.cache.calls import Calls
from parution.cache.digests import digest_of_texts
from parution.cache.fingerprint import line as line_of_file
from parution.domain.messages import Message, message
from parution.domain.problems import Place, Problem
from parution.pdf_text import TooMuch, page_texts, streams, titles

FOLDERS = ("themes", "bibliography", "groups")

SIGNS = b"abcdefghijklmnopqrstuvwxyz234567"
"""The alphabet of tokens (base 32 of RFC 4648, in lower case)."""
SMALL = bytes(range(256)).lower()
OTHER_SIGNS = bytes(set(range(256)) - set(SIGNS) - set(SIGNS.upper()))

SAMPLE = 16
"""Characters looked up at once: half a token."""

WRITTEN = (".md", ".yml", ".yaml", ".bib", ".txt", ".csv", ".svg")
"""Endings of text files, whose problems name a line."""
PACKED = (".zip", ".docx", ".xlsx", ".pptx", ".odt", ".ods", ".odp", ".epub")

CHUNK = 1 << 20
OVERLAP = 4096
"""Bytes searched again with the next chunk, because a token may span two."""
MOST_INFLATED = 1 << 26
"""Bytes of a decompressed file to search; the search ignores the rest."""

PERCENT = re.compile(rb"%([0-9a-fA-F]{2})")
REFERENCE = re.compile(rb"&#(?:[xX]([0-9a-fA-F]{1,6})|([0-9]{1,7}));?")
NAMED = re.compile(rb"&[a-zA-Z]{2,24};")
ESCAPE = re.compile(rb"\\(?:x|u00|u\{)([0-9a-fA-F]{2})")
BASE64 = re.compile(rb"[A-Za-z0-9+/_-]{44,}")
FROM_ADDRESSES = bytes.maketrans(b"-_", b"+/")
TAG = re.compile(rb"<[^<>]{0,2000}>")


class Tokens:
    """The tokens of all sites, indexed for the search."""

    def __init__(self, tokens: Iterable[str]) -> None:
        self._samples: dict[bytes, list[bytes]] = {}
        self._named = digest_of_texts(sorted(tokens))
        for token in tokens:
            whole = token.lower().encode()
            for start in range(len(whole) - SAMPLE + 1):
                self._samples.setdefault(whole[start : start + SAMPLE], []).append(whole)

    def __repr__(self) -> str:
        """Return a digest, which differs for other tokens and reveals none."""
        return f"Tokens({self._named})"

    def first_in(self, data: bytes) -> str | None:
        """Return a token that ``data`` holds in any spelling; None without one."""
        return next((found for form in forms_of(data) if (found := self._in(form))), None)

    def _in(self, signs: bytes) -> str | None:
        for start in range(0, len(signs) - SAMPLE + 1, SAMPLE):
            for whole in self._samples.get(signs[start : start + SAMPLE], ()):
                if whole in signs[max(0, start - len(whole)) : start + 2 * len(whole)]:
                    return whole.decode()
        return None


def forms_of(data: bytes) -> Iterator[bytes]:
    """Yield the forms of ``data``, reduced to the alphabet of tokens (P1)."""
    yield signs_of(data)
    if b"%" in data or b"&" in data or b"\\" in data:
        data = decode(data)
        yield signs_of(data)
    if b"<" in data:
        yield signs_of(TAG.sub(b"", data))
    if not data.isascii():
        yield signs_of(normalize("NFKC", data.decode(errors="replace")).encode(errors="replace"))
    for letters in BASE64.findall(data):
        yield from map(signs_of, from_base64(letters))


def from_base64(letters: bytes) -> Iterator[bytes]:
    """Yield the bytes of letters decoded as Base64, from each of the four possible offsets."""
    for start in range(4):
        run = letters[start:].translate(FROM_ADDRESSES)
        yield b64decode(run + b"A" * (-len(run) % 4))


def signs_of(data: bytes) -> bytes:
    """Return the bytes of ``data`` in the alphabet of tokens, in lower case."""
    return data.translate(SMALL, OTHER_SIGNS)


def decode(data: bytes) -> bytes:
    """Return ``data`` with percent-encoding (twice), character references and escapes decoded."""
    for pattern in (PERCENT, PERCENT, ESCAPE):
        data = pattern.sub(lambda found: bytes([int(found[1], 16)]), data)
    return NAMED.sub(b"", REFERENCE.sub(resolve_reference, data))


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
    for path in files_of(project, config_file):
        for line, token in calls.of(list_tokens, path, tokens, line_of(path)):
            place = Place(os.path.relpath(path, project).replace(os.sep, "/"), line)
            yield problem(place, sites[token])


def problem(place: Place, site: str) -> Problem:
    """Return the problem for a pasted address, without the address itself."""
    if not site:
        return Problem("site-address", place, OF_ARCHIVE, REMEDY_OF_ARCHIVE)
    said: Message = message("here stands the secret address of the site of “%(site)s”", site=site)
    remedy = message(
        "Remove it: who reads it can enter that site. Where it was published already, give the"
        " group another “generation”."
    )
    return Problem("site-address", place, said, remedy)


def files_of(project: Path, config_file: Path) -> Iterator[Path]:
    """Yield the files of the sources; do not follow links."""
    if config_file.is_file():
        yield config_file
    for name in FOLDERS:
        for folder, _, files in sorted(os.walk(project / name)):
            yield from (Path(folder, file) for file in sorted(files))


def line_of(path: Path) -> str:
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
            yield from found_in_lines(path.read_bytes(), tokens)
        elif token := first_in_file(path, tokens):
            yield None, token
    except OSError:
        return  # The readers of the sources report it.


def found_in_lines(data: bytes, tokens: Tokens) -> Iterator[tuple[int, str]]:
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


def first_in_file(path: Path, tokens: Tokens) -> str | None:
    """Return a token in a file that is no text; None without one."""
    if path.suffix.lower() in PACKED and zipfile.is_zipfile(path):
        return first_in_archive(path, tokens)
    if path.suffix.lower() == ".pdf":
        return first_in_pdf(path, tokens)
    with path.open("rb") as stream:
        return first_in_chunks(iter(lambda: stream.read(CHUNK), b""), tokens)


def first_in_chunks(chunks: Iterable[bytes], tokens: Tokens) -> str | None:
    """Return a token in consecutive chunks of bytes; None without one."""
    before = b""
    for chunk in chunks:
        if token := tokens.first_in(before + chunk):
            return token
        before = chunk[-OVERLAP:]
    return None


def first_in_archive(path: Path | BytesIO, tokens: Tokens) -> str | None:
    """Return a token in a zip file, or in the name of a member; None without one."""
    left = MOST_INFLATED
    try:
        with zipfile.ZipFile(path) as archive:
            for member in archive.infolist():
                if token := tokens.first_in(member.filename.encode("utf-8", "replace")):
                    return token
                with archive.open(member) as stream:
                    data = stream.read(left)
                left -= len(data)
                if token := tokens.first_in(data):
                    return token
                if not left:
                    return None
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError):
        return None  # Readers cannot unpack it either.
    return None


def first_in_pdf(path: Path, tokens: Tokens) -> str | None:
    """Return a token in a PDF, in a link or in its text; None without one."""
    data = path.read_bytes()
    try:
        unpacked = tuple(streams(data))
        shown = chain.from_iterable((unpacked, page_texts(data, unpacked), titles(data)))
        return next(filter(None, map(tokens.first_in, chain((data,), shown))), None)
    except TooMuch:
        return tokens.first_in(data)
