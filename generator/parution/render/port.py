"""What a renderer of Markdown is to us: in, the texts of parts; out, trees, pages and assets.

MkDocs is one (`parution.render.mkdocs`), whether it goes by that name or by ProperDocs'. Another
would have to do no more than stands here; besides `conduct`, which picks it, and the checks of
texts and settings that go with it, nothing else in the product would notice.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple, Protocol

from parution.html_tree import Tree
from parution.render.page_context import PageContext
from parution.render.page_sources import Source


class RenderedText(NamedTuple):
    """What became of a page's Markdown."""

    source: Source
    tree: Tree
    cited: tuple[str, ...]
    """Keys of the references it cites, in order of first citation."""


class Framed(NamedTuple):
    """What the templates put a frame around."""

    title: str
    html: str
    """The text of the page."""

    context: PageContext


class Receiver(Protocol):
    """Whom a renderer works for: knows what may stand in a text, and what is made of it."""

    def read(self, source: Source, convert: Callable[[], str]) -> Tree:
        """Return the tree of a page's text; ``convert`` makes its HTML, within bounds of time."""

    def take(self, text: RenderedText) -> Framed:
        """Take the text of a page as soon as there is one, and say what its frame goes around."""

    def keep(self, source: Source, html: str) -> None:
        """Take the whole HTML of a page."""


class Surroundings(NamedTuple):
    """What may change a page besides its text and our programs."""

    is_closed: bool
    """Whether `settings` is all of it: only then can a page be kept for later builds."""

    settings: str


class Renderer(Protocol):
    """Renders pages of one project, each of them once."""

    surroundings: Surroundings

    def render(self, pages: Sequence[Source], receiver: Receiver) -> Mapping[str, str]:
        """Render pages; return the digests of the assets they need by path under ``site_dir``.

        Calls ``read``, ``take`` and ``keep`` once for each page, in this order; the assets are in
        the private store.
        """
