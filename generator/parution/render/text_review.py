"""Checks rendered texts: their cost is limited, and their HTML holds allowed elements alone.

Each fault becomes a problem at its place in the author's file. The review collects them all, so
that rendering can report them together.
"""

from __future__ import annotations

import pickle
import re
from collections.abc import Callable, Iterator
from pathlib import Path

from parution.domain import Catalogue, Document, Part
from parution.domain.messages import Message, message
from parution.domain.problems import Place, Problem, ProblemsFound
from parution.html_tree import Tree
from parution.limits import EXCEEDED, SECONDS, TooCostly, limiting
from parution.render.allowed_html import Fault, check
from parution.render.page_sources import PageKind, Source


class TextReview:
    """Collects the problems of the rendered texts of a catalogue."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self.problems: list[Problem] = []

    def read(self, source: Source, convert: Callable[[], str]) -> Tree:
        """Return the checked tree of a page's text; call ``convert`` for its HTML.

        Return an empty tree, and note a problem, if the text exceeds its limits or has a fault.
        """
        try:
            with limiting(SECONDS):
                return self._check(source, convert())
        except EXCEEDED as exceeded:
            said, remedy = explain_limit(exceeded)
            self._note("text-too-complex", self._find_longest(source), said, remedy)
            return Tree("")

    def _check(self, source: Source, html: str) -> Tree:
        """Return the cleaned tree of a page's HTML; an empty tree if it has a fault."""
        tree, faults = check(html)
        for fault in faults:
            said, remedy = explain_fault(fault)
            code = "text-too-complex" if fault.kind == "depth" else "html-not-allowed"
            self._note(code, self._place(source, fault), said, remedy)
        return tree

    def require(self) -> None:
        """Raise `ProblemsFound` if there are problems."""
        if self.problems:
            raise ProblemsFound(self.problems)

    def hand_over(self, path: Path) -> None:
        """Write the problems found in this process to a file, for `take_over`."""
        locate_problems(path).write_bytes(pickle.dumps(self.problems))

    def take_over(self, path: Path) -> None:
        """Read the problems that another process wrote, and delete the file."""
        self.problems += pickle.loads(locate_problems(path).read_bytes())  # noqa: S301 - our own process
        locate_problems(path).unlink()

    def _note(self, code: str, place: Place, said: Message, remedy: Message) -> None:
        self.problems.append(Problem(code, place, said, remedy))

    def _list_documents(self, source: Source) -> Iterator[Document]:
        """Yield the source files of a page's text."""
        if source.kind is PageKind.PAGE:
            pages = self._catalogue.association_pages.pages
            yield from (page.document for page in pages if source.uri == f"pages/{page.slug}.md")
        elif source.minutes is not None:
            yield from source.minutes.documents
        elif source.theme is None or source.part is None:
            yield self._catalogue.home
        elif source.part is Part.SOURCES:
            yield from source.theme.sources.values()
        elif source.part is Part.REFERENCES:
            yield source.theme.documents[Part.PRESENTATION]
        else:
            yield source.theme.documents[source.part]

    def _find_longest(self, source: Source) -> Place:
        """Return the longest source file of a page's text."""
        longest = max(self._list_documents(source), key=lambda document: len(document.body))
        return Place(longest.path)

    def _place(self, source: Source, fault: Fault) -> Place:
        """Return the place in a source file that probably caused a fault."""
        for pattern in () if fault.kind == "depth" else list_patterns(fault):
            for document in self._list_documents(source):
                if found := pattern.search(document.body):
                    before = document.body[: found.start()]
                    line = document.body_line + before.count("\n")
                    return Place(document.path, line, len(before) - before.rfind("\n"))
        return self._find_longest(source)


def locate_problems(path: Path) -> Path:
    """Return the path of the file of problems that belongs to the records in ``path``."""
    return path.with_suffix(".problems")


def list_patterns(fault: Fault) -> Iterator[re.Pattern[str]]:
    """Yield patterns that may find a fault in the author's text, the likeliest first."""
    name = re.escape(fault.what)
    if fault.hint:
        yield re.compile(re.escape(fault.hint))
    match fault.kind:
        case "element":
            yield re.compile(rf"<\s*{name}\b", re.IGNORECASE)
        case "attribute":
            yield re.compile(rf"(?<![\w-]){name}\s*=", re.IGNORECASE)
        case _:
            yield re.compile(name, re.IGNORECASE)
    yield re.compile(rf"(?<![\w-]){name}(?![\w-])", re.IGNORECASE)


def explain_limit(exceeded: BaseException) -> tuple[Message, Message]:
    """Return the message and the remedy for a text that exceeds its limits."""
    if isinstance(exceeded, TooCostly | MemoryError):
        return (
            message("this text takes too long to lay out"),
            message(
                "Look for a long run of the same signs, such as [ { * or -, and remove it; or"
                " spread the text over several parts."
            ),
        )
    return (
        message("lists or quotations stand too deep within one another in this text"),
        message("Keep to five levels at most."),
    )


def explain_fault(fault: Fault) -> tuple[Message, Message]:
    """Return the message and the remedy for a fault."""
    match fault.kind:
        case "element":
            return (
                message("the HTML element <%(tag)s> is not allowed in a text", tag=fault.what),
                message("Write it in Markdown; for a plain “<”, write “&lt;”."),
            )
        case "attribute":
            return (
                message("the HTML attribute “%(name)s” is not allowed here", name=fault.what),
                message("Remove it; an attribute must not run a program nor load a file."),
            )
        case "id":
            return (
                message("the pages use the identifier “%(name)s” themselves", name=fault.what),
                message("Choose another identifier."),
            )
        case "depth":
            return explain_limit(RecursionError())
        case _ if fault.hint.startswith(":"):
            return (
                message("the page would load “%(name)s” from another host", name=fault.hint),
                message("Paste the sign itself, such as ✔ or ⚠, or leave it out."),
            )
        case _:
            return (
                message("the page would load or run “%(address)s”", address=fault.what),
                message("Put a copy of the image into “documents/” and link to that."),
            )
