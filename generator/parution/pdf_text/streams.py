"""Unpack the streams of a PDF (PDF 1.7, 7.4).

Most are deflated. Older programs also encode them in printable letters that survive mail, or pack
them by LZW; deflation may come before or after.
"""

from __future__ import annotations

import base64
import binascii
import re
import zlib
from collections.abc import Callable, Iterator, Mapping

STREAM = re.compile(rb"stream\r?\n(.*?)endstream", re.DOTALL)
FILTER = re.compile(
    rb"/(ASCII85Decode|A85|ASCIIHexDecode|AHx|LZWDecode|LZW|RunLengthDecode|RL|FlateDecode|Fl)\b"
)
MOST_UNPACKED = 64 * 1024 * 1024
"""Bytes taken of one stream."""

DICTIONARY = 2048
"""Bytes before a stream in which to look for its dictionary."""

CLEAR, END = 256, 257
"""LZW codes that reset the table and end the data."""

LARGEST_TABLE = 4096


class TooMuch(OSError):
    """More was packed than is looked at."""


def unpack_streams(data: bytes) -> Iterator[bytes]:
    """Yield the packed streams of a PDF or of one of its objects, unpacked.

    The bytes of the file already contain the other streams. Raises `TooMuch`.
    """
    for match in STREAM.finditer(data):
        before = data[max(0, match.start() - DICTIONARY) : match.start()]
        content = inflate(match[1]) or unpack_as_named(before[before.rfind(b"obj") + 1 :], match[1])
        if content is not None:
            yield content


def unpack_as_named(dictionary: bytes, packed: bytes) -> bytes | None:
    """Undo the filters named in a stream's dictionary; return None if one fails or none is."""
    names = FILTER.findall(dictionary)
    content: bytes | None = packed if names else None
    for name in names:
        if content is not None:
            content = UNPACK[name](content)
    return content


def inflate(packed: bytes) -> bytes | None:
    """Inflate bytes, up to where they are cut; return None if they are not deflated."""
    try:
        content = zlib.decompressobj().decompress(packed, MOST_UNPACKED + 1)
    except zlib.error:
        return None
    return check_size(content)


def decode_ascii85(packed: bytes) -> bytes | None:
    """Decode bytes from 85 printable letters."""
    letters = packed.partition(b"~>")[0].strip().removeprefix(b"<~")
    try:
        return base64.a85decode(letters)
    except ValueError:
        return None


def decode_hexadecimal(packed: bytes) -> bytes | None:
    """Decode bytes from hexadecimal digits."""
    digits = b"".join(packed.partition(b">")[0].split())
    try:
        return binascii.unhexlify(digits + b"0" * (len(digits) % 2))
    except binascii.Error:
        return None


def expand_run_lengths(packed: bytes) -> bytes:
    """Expand runs of equal bytes."""
    content, at = bytearray(), 0
    while at + 1 < len(packed) and packed[at] != 128:
        count = packed[at]
        if count < 128:
            content += packed[at + 1 : at + 2 + count]
            at += 2 + count
        else:
            content += packed[at + 1 : at + 2] * (257 - count)
            at += 2
    return check_size(bytes(content))


def unpack_lzw(packed: bytes) -> bytes:
    """Unpack LZW data, up to the first invalid code; raises `TooMuch`."""
    entries, size = [b""], 0
    table, before = make_lzw_table(), b""
    bits = held = 0
    for byte in packed:
        held, bits = held << 8 | byte, bits + 8
        width = min(12, (len(table) + 1).bit_length())  # PDF widens codes one entry early.
        if bits < width:
            continue
        bits -= width
        code, held = held >> bits, held & ((1 << bits) - 1)
        if code == CLEAR:
            table, before = make_lzw_table(), b""
            continue
        if code == END or code > len(table) or (code == len(table) and not before):
            break
        entry = table[code] if code < len(table) else before + before[:1]
        if before and len(table) < LARGEST_TABLE:
            table.append(before + entry[:1])
        entries.append(entry)
        size += len(entry)
        if size > MOST_UNPACKED:
            raise TooMuch
        before = entry
    return b"".join(entries)


def make_lzw_table() -> list[bytes]:
    """Return the initial table of LZW: every byte, and the two special codes."""
    return [*(bytes((byte,)) for byte in range(256)), b"", b""]


def check_size(content: bytes) -> bytes:
    """Return bytes if they are not too many; raise `TooMuch` otherwise."""
    if len(content) > MOST_UNPACKED:
        raise TooMuch
    return content


UNPACK: Mapping[bytes, Callable[[bytes], bytes | None]] = {
    b"ASCII85Decode": decode_ascii85,
    b"A85": decode_ascii85,
    b"ASCIIHexDecode": decode_hexadecimal,
    b"AHx": decode_hexadecimal,
    b"LZWDecode": unpack_lzw,
    b"LZW": unpack_lzw,
    b"RunLengthDecode": expand_run_lengths,
    b"RL": expand_run_lengths,
    b"FlateDecode": inflate,
    b"Fl": inflate,
}
"""The function that undoes each filter, by its full and its short name."""
