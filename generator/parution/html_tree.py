"""HTML as a tree: parsed once as a browser parses it, changed in place, written once.

The parser is Lexbor's, through selectolax. It follows the HTML standard exactly, so that the tree
is the one that a reader's browser builds, whatever an author wrote. Unbalanced HTML becomes
balanced (docs/decisions/0091).

>>> tree = Tree("<p>Une <b>question</p>")
>>> tree.html
'<p>Une <b>question</b></p>'
>>> tree.text
'Une question'
"""

from __future__ import annotations

from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

Node = LexborNode
"""An element or a text; valid as long as its tree exists."""

_BODY = "<!doctype html><body>"
"""Put before a fragment, it keeps the parser from moving the first elements into a head."""


class Tree:
    """A fragment of HTML, such as the text of a page: the content of a ``<body>``.

    Its nodes can change it: ``attrs`` is a mutable mapping; ``decompose()``, ``unwrap()``,
    ``inner_html = …``, and ``insert_before(node)``, ``insert_child(node)`` and
    ``replace_with(node)``, which copy the node unless ``move=True``.
    """

    __slots__ = ("_document", "root")

    root: Node
    """The element around the fragment, not a part of it."""

    def __init__(self, html: str) -> None:
        self._adopt(LexborHTMLParser(_BODY + html))

    def _adopt(self, document: LexborHTMLParser) -> None:
        body = document.body
        if body is None:
            raise ValueError("a parsed document has a body")
        self._document, self.root = document, body

    @property
    def html(self) -> str:
        """The fragment as HTML; no-break spaces are written as characters."""
        # An ampersand in a text is written ``&amp;``, so only real no-break spaces match.
        return (self.root.inner_html or "").replace("&nbsp;", "\u00a0")

    @property
    def text(self) -> str:
        """The words of the fragment, without markup."""
        return extract_text(self.root)

    def copy(self) -> Tree:
        """Return an independent copy of the tree."""
        copied = object.__new__(Tree)
        copied._adopt(self._document.clone())
        return copied

    def find(self, selector: str) -> list[Node]:
        """Return the elements that match a CSS selector, in document order."""
        return self.root.css(selector)

    def first(self, selector: str) -> Node | None:
        """Return the first element that matches a CSS selector; None if none does."""
        return self.root.css_first(selector)

    def remove(self, selector: str) -> None:
        """Remove the elements that match a CSS selector, with their contents."""
        for node in self.find(selector):
            node.decompose()

    def new(self, tag: str, **attributes: str) -> Node:
        """Return a new element outside the tree; ``_`` in attribute names becomes ``-``."""
        node = self._document.create_node(tag)
        for name, value in attributes.items():
            node.attrs[name.rstrip("_").replace("_", "-")] = value
        return node


class HtmlDocument:
    """A whole page, parsed as browsers do, head included; for reading."""

    __slots__ = ("_parsed",)

    def __init__(self, html: bytes) -> None:
        self._parsed = LexborHTMLParser(html)

    @property
    def head(self) -> Iterator[Node]:
        """The elements of the head, in order."""
        return self._parsed.head.iter() if self._parsed.head else iter(())

    def find(self, selector: str) -> list[Node]:
        """Return the elements that match a CSS selector, in document order."""
        return self._parsed.css(selector)


def extract_text(node: Node) -> str:
    """Return the text of a node without markup, comments, scripts and styles."""
    return "".join(text.text_content or "" for text in list_text_nodes(node))


def list_text_nodes(node: Node) -> Iterator[Node]:
    """Yield the text nodes below a node in order, except those of scripts and styles."""
    for each in node.traverse(include_text=True):
        if each.is_text_node and ((around := each.parent) is None or around.tag not in _NO_TEXT):
            yield each


_NO_TEXT = frozenset({"script", "style", "template"})


def get_inner_html(node: Node) -> str:
    """Return the inner HTML of an element."""
    return (node.inner_html or "").replace("&nbsp;", "\u00a0")


def get_outer_html(node: Node) -> str:
    """Return the HTML of an element, its own tag included."""
    return (node.html or "").replace("&nbsp;", "\u00a0")
