"""The text of a PDF: of fonts whose letters are letters, and of those where they are numbers.

A PDF set with a subset of a font shows numbers, and carries for each font a table that tells the
characters of its numbers (PDF 1.7, 9.10.3), without which nobody could copy a word out of it. A
page is read as it is shown: each line by the table of the font it is set in. Where that cannot be
followed up, tables that agree, as those of one family do, are taken as one, and the stream is read
by each that is left, and as Windows' letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from parution.audit.pdf_objects import Objects

Table = Mapping[str, str]
"""Characters by the hexadecimal digits of a glyph's number: two for each, or four for each."""

Line = tuple[bytes, ...]
"""The strings that are shown together; an empty one stands for a gap as wide as a space."""

SINGLE = re.compile(rb"beginbfchar(.*?)endbfchar", re.DOTALL)
RANGE = re.compile(rb"beginbfrange(.*?)endbfrange", re.DOTALL)
CODE = re.compile(rb"<([0-9a-fA-F]+)>")
BOUNDS = re.compile(rb"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>\s*(?:<([0-9a-fA-F]+)>|\[([^\]]*)\])")

LITERAL = rb"\((?:[^()\\]|\\.|\((?:[^()\\]|\\.)*+\))*+\)"
STRING = rb"<[0-9a-fA-F\s]*>|" + LITERAL
SHOWING = re.compile(
    rb"(\[(?:[^\[\]()<>]|" + STRING + rb")*+\]|" + STRING + rb")\s*(?:T[jJ]|['\"])", re.S
)
SET_IN = re.compile(rb"/([^\s/<>\[\]()]+)\s+-?[\d.]+\s+Tf")
BLOCK_ENDS = re.compile(rb"\bET\b")
STEPS = re.compile(
    SET_IN.pattern
    + rb"|/ActualText\s*(" + STRING + rb")[^<>]*>>\s*BDC"
    + rb"|\b(BDC|BMC|EMC)\b"
    + rb"|" + SHOWING.pattern,
    re.DOTALL,
)  # fmt: skip
"""What sets a font, what stands for a text, where that ends, and what shows a text."""

PIECE = re.compile(rb"(" + STRING + rb")|(-?\d+(?:\.\d+)?)", re.DOTALL)
ESCAPED = re.compile(rb"\\(?:([0-7]{1,3})|\r?\n|(.))", re.DOTALL)
CONTROLS = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}

WIDE = -180
"""Thousandths of the font's size: what moves the next letter further leaves a gap between words."""

TITLES = re.compile(
    rb"<\s*[fF][eE][fF][fF][0-9a-fA-F\s]*>|\(\xfe\xff(?:[^()\\]|\\.)*+\)", re.DOTALL
)
"""Strings in UTF-16: outlines, titles, remarks."""

HYPHENS = re.compile("[-\u2010]\n|\n?\u00ad\n?")
"""A word that was divided at the end of a line."""


def page_texts(data: bytes, streams: Iterable[bytes]) -> Iterator[bytes]:
    """Yield what the pages of a PDF show, and its other streams as they are and as texts."""
    streams = tuple(streams)
    followed: set[bytes] = set()
    for drawn, fonts in Objects(data).pages():
        if all(fonts.get(name) for name in SET_IN.findall(drawn)):
            followed.add(drawn)
            yield from as_shown(drawn, {name: table_in(fonts[name]) for name in fonts})
    tables = merge_tables(table_in(stream) for stream in streams if b"begincmap" in stream)
    for stream in streams:
        if stream in followed:
            continue
        yield stream
        if lines := [pieces(shown) for shown in SHOWING.findall(stream)]:
            texts = (read_by(table, lines, gap) for table in (None, *tables) for gap in ("", " "))
            yield from (text.encode() for text in dict.fromkeys(texts))


def as_shown(drawn: bytes, tables: Mapping[bytes, Table]) -> Iterator[bytes]:
    """Yield the text of a page, in the ways its pieces can belong together.

    What is shown together is one word or several lines, a block of text is one line or a part of
    one, and a gap is a space or none: who made the file knows.
    """
    blocks = [list(shown_in(block, tables)) for block in BLOCK_ENDS.split(drawn)]
    read = {
        whole(end.join(between.join(gap.join(line) for line in block) for block in blocks))
        for between, end in (("", "\n"), ("\n", "\n"), ("", ""))
        for gap in ("", " ")
    }
    yield from (text.encode() for text in sorted(read))


