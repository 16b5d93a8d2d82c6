"""Makes a booklet into one self-contained HTML document.

This module puts chapters into the booklet's frame and fills their slots: a link to another part
leads to its chapter if the booklet has it, images are inlined, and attachments are embedded.
Drawings that a text links to appear at the end, where paper can show them.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import quote

from parution import templates
from parution.compose import Booklet
from parution.domain import Part
from parution.html_tree import Tree, extract_text
from parution.rendition import MARKER, Digest, Form, Slot, fill, find_slots

if TYPE_CHECKING:
    from mimetypes import MimeTypes

NOT_IN_TEXT = "section.references, section.changes"
"""Elements whose headings a table of contents need not list."""

CHAPTERS_AT_HAND = 64
"""Chapters whose headings stay in memory: many sites have the current ones in their booklets."""

DRAWN = "image/"

ADDED_TYPES = {".webp": "image/webp", ".avif": "image/avif", ".md": "text/markdown"}

Load = Callable[[Digest], bytes]
"""A function that returns the bytes of an object in the private store."""


@cache
def list_types() -> MimeTypes:
    """Return media types by file ending: Python's own, so that this machine's have no influence.

    Python reads this machine's all the same, so the list is made when a file needs it.
    """
    # Loaded here, because few booklets contain a file.
    from mimetypes import MimeTypes

    types = MimeTypes()
    for ending, kind in ADDED_TYPES.items():
        types.add_type(kind, ending)
    return types


@dataclass(frozen=True, slots=True)
class File:
    """An attachment that the document contains."""

    path: str
    """Relative to the theme's folder: ``documents/…``."""

    data: bytes

    @property
    def kind(self) -> str:
        """The media type, guessed from the name."""
        return list_types().guess_type(self.path)[0] or "application/octet-stream"

    @property
    def name(self) -> str:
        """Its name without the folder."""
        return self.path.rpartition("/")[2]

    @property
    def is_drawn(self) -> bool:
        """Whether it is an image, which the document can show."""
        return self.kind.startswith(DRAWN)

    @property
    def anchor(self) -> str:
        """The id under which the document shows it, if it is drawn."""
        return f"annex-{quote(self.path.replace('/', '-'), safe='')}"

    @property
    def address(self) -> str:
        """A ``data:`` address that holds the file itself."""
        return f"data:{self.kind};base64,{b64encode(self.data).decode()}"

    @property
    def title(self) -> str:
        """The title inside an SVG drawing if it has one; else the file's name."""
        drawing = self.kind == "image/svg+xml"
        found = Tree(self.data.decode(errors="replace")).first("svg title") if drawing else None
        return " ".join(extract_text(found).split()) if found else self.name


@dataclass(frozen=True, slots=True)
class ContentsEntry:
    """A line of the table of contents."""

    level: int
    anchor: str
    title: str


def render_document(booklet: Booklet, load: Load) -> str:
    """Return the whole document as HTML; ``load`` reads the private store."""
    files = {path: File(path, load(digest)) for path, digest in booklet.files}
    parts = frozenset(part for part, _ in booklet.chapters)
    texts = [
        fill_chapter(load(digest).decode(), booklet.form, parts, files)
        for _, digest in booklet.chapters
    ]
    annexes = list_annexes(texts, files.values())
    values = {
        "copy": booklet.copy,
        "contents": render_contents([*texts, annexes]),
        "chapters": "\n".join(texts),
        "annexes": annexes,
    }
    frame = load(booklet.frame).decode()
    return fill(frame, {slot: values[slot.name] for slot in find_slots(frame)})


def fill_chapter(text: str, form: Form, parts: frozenset[Part], files: dict[str, File]) -> str:
    """Return the HTML of a chapter with every slot filled, for a document of these parts."""
    return MARKER.sub(
        lambda match: fill_slot(Slot(*match[1].split(" ", 1)), form, parts, files), text
    )


def fill_slot(slot: Slot, form: Form, parts: frozenset[Part], files: dict[str, File]) -> str:
    """Return the text that fills a slot of a chapter; raise KeyError for an unknown slot."""
    match slot.name:
        case "chapter":
            part, _, fragment = slot.argument.partition("#")
            anchor = f"{part}-{fragment}" if fragment else part
            return f' href="#{escape(anchor)}"' if part in parts else ""
        case "image":
            return f' src="{files[slot.argument].address}"'
        case "file":
            return link(files[slot.argument], form)
        case "source" | "cited-in" | "in-references":
            return ""  # Other chapters say it, if they are open.
        case _:
            raise KeyError(slot.name)


def link(file: File, form: Form) -> str:
    """Return the ``href`` of a link to an attachment; none on paper, which cannot open a file."""
    if file.is_drawn:
        return f' href="#{file.anchor}"'
    if form is Form.PRINT:
        return ""
    return f' href="{file.address}" download="{escape(file.name)}"'


def render_contents(texts: Iterable[str]) -> str:
    """Return the table of contents of these texts: their headings, two levels deep."""
    entries = [entry for text in texts for entry in list_headings(text)]
    return (
        templates.make_environment().get_template("booklet/contents.html").render(entries=entries)
    )


@lru_cache(CHAPTERS_AT_HAND)
def list_headings(text: str) -> tuple[ContentsEntry, ...]:
    """Return the headings of a chapter that a table of contents lists."""
    tree = Tree(text)
    tree.remove(NOT_IN_TEXT)
    return tuple(
        ContentsEntry(
            int((node.tag or "h2")[1]) - 1, node.attrs["id"] or "", extract_text(node).strip()
        )
        for node in tree.find("h2[id], h3[id]")
    )


def list_annexes(texts: Iterable[str], files: Iterable[File]) -> str:
    """Return the HTML that shows, after the texts, the drawings that they link to."""
    linked = [file for file in files if any(f'href="#{file.anchor}"' in text for text in texts)]
    template = templates.make_environment().get_template("booklet/annexes.html")
    return template.render(files=linked) if linked else ""
