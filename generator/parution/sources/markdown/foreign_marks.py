"""Marks that other programs understand and Markdown prints raw: boxes, columns, templates."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from parution.domain.messages import message
from parution.patterns import compile_late
from parution.sources.files.text import MISREAD, describe_misread, find_line_end
from parution.sources.markdown.slip import Slip
from parution.sources.markdown.table_shapes import find_misshapen_tables

KIND_OF_BOX = (
    "note|abstract|info|tip|success|question|warning|failure|danger|bug|example|quote|attention"
)
OTHER_BOX = compile_late(
    rf"^ {{0,3}}(?:!{{1,2}} ?(?:{KIND_OF_BOX})\b|:{{3,}} ?\{{?\.?[a-z][\w-]*\}}?)",
    re.MULTILINE | re.IGNORECASE,
)
OPEN_FENCE = compile_late(r"^ {0,3}(?:`{3,}|~{3,})[^`\n]*$", re.MULTILINE)
OF_OTHERS = compile_late(
    r"\{\{[^{}\n]+\}\}|^\\(?:new|clear)?page(?:break)?[ \t]*$|^\\(?:maketitle|tableofcontents)\b"
    r"|^(?i:\[\[_?toc_?\]\]|\[toc\]|\{toc\}|__TOC__)[ \t]*$|%%[^%\n]+%%",
    re.MULTILINE,
)
"""Marks of templates, of LaTeX, and remarks of Obsidian, which no page understands."""
OTHER_MARKUP = compile_late(
    r"\[/(?:b|i|u|s|url|quote|img|color|size|center|list)\]"
    r"|^h[1-6]\. (?=\S)|^bq\. (?=\S)|^={2,6} [^=\n]+ ={2,6}[ \t]*$|'{3}[^'\n]+'{3}",
    re.MULTILINE,
)
"""Headings and bold words of wikis and forums."""
WIKI_LINK = compile_late(
    r"!?\[\[(?!_?toc|[^\]\n]*@)(?P<to>[^\[\]|\n]+)(?:\|(?P<words>[^\[\]\n]+))?\]\]", re.I
)
SPACED_BOLD = compile_late(
    r"\*\*(?<![\w*\\]\*\*)(?:[ \t]+(?=[^*\n]*[^\W\d_])(?P<words>[^*\s][^*\n]*?)[ \t]*"
    r"|(?=[^*\n]*+(?<=[ \t])\*)(?P<before>[^*\s][^*\n]*?)[ \t]+)\*\*(?![\w*])"
)
SPAN = compile_late(r"(?<![\]\\!])(?P<before>)\[(?P<words>[^\[\]\n@^]+)\]\{[.#:][^{}\n]*\}")
"""Words with a class, as Pandoc writes them."""
UNDERLINED = compile_late(
    r"(?<![\w+])\+\+(?P<before>)(?P<words>[^\W\d_](?:[^+\n]*[^\s+])?)\+\+(?![\w+])"
)
"""``++words++``. What stands before is none: « fatigue ++, douleur ++ » is how doctors insist."""
LONE_CLASS = compile_late(
    r"(?:(?<=[\w.!?:»])|(?<=\S)[ \t]+|(?<=\n\n))"
    r"(?P<mark>\{:?[ \t]*[.#][A-Za-z][\w-]*[^{}\n]*\})"
    r"(?![ \t]*\n(?: *(?:=+|-+)[ \t]*$|: ))",
    re.MULTILINE,
)
"""A class where it attaches to nothing: in a line's words, or alone above a paragraph."""
TAKES_CLASS = compile_late(r" {0,3}(?:#|!!!|\?\?\?|===|:{3}|`{3}|~{3}|>? *\|)|[^\n]*\|")
"""A line at whose end a class belongs: of a heading, a box, a table."""
COLUMNS = compile_late(
    r"^(?:(?![o§Øü•·▪-]\t)[^\s|][^\t\n|]*\t[^\n|]*\S[^\n|]*(?:\n|\Z)){2,}"
    r"|^\+-{2,}(?:\+-+)*\+[ \t]*$(?:\n[|+][^\n]*)*"
    r"|^ {0,3}-{2,}(?: +-{2,})+[ \t]*$(?:\n[^\n]*\S[^\n]*)*",
    re.MULTILINE,
)
"""Rows pasted from a sheet, or a table drawn with signs."""
ROW = r" {0,3}\|[^\n|]*\|[^\n]*"
ROWS = compile_late(rf"^{ROW}(?:\n{ROW})+(?:\n|\Z)", re.MULTILINE)
RULED = compile_late(r"^ {0,3}\|?(?: *:?-+:? *\|)+(?: *:?-+:?)? *$", re.MULTILINE)
"""The line of dashes below the headings of a table."""

