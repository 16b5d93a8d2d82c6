"""Caches rendered pages, so that builds render only changed ones.

The key of a page is a digest of everything it is made from: its source, its references, the public
facts the templates may mention, the templates themselves and the versions of the programs.
"""

from __future__ import annotations

import pickle
from collections.abc import Iterable
from pathlib import Path

from parution.cache import Cache
from parution.cache.digests import digest_texts
from parution.cache.fingerprint import digest_programs
from parution.cache.pickling import pickle_value
from parution.domain import Catalogue, Theme
from parution.private_store import PrivateStore, digest_of, replace_file
from parution.render.assembly import PageRecord
from parution.render.page_sources import Source
from parution.render.port import Surroundings

SHELF = "rendered"


class PageCache:
    """Records of rendered pages by key."""

    def __init__(
        self, store: PrivateStore, surroundings: Surroundings, catalogue: Catalogue
    ) -> None:
        self._titles = {address: theme.title for address, theme in catalogue.themes.items()}
        has_pages = catalogue.association_pages.are_for_all
        inputs = (digest_programs(), surroundings.settings, catalogue.settings.site_name, has_pages)
        self._surroundings = digest_of(repr(inputs).encode())
        self._is_closed = surroundings.is_closed
        self._shelf = Cache(store).shelf(SHELF)
        self._records: dict[str, PageRecord] = {}
        """Records rendered in this build, or found on the shelf."""
        self._references: dict[int, str] = {}
        self._readings: dict[str, str] = {}
        """The `_name_reading` of each theme, by address."""
        self._keys: dict[str, dict[str, str]] = {}
        """The keys of pages by path, under the `_name_reading` of their themes."""

    def recall(self, source: Source) -> PageRecord | None:
        """Return the cached record of a source; None without one, or if pages cannot be cached."""
        found = self._shelf.find(self._make_key(source)) if self._is_closed else None
        if found is None:
            return None
        record: PageRecord = found.value
        self._records[self._make_key(source)] = record
        return record

    def learn(self, source: Source, record: PageRecord) -> None:
        """Cache a page just rendered."""
        self._learn(self._make_key(source), record)

    def _learn(self, key: str, record: PageRecord) -> None:
        self._records[key] = record
        self._shelf.keep(key, record)

    def __getitem__(self, source: Source) -> PageRecord:
        return self._records[self._make_key(source)]

    def misses(self, sources: Iterable[Source]) -> list[Source]:
        """Return the sources without a cached record, which must be rendered."""
        return [source for source in sources if self.recall(source) is None]

    def hand_over(self, path: Path) -> None:
        """Write the records of this process to a file, for `take_over`."""
        replace_file(path, pickle_value(self._records), 0o600)

    def take_over(self, path: Path) -> None:
        """Read the records that another process wrote, and delete the file."""
        for key, record in pickle.loads(path.read_bytes()).items():  # noqa: S301 - our own process's
            self._learn(key, record)
        path.unlink()

    def save(self) -> None:
        """Write the shelf with the records and keys that this build used."""
        for name, keys in self._keys.items():
            if name and self._shelf.find(name) is None:
                self._shelf.keep(name, keys)
        self._shelf.save()

    def _make_key(self, source: Source) -> str:
        """Return the key of a page; compute it once for each reading of its theme."""
        keys = self._recall_keys(source.theme)
        if source.uri not in keys:
            keys[source.uri] = self._digest(source)
        return keys[source.uri]

    def _recall_keys(self, theme: Theme | None) -> dict[str, str]:
        """Return the known keys of a theme's pages; of other pages, those of this build."""
        name = self._name_reading(theme) if theme else ""
        if name not in self._keys:
            found = self._shelf.find(name) if name else None
            self._keys[name] = found.value if found else {}
        return self._keys[name]

    def _name_reading(self, theme: Theme) -> str:
        """Return a name for the keys of a theme's pages; empty if nobody knows its version."""
        if theme.address not in self._readings:
            replaced_by = self._titles.get(theme.replaced_by or "", "")
            named = (self._surroundings, theme.version, replaced_by)
            self._readings[theme.address] = digest_texts(named) if theme.version else ""
        return self._readings[theme.address]

    def _digest(self, source: Source) -> str:
        theme = source.theme
        facts = theme and (
            theme.title,
            theme.question,
            theme.authors,
            theme.interests,
            theme.searched_until,
            theme.reviewed,
            self._titles.get(theme.replaced_by or ""),
            theme.replaced_by,
            theme.parts,
            theme.keywords,
            theme.synonyms,
        )
        changes = theme and source.part and theme.documents.get(source.part)
        made_from = (
            self._surroundings,
            source.uri,
            source.title,
            changes.changes if changes else (),
            facts,
            self._digest_references(source),
            source.minutes,
        )
        return digest_texts((repr(made_from), source.markdown))

    def _digest_references(self, source: Source) -> str:
        """Return the digest of a theme's references, computed once for all its pages."""
        known = self._references.get(id(source.references))
        if known is None:
            known = digest_of(repr(source.references).encode())
            self._references[id(source.references)] = known
        return known
