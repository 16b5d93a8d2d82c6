"""Read QR codes as a telephone does: the page is drawn as dots, and the codes are decoded.

read_codes(pdf)                 # the words of every code in a PDF, page by page
read_drawing("<svg …>…</svg>")  # those of a drawing
"""

from __future__ import annotations

import pypdfium2
import typst
import zxingcpp

DOTS = 2.0
"""Dots of the picture for each point of the page: 144 for an inch, less than any printer has."""


def read_codes(pdf: bytes) -> list[str]:
    """Return the texts of the codes of a PDF, page by page."""
    document = pypdfium2.PdfDocument(pdf)
    return [text for page in document for text in _read(page)]


def read_drawing(svg: str) -> list[str]:
    """Return the texts of the codes of an SVG drawing, drawn 6 cm wide."""
    page = '#set page(width: 8cm, height: 8cm, margin: 1cm)\n#image("code.svg", width: 6cm)\n'
    files = {"main": page.encode(), "code.svg": svg.encode()}
    pdf = typst.compile(files, format="pdf")
    assert isinstance(pdf, bytes)
    return read_codes(pdf)


def _read(page: pypdfium2.PdfPage) -> list[str]:
    # QR codes only: with every kind allowed, the bars of one are now and then read as an article's.
    drawn = page.render(scale=DOTS, grayscale=True)
    dots = memoryview(bytes(drawn.buffer)).cast("B", (drawn.height, drawn.stride))
    found = zxingcpp.read_barcodes(dots, formats=zxingcpp.BarcodeFormat.QRCode)
    return sorted(code.text for code in found)
