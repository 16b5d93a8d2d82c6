"""Reads HTML tables as grids in which every place has a cell.

A table is ``{"k": "table", "n": number of columns, "count": number of rows, "heads": number of head
rows, "repeat": whether every page repeats them, "breaks": rows before which a page ends
(`placing`), "cells", "t": its caption, "within": whether it is in a list, box or cell}``.

A cell is ``{"c": blocks, "x", "y": its place, "w", "h": how many columns and rows it spans, "th":
whether it is a heading, "head": whether it is in the head, "a": its alignment, "words": its longest
words, "line": its longest paragraph}``.

An empty cell fills each place that the HTML leaves out; cells too many are dropped: no cell covers
another.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Protocol

from parution.output.pdf.content import Content, Contents
from parution.output.pdf.document_elements import Element, Node
from parution.output.pdf.lines import make_divisible

ALIGNED = re.compile(r"text-align:\s*(left|center|right)", re.IGNORECASE)
WORD = re.compile(r"[^ \t\n\r\f\u200b/-]+[/-]?")
"""A stretch of text in which no line breaks; hard spaces do not separate words."""

MOST = 60
"""Columns or rows that a cell may span; a larger number in the HTML is a mistake."""

LONGEST = 3
"""How many of a cell's longest words the template measures."""

EMPTY = Element("td", {}, ())


class Reads(Protocol):
    """A reader of the HTML in cells and captions."""

    def blocks(self, nodes: Sequence[Node]) -> Contents:
        """Return nodes as blocks."""

    def line(self, nodes: Sequence[Node]) -> Contents:
        """Return nodes as one line."""


def make_table(element: Element, reader: Reads, nested: bool) -> Contents:
    """Return a table as one block; an empty list if it has no cell."""
    rows = [[each for each in row.elements if is_cell(each)] for row in list_own_rows(element)]
    rows = [row for row in rows if row]
    if not rows:
        return []
    columns = max(x + w for _, x, _, w, _ in place_cells(rows, MOST))
    heads = count_heads(rows)
    above, below = rows[:heads], rows[heads:]
    captions = [each for each in element.elements if each.name == "caption"]
    return [
        {
            "k": "table",
            "n": columns,
            "count": len(rows),
            "heads": heads,
            "breaks": [],
            "repeat": not any(has_link(cell) for row in above for cell in row),
            "cells": [
                *make_cells(above, columns, reader),
                *make_cells(below, columns, reader, heads),
            ],
            "t": reader.line([child for each in captions for child in each.children]),
            "within": nested,
        }
    ]


def is_cell(element: Element) -> bool:
    """Return whether an element is a cell."""
    return element.name in ("td", "th")


def has_link(cell: Element) -> bool:
    """Return whether a cell holds a link, such as a call for a note, which cannot be repeated."""
    return any(each.name == "a" for each in cell.walk())


def list_own_rows(element: Element) -> Iterator[Element]:
    """Yield the rows of a table, without those of tables within its cells."""
    for each in element.elements:
        if each.name == "tr":
            yield each
        elif each.name in ("thead", "tbody", "tfoot"):
            yield from list_own_rows(each)


def count_heads(rows: Sequence[Sequence[Element]]) -> int:
    """Return the number of head rows: the first rows of headings alone, if others follow.

    Cells without text count as headings if their row has a column heading.
    """
    for count, row in enumerate(rows):
        names = [each for each in row if each.name == "th" and not names_row(each)]
        heads = [each for each in row if each in names or not each.text.strip()]
        if len(heads) < len(row) or not names:
            return count
    return 0


def names_row(cell: Element) -> bool:
    """Return whether a heading cell is for its row."""
    return cell.attributes.get("scope", "") == "row"


def place_cells(
    rows: Sequence[Sequence[Element]], columns: int
) -> Iterator[tuple[Element, int, int, int, int]]:
    """Yield each cell with its column and row, and the number of columns and rows it spans."""
    taken: set[tuple[int, int]] = set()
    for y, row in enumerate(rows):
        x = 0
        for cell in row:
            while (x, y) in taken:
                x += 1
            if x >= columns:
                break
            across = min(read_span(cell, "colspan"), columns - x)
            across = next((n for n in range(across) if (x + n, y) in taken), across)
            down = min(read_span(cell, "rowspan"), len(rows) - y)
            taken.update((x + i, y + j) for i in range(across) for j in range(down))
            yield cell, x, y, across, down


def read_span(cell: Element, name: str) -> int:
    """Return how many columns or rows a cell spans."""
    span = cell.attributes.get(name, "")
    return min(max(int(span), 1), MOST) if span.isdecimal() else 1


def make_cells(
    rows: Sequence[Sequence[Element]], columns: int, reader: Reads, above: int = 0
) -> Contents:
    """Return the cells of rows as content, with an empty cell in each free place."""
    found = list(place_cells(rows, columns))
    taken = {(x + i, y + j) for _, x, y, w, h in found for i in range(w) for j in range(h)}
    found += [
        (EMPTY, x, y, 1, 1) for y in range(len(rows)) for x in range(columns) if (x, y) not in taken
    ]
    found.sort(key=lambda each: (each[2], each[1]))
    return [
        {"head": not above, **make_cell(cell, x, y + above, w, h, reader)}
        for cell, x, y, w, h in found
    ]


def find_longest_line(cell: Element) -> str:
    """Return the text of a cell's longest paragraph or list item."""
    parts = [each for each in cell.walk() if each.name in ("p", "li")] or [cell]
    return max((" ".join(each.text.split()) for each in parts), key=len)


def make_cell(cell: Element, x: int, y: int, w: int, h: int, reader: Reads) -> dict[str, Content]:
    """Return a cell as content."""
    aligned = ALIGNED.search(cell.attributes.get("style", ""))
    words = sorted(
        set(WORD.findall(make_divisible(cell.text))), key=lambda word: (-len(word), word)
    )
    return {
        "c": reader.blocks(cell.children),
        "x": x,
        "y": y,
        "w": w,
        "h": h,
        "th": cell.name == "th",
        "a": aligned[1].lower() if aligned else cell.attributes.get("align", ""),
        "words": words[:LONGEST],
        "line": find_longest_line(cell),
    }
