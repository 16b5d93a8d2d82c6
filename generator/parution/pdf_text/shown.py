"""Extract the text of a PDF, also from fonts that number their glyphs.

A PDF with a subset of a font contains glyph numbers, and for each font a table that maps them to
characters (PDF 1.7, 9.10.3), without which nobody could copy text from it. A page is read as a
viewer shows it: each line by the table of its font. If that fails, tables without contradictions,
such as those of one font family, are merged, and the stream is read by each of the resulting tables
and as Windows-1252.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from parution.pdf_text.objects import Objects

Table = Mapping[str, str]
"""Maps the hexadecimal digits of a glyph number, two or four, to characters."""

Line = tuple[bytes, ...]
"""Strings that are shown together; an empty one stands for a gap as wide as a space."""

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
"""Operators that set a font, replace text, end a replacement, or show text."""

PIECE = re.compile(rb"(" + STRING + rb")|(-?\d+(?:\.\d+)?)", re.DOTALL)
ESCAPED = re.compile(rb"\\(?:([0-7]{1,3})|\r?\n|(.))", re.DOTALL)
CONTROLS = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}

WIDE = -180
"""Thousandths of the font size: a larger move to the right is a gap between words."""

TITLES = re.compile(
    rb"<\s*[fF][eE][fF][fF][0-9a-fA-F\s]*>|\(\xfe\xff(?:[^()\\]|\\.)*+\)", re.DOTALL
)
"""Strings in UTF-16: outlines, titles, comments."""

HYPHENS = re.compile("[-\u2010]\n|\n?\u00ad\n?")
"""A hyphen that divides a word at the end of a line."""


def list_page_texts(data: bytes, streams: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the text of the pages of a PDF, and its other streams, raw and as text."""
    streams = tuple(streams)
    followed: set[bytes] = set()
    for drawn, fonts in Objects(data).pages():
        if all(fonts.get(name) for name in SET_IN.findall(drawn)):
            followed.add(drawn)
            yield from as_shown(drawn, {name: read_table(fonts[name]) for name in fonts})
    tables = merge_tables(read_table(stream) for stream in streams if b"begincmap" in stream)
    for stream in streams:
        if stream in followed:
            continue
        yield stream
        if lines := [split_shown(shown) for shown in SHOWING.findall(stream)]:
            texts = (read_by(table, lines, gap) for table in (None, *tables) for gap in ("", " "))
            yield from (text.encode() for text in dict.fromkeys(texts))


def as_shown(drawn: bytes, tables: Mapping[bytes, Table]) -> Iterator[bytes]:
    """Yield the text of a page, once for each way of joining its pieces.

    Only the writer of the file knows whether text shown together is one word or several lines,
    whether a block is a line or a part of one, and whether a gap is a space.
    """
    blocks = [list(read_block(block, tables)) for block in BLOCK_ENDS.split(drawn)]
    read = {
        join_lines(end.join(between.join(gap.join(line) for line in block) for block in blocks))
        for between, end in (("", "\n"), ("\n", "\n"), ("", ""))
        for gap in ("", " ")
    }
    yield from (text.encode() for text in sorted(read))


def read_block(block: bytes, tables: Mapping[bytes, Table]) -> Iterator[list[str]]:
    """Yield the text of each operator of a block, cut at gaps; replacement text where given."""
    table: Table = {}
    instead = 0
    for font, actual, opens, shown in STEPS.findall(block):
        if font:
            table = tables.get(font, {})
        elif actual:
            yield [read_actual_text(actual)]
            instead = 1
        elif opens:
            instead = max(0, instead + (1 if opens != b"EMC" and instead else -1))
        elif not instead:
            yield cut_at_gaps(table, split_shown(shown))


def cut_at_gaps(table: Table, line: Line) -> list[str]:
    """Return the characters of a line, one text for each stretch without a gap."""
    found = [""]
    for piece in line:
        if piece:
            found[-1] += decode_piece(table, piece)
        else:
            found.append("")
    return found


