"""Addresses of sites that somebody pasted into the sources: whoever reads them could enter there.

A site is found by its *token* alone, so any file that holds one is an error, in whatever way it was
written: in capitals, percent-encoded, cut by tags or by line ends, within a document of an office
suite or a PDF. Text that a picture shows, or that is packed twice over, is not seen.

P1  A file is reduced to the signs that tokens are made of, once as it stands, once decoded, once
    without its tags; a token split by anything else stands whole in one of them.
P2  Every sixteenth place of what is left is looked up: a token of 32 signs covers one of them with
    sixteen signs of its own, wherever it begins. So the cost does not grow with the sites.
"""

from __future__ import annotations

import os
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from io import BytesIO
from pathlib import Path

from parution.cache.calls import Calls
from parution.cache.digests import digest_of_texts
from parution.cache.fingerprint import line as line_of_file
from parution.domain.messages import Message, message
from parution.domain.problems import Place, Problem

FOLDERS = ("themes", "bibliography", "groups")

SIGNS = b"abcdefghijklmnopqrstuvwxyz234567"
"""What tokens are made of (RFC 4648, in small letters)."""
SMALL = bytes(range(256)).lower()
OTHER_SIGNS = bytes(set(range(256)) - set(SIGNS) - set(SIGNS.upper()))

SAMPLE = 16
"""Signs looked up at once: half a token."""

WRITTEN = (".md", ".yml", ".yaml", ".bib", ".txt", ".csv", ".svg")
"""Endings of files that have lines."""
PACKED = (".zip", ".docx", ".xlsx", ".pptx", ".odt", ".ods", ".odp", ".epub")

CHUNK = 1 << 20
OVERLAP = 4096
"""Bytes looked at again with the next chunk; a token may go from one to the other."""
MOST_INFLATED = 1 << 26
"""Bytes that one packed file may become; what comes after is not looked at."""

PERCENT = re.compile(rb"%([0-9a-fA-F]{2})")
REFERENCE = re.compile(rb"&#(?:[xX]([0-9a-fA-F]{1,6})|([0-9]{1,7}));?")
NAMED = re.compile(rb"&[a-zA-Z]{2,24};")
ESCAPE = re.compile(rb"\\(?:x|u00|u\{)([0-9a-fA-F]{2})")
TAG = re.compile(rb"<[^<>]{0,2000}>")
SHOWN = re.compile(rb"\(((?:[^()\\]|\\.)*)\)", re.DOTALL)
STREAM = re.compile(rb"stream\r?\n")


class Tokens:
    """The tokens of all sites, made ready to be looked for."""

    def __init__(self, tokens: Iterable[str]) -> None:
        self._samples: dict[bytes, list[bytes]] = {}
        self._named = digest_of_texts(sorted(tokens))
        for token in tokens:
            whole = token.lower().encode()
            for start in range(len(whole) - SAMPLE + 1):
                self._samples.setdefault(whole[start : start + SAMPLE], []).append(whole)

    def __repr__(self) -> str:
        """Tell them from any others, without saying one."""
        return f"Tokens({self._named})"

    def first_in(self, data: bytes) -> str | None:
        """Return a token that some bytes hold, however it is written; None without one."""
        return next((found for form in forms_of(data) if (found := self._in(form))), None)

    def _in(self, signs: bytes) -> str | None:
        for start in range(0, len(signs) - SAMPLE + 1, SAMPLE):
            for whole in self._samples.get(signs[start : start + SAMPLE], ()):
                if whole in signs[max(0, start - len(whole)) : start + 2 * len(whole)]:
                    return whole.decode()
        return None


def forms_of(data: bytes) -> Iterator[bytes]:
    """Yield what is left of some bytes when only signs of tokens count (P1)."""
    yield signs_of(data)
    if b"%" in data or b"&" in data or b"\\" in data:
        data = decode(data)
        yield signs_of(data)
    if b"<" in data:
        yield signs_of(TAG.sub(b"", data))


def signs_of(data: bytes) -> bytes:
    """Return the signs of tokens among some bytes, in small letters."""
    return data.translate(SMALL, OTHER_SIGNS)


