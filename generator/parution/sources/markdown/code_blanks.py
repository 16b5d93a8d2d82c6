"""Replaces code in Markdown by spaces; every other character keeps its offset.

Markdown shows code as it is: a link there is no link. This module blanks only closed fences and
code spans on one line; in doubtful cases it leaves the code, so that checks still see it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

from parution.domain.problems import Place
from parution.formulas import FORMULA
from parution.sources.markdown.front_matter import MarkdownFile

FENCED = re.compile(
    r"^(?P<indent> *)(?P<fence>`{3,}|~{3,})(?P<info>[^\n`]*)\n(?P<code>.*?)"
    r"^ *(?P=fence)[`~]*[ \t]*$",
    re.MULTILINE | re.DOTALL,
)
CODE_SPAN = re.compile(r"(?<![\\`])(?P<ticks>`+)(?!`)(?P<code>.+?)(?<!`)(?P=ticks)(?!`)", re.DOTALL)
"""The same number of ticks before and after."""
PARAGRAPH = re.compile(r"(?:[^\n]*[^\s][^\n]*(?:\n|\Z))+")
HTML_BLOCK = re.compile(r"^ *<[A-Za-z/!?]", re.MULTILINE)
"""A line that begins with raw HTML, in which Markdown has no code spans."""

NOT_LINE_END = re.compile(r"[^\n]")


@dataclass(frozen=True)
class MarkdownText:
    """A body of Markdown, and the places of its characters."""

    path: str
    body: str
    body_line: int

    @classmethod
    def of(cls, file: MarkdownFile) -> MarkdownText:
        return cls(file.path, file.body, file.body_line)

    @cached_property
    def without_code(self) -> str:
        """The body with spaces in place of code and formulas."""
        return blank_formulas(self.with_formulas)

    @cached_property
    def with_formulas(self) -> str:
        """The body with spaces in place of code alone."""
        text = self._without_fenced_code
        return PARAGRAPH.sub(blank_code_spans, text) if "`" in text else text

    @cached_property
    def without_fences(self) -> str:
        """The body with spaces in place of fenced code and formulas; code spans are kept."""
        return blank_formulas(self._without_fenced_code)

    @cached_property
    def _without_fenced_code(self) -> str:
        has_fences = "```" in self.body or "~~~" in self.body
        return FENCED.sub(blank, self.body) if has_fences else self.body

    @property
    def with_fence_headers(self) -> str:
        """`as_html_sees_it` with the info strings of fenced code restored."""
        body = self.as_html_sees_it
        for fence in FENCED.finditer(self.body):
            start, end = fence.span("info")
            body = body[:start] + fence["info"] + body[end:]
        return body

    @property
    def as_html_sees_it(self) -> str:
        """The body to search for raw HTML; keeps code spans if it has blocks of HTML."""
        if HTML_BLOCK.search(self.without_fences):
            return self.without_fences
        return self.without_code

    def place(self, offset: int) -> Place:
        """Return the place in the file of the character at ``offset`` in the body."""
        line = bisect_right(self._line_starts, offset) - 1
        return Place(self.path, self.body_line + line, offset - self._line_starts[line] + 1)

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(end.end() for end in re.finditer("\n", self.body))]


def blank_formulas(text: str) -> str:
    """Return a text with spaces in place of its formulas."""
    return FORMULA.sub(blank, text) if "$" in text or "\\" in text else text


def blank_code_spans(paragraph: re.Match[str]) -> str:
    """Return a paragraph with spaces in place of its code spans.

    If a span goes over lines, or a tick is left over, keep all of them: Markdown may pair the ticks
    differently.
    """
    text = paragraph[0]
    left_over = "`" in CODE_SPAN.sub("", text)
    if left_over or any("\n" in span[0] for span in CODE_SPAN.finditer(text)):
        return text
    return CODE_SPAN.sub(blank, text)


def blank(found: re.Match[str]) -> str:
    """Return spaces in place of the match, with its line ends."""
    return NOT_LINE_END.sub(" ", found[0])
