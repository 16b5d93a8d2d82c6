"""What all sites have in common: templates, translations, settings, and what anybody may download.

Nothing hidden is here: texts, groups and dates are asked of a site's view
(`parution.compose.views`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from parution.cache.digests import digest_of_texts
from parution.cache.recording import Recorder
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


class ComposeShelf(Protocol):
    """Where what was composed is kept from build to build; `parution.cache` has one."""

    def get(self, key: str, make: Callable[[], Made], recorder: Recorder) -> Made:
        """Return the value kept under a key if what it was made from is the same, or make it."""


SHELLS, ASSETS, HOME = "shells", "assets", "home"
"""Questions about these, to the recorder."""


@dataclass(frozen=True, slots=True)
class PublicPieces:
    """What was rendered and hides nothing."""

    shells: Mapping[int, Page] = field(default_factory=dict)
    assets: Mapping[str, Digest] = field(default_factory=dict)
    home: Digest | None = None
    home_title: str | None = None

    def answers(self) -> dict[str, str]:
        """Return digests of these, by the questions that ask for them."""
        told = {SHELLS: self.shells, ASSETS: self.assets, HOME: (self.home, self.home_title)}
        return {question: digest_of_texts((repr(answer),)) for question, answer in told.items()}


@dataclass(frozen=True)
class Context:
    """What every composed page may draw on, whoever it is for."""

    settings: Settings
    templates: Templates
    translate: Translate
    recorder: Recorder
    """Notes what is asked while pages are composed."""

    shelf: ComposeShelf
    """What earlier builds have composed."""

    public: PublicPieces
    """What anybody may download."""

    pdf_set_by: str = ""
    """Names what sets PDF, so that they are set anew with another; empty where none are offered."""

    programs: str = ""
    """A digest of the programs and templates that make pages."""

    @cached_property
    def surroundings(self) -> str:
        """A digest of what every page is made from: programs, templates, settings."""
        return digest_of_texts((self.programs, self.pdf_set_by, repr(self.settings)))

    @property
    def shells(self) -> Mapping[int, Page]:
        """Empty pages by their depth below a site's home."""
        self.recorder.ask(SHELLS)
        return self.public.shells

    @property
    def assets(self) -> Mapping[str, Digest]:
        """Scripts, styles and images by path under ``site_dir``."""
        self.recorder.ask(ASSETS)
        return self.public.assets

    @property
    def home(self) -> Digest | None:
        """The association's own words on the public home, if there are any."""
        self.recorder.ask(HOME)
        return self.public.home

    @property
    def home_title(self) -> str | None:
        """The title of the public home, if it has one."""
        self.recorder.ask(HOME)
        return self.public.home_title

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
        return self.recorder.once(key, lambda: make(self, *arguments, **options))

    def kept(
        self,
        make: Callable[Concatenate[Context, Arguments], Made],
        *arguments: Arguments.args,
        **options: Arguments.kwargs,
    ) -> Made:
        """Return ``make(context, *arguments)``, made now or by an earlier build from the same.

        The arguments name the value by what they say (their `repr`); whatever else ``make`` asks
        of the context, of views or of the instant is noted and kept with it.
        """
        named = (self.surroundings, make.__module__, make.__qualname__)
        key = digest_of_texts((*named, repr((arguments, options))))
        return self.shelf.get(key, lambda: make(self, *arguments, **options), self.recorder)

    def fill(self, template: str, **values: Any) -> str:
        """Return a piece of HTML made with one of the small templates."""
        return self.templates.get_template(f"composed/{template}.html").render(**values)
