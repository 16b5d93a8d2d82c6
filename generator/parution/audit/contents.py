"""The contents of a published file: its bytes, data packed inside it, and UTF-16 or UTF-32 text.

Search indexes are gzip, office documents are ZIP, the streams of a PDF are zlib; a picture may hold
comments. Data packed several times are unpacked as often, up to a depth and a size.
"""

from __future__ import annotations

import quopri
import re
from collections.abc import Iterator
from itertools import chain

from parution.audit.large_files import read_windows
from parution.file_signatures import JPEG, OLE, PDF, PNG
from parution.pdf_text import TooMuch, list_page_texts, list_titles, unpack_streams
from parution.unpacking import BROKEN, TRIED, Data, find_parts, is_packed

DEEPEST = 5
"""Maximum depth of unpacking."""

TEXT_IN_BINARY = re.compile(rb"[\x20-\x7e\x80-\xff]{24,}")
FOLDED = re.compile(rb"\r?\n[ \t]")
"""A line break within a calendar's long line (RFC 5545, 3.1)."""

SOFT_BREAK = re.compile(rb"=\r?\n(?=\S)")
"""A line break within a mail's long line (RFC 2045, 6.7)."""

WRAPPED = re.compile(rb"(?m)(?:^[ \t]*[A-Za-z0-9+/]{32,}={0,2}[ \t\r]*\n)+[ \t]*[A-Za-z0-9+/]*=*")
"""Base64 over several lines, or hexadecimal digits."""

WIDE = {
    "utf-16-le": re.compile(
        rb"(?:[\t\n\r\x20-\x7e\xa0-\xff]\0|[\0-\xff]\x20|[\x52\x53\x78]\x01|[\0-\x6f]\x03){12,}"
    ),
    "utf-16-be": re.compile(
        rb"(?:\0[\t\n\r\x20-\x7e\xa0-\xff]|\x20[\0-\xff]|\x01[\x52\x53\x78]|\x03[\0-\x6f]){12,}"
    ),
    "utf-32-le": re.compile(rb"(?:[\t\n\r\x20-\xff]\0\0\0|[\0-\xff][\x01\x03\x20]\0\0){12,}"),
    "utf-32-be": re.compile(rb"(?:\0\0\0[\t\n\r\x20-\xff]|\0\0[\x01\x03\x20][\0-\xff]){12,}"),
}
"""Runs of Latin letters, accents and quotation marks of two or four bytes each."""
HIGH_BYTES = bytes(byte in b"\0\1\3\x20" for byte in range(256))
"""Translates to 1 each byte that every other byte of such a run is one of, and to 0 all others."""

CONTROLS = re.compile(rb"[\0-\x08\x0e-\x1a\x1c-\x1f]")
"""Bytes that occur in no text."""

KNOWN_HEADS = (
    PDF, PNG, JPEG, b"GIF8", b"RIFF", b"BM", b"II*\0", b"MM\0*", b"\0\0\1\0",
    OLE, b"ID3", b"\xff\xfb", b"\xff\xf3", b"\xff\xf2", b"\x1a\x45\xdf\xa3",
    b"OggS", b"fLaC",
    b"\0\1\0\0", b"OTTO", b"true", b"ttcf", b"wOFF", b"wOF2", b"\xff\xfe", b"\xfe\xff",
    b"\0\0\xfe\xff", b"\0asm",
)  # fmt: skip
"""First bytes of the pictures, sounds, films, fonts and UTF-16 texts that sites may hold."""


class Unreadable(Exception):
    """A file claims to be packed but cannot be unpacked."""


def unpack_contents(data: Data, name: str = "") -> Iterator[bytes]:
    """Yield the bytes of a file, and those packed in it; raises `Unreadable`."""
    try:
        yield from unpack_all(data, name, DEEPEST)
    except BROKEN as error:
        raise Unreadable(name) from error


def unpack_all(data: Data, name: str, depth: int) -> Iterator[bytes]:
    """Yield bytes, and those packed in them; raises `TooMuch` beyond ``depth``."""
    if not depth:
        raise TooMuch
    if isinstance(data, bytes) and data.startswith(PDF):
        yield from read_pdf(data)
        return
    if not is_packed(data) and data[: len(PNG)] != PNG:
        for window in read_windows(data):
            yield from decode_plain(window, name)
    for part in find_parts(data):
        yield from unpack_all(part, "", depth - 1)


def decode_plain(data: bytes, name: str) -> Iterator[bytes]:
    """Yield unpacked bytes: as they are with long lines joined, and their wide text decoded."""
    if name.endswith(".ics"):
        data = FOLDED.sub(b"", data)
    yield data
    if b"\0" in data or data.startswith((b"\xff\xfe", b"\xfe\xff")):
        for encoding, runs in WIDE.items() if may_be_wide(data) else ():
            for run in runs.findall(data):
                yield run.decode(encoding, errors="replace").encode(errors="replace")
    elif b"=\n" in data or b"=\r\n" in data:
        yield quopri.decodestring(SOFT_BREAK.sub(b"", data))
    for block in WRAPPED.findall(data):
        yield b"".join(block.split())


def may_be_wide(data: bytes) -> bool:
    """Return whether bytes may hold a run of wide text; noise and sounds take long to search.

    >>> may_be_wide("Une légende rare".encode("utf-16")), may_be_wide(b"\\0Une\\0" * 9)
    (True, False)
    """
    return any(b"\1" * 12 in data[start::2].translate(HIGH_BYTES) for start in (0, 1))


def read_pdf(data: bytes) -> Iterator[bytes]:
    """Yield the texts of a PDF: its pages, titles, comments and embedded files."""
    yield data
    inflated = tuple(unpack_streams(data))
    yield from list_page_texts(data, inflated)
    yield from chain.from_iterable(map(list_titles, (data, *inflated)))
    for stream in inflated:
        if is_packed(stream):
            yield from unpack_contents(stream)


def split_lines(data: bytes) -> list[bytes]:
    """Return the lines of a text; of binary data, the runs of bytes that look like text."""
    if b"\0" in data:
        return [run for run in TEXT_IN_BINARY.findall(data) if b" " in run]
    return data.split(b"\n")


def is_known(data: Data) -> bool:
    """Return whether the audit can find words in bytes: text, packed data, or a known format."""
    if is_packed(data) or data[:TRIED].startswith(KNOWN_HEADS) or data[4:8] == b"ftyp":
        return True
    if data.find(b"\0") >= 0:
        return False
    try:
        return not CONTROLS.search(data) or bool(str(data, "utf-8"))
    except UnicodeDecodeError:
        return False
