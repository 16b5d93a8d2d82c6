"""Values that all sites share: templates, translations, settings, public files.

It holds nothing hidden: texts, groups and dates come from a site's view (`parution.compose.views`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from parution.cache.digests import digest_texts
from parution.cache.recording import Recorder
from parution.domain import Settings
from parution.domain.messages import Message, Translate
from parution.rendition import Digest, Page

Made = TypeVar("Made")
Arguments = ParamSpec("Arguments")


class Template(Protocol):
    """A small template that renders a piece of HTML."""

    def render(self, **values: Any) -> str:
        """Return the HTML for these values."""


class Templates(Protocol):
    """A collection of templates by name, such as Jinja's environment."""

    def get_template(self, name: str) -> Template:
        """Return the template of this name."""


class ComposeShelf(Protocol):
    """A cache of composed values between builds; `parution.cache` provides one."""

    def get(self, key: str, make: Callable[[], Made], recorder: Recorder) -> Made:
        """Return the value stored under a key if its inputs are unchanged; else make it."""


SHELLS, ASSETS, HOME = "shells", "assets", "home"
"""Names of inputs."""


@dataclass(frozen=True, slots=True)
class PublicPieces:
    """Rendered pieces that anybody may download."""

    shells: Mapping[int, Page] = field(default_factory=dict)
    assets: Mapping[str, Digest] = field(default_factory=dict)
    home: Digest | None = None
    home_title: str | None = None

    def digests(self) -> dict[str, str]:
        """Return a digest of each piece, by the name of the input."""
        pieces = {SHELLS: self.shells, ASSETS: self.assets, HOME: (self.home, self.home_title)}
        return {name: digest_texts((repr(piece),)) for name, piece in pieces.items()}


@dataclass(frozen=True)
class Context:
    """Values that every composed page may use, for any reader."""

    settings: Settings
    templates: Templates
    translate: Translate
    recorder: Recorder
    """Records the inputs read while pages are composed."""

    shelf: ComposeShelf
    """Values composed by earlier builds."""

    public: PublicPieces
    """Pieces that anybody may download."""

    pdf_set_by: str = ""
    """Identifies the program that makes PDF files, so that another one makes them anew; empty if
    sites offer none.
    """

    programs: str = ""
    """Digest of the programs and templates that make pages."""

    @cached_property
    def surroundings(self) -> str:
        """Digest of the inputs of every page: programs, templates, settings."""
        return digest_texts((self.programs, self.pdf_set_by, repr(self.settings)))

    @property
    def shells(self) -> Mapping[int, Page]:
        """Empty pages by depth below a site's home."""
        self.recorder.read(SHELLS)
        return self.public.shells

    @property
    def assets(self) -> Mapping[str, Digest]:
        """Scripts, styles and images by path under ``site_dir``."""
        self.recorder.read(ASSETS)
        return self.public.assets

    @property
    def home(self) -> Digest | None:
        """The association's own text on the public home, if it wrote one."""
        self.recorder.read(HOME)
        return self.public.home

    @property
    def home_title(self) -> str | None:
        """The title of the public home, if it has one."""
        self.recorder.read(HOME)
        return self.public.home_title

    @property
    def zone(self) -> ZoneInfo:
        """The time zone of local times."""
        return self.settings.timezone

    @cached_property
    def root_address(self) -> str:
        """The path of ``site_dir`` on its host, with a final slash: ``/`` or ``/dossiers/``."""
        path = urlsplit(self.settings.site_url or "/").path
        return f"/{path.strip('/')}/" if path.strip("/") else "/"

    def say(self, message: Message) -> str:
        """Return a message in the readers' language."""
        return message.text(self.translate)

    def once(
        self,
        make: Callable[Concatenate[Context, Arguments], Made],
        *arguments: Arguments.args,
        **options: Arguments.kwargs,
    ) -> Made:
        """Return ``make(context, *arguments)``, computed on the first call of this build.

        Most content of 84 sites is the same; it is composed once. ``make`` gets nothing but the
        arguments, and they identify the value: so sites can share a value only if it holds nothing
        that one of them may not have.
        """
        key = (make, arguments, *options.items())
        return self.recorder.once(key, lambda: make(self, *arguments, **options))

    def recall(
        self,
        make: Callable[Concatenate[Context, Arguments], Made],
        *arguments: Arguments.args,
        **options: Arguments.kwargs,
    ) -> Made:
        """Return ``make(context, *arguments)``, computed now or by an earlier build.

        The `repr` of the arguments identifies the value. Everything else that ``make`` reads, from
        the context, from views or of the instant, is recorded and stored with it.
        """
        named = (self.surroundings, make.__module__, make.__qualname__)
        key = digest_texts((*named, repr((arguments, options))))
        return self.shelf.get(key, lambda: make(self, *arguments, **options), self.recorder)

    def fill(self, template: str, **values: Any) -> str:
        """Return the HTML that a small template renders."""
        return self.templates.get_template(f"composed/{template}.html").render(**values)
