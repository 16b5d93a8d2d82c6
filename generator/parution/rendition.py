"""The results of rendering: pages with slots, fragments, assets, and the part that each reveals.

A page's HTML never depends on a group or on the time. Values that do depend on them go into a
*slot* of the page: a marker between two Unicode noncharacters, which no source may contain, so that
no author can forge one. Composing fills the slots; nothing else changes a page.

Everything made from the text of a part is sealed under that part: a `Sealed` value names the part
that it reveals, and only a site's view can open it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any, Generic, NamedTuple, TypeVar

from parution.domain import Part, Question

OPENING = "\ufdd0"
CLOSING = "\ufdd1"
# Of the noncharacters, U+FDD0 and U+FDD1 are these, U+FDD2 parts the summaries of sources
# (`render.page_sources`), U+FDD3 to U+FDE0 are the tokens of citations (`citations.extension`).
MARKER = re.compile(f"{OPENING}([^{CLOSING}]*){CLOSING}")

Digest = str
"""SHA-256 of an object in the private store, hexadecimal."""

Attachments = tuple[tuple[str, Digest], ...]
"""Files by path relative to their theme (``documents/…``), sorted."""


class Slot(NamedTuple):
    """A named place in a page, filled when composing."""

    name: str
    argument: str = ""

    @property
    def marker(self) -> str:
        """The characters in the page until the slot is filled."""
        return f"{OPENING}{self.name} {self.argument}{CLOSING}"


def find_slots(skeleton: str) -> tuple[Slot, ...]:
    """Return the distinct slots of a page, sorted.

    >>> find_slots("a" + Slot("root", "../").marker + "b")
    (Slot(name='root', argument='../'),)
    """
    found = {Slot(*inside.split(" ", 1)) for inside in MARKER.findall(skeleton)}
    return tuple(sorted(found))


def fill(skeleton: str, values: Mapping[Slot, str]) -> str:
    """Return the page with every slot filled; raise KeyError for a slot without a value."""
    return MARKER.sub(lambda match: values[Slot(*match[1].split(" ", 1))], skeleton)


@dataclass(frozen=True, slots=True)
class Page:
    """One rendered page: the whole HTML of a part, or a shell that composing fills."""

    path: str
    """Relative to a site's folder, e.g. ``2026/menstruations/dossier/index.html``."""

    skeleton: Digest
    slots: tuple[Slot, ...]
    title: str = ""
    reading_minutes: int = 1
    """Reading time."""

    cited: tuple[str, ...] = ()
    """Keys of the references that it cites, in order of first citation."""

    searchable: Digest | None = None
    """The document for the search index; None if the search does not cover the page."""


class Form(StrEnum):
    """The purpose of a booklet."""

    SCREEN = "screen"
    """An HTML file, read in a browser without a network."""

    PRINT = "print"
    """A PDF, printed or read as if printed."""


Content = TypeVar("Content", covariant=True)


@dataclass(frozen=True, slots=True)
class Sealed(Generic[Content]):
    """A value made from the text of a part; only the view of a site that shows the part opens it.

    Only `parution.compose.views` reads the content (``tests/compose/test_door.py``).
    """

    theme: str
    """Address of the theme."""

    reveals: Part
    """The part whose text it was made from."""

    _content: Content = field(repr=False)


@dataclass(frozen=True, slots=True)
class Own(Generic[Content]):
    """A value made from a group's own text; only the views of the group's sites open it.

    Only `parution.compose.views` reads the content (``tests/compose/test_door.py``).
    """

    group: str
    """Slug."""

    for_facilitator: bool
    """Whether only the facilitator's site may open it, as with drafts."""

    _content: Content = field(repr=False)


@dataclass(frozen=True, slots=True)
class RenderedMinutes:
    """The rendering of a day's minutes."""

    day: date
    questions: tuple[Question, ...]
    """Without the texts of the answers."""

    texts: MinutesTexts | Sealed[Any]
    """Sealed under the references of each theme of which they cite any, one seal within another."""


@dataclass(frozen=True, slots=True)
class MinutesTexts:
    """The texts of a day's minutes, and everything else that reveals their citations."""

    pieces: Mapping[str, Digest]
    """HTML by name: ``text``, ``answer:<number>`` from 1, ``listed:<number>``, the same answer
    for the list of all questions, ``references``."""

    searchable: Digest | None
    as_written: Digest
    """The source file."""

    in_form: Digest
    """Initial values of the form that edits the file: JSON that may be embedded in a page."""


@dataclass(frozen=True, slots=True)
class OwnRendition:
    """The rendering of a group's own texts."""

    minutes: tuple[Own[RenderedMinutes], ...] = ()
    """In order of their days."""

    files: Own[Attachments] | None = None
    """Source files of the group's bibliography and subjects, by path below the site's folder."""

    citable: Own[Digest] | None = None
    """The references of its bibliography for a form: JSON that may be embedded in a page."""

    version: Digest = ""
    """Digest of this rendering, for caches only."""


@dataclass(frozen=True, slots=True)
class RenderedPart:
    """The rendering of the text of one part."""

    page: Page
    pieces: Mapping[str, Digest] = field(default_factory=dict)
    """Pieces of HTML, and files for download, by name: ``bibliography``, ``source:<key>``,
    ``export:<format>``, and for booklets ``chapter:<part>`` and ``frame``.
    """

    attachments: Attachments = ()
    """The files that the text links to."""


class Version(NamedTuple):
    """Identifies a rendering of a part, for caches only, never for a site."""

    digest: Digest
    """Digest of everything in the `RenderedPart`."""

    reading_minutes: int
    """Reading time: included in the digest, and often needed alone."""


class TitledPage(NamedTuple):
    """A page of the association about itself, and the files that its text links to."""

    slug: str
    title: str
    page: Page
    attachments: Attachments


RenderedTheme = Mapping[Part, Sealed[RenderedPart]]
"""The parts of a theme, each sealed under its own name."""


@dataclass(frozen=True, slots=True)
class Rendition:
    """All rendered content, without any statement on who may see it or when."""

    themes: Mapping[str, RenderedTheme]
    """By address; may be loaded one by one."""

    versions: Mapping[str, Mapping[Part, Version]]
    """By address and part."""

    shells: Mapping[int, Page]
    """Pages without a text, by depth below a site's home; composing fills them."""

    home: Digest | None = None
    """The association's own text on the public home, if it wrote one."""

    association_pages: tuple[TitledPage, ...] = ()
    """The association's pages for every site."""

    for_facilitators: tuple[TitledPage, ...] = ()
    """The pages for the sites of facilitators alone."""

    own: Mapping[str, OwnRendition] = field(default_factory=dict)
    """The own texts of groups, by slug."""

    assets: Mapping[str, Digest] = field(default_factory=dict)
    """Scripts, styles and images shared by all sites, by path under ``site_dir``."""

    is_closed: bool = True
    """Whether the pages depend only on the sources: not if other plugins, hooks or an association's
    own templates took part.
    """
