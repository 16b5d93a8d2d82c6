"""Sets the links of groups as a PDF to print and hand out, one page for each group."""

from __future__ import annotations

import io
import json
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from parution.output.pdf.tools import list_template_files
from parution.output.pdf.typst_program import CONTENT, STANDARD, load_fonts

MAIN = "links.typ"


@dataclass(frozen=True, slots=True)
class PrintedLink:
    """One link on a sheet."""

    audience: str
    """The people it is for."""

    address: str
    """The full URL."""

    use: str
    """A sentence about the site that it opens."""


@dataclass(frozen=True, slots=True)
class LinkSheet:
    """The page of a group."""

    name: str
    links: tuple[PrintedLink, ...]


@dataclass(frozen=True, slots=True)
class LinkSheets:
    """The pages of all groups."""

    title: str
    author: str
    """The association."""

    sheets: Sequence[LinkSheet]
    sentences: Sequence[str]
    """Advice for everybody who gets a link."""

    picture: str
    """The beginning of the QR code's description, before the address."""


def set_links(links: LinkSheets) -> bytes:
    """Return the PDF (PDF/UA-1) of sheets of links."""
    # Loaded here: the other uses of `links` draw and set nothing.
    import segno
    import typst

    with tempfile.TemporaryDirectory(prefix="parution-") as name:
        folder = Path(name)
        for template in list_template_files():
            shutil.copyfile(template, folder / template.name)
        addresses = [link.address for sheet in links.sheets for link in sheet.links]
        pictures = {address: f"{n}.svg" for n, address in enumerate(dict.fromkeys(addresses))}
        for address, picture in pictures.items():
            drawn = io.BytesIO()
            segno.make_qr(address, error="m").save(drawn, kind="svg", border=4, light="#fff")
            (folder / picture).write_bytes(drawn.getvalue())
        (folder / CONTENT).write_text(json.dumps(make_link_content(links, pictures)), "utf-8")
        setter = typst.Compiler(
            folder / MAIN, root=folder, font_paths=load_fonts(), ignore_system_fonts=True
        )
        pdf = setter.compile(format="pdf", pdf_standards=STANDARD)
    if not isinstance(pdf, bytes):
        raise TypeError("a PDF is one file")
    return pdf


def make_link_content(links: LinkSheets, pictures: dict[str, str]) -> object:
    """Return the data that the template reads; ``pictures`` maps addresses to file names."""
    return {
        "title": links.title,
        "author": links.author,
        "sentences": list(links.sentences),
        "groups": [
            {
                "name": sheet.name,
                "links": [
                    {
                        "audience": link.audience,
                        "address": link.address,
                        "use": link.use,
                        "picture": pictures[link.address],
                        "alt": f"{links.picture} {link.address}",
                    }
                    for link in sheet.links
                ],
            }
            for sheet in links.sheets
        ],
    }
