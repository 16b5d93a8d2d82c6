"""Everything people wrote, together: what a build starts from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import time
from zoneinfo import ZoneInfo

from parution.domain.groups import Group
from parution.domain.minutes import OwnWritings
from parution.domain.pages import ExplainingPages
from parution.domain.rules import Policy
from parution.domain.themes import Document, Edition, Theme


@dataclass(frozen=True, slots=True)
class Settings:
    """What ``mkdocs.yml`` says to the plugin."""

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
    """Whether themes can be taken away as PDF."""
    ready_days: int = 30
    """How many days before a meeting `parution check` asks for what its theme lacks."""
    contact: str | None = None
    """The e-mail address to write to when something is wrong with a site."""
    school_zone: str | None = None
    """A, B or C: whose school holidays `parution check` warns of."""
    updates: tuple[time, ...] = ()
    """Local times of day at which the sites are made anew, when it is known."""
    targets: Mapping[str, str] = field(default_factory=dict)
    """Where `parution publish` publishes when it is not told, by name: addresses of targets."""
    searches: Mapping[str, str] = field(default_factory=dict)
    """Where else than usual a group's questions can be looked for, by name: addresses in which
    ``%s`` stands for the words."""


NO_PAGES = ExplainingPages()


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Everything people wrote, read and found right."""

    settings: Settings
    home: Document
    """``themes/index.md``, the text of the public home page."""
    editions: tuple[Edition, ...]
    """The association's, newest first."""
    groups: tuple[Group, ...]
    """In order of slug."""
    synonyms: tuple[tuple[str, ...], ...] = ()
    """Sets of words that mean the same to a searcher, from ``themes/synonyms.yml``."""
    brands: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Names under which medicines are sold, each with the words that it stands for, from
    ``themes/brands.yml``."""
    explaining: ExplainingPages = NO_PAGES
    """``themes/pages/``"""
    own: Mapping[str, OwnWritings] = field(default_factory=dict)
    """What groups wrote for themselves alone, by slug, from ``groups/<slug>/``."""
    subjects: Mapping[str, Edition] = field(default_factory=dict)
    """The subjects of groups that have some, by the group's slug: each for that group alone."""

    @property
    def themes(self) -> Mapping[str, Theme]:
        """Every theme by address, drafts and groups' own subjects included."""
        editions = (*self.editions, *self.subjects.values())
        return {theme.address: theme for edition in editions for theme in edition.themes}

    def subjects_of(self, group: str) -> tuple[Theme, ...]:
        """Return the subjects of one group, by its slug; none for a group without."""
        return self.subjects[group].themes if group in self.subjects else ()

    def abridge(self) -> Catalogue:
        """Return the catalogue without texts and records: what releasing and composing ask for."""
        return replace(
            self,
            editions=tuple(edition.abridge() for edition in self.editions),
            explaining=self.explaining.abridge(),
            own={slug: writings.abridge() for slug, writings in self.own.items()},
            subjects={slug: edition.abridge() for slug, edition in self.subjects.items()},
        )
