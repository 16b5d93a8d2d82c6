"""HTML as a tree: parsed once as a browser parses it, changed in place, written once.

The parser is Lexbor's, through selectolax: it follows the HTML standard to the letter, so that what
is looked at here is what a reader's browser will see, whatever an author wrote. Unbalanced HTML
comes out balanced (docs/decisions/0091).

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
"""An element or a text; it lives as long as the tree it was found in."""

_BODY = "<!doctype html><body>"
"""Put before a fragment, it keeps the parser from moving what comes first into a head."""


class Tree:
    """A fragment of HTML, such as the text of a page: what may stand in a ``<body>``.

    Nodes found in a tree change it: ``attrs`` is a mapping that can be written to, and
    ``decompose()``, ``unwrap()``, ``inner_html = …``, and with ``move=True`` (else a copy is taken)
    ``insert_before(node)``, ``insert_child(node)``, ``replace_with(node)`` do what they say.
    """

    __slots__ = ("_document", "root")

    root: Node
    """The element around the fragment, which is not a part of it."""

    def __init__(self, html: str) -> None:
        self._adopt(LexborHTMLParser(_BODY + html))

    def _adopt(self, document: LexborHTMLParser) -> None:
        body = document.body
        if body is None:
            raise ValueError("a parsed document has a body")
        self._document, self.root = document, body

    @property
    def html(self) -> str:
        """The fragment as HTML; a space that does not break stands as itself."""
        # An ampersand in a text is written ``&amp;``: nobody else's ``&nbsp;`` is touched.
        return (self.root.inner_html or "").replace("&nbsp;", "\u00a0")

    @property
    def text(self) -> str:
        """The words of the fragment, without markup."""
        return text_of(self.root)

    def copy(self) -> Tree:
        """Return a tree that can be changed without changing this one."""
        copied = object.__new__(Tree)
        copied._adopt(self._document.clone())
        return copied

    def find(self, selector: str) -> list[Node]:
        """Return the elements that a CSS selector matches, in the order of the text."""
        return self.root.css(selector)

    def first(self, selector: str) -> Node | None:
        """Return the first element that a CSS selector matches."""
        return self.root.css_first(selector)

    def remove(self, selector: str) -> None:
        """Take the elements that a CSS selector matches out of the tree, with all they hold."""
        for node in self.find(selector):
            node.decompose()

    def new(self, tag: str, **attributes: str) -> Node:
        """Return a new element that stands nowhere yet; ``_`` in a name is written ``-``."""
        node = self._document.create_node(tag)
        for name, value in attributes.items():
            node.attrs[name.rstrip("_").replace("_", "-")] = value
        return node


class HtmlDocument:
    """A whole page, to be looked at: as browsers parse it, its head included."""

    __slots__ = ("_parsed",)

    def __init__(self, html: bytes) -> None:
        self._parsed = LexborHTMLParser(html)

    @property
    def head(self) -> Iterator[Node]:
        """The elements of the head, in order."""
        return self._parsed.head.iter() if self._parsed.head else iter(())

    def find(self, selector: str) -> list[Node]:
        """Return the elements that a CSS selector matches, in the order of the page."""
        return self._parsed.css(selector)


def text_of(node: Node) -> str:
    """Return the words of a node, without markup; comments, scripts and styles have none."""
    return "".join(text.text_content or "" for text in texts_of(node))


def texts_of(node: Node) -> Iterator[Node]:
    """Yield the texts below a node, in order, save those of scripts and styles."""
    for each in node.traverse(include_text=True):
        if each.is_text_node and (each.parent is None or each.parent.tag not in _NO_TEXT):
            yield each


_NO_TEXT = frozenset({"script", "style", "template"})


def inner(node: Node) -> str:
    """Return what an element holds, as HTML."""
    return (node.inner_html or "").replace("&nbsp;", "\u00a0")


def outer(node: Node) -> str:
    """Return an element as HTML, its own tag included."""
    return (node.html or "").replace("&nbsp;", "\u00a0")
