"""The interface of renderers of Markdown: in, the texts of parts; out, trees, pages and assets.

`parution.render.mkdocs` implements it with MkDocs or ProperDocs. To add another renderer, implement
`Renderer`, return it from `conduct.make_renderer`, and import its checks of texts and settings in
`parution.render`; nothing else depends on MkDocs.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple, Protocol

from parution.html_tree import Tree
from parution.render.page_context import PageContext
from parution.render.page_sources import Source


class RenderedText(NamedTuple):
    """A page's Markdown as rendered."""

    source: Source
    tree: Tree
    cited: tuple[str, ...]
    """Keys of the references it cites, in order of first citation."""


class Framed(NamedTuple):
    """A page's text with the data of the template around it."""

    title: str
    html: str
    """The text of the page."""

    context: PageContext


class Receiver(Protocol):
    """The caller of a renderer: checks each text, and makes pages and pieces of it."""

    def read(self, source: Source, convert: Callable[[], str]) -> Tree:
        """Return the checked tree of the HTML that ``convert`` returns, within a time limit."""

    def take(self, text: RenderedText) -> Framed:
        """Take the rendered text of a page; return the content for its template."""

    def keep(self, source: Source, html: str) -> None:
        """Take the whole HTML of a page."""


class Surroundings(NamedTuple):
    """The influences on a page other than its text and our programs."""

    is_closed: bool
    """Whether `settings` covers all of them: only then can builds cache pages."""

    settings: str


class Renderer(Protocol):
    """Renders pages of one project, each of them once."""

    surroundings: Surroundings

    def render(self, pages: Sequence[Source], receiver: Receiver) -> Mapping[str, str]:
        """Render pages; return the digests of their assets by path under ``site_dir``.

        Call ``read``, ``take`` and ``keep`` of the receiver once for each page, in this order. Put
        the assets into the private store.
        """
