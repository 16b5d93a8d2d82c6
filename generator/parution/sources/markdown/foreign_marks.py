"""Marks that other programs understand and Markdown prints raw: boxes, columns, templates."""

from __future__ import annotations

import re
from collections.abc import Iterator

from parution.domain.messages import message
from parution.sources.markdown.slip import Slip

KIND_OF_BOX = (
    "note|abstract|info|tip|success|question|warning|failure|danger|bug|example|quote|attention"
)
OTHER_BOX = re.compile(
    rf"^ {{0,3}}(?:!{{1,2}} ?|::: ?)(?:{KIND_OF_BOX})\b", re.MULTILINE | re.IGNORECASE
)
OPEN_FENCE = re.compile(r"^ {0,3}(?:`{3,}|~{3,})[^`\n]*$", re.MULTILINE)
OF_OTHERS = re.compile(
    r"\{\{[^{}\n]+\}\}|^\\(?:new|clear)?page(?:break)?[ \t]*$|^\\(?:maketitle|tableofcontents)\b",
    re.MULTILINE,
)
"""Marks of templates and of LaTeX, which no page understands."""
COLUMNS = re.compile(
    r"^(?:[^\s|][^\t\n|]*\t[^\n|]*\S[^\n|]*(?:\n|\Z)){2,}|^\+-{2,}(?:\+-+)*\+[ \t]*$", re.MULTILINE
)
"""Rows pasted from a sheet, or a table drawn with signs."""
MISREAD = re.compile("[\u00c2\u00c3][\u0080-\u00bf\u20ac\u0152\u0153]|\u00e2\u20ac[\u0080-\u2122]")
"""A letter of UTF-8 read as two of Windows."""


def find_foreign_marks(body: str) -> Iterator[Slip]:
    """Yield marks that other programs understand and Markdown prints raw."""
    box = message("Write a line “!!! note”; put four spaces before each line of its text.")
    fence = message("Close this code with the same signs, alone on a line.")
    mark = message("Leave it out, or write here what it stands for.")
    for pattern, remedy in ((OTHER_BOX, box), (OPEN_FENCE, fence), (OF_OTHERS, mark)):
        for found in pattern.finditer(body):
            said = message("“%(mark)s” would be printed as it stands", mark=found[0].strip()[:60])
            yield Slip("effect-not-shown", found.start(), said, remedy)
    for found in COLUMNS.finditer(body) if "\t" in body or "+-" in body else ():
        yield Slip(
            "effect-not-shown",
            found.start(),
            message("these columns would run together on the page"),
            message("Write them as a table: | a | b |, then | --- | --- | below the headings."),
        )
    if misread := MISREAD.search(body):
        yield Slip(
            "forbidden-character",
            misread.start(),
            message("“%(found)s” was a letter that a program misread", found=misread[0]),
            message("Type it again, here and wherever it stands; save the file in UTF-8."),
        )
