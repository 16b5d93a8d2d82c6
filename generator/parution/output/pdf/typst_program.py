"""Typst, the program that sets type.

PE1 The texts of a booklet are data for the templates; Typst never reads them as code.
PE2 The bytes depend on that data, on the templates and on the versions of Typst and QPDF alone: no
    clock, no path, no font of the machine. Typst brings its own fonts.
PE3 Typst checks every PDF against PDF/UA-1 while it writes it.
PE4 The engine replaces anything that Typst cannot set, and reports it: a character that no font
    has, a broken picture, and, should Typst still fail, everything but words. No build fails for
    it.
"""

from __future__ import annotations

import json
import shutil
from functools import cache
from pathlib import Path

import typst

from parution.output.pdf.booklet_data import TypstInput
from parution.output.pdf.content import Picture
from parution.output.pdf.fallbacks import EVERYTHING, keep_words_alone, remove_broken
from parution.output.pdf.packing import pack_objects
from parution.output.pdf.placing import NoteCalls, guess_arrangement
from parution.output.pdf.tools import list_template_files

STANDARD: typst.PDFStandard = "ua-1"
"""Tagged for accessibility (ISO 14289-1)."""

CONTENT = "content.json"

RUNS_REMEMBERED = 10
"""Typst caches the results that any of its last ten runs used."""

RUNS_BETWEEN = RUNS_REMEMBERED - 2
"""Empty runs between two runs of a booklet, so that the second one finds the results of the first
and no older ones: each run adds some 40 MB."""

ROUNDS = 8
"""Upper limit of runs per booklet until every page has its notes; three are usual."""

PLACED = "<placed>"
"""The label under which ``booklet.typ`` stores the pages of notes and of their calls."""


def typeset_pdf(typst_input: TypstInput, folder: Path) -> tuple[bytes, list[str]]:
    """Return a PDF, and the things it lacks; make, use and remove ``folder``."""
    pdf, lost = set_what_can_be_set(typst_input, folder)
    return pack_objects(pdf), lost


def set_what_can_be_set(typst_input: TypstInput, folder: Path) -> tuple[bytes, list[str]]:
    """Return the PDF as Typst writes it, and the things it lacks (PE4)."""
    lost: list[str] = []
    try:
        lay_out(typst_input, folder)
        try:
            return compile_pages(folder, typst_input), lost
        except typst.TypstError as error:
            broken = [each for each in typst_input.pictures if not can_be_set(each, folder)]
            typst_input, lost = remove_broken(broken, error.diagnostic, typst_input)
        try:
            return compile_pages(folder, typst_input), lost
        except typst.TypstError:
            return compile_words(folder, keep_words_alone(typst_input)), [EVERYTHING]
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        forget(RUNS_REMEMBERED + 1)


def compile_words(folder: Path, typst_input: TypstInput) -> bytes:
    """Return a PDF of words alone, without the characters that no font has."""
    try:
        return compile_pages(folder, typst_input)
    except typst.TypstError as error:
        return compile_pages(folder, remove_broken((), error.diagnostic, typst_input)[0])


def lay_out(typst_input: TypstInput, folder: Path) -> None:
    """Copy templates and pictures into the only folder that Typst can read."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for template in list_template_files():
        shutil.copyfile(template, folder / template.name)
    for picture in typst_input.pictures:
        (folder / picture.name).write_bytes(picture.data)


def compile_pages(folder: Path, typst_input: TypstInput) -> bytes:
    """Return the PDF; ``folder`` holds the templates and pictures."""
    content = typst_input.content
    calls = NoteCalls.of(content)
    arrangement = guess_arrangement(calls)
    for turn in range(ROUNDS):
        (folder / CONTENT).write_text(arrangement.of(content), "utf-8")
        setter = make_compiler(folder / typst_input.template)
        pdf = setter.compile(format="pdf", pdf_standards=STANDARD)
        placed = json.loads(setter.query(PLACED, "value", one=True))
        called, laid = dict(placed["called"]), dict(placed["laid"])
        better = arrangement.improve(calls, called, laid, is_first=turn == 0)
        if better == arrangement:
            break
        arrangement = better
        forget(RUNS_BETWEEN)
    if not isinstance(pdf, bytes):
        raise TypeError("a PDF is one file")
    return pdf


def make_compiler(template: Path) -> typst.Compiler:
    """Return a Typst compiler for a template, which can read that template's folder only."""
    return typst.Compiler(
        template,
        root=template.parent,
        font_paths=load_fonts(),
        ignore_system_fonts=True,
    )


@cache
def load_fonts() -> typst.Fonts:
    """Return the fonts embedded in Typst: Libertinus Serif, DejaVu and New Computer Modern."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True)


def forget(runs: int) -> None:
    """Run Typst so often on an empty text, so that its cache drops older results."""
    idle = typst.Compiler(font_paths=load_fonts(), ignore_system_fonts=True)
    for _ in range(runs):
        idle.compile(b" ", format="pdf")


def can_be_set(picture: Picture, folder: Path) -> bool:
    """Return whether Typst can show a picture."""
    text = f'#image("{picture.name}")'
    try:
        typst.Compiler(text.encode(), root=folder, ignore_system_fonts=True).compile(format="pdf")
    except typst.TypstError:
        return False
    return True
