"""Decode bytes written as Base64, digits or numbers, and repair misread UTF-8.

Only results that look like text or packed data are passed on: the rest were ordinary letters.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator

from parution.unpacking import is_packed

BASE64 = re.compile(r"[A-Za-z0-9+/_-]{20,}")
STANDARD = str.maketrans("-_", "+/")
"""Maps the URL-safe alphabet of Base64 to the standard one."""

HEXADECIMAL = re.compile(r"(?:(?:0x|\\x|#)?[0-9a-fA-F]{2}[\s,:;-]{0,2}){12,}")
NOT_DIGITS = re.compile(r"0x|[^0-9a-fA-F]")
DECIMAL = re.compile(r"(?:\d{2,5}\s*[,;]\s*){12,}\d{2,5}")
NUMBER = re.compile(r"\d+")

PRINTABLE = bytes((*b"\t\n\r", *range(0x20, 0x7F)))

_AFTER = "[\u0080-\u00bf\u0152-\u017e\u02c6\u02dc\u2013-\u2122]"
MISTAKEN = re.compile(
    f"[\u00c2-\u00df]{_AFTER}|[\u00e0-\u00ef]{_AFTER}{{2}}|[\u00f0-\u00f4]{_AFTER}{{3}}"
)
"""A UTF-8 character that was read byte by byte."""


def encode_line(text: str) -> Iterator[bytes]:
    """Yield the bytes that a line of text encodes in Base64, hexadecimal digits or numbers."""
    for run in BASE64.findall(text):
        yield from filter(is_telling, decode_base64(run))
    for run in HEXADECIMAL.findall(text):
        digits = NOT_DIGITS.sub("", run)
        for start in (0, 1):
            data = bytes.fromhex(digits[start : start + (len(digits) - start) // 2 * 2])
            if is_telling(data):
                yield data
    for run in DECIMAL.findall(text):
        numbers = [int(number) for number in NUMBER.findall(run)]
        if max(numbers) < 256:
            data = bytes(numbers)
        else:
            data = "".join(map(chr, numbers)).encode(errors="replace")
        if is_telling(data):
            yield data


def decode_base64(run: str) -> Iterator[bytes]:
    """Decode a run of Base64 letters from each of the four positions at which it may begin."""
    run = run.translate(STANDARD)
    for start in range(4):
        length = len(run) - start
        if length % 4 == 1:
            length -= 1
        piece = run[start : start + length]
        try:
            yield base64.b64decode(piece + "=" * (-length % 4))
        except binascii.Error:
            continue


def is_telling(data: bytes) -> bool:
    """Return whether bytes look like text in letters of one byte or more, or are packed."""
    odd = len(data.translate(None, PRINTABLE))
    if odd * 4 <= len(data):
        return True
    return data.count(0) * 3 >= len(data) or is_packed(data)


def repair_mojibake(text: str) -> str:
    """Return a text with the UTF-8 characters restored that were read byte by byte.

    >>> repair_mojibake("l\u00c3\u00a9gende")
    'légende'
    """
    return text if text.isascii() else MISTAKEN.sub(decode_as_one, text)


def decode_as_one(found: re.Match[str]) -> str:
    try:
        return b"".join(map(encode_octet, found[0])).decode()
    except UnicodeError:
        return found[0]


def encode_octet(letter: str) -> bytes:
    return letter.encode("latin-1" if ord(letter) < 256 else "cp1252")
