"""To which pages the files of a search lead, as they say themselves.

Observed forms, of our own and of Pagefind, whose files stand published from earlier versions: what
a page says, as JSON that begins with its address; and the list of pages, whose names are theme and
part with tildes between, in CBOR. Tests fail when they change.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import cbor2

TEXTS = (b'[{"url":"/', b'pagefind_dcd{"url":"/')
"""Begins what is kept of pages."""

ADDRESS = re.compile(rb'\{"url":"/([^"]*)"')

CODE = re.compile(rb"(?:pagefind_dcd)?(?=[\x80-\x9f])")
"""Begins an array in CBOR."""

NAME = re.compile(r"([^~]+)~([^~]+)~([^~]+)~.*")


def find_pages_led_to(data: bytes) -> Iterator[str]:
    """Yield the address of each page within the site that a file of the search can lead to."""
    if data.startswith(TEXTS):
        for found in ADDRESS.finditer(data):
            yield found[1].decode(errors="replace")
    elif b"~" in data and (begins := CODE.match(data)):
        try:
            content = cbor2.loads(data[begins.end() :])
        except (cbor2.CBORDecodeError, RecursionError):
            return
        for name in filter(None, map(NAME.fullmatch, find_texts(content))):
            edition, theme, part = name.groups()
            yield f"{edition}/{theme}/" + ("" if part == "presentation" else f"{part}/")


def find_texts(content: object) -> Iterator[str]:
    """Yield every text in nested lists."""
    if isinstance(content, str):
        yield content
    elif isinstance(content, list):
        for each in content:
            yield from find_texts(each)
