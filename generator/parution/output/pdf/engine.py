"""Typst, the program that sets type.

T1  What a booklet says is data for the templates; none of it is ever read as code.
T2  The bytes depend on that data, on the templates and on Typst's version alone: no clock, no
    path, no font of the machine. Typst brings its fonts.
T3  Every PDF is checked against PDF/UA-1 while it is written.
T4  What cannot be set gives way, and it is told what: a character that no font has, a picture that
    is none, and, should Typst give up, all that is not words. A build never fails for it.
"""

from __future__ import annotations

import json
import shutil
from functools import cache
from pathlib import Path

import typst

from parution.output.pdf.content import Picture
from parution.output.pdf.giving_way import EVERYTHING, without, words_alone
from parution.output.pdf.placing import NoteCalls, first_arrangement
from parution.output.pdf.sheets import Sheets
from parution.output.pdf.tools import template_files

STANDARD: typst.PDFStandard = "ua-1"
"""Tagged for accessibility (ISO 14289-1)."""

CONTENT = "content.json"

RUNS_REMEMBERED = 10
"""Typst keeps what any of its last ten runs made use of."""

ROUNDS = 8
"""Times that a booklet is set at most, until every page says what it cites; three are usual."""

PLACED = "<placed>"
"""Where notes came to stand, and what calls for them (`booklet.typ`)."""


def set_in_type(sheets: Sheets, folder: Path) -> tuple[bytes, list[str]]:
    """Return the PDF of sheets and what gave way in it; ``folder`` is made, used and removed."""
    lost: list[str] = []
    try:
        lay_out(sheets, folder)
        try:
            return compile_sheets(folder, sheets), lost
        except typst.TypstError as error:
            broken = [each for each in sheets.pictures if not can_be_set(each, folder)]
            sheets, lost = without(broken, error.diagnostic, sheets)
        try:
            return compile_sheets(folder, sheets), lost
        except typst.TypstError:
            return compile_words(folder, words_alone(sheets)), [EVERYTHING]
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        forget()


def compile_words(folder: Path, sheets: Sheets) -> bytes:
    """Return the PDF of sheets that hold words alone, without the characters that no font has."""
    try:
        return compile_sheets(folder, sheets)
    except typst.TypstError as error:
        return compile_sheets(folder, without((), error.diagnostic, sheets)[0])


def lay_out(sheets: Sheets, folder: Path) -> None:
    """Put together in a folder what Typst reads, which can look nowhere else."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for template in template_files():
        shutil.copyfile(template, folder / template.name)
    for picture in sheets.pictures:
        (folder / picture.name).write_bytes(picture.data)


def compile_sheets(folder: Path, sheets: Sheets) -> bytes:
    """Return the PDF of sheets; ``folder`` holds what else Typst reads."""
    content = sheets.content
    calls = NoteCalls.of(content)
    arrangement = first_arrangement(calls)
    for turn in range(ROUNDS):
        (folder / CONTENT).write_text(arrangement.of(content), "utf-8")
        setter = compiler(folder / sheets.template)
        pdf = setter.compile(format="pdf", pdf_standards=STANDARD)
        placed = json.loads(setter.query(PLACED, "value", one=True))
        called, laid = dict(placed["called"]), dict(placed["laid"])
        better = arrangement.improve(calls, called, laid, is_first=turn == 0)
        if better == arrangement:
            break
        arrangement = better
    if not isinstance(pdf, bytes):
        raise TypeError("a PDF is one file")
    return pdf


def compiler(template: Path) -> typst.Compiler:
    """Return Typst as it looks at the folder of a template."""
    return typst.Compiler(
        template,
        root=template.parent,
        font_paths=fonts(),
        ignore_system_fonts=True,
    )


@cache
def fonts() -> typst.Fonts:
    """Return the fonts that Typst brings: Libertinus Serif, and DejaVu and New Computer Modern."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True)


def forget() -> None:
    """Let Typst run idle until it keeps nothing of the last booklet, so that memory stays small."""
    idle = typst.Compiler(font_paths=fonts(), ignore_system_fonts=True)
    for _ in range(RUNS_REMEMBERED + 1):
        idle.compile(b" ", format="pdf")


def can_be_set(picture: Picture, folder: Path) -> bool:
    """Tell whether a picture is one that Typst can show."""
    text = f'#image("{picture.name}")'
    try:
        typst.Compiler(text.encode(), root=folder, ignore_system_fonts=True).compile(format="pdf")
    except typst.TypstError:
        return False
    return True