def decode(data: bytes) -> bytes:
    """Return some bytes without percent-encoding (twice), references and escapes of characters."""
    for pattern in (PERCENT, PERCENT, ESCAPE):
        data = pattern.sub(lambda found: bytes([int(found[1], 16)]), data)
    return NAMED.sub(b"", REFERENCE.sub(resolve_reference, data))


def resolve_reference(found: re.Match[bytes]) -> bytes:
    """Return the character that a reference such as ``&#97;`` stands for, if it is of ASCII."""
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

    ``sites`` are the names under which people know the sites, by token; an archive has none. What
    was found in a file is found again in ``calls`` while nobody edits it.
    """
    tokens, calls = Tokens(sites), calls or Calls()
    for path in files_of(project, config_file):
        for line, token in calls.of(list_tokens, path, tokens, line_of(path)):
            place = Place(os.path.relpath(path, project).replace(os.sep, "/"), line)
            yield problem(place, sites[token])


def problem(place: Place, site: str) -> Problem:
    """Return the problem of an address; the address itself is never repeated."""
    if not site:
        return Problem("site-address", place, OF_ARCHIVE, REMEDY_OF_ARCHIVE)
    said: Message = message("here stands the secret address of the site of “%(site)s”", site=site)
    remedy = message(
        "Remove it: who reads it can enter that site. Where it was published already, give the"
        " group another “generation”."
    )
    return Problem("site-address", place, said, remedy)


def files_of(project: Path, config_file: Path) -> Iterator[Path]:
    """Yield the files of the sources; links are not followed."""
    if config_file.is_file():
        yield config_file
    for name in FOLDERS:
        for folder, _, files in sorted(os.walk(project / name)):
            yield from (Path(folder, file) for file in sorted(files))


def line_of(path: Path) -> str:
    """Return what tells this state of a file from any other; of one that is gone, its name."""
    try:
        return line_of_file(str(path), path.lstat())
    except OSError:
        return str(path)


def list_tokens(path: Path, tokens: Tokens, state: str) -> list[tuple[int | None, str]]:  # noqa: ARG001 - what it depends on
    """Return the tokens that a file holds in a state of it, with their lines."""
    return [*found_in(path, tokens)]


def found_in(path: Path, tokens: Tokens) -> Iterator[tuple[int | None, str]]:
    """Yield the tokens that a file holds, with their lines; a token in its name has none."""
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
        return  # Reading the sources says which file cannot be read.


def found_in_lines(data: bytes, tokens: Tokens) -> Iterator[tuple[int, str]]:
    """Yield the tokens of a text, each with the line on which it begins, from 1."""
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
    """Return a token that a file holds, packed or not."""
    if path.suffix.lower() in PACKED and zipfile.is_zipfile(path):
        return first_in_archive(path, tokens)
    if path.suffix.lower() == ".pdf":
        return first_in_pdf(path, tokens)
    with path.open("rb") as stream:
        return first_in_chunks(iter(lambda: stream.read(CHUNK), b""), tokens)


def first_in_chunks(chunks: Iterable[bytes], tokens: Tokens) -> str | None:
    """Return a token that stands in a run of bytes."""
    before = b""
    for chunk in chunks:
        if token := tokens.first_in(before + chunk):
            return token
        before = chunk[-OVERLAP:]
    return None


def first_in_archive(path: Path | BytesIO, tokens: Tokens) -> str | None:
    """Return a token that stands in a packed file, or in the name of one of its members."""
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
        return None  # What cannot be unpacked here cannot be read there.
    return None


def first_in_pdf(path: Path, tokens: Tokens) -> str | None:
    """Return a token that stands in a PDF: as a link, or as text that it shows."""
    data, left = path.read_bytes(), MOST_INFLATED
    if token := tokens.first_in(data):
        return token
    for begin in STREAM.finditer(data):
        end = data.find(b"endstream", begin.end())
        try:
            inflated = zlib.decompressobj().decompress(data[begin.end() : end], left)
        except zlib.error:
            continue
        left -= len(inflated)
        shown = b"".join(SHOWN.findall(inflated))
        if token := tokens.first_in(inflated) or tokens.first_in(shown):
            return token
        if left <= 0:
            return None
    return None
