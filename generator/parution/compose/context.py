"""What composing works with: the catalogue, the rendition, the decisions and the templates."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any, Protocol, TypeVar, cast
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from parution.domain import Catalogue, Edition, Group, Site, Theme
from parution.domain.messages import Translate
from parution.release import Decisions, in_utc
from parution.rendition import Digest, RenderedTheme, Rendition

Made = TypeVar("Made")


class Template(Protocol):
    """A small template that makes a piece of HTML."""

    def render(self, **values: Any) -> str:
        """Return the piece of HTML for these values."""


class Templates(Protocol):
    """Where templates are found by name; Jinja's environment is one."""

    def get_template(self, name: str) -> Template:
        """Return the template of this name."""


class Archive(Protocol):
    """Remembers from build to build what was composed."""

    def recall(self, made_from: Digest, view: Hashable, kind: type[Made]) -> Made | None:
        """Return what was composed of the same for an equal view, if it was."""

    def keep(self, made_from: Digest, view: Hashable, made: object) -> None:
        """Remember what was composed for a view."""

    def save(self) -> None:
        """Keep it for later builds."""


@dataclass(frozen=True)
class Desk:
    """Everything a composed page may draw on; the instant is the decisions' own."""

    catalogue: Catalogue
    rendition: Rendition
    decisions: Decisions
    templates: Templates
    translate: Translate
    secret: bytes = field(repr=False)
    """The master secret from which the sites' addresses are derived."""

    archive: Archive
    """What earlier builds have composed."""

    sets_pdf: bool = False
    """Whether themes can be taken away as PDF."""

    _made: dict[Hashable, Any] = field(default_factory=dict, repr=False)

    @cached_property
    def themes(self) -> Mapping[str, Theme]:
        """Every theme by address."""
        return self.catalogue.themes

    @property
    def zone(self) -> ZoneInfo:
        """The zone of local times."""
        return self.catalogue.settings.timezone

    @property
    def instant(self) -> datetime:
        """The moment for which the sites are composed; aware."""
        return self.decisions.instant

    @cached_property
    def root_address(self) -> str:
        """Where ``site_dir`` stands on its host, with a final slash: ``/`` or ``/dossiers/``."""
        path = urlsplit(self.catalogue.settings.site_url or "/").path
        return f"/{path.strip('/')}/" if path.strip("/") else "/"

    @cached_property
    def groups(self) -> Mapping[str, Group]:
        """Every group by slug."""
        return {group.slug: group for group in self.catalogue.groups}

    def group(self, site: Site) -> Group | None:
        """Return the group a site belongs to; None for the public site."""
        return self.groups.get(site.group or "")

    def is_archived(self, edition: Edition) -> bool:
        """Tell whether an edition is open to every group, and so the same for all of them."""
        opens = (edition.opens_to_all, edition.opens_to_public)
        return any(day is not None and in_utc(day, self.zone) <= self.instant for day in opens)

    def rendered(self, theme: Theme) -> RenderedTheme:
        """Return what was rendered of a theme."""
        return self.rendition.themes[theme.address]

    def once(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """Return what ``make`` made the first time something was asked for under this key.

        Most of what 84 sites show is the same; it is composed for the first that shows it.
        """
        if key not in self._made:
            self._made[key] = make()
        return cast(Made, self._made[key])

    def kept(
        self, made_from: Digest, view: Hashable, kind: type[Made], make: Callable[[], Made]
    ) -> Made:
        """Return what an earlier build made from the same for an equal view, or make it now.

        `make` may draw on nothing but what `made_from` digests, the view, and what is the same for
        all: settings, templates, translations.
        """
        found = self.archive.recall(made_from, view, kind)
        if found is None:
            found = make()
            self.archive.keep(made_from, view, found)
        return found

    def fill(self, template: str, **values: Any) -> str:
        """Return a piece of HTML made with one of the small templates."""
        return self.templates.get_template(f"composed/{template}.html").render(**values)
