"""Marks that other programs understand and Markdown prints raw: boxes, columns, templates."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from parution.domain.messages import message
from parution.patterns import compile_late
from parution.sources.files.text import MISREAD, describe_misread, find_line_end
from parution.sources.markdown.slip import Slip
from parution.sources.markdown.table_shapes import find_misshapen_tables
from parution.written_addresses import CLOSING

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
    r"|^(?i:\[\[_?toc_?\]\]|\[toc\]|\{toc\}|__TOC__)[ \t]*$|%%[^%\n]+%%"
    r"|\{(?:--|\+\+|~~|==|>>)[^{}\n]*(?:--|\+\+|~~|==|<<)\}"
    r"|\[Comment(?:é|ed) ?\[[^\[\]\n]*\][^\[\]\n]*\]",
    re.MULTILINE,
)
"""Marks of templates, of LaTeX, of revisions, and remarks, which no page understands."""
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
    r"(?<![\w+{])\+\+(?P<before>)(?P<words>[^\W\d_](?:[^+\n]*[^\s+])?)\+\+(?![\w+])"
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
    r"|^ {0,3}-{2,}(?: +-{2,})+[ \t]*$(?:\n[^\n]*\S[^\n]*)*"
    r"|^(?>(?![ ]|[-*+>|]|\d+[.)])[^\n|]*?\S {3,}\S[^\n|]*(?:\n|\Z)){3,}+"
    r"|^(?>[^\s;|][^;\n|]{0,40}+(?:;[^\s;|][^;\n|]{0,40}+){2,}+(?:\n|\Z)){2,}+",
    re.MULTILINE,
)
"""Rows pasted from a sheet, or a table drawn with signs."""
OPENS_BLOCK = compile_late(r" {0,3}(?:[-*+•] |\d{1,9}[.)] |!!!|\?\?\?|===|:[ \t]|\[\^|<)")
"""A line whose block may go on below an empty line, set in by four spaces."""
PROSE = compile_late(r"(?:\t| {4})\s*(?:[^\W\d_]{2,}[,;:]? ){4}")
"""The beginning of a sentence, set in like the first line of a paragraph of Word."""
NUMBERED_NOTE = compile_late(r"^ {0,3}\[\d{1,3}\](?=[ \u00a0]\w)", re.MULTILINE)
"""A note as Word pastes it: « [1] La note. »"""
IN_BRACKETS = compile_late(r"\[\d{1,3}\]")
OF_PANDOC = compile_late(r"\^\\?\[(?P<numbers>\d{1,3}(?:[ ,;–-]+\d{1,3})*)\\?\]\^")
"""A raised call, as Pandoc writes those of Word: « ^\\[1\\]^ »."""
MISTYPED = compile_late(
    r"(?<![\w/.\"'=])(?<!\]\()(?<!\]: )(?!https?://[^\s/])h?tt?ps?(?:[ \xa0]?[:;][ \xa0]?[/\\]{1,3}"
    r"|/{1,2}:?/{0,2}|[.,]//)[ \xa0]?(?P<rest>(?:[\w-]+\.)+[a-z]{2,}\b[^\s<>()«»]*)",
    re.IGNORECASE,
)
"""A web address with a mistyped beginning: ``https:/``, ``http//:``, ``htps://``, ``https: //``."""
ROW = r" {0,3}\|[^\n|]*\|[^\n]*"
ROWS = compile_late(rf"^{ROW}(?:\n{ROW})+(?:\n|\Z)", re.MULTILINE)
RULED = compile_late(r"^ {0,3}\|?(?: *:?-+:? *\|)+(?: *:?-+:?)? *$", re.MULTILINE)
"""The line of dashes below the headings of a table."""

SIGNS_OF_OTHERS = ("{", "\\", "__", "%%", "[[", "[t", "[T", "[Comm")
SIGNS_OF_MARKUP = ("[/", "'''", "==", "\nh", "\nbq.")
SIGNS_OF_COLUMNS = ("\t", "+--", "-- -", "--  ", "   ", ";")
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
    yield from find_mistyped_addresses(body)
    if "[1" in body:
        yield from find_numbered_notes(body)
    if holds_one(f"\n{body}", ("\n\t", "\n    ")):
        yield from find_indented_prose(body)
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


def find_indented_prose(body: str) -> Iterator[Slip]:
    """Yield the paragraphs that are set in, which pages would show as code."""
    is_in_block, after_blank, start = False, True, 0
    for line in body.split("\n"):
        if line[:4].strip() and not line.startswith("\t"):
            is_in_block = bool(OPENS_BLOCK.match(line)) or (is_in_block and not after_blank)
            is_in_block |= line.startswith(" ")
        elif after_blank and not is_in_block and PROSE.match(line):
            yield Slip(
                "effect-not-shown",
                start,
                message("this paragraph is set in: it would be shown as code"),
                message("Remove the spaces before it."),
            )
        after_blank = not line.strip()
        start += len(line) + 1


def find_numbered_notes(body: str) -> Iterator[Slip]:
    """Yield the notes that Word pastes as « [1] La note. », with a call elsewhere."""
    marks = Counter(IN_BRACKETS.findall(body))
    for found in NUMBERED_NOTE.finditer(body):
        mark = found[0].strip()
        if marks[mark] > 1:
            yield Slip(
                "missing-note",
                found.start(),
                message("“%(mark)s” would be printed as it stands, like a citation", mark=mark),
                message(
                    "Write “[^%(name)s]” in the sentence and “[^%(name)s]:” here; to cite,"
                    " “[@key]”.",
                    name=mark.strip("[]"),
                ),
            )


def find_calls_of_pandoc(body: str) -> Iterator[Slip]:
    """Yield the raised calls of a bibliography or of notes in texts that Pandoc converted."""
    for found in OF_PANDOC.finditer(body) if "]^" in body else ():
        yield Slip(
            "missing-note",
            found.start(),
            message("“%(mark)s” would call neither a reference nor a note", mark=found[0]),
            message(
                "Write “[@key]” to cite, or “[^%(name)s]” and below “[^%(name)s]: …” for a note.",
                name=found["numbers"].split()[0].strip(",;–-"),
            ),
        )


def find_mistyped_addresses(body: str) -> Iterator[Slip]:
    """Yield web addresses in prose whose beginning is mistyped, so that they are no links."""
    for found in MISTYPED.finditer(body) if "tp" in body else ():
        yield Slip(
            "link-in-pieces",
            found.start(),
            message(
                "this link would be printed as it stands: “%(link)s”",
                link=found[0].rstrip(CLOSING),
            ),
            message("Write “%(link)s”.", link=f"https://{found['rest'].rstrip(CLOSING)}"),
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
