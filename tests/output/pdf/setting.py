"""Set small documents as PDF, and read the result.

made = Made.of("<p>Un texte.</p>")
made.pages[1]                     # its text
made.tagged("TH")                 # the elements of its structure
"""

from __future__ import annotations

import io
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pypdf
from pypdf.generic import ArrayObject, DictionaryObject

from parution.output.pdf.booklet_data import TypstInput, read_booklet
from parution.output.pdf.typst_program import typeset_pdf

FRAME = """\
<!doctype html><html lang="fr"><head><meta name="author" content="Dossiers"><title>La douleur</title></head>
<body><header class="cover"><p class="cover__above">Dossiers · 2026</p>
<h1 class="cover__title">La douleur</h1><p class="notice">Contenu de démonstration.</p>
<dl class="facts"><div><dt>Auteurs</dt><dd>Groupe de rédaction</dd></div></dl></header>
<main>{chapters}</main><footer class="colophon"><p>Ce document réunit les parties ouvertes.</p></footer>
</body></html>
"""  # noqa: E501


def document(*chapters: str) -> str:
    """Return the HTML of a booklet with these chapters."""
    return FRAME.format(chapters="".join(chapters))


def chapter(text: str, part: str = "dossier", references: Iterable[int] = ()) -> str:
    """Return a chapter, with the list of the references it cites."""
    return (
        f'<section class="chapter chapter--{part}" id="{part}"><h2>{part.capitalize()}</h2>'
        f"{text}{listed(references, part)}</section>"
    )


def cited(*numbers: int, part: str = "dossier") -> str:
    """Return a citation of references by number, as a part has it."""
    links = ",".join(
        f'<a class="citation" href="#{part}-ref-{number}">{number}</a>' for number in numbers
    )
    return f'<span class="citations">[{links}]</span>'


def listed(references: Iterable[int], part: str) -> str:
    """Return the list at the end of a part; each reference has an author of its own."""
    items = "".join(
        f'<li id="{part}-ref-{number}" data-key="{number}"><span class="reference">'
        f'{author(number)} A, Petit L. <span lang="en">A pain scale</span>. Exercer. 2019.</span> '
        '<span class="badges"><span class="evidence"><span class="badge">Grade B</span> '
        '<span class="badge">Niveau de preuve 2</span></span> '
        '<span class="badge">Aucun lien</span></span> '
        f'<span class="backlinks"><a href="#x">1</a></span></li>'
        for number in references
    )
    heading = "<h3>Références</h3>"
    return f'<section class="references">{heading}<ol>{items}</ol></section>' if items else ""


def author(number: int) -> str:
    """Return a name that no other reference has, and that no other begins with."""
    return f"Auteur{number:03}x"


def drawing(text: str = "MOTDUDESSIN", alt: str = "Une échelle") -> str:
    """Return a drawing that shows a word."""
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="200" height="20">'
        f'<text y="15" font-family="sans-serif">{text}</text></svg>'
    )
    return f'<img alt="{alt}" src="data:image/svg+xml,{quote(svg)}">'


def read(html: str) -> TypstInput:
    """Read a document for setting, with messages in English."""
    return read_booklet(html, str)


@lru_cache
def set_once(html: str) -> tuple[bytes, tuple[str, ...]]:
    """Set a document; return its PDF and the warnings."""
    with tempfile.TemporaryDirectory() as folder:
        pdf, lost = typeset_pdf(read(html), Path(folder) / "work")
    return pdf, tuple(lost)


@dataclass(frozen=True)
class Made:
    """A document that was set."""

    data: bytes
    lost: tuple[str, ...] = ()

    @classmethod
    def of(cls, text: str, references: Iterable[int] = ()) -> Made:
        """Set a document with one chapter of this text."""
        return cls(*set_once(document(chapter(text, references=references))))

    @cached_property
    def reader(self) -> pypdf.PdfReader:
        return pypdf.PdfReader(io.BytesIO(self.data))

    @cached_property
    def pages(self) -> list[str]:
        """The text of each page, the cover's first."""
        return [page.extract_text() for page in self.reader.pages]

    @property
    def text(self) -> str:
        """The whole text, with single spaces."""
        return " ".join(" ".join(self.pages).split())

    def tagged(self, *roles: str) -> list[DictionaryObject]:
        """Return the elements of the structure that have one of these roles, in reading order."""
        root = self.reader.root_object["/StructTreeRoot"]
        return [each for each in elements(root) if str(each.get("/S", ""))[1:] in roles]

    def attributes(self, element: DictionaryObject) -> dict[str, Any]:
        """Return the attributes of an element of the structure."""
        found = element.get("/A", [])
        several = found if isinstance(found, ArrayObject) else [found]
        return {name: value for each in several for name, value in each.get_object().items()}

    def spoken(self, element: DictionaryObject) -> str | None:
        """Return the declared language of an element."""
        return str(element["/Lang"]) if "/Lang" in element else None


def elements(node: Any) -> Iterator[DictionaryObject]:
    """Yield the elements of a structure below a node."""
    held = node.get("/K", [])
    for each in held if isinstance(held, ArrayObject) else [held]:
        child = each.get_object()
        if isinstance(child, DictionaryObject) and "/S" in child:
            yield child
            yield from elements(child)
