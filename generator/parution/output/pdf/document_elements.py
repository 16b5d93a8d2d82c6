"""The elements of a document as immutable values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from parution.html_tree import Node as HtmlNode
from parution.html_tree import Tree

TEXT = "-text"
UNSEEN = "-"
"""The first character in the names of nodes that are no elements, such as comments."""


@dataclass(frozen=True, slots=True, eq=False)
class Element:
    """An element: its name, its attributes, and its child nodes in order."""

    name: str
    attributes: Mapping[str, str]
    children: tuple[Node, ...]

    @property
    def identity(self) -> str:
        """Its ``id``; empty if it has none."""
        return self.attributes.get("id", "")

    @property
    def classes(self) -> tuple[str, ...]:
        """Its classes, in the order they are written."""
        return tuple(self.attributes.get("class", "").split())

    @property
    def text(self) -> str:
        """All text within the element, spaces included."""
        return "".join(child if isinstance(child, str) else child.text for child in self.children)

    @property
    def elements(self) -> Iterator[Element]:
        """Its child elements, not their descendants."""
        return (child for child in self.children if isinstance(child, Element))

    def walk(self) -> Iterator[Element]:
        """Yield the element and all those within it, in reading order."""
        yield self
        for child in self.elements:
            yield from child.walk()

    def find(self, name: str = "", of_class: str = "") -> Iterator[Element]:
        """Yield the element and its descendants of a given name, of a given class, or of both.

        >>> root = convert_tree(Tree("<p>a <b class=x>c</b>"))
        >>> [each.text for each in root.find(of_class="x")]
        ['c']
        """
        for each in self.walk():
            if name in ("", each.name) and (not of_class or of_class in each.classes):
                yield each


Node = Element | str


def convert_tree(tree: Tree) -> Element:
    """Return a tree as one element, its root."""
    return convert_node(tree.root)


def convert_node(node: HtmlNode) -> Element:
    """Return a node of a tree as an `Element` with its descendants, without comments."""
    children: list[Node] = []
    child = node.child
    while child is not None:
        if child.tag == TEXT:
            children.append(child.text_content or "")
        elif child.tag and not child.tag.startswith(UNSEEN):
            children.append(convert_node(child))
        child = child.next
    attributes = {name: value or "" for name, value in node.attributes.items()}
    return Element(node.tag or "", attributes, tuple(children))