SIGNS_OF_OTHERS = ("{", "\\", "__", "%%", "[[", "[t", "[T")
SIGNS_OF_MARKUP = ("[/", "'''", "==", "\nh", "\nbq.")
SIGNS_OF_COLUMNS = ("\t", "+--", "-- -", "--  ")
SIGNS_OF_MISREAD = ("\u00c2", "\u00c3", "\u00e2\u20ac", "\ufffd")
"""Whatever these patterns match holds one of these, which are quicker to look for."""


def find_foreign_marks(body: str) -> Iterator[Slip]:
    """Yield marks that other programs understand and Markdown prints raw."""
    box = message("Write a line “!!! note”; put four spaces before each line of its text.")
    fence = message("Close this code with the same signs, alone on a line.")
    mark = message("Leave it out, or write here what it stands for.")
    markup = message("Write it in Markdown: ## a heading, **bold**, *italics*.")
    for pattern, signs, remedy in (
        (OTHER_BOX, ("!", ":::"), box),
        (OPEN_FENCE, ("```", "~~~"), fence),
        (OF_OTHERS, SIGNS_OF_OTHERS, mark),
        (OTHER_MARKUP, SIGNS_OF_MARKUP, markup),
    ):
        for found in pattern.finditer(body) if holds_one(f"\n{body}", signs) else ():
            said = message("“%(mark)s” would be printed as it stands", mark=found[0].strip()[:60])
            yield Slip("effect-not-shown", found.start(), said, remedy)
    yield from find_marked_words(body)
    if "{" in body:
        yield from find_lone_classes(body)
    yield from find_columns(body)
    if holds_one(body, SIGNS_OF_MISREAD) and (misread := MISREAD.search(body)):
        yield Slip("forbidden-character", misread.start(), *describe_misread(misread[0]))


def holds_one(body: str, signs: Iterable[str]) -> bool:
    """Return whether a text holds one of these signs."""
    return any(sign in body for sign in signs)


def find_marked_words(body: str) -> Iterator[Slip]:
    """Yield links of wikis, bold words between spaces, and words with a class."""
    for found in WIKI_LINK.finditer(body) if "[[" in body else ():
        words, is_image = (found["words"] or found["to"]).strip(), found[0].startswith("!")
        meant = f"![…](documents/{words})" if is_image else f"[{words}](dossier.md)"
        yield Slip(
            "effect-not-shown",
            found.start(),
            message("“%(mark)s” would be printed as it stands", mark=found[0][:60]),
            message("Write it with its address: “%(markdown)s”.", markdown=meant),
        )
    for pattern, sign, markdown in (
        (SPACED_BOLD, "**", "**{}**"),
        (SPAN, "]{", "*{}*"),
        (UNDERLINED, "++", "**{}**"),
    ):
        for found in pattern.finditer(body) if sign in body else ():
            words = found["words"] or found["before"]
            yield Slip(
                "effect-not-shown",
                found.start(),
                message("“%(mark)s” would be printed as it stands", mark=found[0][:60]),
                message("Write “%(markdown)s”.", markdown=markdown.format(words.strip())),
            )


def find_lone_classes(body: str) -> Iterator[Slip]:
    """Yield the classes (``{.note}``) that attach to nothing and would be printed."""
    for found in LONE_CLASS.finditer(body):
        line = body.rfind("\n", 0, found.start("mark")) + 1
        if not TAKES_CLASS.match(body, line, find_line_end(body, line)):
            yield Slip(
                "effect-not-shown",
                found.start("mark"),
                message("“%(mark)s” would be printed as it stands", mark=found["mark"][:60]),
                message("Put it alone on the line below its paragraph, or remove it."),
            )


def find_columns(body: str) -> Iterator[Slip]:
    """Yield the beginnings of tables that Markdown does not know, once each; misshapen ones too."""
    tables = [*COLUMNS.finditer(body)] if holds_one(body, SIGNS_OF_COLUMNS) else []
    if "|" in body:
        yield from find_misshapen_tables(body)
        tables += (rows for rows in ROWS.finditer(body) if not RULED.search(rows[0]))
    drawn = [(found.start(), found.end()) for found in tables if found[0].startswith("+")]
    for found in tables:
        if any(begin < found.start() < end for begin, end in drawn):
            continue
        yield Slip(
            "effect-not-shown",
            found.start(),
            message("these columns would run together on the page"),
            message("Write them as a table: | a | b |, then | --- | --- | below the headings."),
        )
