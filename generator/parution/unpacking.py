"""Unpack compressed bytes, up to a size, so that no file can exhaust the memory.

Whoever looks for something in a file must look into these too: `check` for addresses of sites that
somebody pasted, the audit for all that must be absent.
"""

from __future__ import annotations

import bz2
import io
import lzma
import re
import zipfile
import zlib
from collections.abc import Iterator
from mmap import mmap
from typing import BinaryIO, Protocol, cast

from parution.file_signatures import GZIP, PNG, ZIP
from parution.pdf_text import TooMuch

MOST_UNPACKED = 64 * 1024 * 1024
"""Maximum size in bytes of an unpacked stream."""

REMARKS = 0b11100
"""Bits of a gzip file's fourth byte: its header holds a name, a comment or more (RFC 1952, 2.3)."""

BROKEN = (
    OSError, EOFError, ValueError, zlib.error, lzma.LZMAError, zipfile.BadZipFile, RuntimeError
)  # fmt: skip
"""What unpacking raises when bytes are broken, encrypted, too large, or packed in a rare way."""

PACKED_HEAD = re.compile(
    rb"\x1f\x8b\x08|\x78[\x01\x5e\x9c\xda]|BZh[1-9]1AY&SY|\xfd7zXZ\0|PK\x03\x04|\]\0\0[\0-\xff]{2}[\0\xff]"
)
"""First bytes of gzip, zlib, bzip2, xz, ZIP and old LZMA data."""

IMAGE_DATA = (b"IDAT", b"fdAT")

TRIED = 4096
"""Bytes to try, after which it is clear whether they are really packed."""

CHUNK = 1 << 16


class MappedFile(mmap):
    """A map of a file that lies on the disk, with all that the readers of ZIP files ask for."""

    def seekable(self) -> bool:
        """Return that one can go to any place in it."""
        return True


Data = bytes | MappedFile
"""The bytes of a file, or a map of it if it is large."""


class Decompressor(Protocol):
    """The interface that the decompressors of the standard library share."""

    def decompress(self, data: memoryview, max_length: int, /) -> bytes: ...
    @property
    def eof(self) -> bool: ...
    @property
    def unused_data(self) -> bytes: ...


def is_packed(data: Data) -> bool:
    """Return whether bytes begin like packed data."""
    return PACKED_HEAD.match(data) is not None


def find_parts(data: Data) -> Iterator[bytes]:
    """Yield what is packed in bytes, one level deep; nothing if nothing is.

    Raises the exceptions of `unpack`.
    """
    if is_packed(data):
        yield from unpack(data)
    elif data[: len(PNG)] == PNG:
        yield from list_chunks(data)
    elif data.find(b"\0") >= 0:
        yield from find_packed(data)


def unpack(data: Data) -> Iterator[bytes]:
    """Yield the contents of packed bytes, with the names and comments of ZIP and gzip files.

    Raises `OSError`, `EOFError`, `ValueError`, `zlib.error`, `lzma.LZMAError`, `RuntimeError` or
    `zipfile.BadZipFile` when they are broken, encrypted or too large.
    """
    if data[: len(ZIP)] == ZIP:
        yield from unpack_members(data)
        return
    if data[: len(GZIP)] == GZIP and data[3] & REMARKS:
        yield data[4:TRIED]
    view, end = memoryview(data), 0
    while end < len(data):
        content, length = unpack_stream(view[end:])
        yield content
        end += length
        if not is_packed(bytes(view[end : end + TRIED])):
            break
    if rest := bytes(view[end:]).strip(b"\0"):
        yield rest


def find_packed(data: Data) -> Iterator[bytes]:
    """Yield packed data from anywhere within bytes; skip bytes that only look packed."""
    view, end = memoryview(data), 0
    for found in PACKED_HEAD.finditer(data):
        start = found.start()
        if start < end:
            continue
        if found[0] == ZIP:
            if zipfile.is_zipfile(as_file(data)):
                yield from unpack_members(data)
                return
            continue
        if begins_well(view[start : start + TRIED]):
            content, length = unpack_stream(view[start:], whole=False)
            end = start + length
            yield content


def begins_well(data: memoryview) -> bool:
    """Return whether the beginning of a stream can be unpacked."""
    try:
        return bool(unpack_stream(data, whole=False)[0])
    except (OSError, EOFError, ValueError, zlib.error, lzma.LZMAError):
        return False


def unpack_stream(data: memoryview, *, whole: bool = True) -> tuple[bytes, int]:
    """Return the contents of the first packed stream, and its length in bytes.

    Raises `TooMuch`, and `EOFError` if ``whole`` is set and the stream is cut.
    """
    program, content, position = make_decompressor(bytes(data[:TRIED])), bytearray(), 0
    while not program.eof and position < len(data):
        chunk = data[position : position + CHUNK]
        content += program.decompress(chunk, MOST_UNPACKED + 1 - len(content))
        if len(content) > MOST_UNPACKED:
            raise TooMuch
        position += len(chunk)
    if whole and not program.eof:
        raise EOFError
    return bytes(content), position - len(program.unused_data)


def make_decompressor(head: bytes) -> Decompressor:
    """Return what unpacks a stream that begins like this."""
    if head.startswith(b"BZh"):
        return bz2.BZ2Decompressor()
    if head.startswith((b"\xfd7zXZ", b"]\0\0")):
        return lzma.LZMADecompressor()
    return zlib.decompressobj(47)  # 47 detects gzip or zlib.


def as_file(data: Data) -> BinaryIO:
    """Return bytes as a file; a map of a file is one."""
    return cast(BinaryIO, io.BytesIO(data) if isinstance(data, bytes) else data)


def unpack_members(data: Data) -> Iterator[bytes]:
    """Yield the contents of a ZIP file, its names and comments included."""
    with zipfile.ZipFile(as_file(data)) as archive:
        yield archive.comment
        for member in archive.infolist():
            yield member.filename.encode(errors="replace")
            yield member.comment
            with archive.open(member) as stream:
                content = stream.read(MOST_UNPACKED + 1)
            if len(content) > MOST_UNPACKED:
                raise TooMuch
            yield content


def list_chunks(data: Data) -> Iterator[bytes]:
    """Yield the data of a PNG besides its picture: all other chunks, and bytes after the last."""
    position = len(PNG)
    while position + 12 <= len(data):
        length = int.from_bytes(data[position : position + 4], "big")
        kind = data[position + 4 : position + 8]
        if kind not in IMAGE_DATA:
            yield data[position + 8 : position + 8 + length]
        position += length + 12
        if kind == b"IEND":
            break
    if position < len(data):
        yield data[position:]
