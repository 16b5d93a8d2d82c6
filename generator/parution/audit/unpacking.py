"""Unpack compressed bytes, up to a size, so that no file can exhaust the memory."""

from __future__ import annotations

import bz2
import io
import lzma
import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import Protocol

from parution.pdf_text import TooMuch

MOST_UNPACKED = 64 * 1024 * 1024
"""Maximum size in bytes of an unpacked stream."""

GZIP, ZIP = b"\x1f\x8b", b"PK\x03\x04"
REMARKS = 0b11100
"""Bits of a gzip file's fourth byte: its header holds a name, a comment or more (RFC 1952, 2.3)."""

PACKED_HEAD = re.compile(
    rb"\x1f\x8b\x08|\x78[\x01\x5e\x9c\xda]|BZh[1-9]1AY&SY|\xfd7zXZ\0|PK\x03\x04|\]\0\0[\0-\xff]{2}[\0\xff]"
)
"""First bytes of gzip, zlib, bzip2, xz, ZIP and old LZMA data."""

TRIED = 4096
"""Bytes to try, after which it is clear whether they are really packed."""

CHUNK = 1 << 16


class Decompressor(Protocol):
    """The interface that the decompressors of the standard library share."""

    @property
    def eof(self) -> bool: ...
    @property
    def unused_data(self) -> bytes: ...


def is_packed(data: bytes) -> bool:
    """Return whether bytes begin like packed data."""
    return PACKED_HEAD.match(data) is not None


def unpack(data: bytes) -> Iterator[bytes]:
    """Yield the contents of packed bytes, with the names and comments of ZIP and gzip files.

    Raises `OSError`, `EOFError`, `ValueError`, `zlib.error`, `lzma.LZMAError`, `RuntimeError` or
    `zipfile.BadZipFile` when they are broken, encrypted or too large.
    """
    if data.startswith(ZIP):
        yield from members(data)
        return
    if data.startswith(GZIP) and data[3] & REMARKS:
        yield data[4:TRIED]
    while data:
        said, data = one_stream(data)
        yield said
        if not is_packed(data):
            break
    if data.strip(b"\0"):
        yield data


def find_packed(data: bytes) -> Iterator[bytes]:
    """Yield packed data from anywhere within bytes; skip bytes that only look packed."""
    view, end = memoryview(data), 0
    for found in PACKED_HEAD.finditer(data):
        start = found.start()
        if start < end:
            continue
        if found[0] == ZIP:
            if zipfile.is_zipfile(io.BytesIO(data)):
                yield from members(data)
                return
            continue
        if begins_well(bytes(view[start : start + TRIED])):
            said, rest = one_stream(bytes(view[start:]), whole=False)
            end = len(data) - len(rest)
            yield said


def begins_well(data: bytes) -> bool:
    """Return whether the beginning of a stream can be unpacked."""
    try:
        return bool(one_stream(data, whole=False)[0])
    except (OSError, EOFError, ValueError, zlib.error, lzma.LZMAError):
        return False


def one_stream(data: bytes, *, whole: bool = True) -> tuple[bytes, bytes]:
    """Return the contents of the first packed stream, and the bytes after it.

    Raises `TooMuch`, and `EOFError` if ``whole`` is set and the stream is cut.
    """
    said, program = decompress(data)
    if len(said) > MOST_UNPACKED:
        raise TooMuch
    if whole and not program.eof:
        raise EOFError
    return said, program.unused_data


def decompress(data: bytes) -> tuple[bytes, Decompressor]:
    """Return the unpacked stream, and the decompressor in its final state."""
    if data.startswith(b"BZh"):
        bzip2 = bz2.BZ2Decompressor()
        return bzip2.decompress(data, MOST_UNPACKED + 1), bzip2
    if data.startswith((b"\xfd7zXZ", b"]\0\0")):
        xz = lzma.LZMADecompressor()
        return xz.decompress(data, MOST_UNPACKED + 1), xz
    inflate = zlib.decompressobj(47)  # 47 detects gzip or zlib.
    return inflate.decompress(data, MOST_UNPACKED + 1), inflate


def members(data: bytes) -> Iterator[bytes]:
    """Yield the contents of a ZIP file, its names and comments included."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        yield archive.comment
        for member in archive.infolist():
            yield member.filename.encode(errors="replace")
            yield member.comment
            with archive.open(member) as stream:
                said = stream.read(MOST_UNPACKED + 1)
            if len(said) > MOST_UNPACKED:
                raise TooMuch
            yield said