def shown_in(block: bytes, tables: Mapping[bytes, Table]) -> Iterator[list[str]]:
    """Yield what each operator of a block shows, cut at gaps; words that stand for it instead."""
    table: Table = {}
    instead = 0
    for font, actual, opens, shown in STEPS.findall(block):
        if font:
            table = tables.get(font, {})
        elif actual:
            yield [actual_text(actual)]
            instead = 1
        elif opens:
            instead = max(0, instead + (1 if opens != b"EMC" and instead else -1))
        elif not instead:
            yield cut_at_gaps(table, pieces(shown))


def cut_at_gaps(table: Table, line: Line) -> list[str]:
    """Return the characters of a line, a text for each stretch without a gap."""
    found = [""]
    for piece in line:
        if piece:
            found[-1] += characters_by(table, piece)
        else:
            found.append("")
    return found


def actual_text(written: bytes) -> str:
    """Return the words that stand for what is shown (PDF 1.7, 14.9.4)."""
    said = string(written)
    return said.decode("utf-16" if said.startswith(b"\xfe\xff") else "latin-1", errors="replace")


def titles(data: bytes) -> Iterator[bytes]:
    """Yield the strings that a PDF, or a stream of it, holds in UTF-16."""
    for written in TITLES.findall(data):
        yield string(written).decode("utf-16", errors="replace").encode()


def pieces(shown: bytes) -> Line:
    """Return the strings that one operator shows, and the gaps between them."""
    found: list[bytes] = []
    for written, move in PIECE.findall(shown):
        if written:
            found.append(string(written))
        elif float(move) < WIDE:
            found.append(b"")
    return tuple(found)


def string(written: bytes) -> bytes:
    """Return the bytes of a string as it is written, in hexadecimal or between parentheses."""
    if written.startswith(b"("):
        return ESCAPED.sub(unescape, written[1:-1])
    digits = b"".join(written[1:-1].split())
    return bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode())


def unescape(found: re.Match[bytes]) -> bytes:
    """Return what stands for an escape in a string."""
    if found[1]:
        return bytes((int(found[1], 8) & 0xFF,))
    return CONTROLS.get(found[2], found[2]) if found[2] else b""


def merge_tables(tables: Iterable[Table]) -> list[Table]:
    """Return the tables with those made one that nowhere contradict each other."""
    made: list[dict[str, str]] = []
    for table in filter(None, tables):
        for each in made:
            agree = all(each.get(code, said) == said for code, said in table.items())
            if agree and width(each) == width(table):
                each.update(table)
                break
        else:
            made.append(dict(table))
    return list(made)


def width(table: Table) -> int:
    """Return how many digits the numbers of a table have."""
    return len(next(iter(table)))


def read_by(table: Table | None, lines: Iterable[Line], gap: str) -> str:
    """Return the lines of a page as a table reads them, in one; divided words are whole again."""
    text = "\n".join(
        "".join(characters_by(table, piece) if piece else gap for piece in line) for line in lines
    )
    return whole(text)


def whole(text: str) -> str:
    """Return the lines of a text in one; divided words are whole again."""
    return HYPHENS.sub("", text).replace("\n", " ")


def characters_by(table: Table | None, piece: bytes) -> str:
    """Return the characters of a string by a table, or as Windows' letters."""
    if not table:
        return piece.decode("cp1252", errors="replace")
    digits, step = piece.hex(), width(table)
    return "".join(table.get(digits[at : at + step], "") for at in range(0, len(digits), step))


@lru_cache(64)  # The pages of a document share their fonts.
def table_in(stream: bytes) -> Table:
    """Return the table that a stream holds."""
    table: dict[str, str] = {}
    for block in SINGLE.findall(stream):
        codes = [code.decode().lower() for code in CODE.findall(block)]
        table.update(zip(codes[::2], map(characters, codes[1::2]), strict=False))
    for block in RANGE.findall(stream):
        for first, last, start, several in BOUNDS.findall(block):
            said = CODE.findall(several) if several else successors(start, first, last)
            for offset, code in enumerate(said):
                number = f"{int(first, 16) + offset:0{len(first)}x}"
                table[number] = characters(code.decode())
    return table


def successors(start: bytes, first: bytes, last: bytes) -> Iterator[bytes]:
    """Yield the codes of the characters of a range, the first of which is given."""
    for offset in range(min(int(last, 16) - int(first, 16), 0xFFFF) + 1):
        yield f"{int(start, 16) + offset:0{len(start)}x}".encode()


def characters(code: str) -> str:
    """Return the characters of a code in UTF-16, hexadecimal."""
    return bytes.fromhex(code).decode("utf-16-be", errors="replace")
