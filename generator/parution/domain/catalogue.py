"""The catalogue: everything people wrote, from which a build starts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import time
from zoneinfo import ZoneInfo

from parution.domain.association_pages import AssociationPages
from parution.domain.groups import Group
from parution.domain.minutes import OwnWritings
from parution.domain.own_labels import NO_LABELS, Labels
from parution.domain.rules import Policy
from parution.domain.themes import Document, Edition, Theme


@dataclass(frozen=True, slots=True)
class Settings:
    """The options of the plugin in ``mkdocs.yml``."""

    timezone: ZoneInfo
    default_policy: str
    policies: Mapping[str, Policy]
    """The built-in policies and the association's own, by name."""
    site_name: str = "Dossiers"
    site_url: str | None = None
    site_dir: str = "site"
    """Relative to the project's folder, or absolute."""
    notice: str | None = None
    """A sentence shown on every page, e.g. that the content is a demonstration."""
    pdf: bool = True
    """Whether readers can download themes as PDF."""
    ready_days: int = 30
    """How many days before a meeting `parution check` begins to ask for its theme's missing
    texts."""
    contact: str | None = None
    """The e-mail address to write to when something is wrong with a site."""
    school_zone: str | None = None
    """A, B or C: whose school holidays `parution check` warns of."""
    updates: tuple[time, ...] = ()
    """Local times of day at which the association rebuilds its sites; empty when unknown."""
    targets: Mapping[str, str] = field(default_factory=dict)
    """The targets that `parution publish` takes when the command names none: addresses by name."""
    searches: Mapping[str, str] = field(default_factory=dict)
    """Further search engines for a group's questions: addresses by name, with ``%s`` for the
    words."""
    labels: Labels = NO_LABELS
    """The association's own words for themes, groups, facilitators and parts."""


NO_PAGES = AssociationPages()

SOURCE_FOLDERS = ("themes", "bibliography", "groups")
"""The folders whose files make a catalogue, below the project."""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Everything people wrote, parsed and validated."""

    settings: Settings
    home: Document
    """``themes/index.md``, the text of the public home page."""
    editions: tuple[Edition, ...]
    """The association's editions, newest first."""
    groups: tuple[Group, ...]
    """In order of slug."""
    synonyms: tuple[tuple[str, ...], ...] = ()
    """Sets of words that mean the same to a searcher, from ``themes/synonyms.yml``."""
    brands: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Names under which medicines are sold, each with the words that it stands for, from
    ``themes/brands.yml``."""
    association_pages: AssociationPages = NO_PAGES
    """``themes/pages/``"""
    own: Mapping[str, OwnWritings] = field(default_factory=dict)
    """The writings that each group keeps to itself, by slug, from ``groups/<slug>/``."""
    subjects: Mapping[str, Edition] = field(default_factory=dict)
    """Each group's own subjects, by the group's slug, for groups that have some."""

    @property
    def themes(self) -> Mapping[str, Theme]:
        """Every theme by address, drafts and groups' own subjects included."""
        editions = (*self.editions, *self.subjects.values())
        return {theme.address: theme for edition in editions for theme in edition.themes}

    def subjects_of(self, group: str) -> tuple[Theme, ...]:
        """Return the subjects of a group, by its slug; empty if it has none."""
        return self.subjects[group].themes if group in self.subjects else ()

    def abridge(self) -> Catalogue:
        """Return the catalogue without texts and records, for releasing and composing."""
        return replace(
            self,
            editions=tuple(edition.abridge() for edition in self.editions),
            association_pages=self.association_pages.abridge(),
            own={slug: writings.abridge() for slug, writings in self.own.items()},
            subjects={slug: edition.abridge() for slug, edition in self.subjects.items()},
        )
