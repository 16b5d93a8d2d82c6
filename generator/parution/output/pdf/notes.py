"""Citations and the author's notes as footnotes: on paper they stand on the page that calls them.

The first citation of a reference in a part brings the reference to the foot of its page, under the
number it has in that part. A later one says there in short whose document it is, how good its
evidence is, and which page says the rest; on a page that says it already the number alone leads
back (`placing`). So do the author's own notes, which have letters. The lists at the end of a part
then say nothing more and are left out.

A note is ``{"k": "note", "n": its number, "mark": what the text shows of it (nothing of what stands
within a range), "id": its place, "c": what it says}``; a later one is ``{"k": "again", "n", "mark",
"to": its place, "first": whether it is the first in its section, "name": the first author,
"others": whether there are any, "evidence": grade and level}``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from string import ascii_lowercase

from parution.output.pdf.content import Content, Contents
from parution.output.pdf.elements import Element, Node
from parution.output.pdf.reader import DocumentReader

FIRST_AUTHOR = re.compile(r"\s*([^,.:;]+)(,?)")
"""The first author in Vancouver's style; a comma tells that there are others."""

LONGEST_NAME = 60

LONG = 1500
"""Characters, some fifteen lines."""

BACK = ("backlinks", "footnote-backref")
"""Classes of what leads back to the text from the list that a note came from."""


@dataclass(frozen=True, slots=True)
class Note:
    """What stands at the foot of a page."""

    mark: str
    """Its number or letter."""

    place: str
    """What a link to it is called."""

    children: tuple[Node, ...]
    """What it says, in HTML."""

    is_reference: bool


class ChapterNotes:
    """The footnotes of a chapter, asked for in reading order."""

    def __init__(self, chapter: Element, numbers: Iterator[int]) -> None:
        """Know the notes of a chapter; ``numbers`` are those of the document's calls for notes."""
        self._numbers = numbers
        notes = [*references(chapter), *remarks(chapter)]
        self._notes: Mapping[str, Note] = {note.place: note for note in notes}
        self._by_key = {
            item.attributes["data-key"]: item.identity for item in find_cited_items(chapter)
        }
        self._said: set[str] = set()
        self._said_here: set[str] = set()

    def begin_section(self) -> None:
        """Note that a section begins: from here on references are named again."""
        self._said_here.clear()

    def called_by(self, element: Element, reader: DocumentReader) -> Contents | None:
        """Return what stands in place of an element that calls for a note; None of any other."""
        note = self._notes.get(self._place_called(element))
        if note is None:
            return None
        mark = "" if element.name == "span" else note.mark
        is_first = note.place not in self._said_here
        self._said_here.add(note.place)
        called: dict[str, Content] = {"n": note.mark, "mark": mark, "seq": next(self._numbers)}
        if note.place in self._said:
            return [{"k": "again", **called, "to": note.place, "first": is_first, **in_short(note)}]
        self._said.add(note.place)
        with reader.within():
            content = reader.line(note.children)
        return [{"k": "note", **called, "id": note.place, "c": content, "splits": is_long(note)}]

    def _place_called(self, element: Element) -> str:
        """Return the place of the note that an element calls for."""
        if element.name == "a" and {"citation", "footnote-ref"} & {*element.classes}:
            return element.attributes.get("href", "").removeprefix("#")
        if element.name == "span" and "data-key" in element.attributes:
            return self._by_key.get(element.attributes["data-key"], "")
        return ""


def with_notes_left_out(element: Element) -> Iterator[Node]:
    """Yield what an element holds besides the lists that notes come from, however deep these lie.

    (A summary of a document has its notes at its own end.)
    """
    for child in element.children:
        if isinstance(child, str):
            yield child
        elif not is_list_of_notes(child):
            yield Element(child.name, child.attributes, tuple(with_notes_left_out(child)))


def is_list_of_notes(element: Element) -> bool:
    """Tell whether an element is the list of what a chapter cites, or of its author's notes."""
    return "references" in element.classes or (
        element.name == "div" and "footnote" in element.classes
    )


def find_cited_items(chapter: Element) -> list[Element]:
    """Return the items of the list of what a chapter cites."""
    lists = chapter.find(of_class="references")
    return [item for each in lists for item in each.find("li") if "data-key" in item.attributes]


def references(chapter: Element) -> Iterator[Note]:
    """Yield the references that a chapter cites, as its list numbers them."""
    for number, item in enumerate(find_cited_items(chapter), start=1):
        yield Note(str(number), item.identity, told(item), is_reference=True)


def remarks(chapter: Element) -> Iterator[Note]:
    """Yield the author's own notes, by letter."""
    lists = (each for each in chapter.find("div", "footnote"))
    items = [item for each in lists for item in each.find("li") if item.identity]
    for number, item in enumerate(items):
        yield Note(letters(number), item.identity, told(item), is_reference=False)


def told(item: Element) -> tuple[Node, ...]:
    """Return what an item says, without what leads back to the text and without paragraphs."""
    children: list[Node] = []
    for child in item.children:
        if isinstance(child, str):
            children.append(child)
        elif not set(BACK) & set(child.classes):
            children.append(Element(unblock(child.name), child.attributes, told(child)))
    return tuple(children)


def unblock(name: str) -> str:
    """Return the name of an element that stands in a line."""
    return "span" if name in ("p", "div", "ol", "ul", "li") else name


def is_long(note: Note) -> bool:
    """Tell whether a note is so long that it may go on on the next page."""
    return len(Element("li", {}, note.children).text) > LONG


def letters(number: int) -> str:
    """Return the letters of a note.

    >>> letters(0), letters(25), letters(26)
    ('a', 'z', 'aa')
    """
    count, rest = divmod(number, len(ascii_lowercase))
    return (letters(count - 1) if count else "") + ascii_lowercase[rest]


def in_short(note: Note) -> dict[str, Content]:
    """Return whose document a reference is, and its grade and level; of a remark nothing."""
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
