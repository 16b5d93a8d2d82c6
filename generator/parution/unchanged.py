"""What was read and rendered, kept for a build that finds nothing edited.

On most days nothing is written; meetings pass. Such a build starts from what the last one read and
rendered, and neither MkDocs nor the readers are even loaded.
"""

from __future__ import annotations

import copyreg
import pickle
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from types import MappingProxyType
from typing import Any

from parution.domain import Catalogue, Settings
from parution.domain.problems import Problem
from parution.private_store import UNREADABLE, PrivateStore, digest_of, replace_file
from parution.rendition import RenderedTheme, Rendition

FILE = "unchanged.pickle"


def _view(items: dict[Any, Any]) -> Mapping[Any, Any]:
    return MappingProxyType(items)


def _reduced(view: MappingProxyType[Any, Any]) -> tuple[Any, ...]:
    return _view, (dict(view),)


copyreg.pickle(MappingProxyType, _reduced)


Content = tuple[Catalogue, Rendition]


@dataclass(frozen=True)
class Prepared:
    """Everything that does not depend on the instant: what is said, and how it is rendered."""

    settings: Settings
    problems: tuple[Problem, ...]
    """Warnings: with an error nothing is prepared."""

    mark: str
    """The fingerprint of what it was made from; empty when the files alone do not determine it."""

    load: Callable[[], Content]

    @classmethod
    def of(
        cls,
        catalogue: Catalogue,
        rendition: Rendition,
        problems: tuple[Problem, ...] = (),
        mark: str = "",
    ) -> Prepared:
        """Return what was read and rendered just now."""
        return cls(
            catalogue.settings,
            problems,
            mark if rendition.is_closed else "",
            lambda: (catalogue, rendition),
        )

    @cached_property
    def content(self) -> Content:
        """The catalogue and the rendition; most builds do not even look at them."""
        return self.load()

    @property
    def catalogue(self) -> Catalogue:
        """What the sources say; without the texts, which nobody asks for any more."""
        return self.content[0]

    @property
    def rendition(self) -> Rendition:
        """The rendered pages."""
        return self.content[1]


def recall(store: PrivateStore, mark: str) -> Prepared | None:
    """Return what an earlier build prepared from files of this fingerprint; None without one.

    A file that cannot be understood is as good as none. The folder is ours alone (mode 0700):
    whoever could plant a pickle there could as well change the program.
    """
    try:
        with (store.folder / FILE).open("rb") as stream:
            if pickle.load(stream) != mark:  # noqa: S301
                return None
            settings, problems, digest = pickle.load(stream)  # noqa: S301
            content = stream.read()
    except UNREADABLE:
        return None
    if digest_of(content) != digest:
        return None
    return Prepared(settings, problems, mark, lambda: restored(content))


def keep(prepared: Prepared, store: PrivateStore) -> None:
    """Keep what was prepared, unless more than the files determines it."""
    if not prepared.mark:
        return
    rendition = prepared.rendition
    themes = {address: pickle.dumps(theme) for address, theme in rendition.themes.items()}
    without = replace(rendition, themes={})
    content = pickle.dumps((prepared.catalogue, without, themes))
    head = (prepared.settings, prepared.problems, digest_of(content))
    replace_file(
        store.folder / FILE, pickle.dumps(prepared.mark) + pickle.dumps(head) + content, 0o600
    )


def restored(content: bytes) -> Content:
    """Return the catalogue and the rendition that were kept."""
    catalogue, rendition, themes = pickle.loads(content)  # noqa: S301
    return catalogue, replace(rendition, themes=Loaded(themes))


class Loaded(Mapping[str, RenderedTheme]):
    """The rendered themes by address, each loaded when it is first looked at: most never are."""

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
