"""Removes comments: notes between authors, never published.

Reading removes them first, so that none of their links, citations or words count.
"""

from __future__ import annotations

import re
from dataclasses import replace

from parution.sources.markdown.code_blanks import NOT_LINE_END, MarkdownText
from parution.sources.markdown.front_matter import MarkdownFile

OPENING = "<!--"
COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)


def leave_out_comments(file: MarkdownFile) -> MarkdownFile:
    """Return a file without its closed comments; keep those shown as code.

    Lines keep their numbers. After other words on a line, spaces replace a comment. At the
    beginning of a line nothing does, because spaces would turn the rest into a block of code.

    >>> leave_out_comments(MarkdownFile("a.md", None, "Un <!-- à revoir --> mot.", 1)).body
    'Un                   mot.'
    """
    seen = MarkdownText.of(file).as_html_sees_it
    if OPENING not in seen:
        return file
    pieces, end = [], 0
    for comment in COMMENT.finditer(seen):
        start = comment.start()
        begins_line = not seen[seen.rfind("\n", 0, start) + 1 : start].strip()
        pieces += [file.body[end:start], NOT_LINE_END.sub("" if begins_line else " ", comment[0])]
        end = comment.end()
    return replace(file, body="".join([*pieces, file.body[end:]]))
