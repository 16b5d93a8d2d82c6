"""What rendering hands over: pages with slots, fragments, assets, and what each of them reveals.

A page's HTML never depends on a group or on the time. Where something does depend on them the
page has a *slot*: a marker made of two Unicode noncharacters, which the readers refuse in every
source, so that no author can forge one. Composing fills the slots; nothing else changes a page.

Whatever was made from the text of a part is sealed under that part's name: who holds a `Sealed`
value knows what it reveals, and needs a site's view to open it.
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
# (`rendering.sources`), U+FDD3 to U+FDE0 are the tokens of citations (`citing.extension`).
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
        """The characters that stand in the page until the slot is filled."""
        return f"{OPENING}{self.name} {self.argument}{CLOSING}"


def slots_of(skeleton: str) -> tuple[Slot, ...]:
    """Return the different slots of a page, sorted.

    >>> slots_of("a" + Slot("root", "../").marker + "b")
    (Slot(name='root', argument='../'),)
    """
    found = {Slot(*inside.split(" ", 1)) for inside in MARKER.findall(skeleton)}
    return tuple(sorted(found))


def fill(skeleton: str, values: Mapping[Slot, str]) -> str:
    """Return the page with every slot filled; a slot without a value is a `KeyError`."""
    return MARKER.sub(lambda match: values[Slot(*match[1].split(" ", 1))], skeleton)


@dataclass(frozen=True, slots=True)
class Page:
    """One rendered page: the whole HTML of a part, or a shell that composing fills."""

    path: str
    """Relative to a site's folder, e.g. ``2026/menstruations/dossier/index.html``."""

    skeleton: Digest
    slots: tuple[Slot, ...]
    title: str = ""
    minutes: int = 1
    """Time to read the text."""

    cited: tuple[str, ...] = ()
    """Keys of the references it cites, in order of first citation."""

    searchable: Digest | None = None
    """The document that stands for it in the search index."""


class Form(StrEnum):
    """What a document to take away is for."""

    SCREEN = "screen"
    """A file of HTML, read in a browser without a network."""

    PRINT = "print"
    """A PDF, read on paper or as if on paper."""


Content = TypeVar("Content", covariant=True)


@dataclass(frozen=True, slots=True)
class Sealed(Generic[Content]):
    """Something made from the text of a part; only the view of a site that shows the part opens it.

    Nobody but `parution.compose.views` reads the content (``tests/compose/test_door.py``).
    """

    theme: str
    """Address of the theme."""

    reveals: Part
    """The part whose text it was made from."""

    _content: Content = field(repr=False)


@dataclass(frozen=True, slots=True)
class Own(Generic[Content]):
    """Something made from what a group wrote for itself; only the views of its sites open it.

    Nobody but `parution.compose.views` reads the content (``tests/compose/test_door.py``).
    """

    group: str
    """Slug."""

    for_facilitator: bool
    """Whether it is a draft, which no member's site shows."""

    _content: Content = field(repr=False)


@dataclass(frozen=True, slots=True)
class RenderedMinutes:
    """Everything that was made from the minutes of a day."""

    day: date
    questions: tuple[Question, ...]
    """Without the texts of the answers."""

    texts: MinutesTexts | Sealed[Any]
    """Sealed under the references of each theme of which they cite one, one within the other."""


@dataclass(frozen=True, slots=True)
class MinutesTexts:
    """The texts of a day's minutes, and what else names what they cite."""

    pieces: Mapping[str, Digest]
    """HTML by name: ``text``, ``answer:<number>`` counted from 1, ``references``."""

    searchable: Digest | None
    as_written: Digest
    """The whole file, as it came."""

    in_form: Digest
    """What the file says, as the form that edits it begins: JSON that may stand in a page."""


@dataclass(frozen=True, slots=True)
class OwnRendition:
    """Everything rendered of what one group wrote."""

    minutes: tuple[Own[RenderedMinutes], ...] = ()
    """In order of their days."""

    files: Own[Attachments] | None = None
    """The group's bibliography and the files of its own subjects as they came, by path below the
    site's folder."""

    citable: Own[Digest] | None = None
    """The records of its bibliography, for a form to offer them: JSON that may stand in a page."""

    version: Digest = ""
    """Tells this rendering from another: for caches alone."""


@dataclass(frozen=True, slots=True)
class RenderedPart:
    """Everything that was made from the text of one part."""

    page: Page
    pieces: Mapping[str, Digest] = field(default_factory=dict)
    """Pieces of HTML, and files offered for download, by name: ``bibliography``,
    ``source:<key>``, ``export:<format>``, and for documents to take away ``chapter:<part>`` and
    ``frame``."""

    attachments: Attachments = ()
    """The files that the text links to."""


class Version(NamedTuple):
    """What tells one rendering of a part from another: for caches alone, never for a site."""

    digest: Digest
    """Of everything in the `RenderedPart`."""

    minutes: int
    """Time to read it: part of what the digest names, and more often asked for alone."""


class Explaining(NamedTuple):
    """A page by which the association explains itself, and the files that its text links to."""

    slug: str
    title: str
    page: Page
    attachments: Attachments


RenderedTheme = Mapping[Part, Sealed[RenderedPart]]
"""The parts of a theme, each sealed under its own name."""


@dataclass(frozen=True, slots=True)
class Rendition:
    """Everything rendered, without a word about who may see it or when."""

    themes: Mapping[str, RenderedTheme]
    """By address; may be loaded one by one."""

    versions: Mapping[str, Mapping[Part, Version]]
    """By address and part."""

    shells: Mapping[int, Page]
    """Empty pages, whose text is made when composing, by their depth below a site's home."""

    home: Digest | None = None
    """The association's own words on the public home, if there are any."""

    explaining: tuple[Explaining, ...] = ()
    """The association's pages for every site."""

    for_facilitators: tuple[Explaining, ...] = ()
    """Those for the sites of facilitators alone: a site's view hands them out."""

    own: Mapping[str, OwnRendition] = field(default_factory=dict)
    """What groups wrote for themselves, by slug."""

    assets: Mapping[str, Digest] = field(default_factory=dict)
    """Scripts, styles and images shared by all sites, by path under ``site_dir``."""

    is_closed: bool = True
    """Whether the pages depend on nothing but the sources: not so when other plugins, hooks or an
    association's own templates had a hand in them."""
