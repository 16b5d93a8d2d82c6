"""Makes the HTML of a booklet into data for Typst.

``{"title", "author", "above", "name", "question", "notice", "copy", "copy_mark", "facts",
"chapters", "colophon", "words"}``: the fields of the cover, the chapters
``{"part", "c": blocks}``, the last page, and the words that the templates themselves print.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import count

from parution.domain import Part
from parution.domain.messages import Translate, message
from parution.html_tree import Tree
from parution.output.pdf.content import Content, Contents, Picture
from parution.output.pdf.document_elements import Element, convert_tree
from parution.output.pdf.notes import ChapterNotes, drop_note_lists
from parution.output.pdf.reader import DocumentReader, NoNotes
from parution.private_store import digest_of
from parution.rendition import Digest

WORDS = {
    "contents": message("Contents"),
    "others": message("et al."),
    "whole": message("whole reference on p. %(page)s", page="{}"),
    "note": message("note on p. %(page)s", page="{}"),
}
"""The words that the templates print; they replace ``{}`` by a number."""


@dataclass(frozen=True, slots=True)
class TypstInput:
    """Everything from which Typst sets a PDF."""

    title: str

    content: str
    """JSON."""

    pictures: tuple[Picture, ...] = ()
    """The content refers to them by `Picture.name`."""

    template: str = "booklet.typ"
    """The file name of the template."""

    @property
    def digest(self) -> Digest:
        """Digest of template and content; these name the pictures, whose names are digests too."""
        return digest_of(f"{self.template}\n{self.content}".encode())

    def replace_content(self, content: str) -> TypstInput:
        """Return input with the same pictures and template and another content."""
        return replace(self, content=content)


def read_booklet(html: str, translate: Translate) -> TypstInput:
    """Read the HTML of a booklet, pictures inlined, as the input of Typst."""
    root = convert_tree(Tree(html))
    reader = DocumentReader(find_linked_ids(root))
    numbers = count()
    chapters = [make_chapter(each, reader, numbers) for each in root.find("section", "chapter")]
    content: dict[str, Content] = {
        **read_cover(root, reader),
        "chapters": chapters,
        "colophon": make_colophon(root, reader),
        "words": {name: text.text(translate) for name, text in WORDS.items()},
    }
    text = json.dumps(content, ensure_ascii=False)
    return TypstInput(str(content["title"]), text, tuple(reader.pictures))


def find_linked_ids(root: Element) -> frozenset[str]:
    """Return the ids that exist and to which a link leads."""
    named = {each.identity for each in root.walk()}
    called = {each.attributes.get("href", "")[1:] for each in root.find("a")}
    return frozenset(called & named - {""})


def make_chapter(element: Element, reader: DocumentReader, numbers: Iterator[int]) -> Content:
    """Return a chapter as content; ``numbers`` yields a number for each call for a note."""
    part = "".join(name.partition("--")[2] for name in element.classes)
    reader.lists_sections = part != Part.SOURCES
    return {
        "part": part,
        "c": reader.mark_anchor(element) + make_chapter_blocks(element, reader, numbers),
    }


def make_chapter_blocks(
    element: Element, reader: DocumentReader, numbers: Iterator[int]
) -> Contents:
    """Return the blocks of a chapter, its notes in place of their calls."""
    reader.notes = ChapterNotes(element, numbers)
    return reader.blocks(drop_note_lists(element))


def make_colophon(root: Element, reader: DocumentReader) -> Contents:
    """Return the blocks of the last page."""
    reader.notes = NoNotes()
    with reader.within():
        return [block for each in root.find("footer") for block in reader.blocks(each.children)]


def read_cover(root: Element, reader: DocumentReader) -> dict[str, Content]:
    """Return the fields of the cover."""

    def line(name: str, of_class: str) -> Contents:
        found = next(root.find(name, of_class), None)
        return reader.line(found.children) if found else []

    facts: Contents = [
        [reader.line(said.children) for said in pair.elements]
        for each in root.find("dl", "facts")
        for pair in each.elements
    ]
    authors = [each for each in root.find("meta") if each.attributes.get("name") == "author"]
    return {
        "title": "".join(each.text for each in root.elements if each.name == "title"),
        "author": "".join(each.attributes.get("content", "") for each in authors),
        "above": line("p", "cover__above"),
        "name": line("h1", "cover__title"),
        "question": line("p", "cover__question"),
        "notice": line("p", "notice"),
        "copy": line("p", "copy"),
        "copy_mark": line("span", "copy__mark"),
        "facts": facts,
    }
