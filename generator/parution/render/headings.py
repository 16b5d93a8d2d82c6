"""Reads the headings of a text for its table of contents."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from parution.html_tree import Node, Tree, extract_text


class Heading(NamedTuple):
    """A heading to which the contents link, with those below it."""

    title: str
    """In words, without markup."""

    url: str
    """``#identifier``"""

    children: Sequence[Heading] = ()


def list_headings(tree: Tree) -> tuple[Heading, ...]:
    """Return the headings of the first two levels of a text.

    >>> list_headings(Tree('<h2 id="a">A</h2><h3 id="b">B</h3>'))
    (Heading(title='A', url='#a', children=(Heading(title='B', url='#b', children=()),)),)
    """
    found: list[tuple[Node, list[Heading]]] = []
    for node in tree.find("h2[id], h3[id]"):
        if node.tag == "h2" or not found:
            found.append((node, []))
        else:
            found[-1][1].append(read_heading(node))
    return tuple(read_heading(node, below) for node, below in found)


def read_heading(node: Node, children: Sequence[Heading] = ()) -> Heading:
    """Return one heading, without the sign of its permanent link."""
    link = node.css_first("a.headerlink")
    words = extract_text(node).removesuffix(extract_text(link) if link else "")
    return Heading(words.strip(), f"#{node.attrs['id']}", tuple(children))
