"""Editions, themes and the texts of their parts, as the association wrote them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from parution.domain.parts import Part
from parution.domain.problems import Place
from parution.domain.references import Reference

YEARS_UNTIL_STALE = 3
"""Age in years at which a theme's review is too old: its pages say so, and `check` warns."""


@dataclass(frozen=True, slots=True)
class Change:
    """A dated note about a change to a text."""

    day: date
    text: str


@dataclass(frozen=True, slots=True)
class Document:
    """One Markdown file: a part's text, or the summary of a source."""

    path: str
    """Relative to the project's folder, e.g. ``themes/2026/menstruations/dossier.md``."""
    title: str | None
    body: str
    """Markdown after the front matter."""
    body_line: int
    """Line of the file on which `body` begins, from 1."""
    attachments: tuple[str, ...] = ()
    """Paths of the attachments it links to, relative to the theme's folder (``documents/…``)."""
    changes: tuple[Change, ...] = ()


NO_TEXT = Document("", None, "", 1)
"""Stands for each text of an abridged theme."""

NO_RECORD = Reference("", "", {}, (), (), Place(""))
"""Stands for the records of an abridged theme, if it has any."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file under ``documents/``: released with the parts that link to it, never otherwise."""

    path: str
    """Relative to the theme's folder."""
    digest: str
    """SHA-256 of its bytes, hexadecimal."""
    size: int


@dataclass(frozen=True, slots=True)
class Announcement:
    """The facts about a theme, no draft, that every site may show."""

    address: str
    """``<edition>/<slug>``"""
    title: str
    question: str | None
    reviewed: date | None

    @property
    def slug(self) -> str:
        """The last part of the address."""
        return self.address.partition("/")[2]


@dataclass(frozen=True, slots=True)
class Theme:
    """One clinical subject of an edition; or one of a group's own, called a *subject*."""

    address: str
    """``<edition>/<slug>``; of a subject ``<group>/<slug>``."""
    title: str
    question: str | None
    authors: tuple[str, ...]
    interests: str | None
    """The authors' declaration of interests, in a sentence."""
    searched_until: date | None
    reviewed: date | None
    keywords: tuple[str, ...]
    synonyms: tuple[str, ...]
    draft: bool
    documents: Mapping[Part, Document]
    """The parts that have a text file of their own."""
    sources: Mapping[str, Document]
    """Summaries by citekey, from ``sources/``."""
    references: tuple[Reference, ...]
    """The theme's bibliography: the records of its ``.bib``, then those it borrows, in order."""
    attachments: Mapping[str, Attachment]
    place: Place
    days_at: Mapping[str, Place] = field(default_factory=dict)
    """The places of `searched_until`, `reviewed` and `replaced_by` in the front matter, by name."""
    replaced_by: str | None = None
    """Address of the theme that replaces this one."""
    owner: str | None = None
    """Slug of the only group that sees this subject; None for the association's themes."""
    version: str = field(default="", compare=False)
    """Identifies the files that it was read from, for caches only; empty if nobody knows."""
    as_written: tuple[Attachment, ...] = ()
    """For a subject that is no draft: the source files of its texts and references, unchanged."""

    @property
    def slug(self) -> str:
        return self.address.partition("/")[2]

    @property
    def edition(self) -> str:
        """The name of its edition; for a subject, the slug of its group."""
        return self.address.partition("/")[0]

    @property
    def folder(self) -> str:
        """The folder of its files, relative to the project's."""
        if self.owner is None:
            return f"themes/{self.address}"
        return f"groups/{self.owner}/subjects/{self.slug}"

    @property
    def parts(self) -> tuple[Part, ...]:
        """The parts this theme has, in reading order. Which exist is a public fact."""
        collected = {Part.REFERENCES: self.references, Part.SOURCES: self.sources}
        return tuple(part for part in Part if part in self.documents or collected.get(part))

    @property
    def announcement(self) -> Announcement:
        """The facts that every site may show once the theme is no longer a draft."""
        return Announcement(self.address, self.title, self.question, self.reviewed)

    def abridge(self) -> Theme:
        """Return the theme without texts, files and records, for releasing and composing.

        The same empty text stands for each, so that `parts` stays the same.
        """
        return replace(
            self,
            documents=dict.fromkeys(self.documents, NO_TEXT),
            sources=dict.fromkeys([*self.sources][:1], NO_TEXT),
            references=self.references[:1] and (NO_RECORD,),
            attachments={},
            days_at={},
        )


@dataclass(frozen=True, slots=True)
class Edition:
    """A year's set of themes; or all subjects of one group, which no date opens to others."""

    name: str
    """The folder's name, usually a year (``2026``); for subjects, the group's slug."""
    title: str
    """For subjects, the group's name."""
    themes: tuple[Theme, ...]
    """In the order the association chose."""
    opens_to_all: datetime | None
    """Naive local moment from which every part but the guide is open to every group."""
    opens_to_public: datetime | None
    meetings: int = 0
    """How many meetings each group should hold in this year; 0 if not given."""
    owner: str | None = None
    """Slug of the group whose subjects these are; None for the association's."""

    @property
    def is_announced(self) -> bool:
        """Whether at least one of its themes is not a draft."""
        return any(not theme.draft for theme in self.themes)

    def abridge(self) -> Edition:
        """Return the edition without texts and records."""
        return replace(self, themes=tuple(theme.abridge() for theme in self.themes))
