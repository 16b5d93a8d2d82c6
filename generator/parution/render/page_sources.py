"""Lists the pages to render, each with its Markdown.

A page is made from its own part's sources and from public facts: titles, the order of editions and
themes, and which parts exist. Nothing else can reach it, because a `Source` holds nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from parution.citations.prose import keep_prose
from parution.domain import Catalogue, Minutes, Part, Reference, Theme

PLACEHOLDER = "g/_"
"""Placeholder for the folder of a group's site, so that relative links have the right depth."""

SHELL_DEPTHS = range(4)
"""Depths of composed pages, in folders below a site's home."""


class PageKind(StrEnum):
    """The purpose of a rendered page."""

    PART = "part"
    PAGE = "page"
    """A page of the association about itself."""

    MINUTES = "minutes"
    """A group's minutes: rendering makes pieces of it, never the page itself."""

    SHELL = "shell"
    """An empty page: its title and text are slots."""


@dataclass(frozen=True, slots=True)
class Source:
    """One page to render."""

    uri: str
    """Path of the Markdown file, relative to a site: ``2026/menstruations/dossier.md``."""

    kind: PageKind
    markdown: str
    theme: Theme | None = None
    part: Part | None = None
    title: str = ""
    references: tuple[Reference, ...] = ()
    """The references that its text may cite."""
    minutes: Minutes | None = None

    @property
    def path(self) -> str:
        """Path of the HTML page, relative to a site."""
        folder = self.uri.removesuffix("index.md").removesuffix(".md").rstrip("/")
        return f"{folder}/index.html" if folder else "index.html"


def list_sources(catalogue: Catalogue) -> Iterator[Source]:
    """Yield every page of the catalogue's themes, and the shells.

    Drafts are included: `parution.release` decides who may see them.
    """
    for depth in SHELL_DEPTHS:
        yield make_shell_source(depth, catalogue.home.body if depth == 0 else "")
    for page in catalogue.association_pages.pages:
        uri, body = f"pages/{page.slug}.md", page.document.body
        yield Source(uri, PageKind.PAGE, body, title=page.title)
    for theme in catalogue.themes.values():
        for part in theme.parts:
            yield make_part_source(theme, part)
    for writings in catalogue.own.values():
        for minutes in writings.minutes:
            yield make_minutes_source(minutes, catalogue)


def make_shell_source(depth: int, markdown: str) -> Source:
    """Return the empty page for pages ``depth`` folders below a site's home."""
    folder = "".join(f"_{level}/" for level in range(depth))
    return Source(f"{folder}index.md", PageKind.SHELL, markdown)


def make_part_source(theme: Theme, part: Part) -> Source:
    """Return the page of one part of a theme."""
    document = theme.documents.get(part)
    return Source(
        uri=f"{theme.address}/{name_part_file(part)}",
        kind=PageKind.PART,
        markdown=document.body
        if document
        else collect_summaries(theme)
        if part is Part.SOURCES
        else "",
        theme=theme,
        part=part,
        title=(document.title if document else None) or "",
        references=theme.references,
    )


def make_minutes_source(minutes: Minutes, catalogue: Catalogue) -> Source:
    """Return the source of a group's minutes, at the same depth as the page of their meeting.

    Its title leaves out themes that are drafts.
    """
    met = (catalogue.themes[address] for address in minutes.themes)
    titles = [theme.title for theme in met if not theme.draft]
    return Source(
        uri=f"_{minutes.group}/{minutes.day.isoformat()}.md",
        kind=PageKind.MINUTES,
        markdown=join_minutes(minutes),
        title=", ".join(titles) or minutes.title,
        references=minutes.references,
        minutes=minutes,
    )


def join_minutes(minutes: Minutes) -> str:
    """Return the Markdown of minutes: the text, then each answer and the end, under marked lines.

    The renderer adds notes and references after the last of these lines.
    """
    answers = [
        f"{SOURCE_MARK}answer:{number}{SOURCE_MARK}\n\n{number_notes(answer.body, number)}"
        for number, answer in enumerate((each.answer for each in minutes.questions), start=1)
        if answer
    ]
    return "\n\n".join((minutes.document.body, *answers, f"{SOURCE_MARK}references{SOURCE_MARK}"))


def name_part_file(part: Part) -> str:
    """Return the path of a part's Markdown file, relative to its theme's folder.

    The page of summaries is as deep as the files of ``sources/``, so that their relative links stay
    right.
    """
    match part:
        case Part.PRESENTATION:
            return "index.md"
        case Part.REFERENCES | Part.SOURCES:
            return f"{part.value}/index.md"
        case _:
            return f"{part.value}.md"


NOTE = re.compile(r"\[\^(?=[^\]\s])")
"""The beginning of a footnote, and of a call for one."""

SOURCE_MARK = "\ufdd2"
"""Marks the lines that begin a document's summary in the Markdown of a ``sources`` page, or an
answer in that of minutes."""


def collect_summaries(theme: Theme) -> str:
    """Return the Markdown of all summaries, each under a marked line with its key."""
    return "\n\n".join(
        f"{SOURCE_MARK}{key}{SOURCE_MARK}\n\n{number_notes(document.body, number)}"
        for number, (key, document) in enumerate(sorted(theme.sources.items()), start=1)
    )


def number_notes(body: str, number: int) -> str:
    """Return a text with ``number`` added to its footnotes' names, to make them unique on a page.

    >>> number_notes("Une note[^1], `[^1]`.\\n\\n[^1]: La voici.", 2)
    'Une note[^2-1], `[^1]`.\\n\\n[^2-1]: La voici.'
    """
    pieces, end = [], 0
    for note in NOTE.finditer(keep_prose(body)):
        pieces += [body[end : note.start()], f"[^{number}-"]
        end = note.end()
    return "".join([*pieces, body[end:]])
