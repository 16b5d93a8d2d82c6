"""What stands in a published file: its bytes, and those that are packed inside it.

Search indexes are gzip, office documents are ZIP, the streams of a PDF are zlib. Packed bytes are
unpacked one level deep and up to a size, so that no file can make the audit swell.
"""

from __future__ import annotations

import gzip
import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from parution.audit.pdf import page_texts, titles

MOST_UNPACKED = 64 * 1024 * 1024
"""Bytes taken of one packed stream."""

GZIP, ZIP, PDF = b"\x1f\x8b", b"PK\x03\x04", b"%PDF-"
STREAM = re.compile(rb"stream\r?\n(.*?)endstream", re.DOTALL)
TEXT_IN_BINARY = re.compile(rb"[\x20-\x7e\x80-\xff]{24,}")
FOLDED = re.compile(rb"\r?\n[ \t]")
"""How calendars break long lines (RFC 5545, 3.1)."""


class Unreadable(Exception):
    """A file that claims to be packed but cannot be unpacked."""


def contents(data: bytes, name: str) -> Iterator[bytes]:
    """Yield what a file says: its bytes, or what is packed in them; raises `Unreadable`."""
    try:
        if data.startswith(GZIP):
            yield unzipped(io.BytesIO(data))
        elif data.startswith(ZIP):
            yield from members(data)
        elif data.startswith(PDF):
            yield data
            unpacked = tuple(streams(data))
            yield from page_texts(data, unpacked)
            yield from chain.from_iterable(map(titles, (data, *unpacked)))
        elif name.endswith(".ics"):
            yield FOLDED.sub(b"", data)
        else:
            yield data
    except (OSError, EOFError, ValueError, zlib.error, zipfile.BadZipFile, RuntimeError) as error:
        raise Unreadable(name) from error


def lines(data: bytes) -> set[bytes]:
    """Return the different lines of a text; of anything else, what in it looks like text."""
    if b"\0" in data:
        return {run for run in TEXT_IN_BINARY.findall(data) if b" " in run}
    return set(data.split(b"\n"))


def unzipped(stream: io.BytesIO) -> bytes:
    """Return what a gzip file holds."""
    with gzip.GzipFile(fileobj=stream) as unpacked:
        return bounded(unpacked.read(MOST_UNPACKED + 1))


def members(data: bytes) -> Iterator[bytes]:
    """Yield what a ZIP file holds, names included."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            yield name.encode()
            with archive.open(name) as member:
                yield bounded(member.read(MOST_UNPACKED + 1))


def streams(data: bytes) -> Iterator[bytes]:
    """Yield the streams of a PDF that are deflated; others stand in its bytes as they are."""
    for match in STREAM.finditer(data):
        try:
            yield bounded(zlib.decompressobj().decompress(match[1], MOST_UNPACKED + 1))
        except zlib.error:
            continue


def bounded(data: bytes) -> bytes:
    """Return bytes that are not too many."""
    if len(data) > MOST_UNPACKED:
        raise OSError("more was packed than is looked at")
    return data


def is_page(path: Path) -> bool:
    """Tell whether a file is a page or a drawing, which can ask things of other hosts."""
    return path.suffix in {".html", ".htm", ".svg", ".xml"}
