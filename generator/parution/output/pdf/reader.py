"""Reads the HTML of a document as content that can be set (`content`)."""

from __future__ import annotations

import re
from base64 import b64decode
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Protocol
from urllib.parse import unquote_to_bytes

from parution.output.pdf.content import Content, Contents, Picture
from parution.output.pdf.document_elements import Element, Node
from parution.output.pdf.lines import has_words, make_divisible, trim
from parution.output.pdf.printed_formulas import convert_formula
from parution.output.pdf.table_grid import make_table

BLOCKS = frozenset(
    """
    address article aside blockquote body center dd details div dl dt fieldset figcaption figure
    footer h1 h2 h3 h4 h5 h6 header hr li main ol p pre section summary table ul
    """.split()  # noqa: SIM905
)
LEFT_OUT = frozenset(("script", "style", "template", "button", "form", "select", "nav", "rp"))
"""Elements that paper does not show."""

MARKS = {
    "em": "em", "i": "em", "cite": "em", "dfn": "em", "var": "em",
    "strong": "strong", "b": "strong",
    "sup": "sup", "sub": "sub", "small": "small", "mark": "mark", "del": "del", "s": "del",
    "code": "code", "kbd": "code", "samp": "code",
}  # fmt: skip

SPACES = re.compile(r"[ \t\n\r\f]+")
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
DEEPEST = 20
"""Levels of nested elements; deeper ones become plain text, for Typst nests at most 80 calls."""

LANGUAGE = re.compile(r"([a-zA-Z]{2,3})(?![a-zA-Z])")
"""ISO 639, before a country or a script."""

LONG_BOX = 1200
"""Characters (a third of a page) above which a box may continue on the next page."""

QUOTES = ("«\u00a0", "\u00a0»")
BOXES = {"checked": "☑", "": "☐"}
ADDRESS = re.compile(r"https?://|mailto:", re.IGNORECASE)
DATA = re.compile(r"data:(?P<kind>[^;,]*)(?P<packed>;base64)?[^,]*,(?P<data>.*)", re.DOTALL)


class Notes(Protocol):
    """The footnotes of a chapter."""

    def begin_section(self) -> None:
        """Begin a section."""

    def find_note_called_by(self, element: Element, reader: DocumentReader) -> Contents | None:
        """Return the note that replaces an element calling for it; None for other elements."""


class NoNotes:
    """The notes of a text without footnotes."""

    def begin_section(self) -> None:
        """Do nothing."""

    def find_note_called_by(self, element: Element, reader: DocumentReader) -> Contents | None:  # noqa: ARG002
        """Return None."""
        return None


