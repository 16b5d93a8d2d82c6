"""The text of a PDF whose letters are numbers of glyphs, by the tables that say what they are.

A PDF set with a subset of a font shows numbers, and carries for each font a table that tells the
characters of its numbers (PDF 1.7, 9.10.3), without which nobody could copy a word out of it. Which
font a line is set in is not followed up: tables that agree, as those of one family do, are read as
one, and every page is read by each that is left.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

Table = Mapping[str, str]
"""Characters by the four hexadecimal digits of a glyph's number."""

SINGLE = re.compile(rb"beginbfchar(.*?)endbfchar", re.DOTALL)
RANGE = re.compile(rb"beginbfrange(.*?)endbfrange", re.DOTALL)
CODE = re.compile(rb"<([0-9a-fA-F]+)>")
SHOWING = re.compile(rb"(\[[^\]]*\]|<[0-9a-fA-F\s]+>)\s*T[jJ]")
HYPHENS = re.compile("[-\u2010\u00ad]\n")
"""A word that was divided at the end of a line."""


def page_texts(streams: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the inflated streams of a PDF, those that show glyphs as the text they show."""
    streams = tuple(streams)
    tables = merged(table_in(stream) for stream in streams if b"begincmap" in stream)
    for stream in streams:
        lines = [
            b"".join(CODE.findall(shown)).lower().decode() for shown in SHOWING.findall(stream)
        ]
        if not lines or not tables:
            yield stream
        else:
            yield from (read_by(table, lines).encode() for table in tables)


def merged(tables: Iterable[Table]) -> list[Table]:
    """Return the tables with those made one that nowhere contradict each other."""
    made: list[dict[str, str]] = []
    for table in tables:
        for each in made:
            if all(each.get(code, said) == said for code, said in table.items()):
                each.update(table)
                break
        else:
            made.append(dict(table))
    return list(made)


def read_by(table: Table, lines: Iterable[str]) -> str:
    """Return the lines of a page as a table reads them, in one; divided words are whole again."""
    text = "\n".join(
        "".join(table.get(line[at : at + 4], "") for at in range(0, len(line), 4)) for line in lines
    )
    return HYPHENS.sub("", text).replace("\n", " ")


def table_in(stream: bytes) -> Table:
    """Return the table that a stream holds."""
    table: dict[str, str] = {}
    for block in SINGLE.findall(stream):
        codes = [code.decode().lower() for code in CODE.findall(block)]
        table.update(zip(codes[::2], map(characters, codes[1::2]), strict=False))
    for block in RANGE.findall(stream):
        codes = [code.decode().lower() for code in CODE.findall(block)]
        for first, last, start in zip(codes[::3], codes[1::3], codes[2::3], strict=False):
            for offset in range(int(last, 16) - int(first, 16) + 1):
                table[f"{int(first, 16) + offset:04x}"] = characters(
                    f"{int(start, 16) + offset:04x}"
                )
    return table


def characters(code: str) -> str:
    """Return the characters of a code in UTF-16, hexadecimal."""
    return bytes.fromhex(code).decode("utf-16-be", errors="replace")
