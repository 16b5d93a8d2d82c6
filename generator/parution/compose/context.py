"""What all sites have in common: templates, translations, settings, and what anybody may download.

Nothing hidden is here: texts, groups and dates are asked of a site's view
(`parution.compose.views`).
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar, cast
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from parution.domain import Settings
from parution.domain.messages import Message, Translate
from parution.rendition import Digest, Page

Made = TypeVar("Made")
Arguments = ParamSpec("Arguments")


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
class Context:
    """What every composed page may draw on, whoever it is for."""

    settings: Settings
    templates: Templates
    translate: Translate
    archive: Archive
    """What earlier builds have composed."""

    shells: Mapping[int, Page] = field(default_factory=dict)
    """Empty pages by their depth below a site's home."""

    assets: Mapping[str, Digest] = field(default_factory=dict)
    """Scripts, styles and images by path under ``site_dir``."""

    home: Digest | None = None
    """The association's own words on the public home, if there are any."""

    home_title: str | None = None

    pdf_set_by: str = ""
    """Names what sets PDF, so that they are set anew with another; empty where none are offered."""

    facts: Digest = ""
    digests: Mapping[str, Digest] = field(default_factory=dict)

    _made: dict[Hashable, Any] = field(default_factory=dict, repr=False)

    @property
    def zone(self) -> ZoneInfo:
        """The zone of local times."""
        return self.settings.timezone

    @cached_property
    def root_address(self) -> str:
        """Where ``site_dir`` stands on its host, with a final slash: ``/`` or ``/dossiers/``."""
        path = urlsplit(self.settings.site_url or "/").path
        return f"/{path.strip('/')}/" if path.strip("/") else "/"

    def say(self, message: Message) -> str:
        """Return a sentence in the readers' language."""
        return message.text(self.translate)

    def once(
        self,
        make: Callable[Concatenate[Context, Arguments], Made],
        *arguments: Arguments.args,
        **options: Arguments.kwargs,
    ) -> Made:
        """Return ``make(context, *arguments)``, made the first time it is asked for.

        Most of what 84 sites show is the same; it is composed for the first that shows it. The
        arguments are all that ``make`` gets and all that tells one value from another: so a value
        can only be shared by sites to which it says nothing that is not theirs.
        """
        key = (make, arguments, *options.items())
        if key not in self._made:
            self._made[key] = make(self, *arguments, **options)
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
