"""The composed pages of archived editions, kept in the private store from build to build.

The archive grows for ever and changes no more. What a build needs of it on most days are a few
digests; the pages themselves are loaded only when a site is to be written that has them not.
"""

from __future__ import annotations

import pickle
from collections.abc import Hashable, Mapping
from dataclasses import dataclass

from parution.composing import EditionPages, Layer, Object, Searchable
from parution.composing.plans import SearchPages, digest_of
from parution.private_store import PrivateStore, replace_file
from parution.rendition import Digest

FILE = "archive.pickle"


@dataclass(frozen=True, slots=True)
class Kept:
    """An edition's pages without the pages: digests, and where the rest lies in the store."""

    layer: str
    entries: str
    listed: str
    with_references: tuple[str, ...]
    searchable: tuple[tuple[str, str], ...]
    guides: tuple[tuple[str, str], ...]


class KeptArchive:
    """Remembers the pages of archived editions by view, rendition and templates."""

    def __init__(self, store: PrivateStore, templates: str) -> None:
        """Begin with what earlier builds composed; ``templates`` digests what fills pages."""
        self._store = store
        self._templates = templates
        self._before = self._load()
        self._now: dict[str, Kept] = {}

    def recall(self, rendered: Digest, key: Hashable) -> EditionPages | None:
        """Return what was composed for an equal view of an edition, if it was."""
        name = self._name(rendered, key)
        kept = self._before.get(name)
        if kept is None:
            return None
        self._now[name] = kept
        return EditionPages(
            layer=Layer(kept.layer, lambda: self._entries(kept.entries)),
            listed=self._store.get_text(kept.listed),
            with_references=kept.with_references,
            searchable=tuple(self._searchable(*each) for each in kept.searchable),
            guides=tuple(self._searchable(*each) for each in kept.guides),
        )

    def keep(self, rendered: Digest, key: Hashable, pages: EditionPages) -> None:
        """Remember what was composed for a view of an edition."""
        self._now[self._name(rendered, key)] = Kept(
            layer=pages.layer.digest,
            entries=self._store.put(pickle.dumps(dict(pages.layer.entries))),
            listed=self._store.put_text(pages.listed),
            with_references=pages.with_references,
            searchable=tuple(self._put(each) for each in pages.searchable),
            guides=tuple(self._put(each) for each in pages.guides),
        )

    def save(self) -> None:
        """Keep what this build used, and nothing older."""
        if self._now != self._before:
            replace_file(self._store.folder / FILE, pickle.dumps(self._now), 0o600)

    def _name(self, rendered: Digest, key: Hashable) -> str:
        return digest_of((self._templates, rendered, repr(key)))

    def _put(self, pages: Searchable) -> tuple[str, str]:
        return pages.digest, self._store.put(pickle.dumps(pages.pages))

    def _searchable(self, digest: str, stored: str) -> Searchable:
        def load() -> SearchPages:
            return tuple(pickle.loads(self._store.get(stored)))  # noqa: S301 - our own

        return Searchable(digest, load)

    def _entries(self, stored: str) -> Mapping[str, Object]:
        return dict(pickle.loads(self._store.get(stored)))  # noqa: S301 - our own

    def _load(self) -> dict[str, Kept]:
        try:
            return dict(pickle.loads((self._store.folder / FILE).read_bytes()))  # noqa: S301
        except (OSError, pickle.PickleError, EOFError, AttributeError, ImportError, TypeError):
            return {}
