"""What was composed of themes and archived editions, kept in the private store for later builds.

Most of what a build composes, an earlier build has composed before: of the themes nobody edited,
and of the archive, which grows for ever and changes no more. What a build needs of these on most
days are a few digests; the pages themselves are loaded only where they are to be written.
"""

from __future__ import annotations

import io
import pickle
from collections.abc import Hashable
from typing import Any, TypeVar, cast

from parution.compose import Layer, Searchable
from parution.compose.plans import digest_of_texts
from parution.private_store import UNREADABLE, PrivateStore, replace_file
from parution.rendition import Digest

Made = TypeVar("Made")

Apart = tuple[str, Digest, Digest]
"""What stands for a layer or a list of searchable pages: kind, its digest, where the rest lies."""


class KeptArchive:
    """Remembers what was composed, by what it was made from and for which view."""

    def __init__(self, store: PrivateStore, name: str, surroundings: str) -> None:
        """Begin with what earlier builds of the same name composed; all of it in surroundings."""
        self._path = store.folder / f"{name}.pickle"
        self._store = store
        self._surroundings = surroundings
        self._before = self._load()
        self._now: dict[Digest, dict[Digest, bytes]] = {}

    def recall(self, made_from: Digest, view: Hashable, kind: type[Made]) -> Made | None:
        """Return what was composed of the same for an equal view, if it was."""
        kept = self._views(made_from).get(digest_of_texts((kind.__name__, repr(view))))
        return None if kept is None else cast(Made, Reader(kept, self._store).load())

    def keep(self, made_from: Digest, view: Hashable, made: object) -> None:
        """Remember what was composed for a view."""
        written = io.BytesIO()
        Writer(written, self._store).dump(made)
        name = digest_of_texts((type(made).__name__, repr(view)))
        self._views(made_from)[name] = written.getvalue()

    def save(self) -> None:
        """Keep what is made from the same as something this build worked with; forget the rest."""
        if self._now != self._before:
            replace_file(self._path, pickle.dumps(self._now), 0o600)

    def _views(self, made_from: Digest) -> dict[Digest, bytes]:
        """Return what is kept of one thing, by digest of the view."""
        whole = digest_of_texts((self._surroundings, made_from))
        return self._now.setdefault(whole, dict(self._before.get(whole, {})))

    def _load(self) -> dict[Digest, dict[Digest, bytes]]:
        try:
            return dict(pickle.loads(self._path.read_bytes()))  # noqa: S301
        except UNREADABLE:
            return {}


class Writer(pickle.Pickler):
    """Pickles with layers and searchable pages put apart, in the private store."""

    def __init__(self, file: io.BytesIO, store: PrivateStore) -> None:
        super().__init__(file, pickle.HIGHEST_PROTOCOL)
        self._store = store

    def persistent_id(self, obj: object) -> Apart | None:
        """Return what stands for an object that is put apart; None for any other."""
        match obj:
            case Layer():
                return "layer", obj.digest, self._store.put(pickle.dumps(dict(obj.entries)))
            case Searchable():
                return "searchable", obj.digest, self._store.put(pickle.dumps(obj.pages))
            case _:
                return None


class Reader(pickle.Unpickler):
    """Reads what was pickled; what was put apart is loaded when it is first looked at."""

    def __init__(self, kept: bytes, store: PrivateStore) -> None:
        super().__init__(io.BytesIO(kept))
        self._store = store

    def persistent_load(self, pid: Apart) -> Layer | Searchable:
        """Return the object that something stands for."""
        kind, digest, apart = pid

        def load() -> Any:
            return pickle.loads(self._store.get(apart))  # noqa: S301 - our own

        return Layer(digest, load) if kind == "layer" else Searchable(digest, load)