def read_actual_text(written: bytes) -> str:
    """Return the replacement text of a marked sequence (PDF 1.7, 14.9.4)."""
    content = decode_string(written)
    return content.decode(
        "utf-16" if content.startswith(b"\xfe\xff") else "latin-1", errors="replace"
    )


def list_titles(data: bytes) -> Iterator[bytes]:
    """Yield the UTF-16 strings of a PDF or of one of its streams, in UTF-8."""
    for written in TITLES.findall(data):
        yield decode_string(written).decode("utf-16", errors="replace").encode()


def split_shown(shown: bytes) -> Line:
    """Return the strings that one operator shows, with gaps as empty strings."""
    found: list[bytes] = []
    for written, move in PIECE.findall(shown):
        if written:
            found.append(decode_string(written))
        elif float(move) < WIDE:
            found.append(b"")
    return tuple(found)


def decode_string(written: bytes) -> bytes:
    """Return the bytes of a string written in hexadecimal or in parentheses."""
    if written.startswith(b"("):
        return ESCAPED.sub(unescape, written[1:-1])
    digits = b"".join(written[1:-1].split())
    return bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode())


def unescape(found: re.Match[bytes]) -> bytes:
    """Return the byte that an escape in a string stands for."""
    if found[1]:
        return bytes((int(found[1], 8) & 0xFF,))
    return CONTROLS.get(found[2], found[2]) if found[2] else b""


def merge_tables(tables: Iterable[Table]) -> list[Table]:
    """Merge tables of the same width that do not contradict each other."""
    made: list[dict[str, str]] = []
    for table in filter(None, tables):
        for each in made:
            agree = all(each.get(code, letters) == letters for code, letters in table.items())
            if agree and count_digits(each) == count_digits(table):
                each.update(table)
                break
        else:
            made.append(dict(table))
    return list(made)


def count_digits(table: Table) -> int:
    """Return the number of digits of a table's glyph numbers."""
    return len(next(iter(table)))


def read_by(table: Table | None, lines: Iterable[Line], gap: str) -> str:
    """Read the lines of a page by a table, join them, and rejoin divided words."""
    text = "\n".join(
        "".join(decode_piece(table, piece) if piece else gap for piece in line) for line in lines
    )
    return join_lines(text)


def join_lines(text: str) -> str:
    """Join the lines of a text, and rejoin divided words."""
    return HYPHENS.sub("", text).replace("\n", " ")


def decode_piece(table: Table | None, piece: bytes) -> str:
    """Return the characters of a string by a table, or as Windows-1252 without one."""
    if not table:
        return piece.decode("cp1252", errors="replace")
    digits, step = piece.hex(), count_digits(table)
    return "".join(table.get(digits[at : at + step], "") for at in range(0, len(digits), step))


@lru_cache(64)  # Pages of a document share fonts.
def read_table(stream: bytes) -> Table:
    """Return the table that a stream defines."""
    table: dict[str, str] = {}
    for block in SINGLE.findall(stream):
        codes = [code.decode().lower() for code in CODE.findall(block)]
        table.update(zip(codes[::2], map(decode_characters, codes[1::2]), strict=False))
    for block in RANGE.findall(stream):
        for first, last, start, several in BOUNDS.findall(block):
            starts = CODE.findall(several) if several else list_range_codes(start, first, last)
            for offset, code in enumerate(starts):
                number = f"{int(first, 16) + offset:0{len(first)}x}"
                table[number] = decode_characters(code.decode())
    return table


def list_range_codes(start: bytes, first: bytes, last: bytes) -> Iterator[bytes]:
    """Yield the character codes of a range from its first code."""
    for offset in range(min(int(last, 16) - int(first, 16), 0xFFFF) + 1):
        yield f"{int(start, 16) + offset:0{len(start)}x}".encode()


def decode_characters(code: str) -> str:
    """Return the characters of a hexadecimal UTF-16 code."""
    return bytes.fromhex(code).decode("utf-16-be", errors="replace")
