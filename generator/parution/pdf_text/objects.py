"""The objects of a PDF: which streams use which fonts, as a viewer sees it.

It parses just enough (PDF 1.7, 7.3 and 7.8): objects in the file and in object streams,
dictionaries, references. If it finds no font, `pdf` reads the page by every table in the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from parution.pdf_text.streams import STREAM, TooMuch, unpack_streams

OBJECT = re.compile(rb"(?<!\d)(\d+)\s+\d+\s+obj\b(.*?)\bendobj", re.DOTALL)
REFERENCE = re.compile(rb"(\d+)\s+\d+\s+R\b")
NAMED = re.compile(rb"/([^\s/<>\[\]()]+)\s+(\d+)\s+\d+\s+R\b")
EDGE = re.compile(rb"<<|>>")
NUMBERS = re.compile(rb"\d+")

PARENTS = 20
"""Maximum steps up the page tree, in case it is circular."""

Fonts = Mapping[bytes, bytes]
"""The stream with a font's character table, by the name that a page gives the font."""


class Objects:
    """The objects of a PDF by number."""

    def __init__(self, data: bytes) -> None:
        self._bodies: dict[int, bytes] = {
            int(number): body for number, body in OBJECT.findall(data)
        }
        for body in tuple(self._bodies.values()):
            if b"/ObjStm" in body:
                self._bodies |= unpack_objects(body, read_stream(body))

    def pages(self) -> Iterator[tuple[bytes, Fonts]]:
        """Yield the drawing stream of each page or form, and the fonts that it names."""
        for body in self._bodies.values():
            drawn = [*self._list_drawing_streams(body)]
            fonts = self._find_fonts(body) if drawn else {}
            if fonts:
                yield b"\n".join(drawn), fonts

    def _list_drawing_streams(self, body: bytes) -> Iterator[bytes]:
        """Yield the streams that draw a page, or the one that draws a form."""
        if b"/Subtype/Form" in body.replace(b" ", b""):
            yield read_stream(body)
        elif found := re.search(rb"/Contents\s*(\[[^\]]*\]|\d+\s+\d+\s+R)", body):
            for number in REFERENCE.findall(found[1]):
                yield read_stream(self._bodies.get(int(number), b""))

    def _find_fonts(self, body: bytes) -> Fonts:
        resources = self._inherit(body, b"Resources")
        return {
            name: read_stream(self._find_value(self._bodies.get(int(number), b""), b"ToUnicode"))
            for name, number in NAMED.findall(self._find_value(resources, b"Font"))
        }

    def _inherit(self, body: bytes, key: bytes) -> bytes:
        """Return a value of a page, or of its nearest ancestor that has it."""
        for _ in range(PARENTS):
            if found := self._find_value(body, key):
                return found
            body = self._find_value(body, b"Parent")
        return b""

    def _find_value(self, body: bytes, key: bytes) -> bytes:
        """Return the dictionary of a key, or the object that it refers to; empty without one."""
        found = re.search(rb"/" + key + rb"(?![A-Za-z])\s*", body)
        if found is None:
            return b""
        if reference := REFERENCE.match(body, found.end()):
            return self._bodies.get(int(reference[1]), b"")
        return read_dictionary(body, found.end())


def read_dictionary(body: bytes, start: int) -> bytes:
    """Return the dictionary that begins at an offset.

    >>> read_dictionary(b"/Font<</A 1 0 R/B<<>>>>/X<<>>", 5)
    b'<</A 1 0 R/B<<>>>>'
    """
    depth = 0
    for edge in EDGE.finditer(body, start):
        depth += 1 if edge[0] == b"<<" else -1
        if depth <= 0:
            return body[start : edge.end()]
    return b""


def read_stream(body: bytes) -> bytes:
    """Return the stream of an object, unpacked if packed; empty if it has none."""
    found = STREAM.search(body)
    if found is None:
        return b""
    if b"/Filter" not in body[: found.start()]:
        return bytes(found[1])
    try:
        return next(unpack_streams(body), b"")
    except TooMuch:
        return b""


def unpack_objects(body: bytes, unpacked: bytes) -> dict[int, bytes]:
    """Return the objects of an object stream by number (PDF 1.7, 7.5.7)."""
    found = re.search(rb"/First\s+(\d+)", body)
    if found is None:
        return {}
    first = int(found[1])
    numbers = [int(number) for number in NUMBERS.findall(unpacked[:first])]
    starts = [first + offset for offset in numbers[1::2]]
    ends = [*starts[1:], len(unpacked)]
    return {
        number: unpacked[start:end]
        for number, start, end in zip(numbers[::2], starts, ends, strict=False)
    }
