"""Finds HTML elements that are opened and never closed, or closed without having been opened.

Browsers put all that follows an unclosed ``<pre>`` or ``<div>`` into it.
"""

from __future__ import annotations

from collections import Counter

from parution.domain.messages import message
from parution.sources.markdown.code_blanks import MarkdownText
from parution.sources.report import Report

NEVER_CLOSED = frozenset("br col hr img wbr".split())  # noqa: SIM905
CLOSED_BY_THE_NEXT = frozenset(
    "colgroup dd dt li p rp rt tbody td tfoot th thead tr".split()  # noqa: SIM905
)
"""Elements that HTML closes by itself where the next one begins, or its parent ends."""

MOST_REPORTED = 20


class OpenElements:
    """The elements of a text that are open, in the order of their opening."""

    def __init__(self) -> None:
        self._open: list[tuple[str, int]] = []
        self._counts: Counter[str] = Counter()
        self._unclosed: list[tuple[str, int]] = []
        self._closings: list[tuple[str, int]] = []
        self._due: Counter[str] = Counter()
        """Closings to come of elements that were closed in the wrong order."""

    def open(self, tag: str, offset: int) -> None:
        """Note the opening of an element."""
        if tag not in NEVER_CLOSED | CLOSED_BY_THE_NEXT:
            self._open.append((tag, offset))
            self._counts[tag] += 1

    def close(self, tag: str, offset: int) -> None:
        """Note the closing of an element; those opened after it count as never closed."""
        if tag in NEVER_CLOSED | CLOSED_BY_THE_NEXT:
            return
        if not self._counts[tag]:
            if self._due[tag]:
                self._due[tag] -= 1
            else:
                self._closings.append((tag, offset))
            return
        while (last := self._open.pop())[0] != tag:
            self._unclosed.append(last)
            self._counts[last[0]] -= 1
            self._due[last[0]] += 1
        self._counts[tag] -= 1

    def report(self, text: MarkdownText, report: Report) -> None:
        """Warn of the first elements without their beginning or end.

        Where HTML is refused already, that may be why one seems to be open.
        """
        if not (self._unclosed or self._open or self._closings) or is_refused(text, report):
            return
        unclosed = sorted((*self._unclosed, *self._open), key=lambda each: each[1])
        for tag, offset in unclosed[:MOST_REPORTED]:
            report.warn(
                "unclosed-element",
                text.place(offset),
                message(
                    "<%(tag)s> is opened here and not closed: what follows would stand in it",
                    tag=tag,
                ),
                message("Write </%(tag)s> where it ends.", tag=tag),
            )
        for tag, offset in self._closings[:MOST_REPORTED]:
            report.warn(
                "unclosed-element",
                text.place(offset),
                message("</%(tag)s> closes an element that is not open", tag=tag),
                message("Write <%(tag)s> where it begins, or remove this.", tag=tag),
            )


def is_refused(text: MarkdownText, report: Report) -> bool:
    """Return whether some HTML of a text is refused."""
    return any(
        problem.code == "html-not-allowed" and problem.place.file == text.path
        for problem in report.problems
    )
