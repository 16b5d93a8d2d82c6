"""The results of reading and rendering, which do not depend on the instant.

On most days nobody edits, and only meetings pass. Such a build starts from the results of an
earlier one, and loads neither MkDocs nor the code that reads sources.
"""

from __future__ import annotations

import pickle
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, NamedTuple

from parution.cache import Shelf
from parution.cache.lazy import Lazy
from parution.cache.pickling import pickle_value
from parution.domain import Catalogue, Settings
from parution.domain.problems import Problem
from parution.rendition import RenderedTheme, Rendition


class Content(NamedTuple):
    """The content of a project, as composing needs it."""

    catalogue: Catalogue
    """Without the texts, which are rendered and not needed any more."""

    rendition: Rendition
    digests: Mapping[str, str]
    """Those of `digest_inputs`: they take long to make, and are the same each time."""


class KeptContent(Lazy[Any]):
    """A content, and the themes of its rendition, pickled one by one."""


@dataclass(frozen=True)
class Prepared:
    """All results that do not depend on the instant."""

    settings: Settings
    problems: tuple[Problem, ...]
    """Warnings only: nothing is prepared when there are errors."""

    made_from: str
    """Digest of its inputs; empty if the files alone do not determine it."""

    kept: KeptContent

    @classmethod
    def of(
        cls,
        catalogue: Catalogue,
        rendition: Rendition,
        problems: tuple[Problem, ...] = (),
        made_from: str = "",
    ) -> Prepared:
        """Return the results of reading and rendering."""
        fingerprint = made_from if rendition.is_closed else ""
        abridged = catalogue.abridge()
        kept = KeptContent(fingerprint, lambda: take_apart(abridged, rendition))
        return cls(catalogue.settings, problems, fingerprint, kept)

    @cached_property
    def content(self) -> Content:
        """The content; most builds do not load it."""
        content, themes = self.kept.content
        rendition = replace(content.rendition, themes=LoadedThemes(themes))
        return Content(content.catalogue, rendition, content.digests)

    @property
    def catalogue(self) -> Catalogue:
        """The catalogue without the texts."""
        return self.content.catalogue

    @property
    def rendition(self) -> Rendition:
        """The rendered pages."""
        return self.content.rendition


def find(shelf: Shelf, fingerprint: str) -> Prepared | None:
    """Return the results of an earlier build from files of this fingerprint; None without one."""
    found = shelf.find(fingerprint)
    if found is None:
        return None
    settings, problems, kept = found.value
    return Prepared(settings, problems, fingerprint, kept)


def keep(prepared: Prepared, shelf: Shelf) -> None:
    """Store the results, unless more than the files determines them."""
    if prepared.made_from:
        shelf.keep(prepared.made_from, (prepared.settings, prepared.problems, prepared.kept))
        shelf.save()


def take_apart(catalogue: Catalogue, rendition: Rendition) -> tuple[Content, dict[str, bytes]]:
    """Return a content without its themes, and these, pickled one by one."""
    # Imported here, because most builds find this done.
    from parution.compose.views import digest_inputs

    themes = {address: pickle_value(theme) for address, theme in rendition.themes.items()}
    digests = digest_inputs(catalogue, rendition)
    return Content(catalogue, replace(rendition, themes={}), digests), themes


class LoadedThemes(Mapping[str, RenderedTheme]):
    """The rendered themes by address, each loaded on first access: most never are."""

    def __init__(self, kept: Mapping[str, bytes]) -> None:
        self._kept = kept
        self._loaded: dict[str, RenderedTheme] = {}

    def __getitem__(self, address: str) -> RenderedTheme:
        if address not in self._loaded:
            self._loaded[address] = pickle.loads(self._kept[address])  # noqa: S301
        return self._loaded[address]

    def __iter__(self) -> Iterator[str]:
        return iter(self._kept)

    def __len__(self) -> int:
        return len(self._kept)
