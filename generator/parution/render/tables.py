"""Prepares tables for narrow screens: each scrolls in its own box, and rows keep their names.

``site.css`` styles the boxes and keeps their first column in sight.
"""

from __future__ import annotations

import re

from parution.domain.messages import Translate, message
from parution.html_tree import Node, Tree, extract_text

WHOLE = re.compile(r"\d{1,4}")

LONG = 20
"""Characters from which a cell needs a column wider than its longest word."""


def box_tables(tree: Tree, translate: Translate) -> None:
    """Put every table of a text into a box of its own, named by the headings of its columns.

    A heading without words becomes an ordinary cell. Under a row of headings, the first cell of a
    row becomes the heading of that row. A table within a table stays as it is.
    """
    for table in tree.find("table"):
        if not is_within_table(table):
            box(tree, table, translate)


def is_within_table(node: Node) -> bool:
    """Return whether an element is within a table."""
    around = node.parent
    while around is not None:
        if around.tag == "table":
            return True
        around = around.parent
    return False


def box(tree: Tree, table: Node, translate: Translate) -> None:
    """Put one table into its box."""
    headings = table.css("th")
    words = [extract_text(heading).strip() for heading in headings]
    for heading, cell in zip(headings, words, strict=True):
        if not cell:
            rename(tree, heading, "td")
    name = message("Table: %(columns)s", columns=", ".join(filter(None, words)))
    mark_headings(tree, list_rows(table))
    for row in list_rows(table):
        mark_long_cells(row)
    around = tree.new(
        "div", class_="table", role="group", tabindex="0", aria_label=name.text(translate)
    )
    around.insert_child(table)
    table.replace_with(around, move=True)


def list_rows(table: Node) -> list[list[Node]]:
    """Return the cells of each row of a table, without those of tables within it."""
    rows: list[list[Node]] = []
    for part in table.iter():
        below = [part] if part.tag == "tr" else list(part.iter())
        rows += [[cell for cell in row.iter() if cell.tag in CELLS] for row in below if is_row(row)]
    return [row for row in rows if row]


CELLS = ("th", "td")


def is_row(node: Node) -> bool:
    """Return whether an element is a row of a table."""
    return node.tag == "tr"


def mark_headings(tree: Tree, rows: list[list[Node]]) -> None:
    """Set the scope of column headings, and turn first cells that name rows into headings.

    Leave a table with cells that span several rows or columns as it is.
    """
    if not rows or any(is_spanning(cell) for row in rows for cell in row):
        return
    head, *body = rows
    if not any(cell.tag == "th" for cell in head) or not all(is_heading(cell) for cell in head):
        return
    for cell in head:
        if cell.tag == "th":
            set_default(cell, "scope", "col")
    named_rows = [row for row in body if len(row) > 1 and any(cell.tag == "td" for cell in row)]
    firsts = [row[0] for row in named_rows if extract_text(row[0]).strip()]
    if all(is_in_words(cell) for cell in firsts) or are_numbered(firsts):
        for cell in firsts:
            named = cell if cell.tag == "th" else rename(tree, cell, "th")
            set_default(named, "scope", "row")


def is_spanning(cell: Node) -> bool:
    """Return whether a cell has an attribute for spanning rows or columns."""
    return "rowspan" in cell.attrs or "colspan" in cell.attrs


def is_heading(cell: Node) -> bool:
    """Return whether a cell may be in a row of headings: a heading, or an empty corner."""
    return cell.tag == "th" or not extract_text(cell).strip()


def is_in_words(cell: Node) -> bool:
    """Return whether a cell has a letter."""
    return any(sign.isalpha() for sign in extract_text(cell))


def are_numbered(cells: list[Node]) -> bool:
    """Return whether each cell has a whole number of its own: a category, a year, a number of days.

    A measured value, which often has decimals, names no row.
    """
    numbers = [extract_text(cell).strip() for cell in cells]
    return len(set(numbers)) == len(numbers) and all(map(WHOLE.fullmatch, numbers))


def mark_long_cells(row: list[Node]) -> None:
    """Mark the cells that need more width than their longest word."""
    for cell in row:
        if len(extract_text(cell).strip()) >= LONG:
            given = cell.attrs.get("class") or ""
            cell.attrs["class"] = f"{given} cell-long".strip()


def set_default(node: Node, name: str, value: str) -> None:
    """Set an attribute unless the author has set it."""
    if name not in node.attrs:
        node.attrs[name] = value


def rename(tree: Tree, node: Node, tag: str) -> Node:
    """Replace an element by one with another name and the same content; return the new one."""
    renamed = tree.new(tag, **{name: value or "" for name, value in node.attrs.items()})
    for child in list(node.iter(include_text=True)):
        renamed.insert_child(child, move=True)
    node.replace_with(renamed, move=True)
    return renamed