class DocumentReader:
    """Reads the elements of a document in reading order, and collects its pictures."""

    def __init__(self, anchors: frozenset[str]) -> None:
        """Prepare to read; ``anchors`` are the ids to which links in the document lead."""
        self.pictures: list[Picture] = []
        self.notes: Notes = NoNotes()
        self.lists_sections = True
        """Whether the table of contents lists the sections of the chapter being read."""
        self._anchors = anchors
        self._named: set[str] = set()
        self._level = 0
        self._depth = 0
        self._within = 0
        self._makers: Mapping[str, Callable[[Element], Contents]] = {
            **dict.fromkeys(HEADINGS, self._read_heading),
            "ul": self._list,
            "ol": self._list,
            "dl": self._read_definitions,
            "blockquote": self._read_quotation,
            "pre": lambda element: [{"k": "pre", "t": element.text.strip("\n")}],
            "hr": lambda _: [{"k": "hr"}],
            "figure": self._read_figure,
            "table": self._read_table,
            "details": self._read_box,
        }

    @property
    def is_within(self) -> bool:
        """Whether the reader is within a list, a box or a note."""
        return self._within > 0

    @contextmanager
    def within(self) -> Iterator[None]:
        """Read the inside of a list, box or note, where headings begin no section."""
        self._within += 1
        try:
            yield
        finally:
            self._within -= 1

    # --- blocks ----------------------------------------------------------------------------------

    def blocks(self, nodes: Iterable[Node]) -> Contents:
        """Return nodes as blocks; words outside any block become a paragraph."""
        made: Contents = []
        words: list[Node] = []
        for node in nodes:
            if isinstance(node, Element) and holds_blocks(node):
                made += self._read_paragraph(words)
                made += self._read_block(node)
                words.clear()
            else:
                words.append(node)
        return made + self._read_paragraph(words)

    def _read_paragraph(self, words: Sequence[Node]) -> Contents:
        """Return a paragraph; a figure if it holds an image alone; empty if it shows nothing."""
        line = self.line(words)
        alone = line[0] if len(line) == 1 else None
        if isinstance(alone, Mapping) and alone["k"] == "img":
            return [{"k": "figure", "c": [alone], "t": []}]
        return [{"k": "p", "c": line}] if line else []

    def _read_block(self, element: Element) -> Contents:
        """Return an element as blocks, after a mark for its id."""
        if element.name in LEFT_OUT:
            return []
        if self._depth >= DEEPEST:
            return self._read_paragraph([element.text])
        self._depth += 1
        try:
            return self.mark_anchor(element) + self._read_element(element)
        finally:
            self._depth -= 1

    def _read_element(self, element: Element) -> Contents:
        make = self._makers.get(element.name)
        if element.name == "div" and "admonition" in element.classes:
            make = self._read_box
        return make(element) if make else self.blocks(element.children)

    def _read_quotation(self, element: Element) -> Contents:
        with self.within():
            return [{"k": "quote", "c": self.blocks(element.children)}]

    def _read_heading(self, element: Element) -> Contents:
        """Return a heading, without gaps between levels; a bold paragraph if within a box."""
        line = self.line(element.children)
        if not has_words(line):
            return [{"k": "p", "c": line}] if line else []
        if self.is_within:
            return [{"k": "p", "c": [{"k": "strong", "c": line}]}]
        self._level = min(max(int(element.name[1]) - 1, 1), self._level + 1)
        self.notes.begin_section()
        is_listed = self.lists_sections or self._level == 1
        return [{"k": "h", "l": self._level, "c": line, "listed": is_listed}]

    def _list(self, element: Element) -> Contents:
        with self.within():
            if "reference-list" in element.classes:
                return [
                    {"k": "refs", "i": [self._read_reference(each) for each in element.elements]}
                ]
            items = [
                self.mark_anchor(each) + self.blocks(each.children)
                for each in element.elements
                if each.name not in LEFT_OUT
            ]
        start = element.attributes.get("start", "")
        made: dict[str, Content] = {"k": element.name, "i": items}
        return [made | {"start": int(start)} if start.isdecimal() else made] if items else []

    def _read_reference(self, element: Element) -> Content:
        """Return an item of a list of references: the reference itself and its summary."""
        head, made = self.mark_anchor(element), Contents()
        for each in element.elements:
            if each.name == "details":
                title, *rest = each.elements
                made.append({"k": "label", "c": self.line(title.children)})
                made += self.blocks(rest)
            else:
                head += self.blocks([each])
        return {"head": head, "c": made}

    def _read_definitions(self, element: Element) -> Contents:
        """Return a list of terms and their descriptions, which may be grouped in ``div``."""
        with self.within():
            items: Contents = [
                {"k": each.name, "c": self.mark_anchor(each) + self.blocks(each.children)}
                for each in element.walk()
                if each.name in ("dt", "dd") and each is not element
            ]
        return [{"k": "dl", "i": items}] if items else []

    def _read_figure(self, element: Element) -> Contents:
        captions = [each for each in element.elements if each.name == "figcaption"]
        rest = [each for each in element.children if each not in captions]
        with self.within():
            return [
                {
                    "k": "figure",
                    "c": [unwrap_picture(each) for each in self.blocks(rest)],
                    "t": self.line([child for each in captions for child in each.children]),
                }
            ]

    def _read_box(self, element: Element) -> Contents:
        """Return a box, with its title if it has one."""
        title = next((each for each in element.elements if is_title(each)), None)
        rest = [child for child in element.children if child is not title]
        with self.within():
            return [
                {
                    "k": "box",
                    "tone": next((each for each in element.classes if each != "admonition"), ""),
                    "t": self.line(title.children) if title else [],
                    "c": self.blocks(rest),
                    "splits": len(element.text) > LONG_BOX,
                }
            ]

    def _read_table(self, element: Element) -> Contents:
        nested = self.is_within
        with self.within():
            return make_table(element, self, nested)

    # --- lines -----------------------------------------------------------------------------------

    def line(self, nodes: Iterable[Node]) -> Contents:
        """Return nodes as one line, its spaces as a browser shows them."""
        return trim(list(self._read_words(nodes)))

    def _read_words(self, nodes: Iterable[Node]) -> Iterator[Content]:
        for node in nodes:
            if isinstance(node, str):
                if words := SPACES.sub(" ", node):
                    yield make_divisible(words)
            elif node.name not in LEFT_OUT:
                noted = self.notes.find_note_called_by(node, self)
                yield from self.mark_anchor(node)
                yield from self._read_inline(node) if noted is None else noted

    def _read_inline(self, element: Element) -> Iterator[Content]:
        if self._depth >= DEEPEST:
            yield SPACES.sub(" ", element.text)
            return
        self._depth += 1
        yield from self._within_line(element)
        self._depth -= 1

    def _within_line(self, element: Element) -> Iterator[Content]:
        match element.name:
            case "br":
                yield {"k": "br"}
            case "img":
                yield from self._read_picture(element)
            case "input":
                yield BOXES["checked" if "checked" in element.attributes else ""]
            case "a":
                yield from self._link(element)
            case "math":
                yield from convert_formula(element)
            case "q":
                yield from (QUOTES[0], *self._read_words(element.children), QUOTES[1])
            case "rt":
                yield from (" (", *self._read_words(element.children), ")")
            case "span" if "badges" in element.classes:
                yield {"k": "small", "c": self._read_badges(element)}
            case name:
                yield from self._mark_words(element, MARKS.get(name))

    def _mark_words(self, element: Element, mark: str | None) -> Iterator[Content]:
        """Yield words with their mark and in their language."""
        words: Contents = list(self._read_words(element.children))
        if language := LANGUAGE.match(element.attributes.get("lang", "")):
            words = [{"k": "lang", "l": language[1].lower(), "c": words}]
        if mark:
            words = [{"k": mark, "c": words}]
        yield from words

    def _link(self, element: Element) -> Iterator[Content]:
        address = element.attributes.get("href", "")
        words: Contents = list(self._mark_words(element, None))
        if address.startswith("#") and address[1:] in self._anchors:
            yield {"k": "a", "to": address[1:], "c": words}
        elif ADDRESS.match(address):
            yield {"k": "a", "url": address, "c": words}
        else:
            yield from words

    def _read_picture(self, element: Element) -> Iterator[Content]:
        """Yield a picture; only its description unless its ``src`` is a ``data:`` address."""
        found = DATA.match(element.attributes.get("src", ""))
        description = " ".join(element.attributes.get("alt", "").split())
        if found is None:
            yield description
            return
        data = b64decode(found["data"]) if found["packed"] else unquote_to_bytes(found["data"])
        picture = Picture(found["kind"], data)
        if picture not in self.pictures:
            self.pictures.append(picture)
        yield {"k": "img", "file": picture.name, "alt": description}

    def _read_badges(self, element: Element) -> Contents:
        """Return the badges of a reference, separated as in the site's style."""
        made: Contents = []
        for each in element.elements:
            if "interests-note" in each.classes:
                made += [" (", *self._read_words(each.children), ")"]
            elif "evidence" in each.classes:
                made += [*put_dots(self._read_words([badge]) for badge in each.elements)]
            else:
                made += [" · "] if made else []
                made += self._read_words(each.children)
        return made

    # --- anchors ---------------------------------------------------------------------------------

    def mark_anchor(self, element: Element) -> Contents:
        """Return a mark for an element's id if a link leads there."""
        name = element.identity
        if name not in self._anchors or name in self._named:
            return []
        self._named.add(name)
        return [{"k": "at", "id": name}]


def put_dots(pieces: Iterable[Iterable[Content]]) -> Iterator[Content]:
    """Yield pieces with a dot between them."""
    for number, piece in enumerate(pieces):
        if number:
            yield " · "
        yield from piece


def unwrap_picture(block: Content) -> Content:
    """Return the picture of a figure within a figure; any other block as it is."""
    match block:
        case {"k": "figure", "c": [picture], "t": []}:
            return picture
        case _:
            return block


def is_title(element: Element) -> bool:
    """Return whether an element is the title of a box."""
    return element.name == "summary" or "admonition-title" in element.classes


def holds_blocks(element: Element) -> bool:
    """Return whether an element is a block, or has one within."""
    return any(each.name in BLOCKS for each in element.walk())
