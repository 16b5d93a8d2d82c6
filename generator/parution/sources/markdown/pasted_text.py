"""Finds what texts pasted from Word and from PDFs bring along, and pages print in silence.

Words cut at the end of a line, headings in capitals, stars and carets of sums, and fields that Word
could not fill are valid Markdown, but mean something else than their author meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from parution.domain.messages import message
from parution.domain.problems import Place
from parution.patterns import compile_late
from parution.sources.files.text import find_line_end
from parution.sources.markdown.slip import Slip
from parution.sources.report import Report

CUT_WORD = compile_late(
    r"(?<![\w-])(?P<first>[^\W\d_]{2,})-\n(?P<last>[^\W\d_A-ZÀ-ÖØ-Þ][^\W\d_]+)",
)
"""A word that a PDF cut at the end of a line."""

STARS = compile_late(r"(?<![\\*])(?P<sum>\d+\*(?=[^\s*])[^*\n]{0,80}?[^\s*\\]\*(?=[\d/])[\d/]\S*)")
"""« 3*2*1 »: the stars between figures would begin and end italics."""

CARET = compile_late(r"(?<=[\w)\]])\^(?P<power>[-–−+]?\d{1,3})(?![\w^,]|-?\d)")
"""« 10^9 », a power as sheets write it."""

SPACED_ITALICS = compile_late(
    r"(?<![\w*\\])\*(?=[^\W\d_«])(?P<words>[^*\n]{1,200}[^\s*])[ \t]+\*(?![\w*])"
)

LEFT_BY_WORD = compile_late(
    r"(?i:(?:erreur|error)[\u00a0\u202f ]?!\s*(?:source du renvoi introuvable|signet non défini"
    r"|référence de lien hypertexte non valide|reference source not found"
    r"|bookmark not defined)\.?)"
    r"|\{\s?(?:REF|PAGEREF|NOTEREF|HYPERLINK|TOC|SEQ|ADDIN|PAGE|NUMPAGES|FORMTEXT|MERGEFIELD"
    r"|CITATION|BIBLIOGRAPHY)\b[^{}\n]*\}"
    r"|\[\]\{#[^{}\n]*\}|【[^【】\n]{1,40}】"
    r"|\bADDIN (?:EN\.CITE|ZOTERO_\w+|CSL_CITATION)\b[^\n]*"
    r"|(?i:cliquez (?:ou appuyez )?ici pour (?:entrer|taper)|click (?:or tap )?here to enter)"
    r"[^\n.]*\.?"
    r"|^[ \t]*(?i:page)[ \t]+\d{1,4}[ \t]*(?:sur|de|of|/)[ \t]*\d{1,4}[ \t]*$",
    re.MULTILINE,
)
"""Fields and bookmarks of Word, what it prints where they lead nowhere, the foot of a page, and the
marks of sources that assistants put into their answers."""

NEEDLESS_BACKSLASH = compile_late(r"(?<!\\)\\(?P<sign>[\"'’%&=:;,?/])")
"""A backslash that Pandoc and LaTeX put before a sign, and that pages print."""

SIGNS_OF_WORD = (
    "[]{",
    "【",
    "rreur",
    "rror",
    "RREUR",
    "{",
    "ADDIN",
    "iquez",
    "lick",
    "age ",
    "AGE ",
)
"""Whatever that pattern matches holds one of these, which are quicker to look for."""

SHOUTED = compile_late(
    r"(?:\A|(?<=\n))(?P<mark> {0,3}#{1,6}[ \t]+|(?<![^\n]\n))(?P<words>(?=[^\n]*[A-ZÀ-ÖØ-Þ]{4})"
    r"[A-ZÀ-ÖØ-Þ][^\na-zà-öø-ÿ|<>]*)(?=\n|\Z)"
)
"""A heading, or a paragraph of one line, without a small letter."""

FEWEST_WORDS = 3
FEWEST_LETTERS = 15
"""Letters of a line in capitals that cannot be acronyms alone."""


def find_pasted_faults(body: str) -> Iterator[Slip]:
    """Yield what pasted texts bring along, of which pages would print something else."""
    if "-\n" in body:
        yield from find_cut_words(body)
    if "*" in body:
        yield from find_stars(body)
    if "^" in body:
        yield from find_carets(body)
    if "\\" in body:
        yield from find_backslashes(body)
    if any(sign in body for sign in SIGNS_OF_WORD):
        yield from find_left_by_word(body)
    yield from find_shouted(body)


def find_cut_words(body: str) -> Iterator[Slip]:
    """Yield the words that are cut at the end of a line."""
    for found in CUT_WORD.finditer(body):
        yield Slip(
            "cut-word",
            found.start(),
            message(
                "“%(first)s- %(last)s”: this word is cut, and would be shown with a space within",
                first=found["first"],
                last=found["last"],
            ),
            message(
                "Put its pieces on one line: “%(whole)s”, or with its hyphen if it has one.",
                whole=found["first"] + found["last"],
            ),
        )


def find_stars(body: str) -> Iterator[Slip]:
    """Yield stars that make italics of a sum, and those that are raw for a space."""
    for found in STARS.finditer(body):
        yield Slip(
            "effect-not-shown",
            found.start(),
            message("“%(mark)s” would lose its stars, and be in italics", mark=found["sum"][:60]),
            message("Write “×” for each star, or a backslash before it: “\\*”."),
        )
    for found in SPACED_ITALICS.finditer(body):
        yield Slip(
            "effect-not-shown",
            found.start(),
            message("“%(mark)s” would be printed as it stands", mark=found[0][:60]),
            message("Write “%(markdown)s”.", markdown=f"*{found['words']}*"),
        )


def find_carets(body: str) -> Iterator[Slip]:
    """Yield powers with one caret, which pages print."""
    for found in CARET.finditer(body):
        yield Slip(
            "effect-not-shown",
            found.start(),
            message("“%(mark)s” would be printed as it stands", mark=found[0]),
            message("Write “%(markdown)s”.", markdown=f"{found[0]}^"),
        )


def find_backslashes(body: str) -> Iterator[Slip]:
    """Yield the first of the backslashes on each line that pages would print."""
    ends = -1
    for found in NEEDLESS_BACKSLASH.finditer(body):
        if found.start() > ends:
            ends = find_line_end(body, found.start())
            yield Slip(
                "effect-not-shown",
                found.start(),
                message("“%(mark)s” would be printed as it stands", mark=found[0]),
                message("Write “%(markdown)s”.", markdown=found["sign"]),
            )


def find_left_by_word(body: str) -> Iterator[Slip]:
    """Yield the fields of Word, and the feet of its pages."""
    for found in LEFT_BY_WORD.finditer(body):
        yield Slip(
            "effect-not-shown",
            found.start(),
            message("“%(mark)s” would be printed as it stands", mark=found[0].strip()[:60]),
            message("Leave it out, or write here what it stands for."),
        )


def is_long(words: str) -> bool:
    """Return whether words in capitals are more than an acronym or two."""
    return len(words.split()) >= FEWEST_WORDS and sum(map(str.isalpha, words)) >= FEWEST_LETTERS


def warn_of_shouted_title(title: str, place: Place, report: Report) -> None:
    """Warn of a theme's title in capitals, which stands in lists, calendars and searches."""
    if title.isupper() and is_long(title):
        report.warn(
            "shouted-heading",
            place,
            message("this title is in capitals, which are hard to read"),
            message(
                "Write “%(heading)s”, with the capitals of acronyms.",
                heading=f"title: {title.capitalize()}",
            ),
        )


def find_shouted(body: str) -> Iterator[Slip]:
    """Yield headings in capitals, and lines in capitals that seem to be headings."""
    for found in SHOUTED.finditer(body):
        words, mark = found["words"].strip(), found["mark"].strip()
        if not is_long(words):
            continue
        said = (
            message("this heading is in capitals, which are hard to read")
            if mark
            else message("this line in capitals would be a paragraph, not a heading")
        )
        meant = f"{mark or '##'} {words.capitalize()}"
        remedy = message("Write “%(heading)s”, with the capitals of acronyms.", heading=meant)
        yield Slip("shouted-heading", found.start("words"), said, remedy)
