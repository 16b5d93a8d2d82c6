"""Editions, themes and the texts of their parts, as the association wrote them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from parution.domain.parts import Part
from parution.domain.problems import Place
from parution.domain.references import Reference

YEARS_UNTIL_STALE = 3
"""After so long a theme's review is too old: its pages say so, and `check` asks for another."""


@dataclass(frozen=True, slots=True)
class Change:
    """A dated note about what was changed in a text."""

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
    """What the site of anybody may say of a theme that is no draft."""

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
    """One clinical subject of an edition; or a group's own, which is called a subject."""

    address: str
    """``<edition>/<slug>``; of a subject ``<group>/<slug>``."""
    title: str
    question: str | None
    authors: tuple[str, ...]
    interests: str | None
    """The authors' own declaration of interests, in a sentence."""
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
    """The theme's bibliography: its own ``.bib`` and what it borrows, in the order written."""
    attachments: Mapping[str, Attachment]
    place: Place
    days_at: Mapping[str, Place] = field(default_factory=dict)
    """Where `searched_until`, `reviewed` and `replaced_by` are written, by name."""
    replaced_by: str | None = None
    """Address of the theme that has taken its place."""
    owner: str | None = None
    """Slug of the group whose subject it is, for that group alone; None for the association's."""
    as_written: tuple[Attachment, ...] = ()
    """Of a subject that is no draft: the files of its texts and references, as they came."""

    @property
    def slug(self) -> str:
        return self.address.partition("/")[2]

    @property
    def edition(self) -> str:
        """The name of its edition; of a subject, that of its group."""
        return self.address.partition("/")[0]

    @property
    def folder(self) -> str:
        """Where its files stand, relative to the project's folder."""
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
        """What may be said of it once it is no draft any more."""
        return Announcement(self.address, self.title, self.question, self.reviewed)

    def abridge(self) -> Theme:
        """Return the theme without its texts and records: what releasing and composing ask for.

        One record and one summary stand for all of them, so that the parts that are made of them go
        on existing.
        """
        documents = {part: replace(text, body="") for part, text in self.documents.items()}
        return replace(
            self,
            documents=documents,
            sources={key: replace(text, body="") for key, text in [*self.sources.items()][:1]},
            references=self.references[:1],
            days_at={},
        )


@dataclass(frozen=True, slots=True)
class Edition:
    """A year's set of themes; or all the subjects of a group, which no date opens to others."""

    name: str
    """The folder's name, usually a year: ``2026``; of subjects, the group's slug."""
    title: str
    """Of subjects, the group's name."""
    themes: tuple[Theme, ...]
    """In the order the association chose."""
    opens_to_all: datetime | None
    """Naive local moment from which every part but the guide is open to every group."""
    opens_to_public: datetime | None
    meetings: int = 0
    """How many meetings each group is to hold in this year; 0 when nobody said."""
    owner: str | None = None
    """Slug of the group whose subjects these are; None for the association's."""

    @property
    def is_announced(self) -> bool:
        """Whether any of its themes is more than a draft."""
        return any(not theme.draft for theme in self.themes)

    def abridge(self) -> Edition:
        """Return the edition without texts and records."""
        return replace(self, themes=tuple(theme.abridge() for theme in self.themes))
