"""Find the pages that the files of a search lead to.

The formats are known by observation: our own, and that of Pagefind, whose files from earlier
versions are still published. Pages are JSON that begins with the address; the list of pages is
CBOR, with names made of theme and part joined by tildes. Tests fail when the formats change.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import cbor2

TEXTS = (b'[{"url":"/', b'pagefind_dcd{"url":"/')
"""First bytes of the files that hold pages."""

ADDRESS = re.compile(rb'\{"url":"/([^"]*)"')

CODE = re.compile(rb"(?:pagefind_dcd)?(?=[\x80-\x9f])")
"""Beginning of an array in CBOR."""

NAME = re.compile(r"([^~]+)~([^~]+)~([^~]+)~.*")


def find_pages_led_to(data: bytes) -> Iterator[str]:
    """Yield the address of each page within the site that a file of the search leads to."""
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
    """Yield every string in nested lists."""
    if isinstance(content, str):
        yield content
    elif isinstance(content, list):
        for each in content:
            yield from find_texts(each)
