"""Makes citations and authors' notes into footnotes, on the page whose text calls them.

The first citation of a reference in a part puts the whole reference at the foot of its page, under
its number in that part. A later citation puts a short form there: the first author, the grade and
level of evidence, the page of the whole reference. On a page that has one of these already, the
number alone links back (`placing`). The author's own notes, which have letters, work alike. The
lists at the end of a part would repeat all this, so they are left out.

A note is ``{"k": "note", "n": its number, "mark": the number shown in the text (empty within a
range), "id": its anchor, "c": its text}``; a later one is ``{"k": "again", "n", "mark", "to": its
anchor, "first": whether it is the first in its section, "name": the first author, "others": whether
there are more, "evidence": grade and level}``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from string import ascii_lowercase

from parution.output.pdf.content import Content, Contents
from parution.output.pdf.document_elements import Element, Node
from parution.output.pdf.reader import DocumentReader

FIRST_AUTHOR = re.compile(r"\s*([^,.:;]+)(,?)")
"""The first author in Vancouver style; a comma means that there are more."""

LONGEST_NAME = 60

LONG = 1500
"""Characters (some fifteen lines) above which a note may continue on the next page."""

BACK = ("backlinks", "footnote-backref")
"""Classes of the links that lead from a list of notes back to the text."""


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote."""

    mark: str
    """Its number or letter."""

    anchor: str
    """Its id, which links name."""

    children: tuple[Node, ...]
    """Its text, as HTML nodes."""

    is_reference: bool


class ChapterNotes:
    """The footnotes of a chapter; ask for them in reading order."""

    def __init__(self, chapter: Element, numbers: Iterator[int]) -> None:
        """Find the notes of a chapter; ``numbers`` yields one for each call in the document."""
        self._numbers = numbers
        notes = [*list_references(chapter), *list_remarks(chapter)]
        self._notes: Mapping[str, Note] = {note.anchor: note for note in notes}
        self._by_key = {
            item.attributes["data-key"]: item.identity for item in find_cited_items(chapter)
        }
        self._printed: set[str] = set()
        self._printed_here: set[str] = set()

    def begin_section(self) -> None:
        """Begin a section: its notes name each reference again."""
        self._printed_here.clear()

    def find_note_called_by(self, element: Element, reader: DocumentReader) -> Contents | None:
        """Return the note that replaces an element calling for it; None for other elements."""
        note = self._notes.get(self._find_anchor_called(element))
        if note is None:
            return None
        mark = "" if element.name == "span" else note.mark
        is_first = note.anchor not in self._printed_here
        self._printed_here.add(note.anchor)
        called: dict[str, Content] = {"n": note.mark, "mark": mark, "seq": next(self._numbers)}
        if note.anchor in self._printed:
            return [
                {"k": "again", **called, "to": note.anchor, "first": is_first, **shorten_note(note)}
            ]
        self._printed.add(note.anchor)
        with reader.within():
            content = reader.line(note.children)
        return [{"k": "note", **called, "id": note.anchor, "c": content, "splits": is_long(note)}]

    def _find_anchor_called(self, element: Element) -> str:
        """Return the id of the note that an element calls for; empty if it calls for none."""
        if element.name == "a" and {"citation", "footnote-ref"} & {*element.classes}:
            return element.attributes.get("href", "").removeprefix("#")
        if element.name == "span" and "data-key" in element.attributes:
            return self._by_key.get(element.attributes["data-key"], "")
        return ""


def drop_note_lists(element: Element) -> Iterator[Node]:
    """Yield the children of an element without the lists of notes, at any depth.

    (A summary of a document has its notes at its own end.)
    """
    for child in element.children:
        if isinstance(child, str):
            yield child
        elif not is_list_of_notes(child):
            yield Element(child.name, child.attributes, tuple(drop_note_lists(child)))


def is_list_of_notes(element: Element) -> bool:
    """Return whether an element is the list of a chapter's references, or of its author's notes."""
    return "references" in element.classes or (
        element.name == "div" and "footnote" in element.classes
    )


def find_cited_items(chapter: Element) -> list[Element]:
    """Return the list items of the references that a chapter cites."""
    lists = chapter.find(of_class="references")
    return [item for each in lists for item in each.find("li") if "data-key" in item.attributes]


def list_references(chapter: Element) -> Iterator[Note]:
    """Yield the references that a chapter cites, as its list numbers them."""
    for number, item in enumerate(find_cited_items(chapter), start=1):
        yield Note(str(number), item.identity, flatten_item(item), is_reference=True)


def list_remarks(chapter: Element) -> Iterator[Note]:
    """Yield the author's own notes, by letter."""
    lists = (each for each in chapter.find("div", "footnote"))
    items = [item for each in lists for item in each.find("li") if item.identity]
    for number, item in enumerate(items):
        yield Note(format_letters(number), item.identity, flatten_item(item), is_reference=False)


def flatten_item(item: Element) -> tuple[Node, ...]:
    """Return the nodes of a list item as one line, without links back to the text."""
    children: list[Node] = []
    for child in item.children:
        if isinstance(child, str):
            children.append(child)
        elif not set(BACK) & set(child.classes):
            children.append(Element(unblock(child.name), child.attributes, flatten_item(child)))
    return tuple(children)


def unblock(name: str) -> str:
    """Return the name of the inline element that replaces an element in a line."""
    return "span" if name in ("p", "div", "ol", "ul", "li") else name


def is_long(note: Note) -> bool:
    """Return whether a note is so long that it may continue on the next page."""
    return len(Element("li", {}, note.children).text) > LONG


def format_letters(number: int) -> str:
    """Return the letters that number a note, from 0.

    >>> format_letters(0), format_letters(25), format_letters(26)
    ('a', 'z', 'aa')
    """
    count, rest = divmod(number, len(ascii_lowercase))
    return (format_letters(count - 1) if count else "") + ascii_lowercase[rest]


def shorten_note(note: Note) -> dict[str, Content]:
    """Return the short form of a reference: first author, grade, level; empty for other notes."""
    if not note.is_reference:
        return {"splits": False, "name": "", "others": False, "evidence": []}
    item = Element("li", {}, note.children)
    written = next(item.find("span", "reference"), item)
    first = FIRST_AUTHOR.match(written.text)
    evidence = next(item.find(of_class="evidence"), None)
    return {
        "splits": False,
        "name": first[1].strip()[:LONGEST_NAME] if first else "",
        "others": bool(first and first[2]),
        "evidence": [each.text.strip() for each in evidence.elements] if evidence else [],
    }
