"""As much of CBOR (RFC 8949) as Pagefind's index is written in: integers, texts and arrays."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

NATURAL, NEGATIVE, TEXT, ARRAY = 0, 1, 3, 4
"""Major types, in the upper three bits of an item's first byte."""

ADVANCE = tuple(
    1 + (0, 1, 2, 4, 8)[max(0, (byte & 31) - 23)] if byte >> 5 < TEXT and byte & 31 < 28 else 0
    for byte in range(256)
)
"""Bytes of an integer by its first byte; 0 where no integer begins."""


def head(major: int, value: int) -> bytes:
    """Return the beginning of an item: its major type, and its value or length."""
    if value < 24:
        return bytes([major << 5 | value])
    size = 1 if value < 1 << 8 else 2 if value < 1 << 16 else 4
    return bytes([major << 5 | {1: 24, 2: 25, 4: 26}[size]]) + value.to_bytes(size, "big")


def encoded(value: Any) -> bytes:
    """Return a natural number, a text or a list of such as CBOR."""
    match value:
        case int():
            return head(NATURAL, value)
        case str():
            text = value.encode()
            return head(TEXT, len(text)) + text
        case list():
            return head(ARRAY, len(value)) + b"".join(map(encoded, value))
        case _:
            raise ValueError(value)


def decoded(data: bytes) -> Any:
    """Return what one item says."""
    return _decode(data, 0)[0]


def _decode(data: bytes, start: int) -> tuple[Any, int]:
    major, value, place = _head(data, start)
    if major == NATURAL:
        return value, place
    if major == NEGATIVE:
        return -1 - value, place
    if major == TEXT:
        return data[place : place + value].decode(), place + value
    if major != ARRAY:
        raise ValueError(f"major type {major}")
    items = []
    for _ in range(value):
        item, place = _decode(data, place)
        items.append(item)
    return items, place


def _head(data: bytes, start: int) -> tuple[int, int, int]:
    """Return an item's major type, its value or length, and where its content begins."""
    major, info = data[start] >> 5, data[start] & 31
    if info < 24:
        return major, info, start + 1
    if info > 27:
        raise ValueError(f"length {info}")
    size = 1 << (info - 24)
    return major, int.from_bytes(data[start + 1 : start + 1 + size], "big"), start + 1 + size


def end_of(data: bytes, start: int) -> int:
    """Return where an item ends, without making anything of it."""
    place, left = start, 1
    while left:
        left -= 1
        advance = ADVANCE[data[place]]
        if advance:
            place += advance
            continue
        major, value, place = _head(data, place)
        if major == TEXT:
            place += value
        elif major == ARRAY:
            left += value
        else:
            raise ValueError(f"major type {major}")
    return place


def items_of_list_in_array(data: bytes) -> Iterator[tuple[int, int]]:
    """Yield where each item begins and ends of the list that an array of one holds."""
    outer, count, place = _head(data, 0)
    inner, length, place = _head(data, place)
    if (outer, count, inner) != (ARRAY, 1, ARRAY):
        raise ValueError("not a list in an array")
    for _ in range(length):
        end = end_of(data, place)
        yield place, end
        place = end


def first_text(data: bytes, start: int) -> str:
    """Return the text with which the array at `start` begins."""
    _, _, place = _head(data, start)
    major, length, place = _head(data, place)
    if major != TEXT:
        raise ValueError(f"major type {major}")
    return data[place : place + length].decode()
