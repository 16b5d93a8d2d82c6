"""Tables that scroll by themselves on a narrow screen, with the keyboard too."""

from __future__ import annotations

from parution.domain.messages import Translate, message
from parution.html_tree import Node, Tree, text_of


def box_tables(tree: Tree, translate: Translate) -> None:
    """Put every table of a text in a box of its own, named by the headings of its columns.

    A heading without words becomes an ordinary cell: it names no column. A table within a table
    stays as it is, inside the outer one's box.
    """
    for table in tree.find("table"):
        if not is_within_table(table):
            box(tree, table, translate)


def is_within_table(node: Node) -> bool:
    """Tell whether a table is a part of another."""
    around = node.parent
    while around is not None:
        if around.tag == "table":
            return True
        around = around.parent
    return False


def box(tree: Tree, table: Node, translate: Translate) -> None:
    """Put one table in its box."""
    headings = table.css("th")
    words = [text_of(heading).strip() for heading in headings]
    for heading, said in zip(headings, words, strict=True):
        if not said:
            cell = tree.new("td", **{k: v or "" for k, v in heading.attrs.items()})
            heading.replace_with(cell, move=True)
    name = message("Table: %(columns)s", columns=", ".join(filter(None, words)))
    around = tree.new(
        "div", class_="table", role="group", tabindex="0", aria_label=name.text(translate)
    )
    around.insert_child(table)
    table.replace_with(around, move=True)
