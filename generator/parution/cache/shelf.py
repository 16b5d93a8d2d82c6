"""Shelves of cached values: one file each, in the private folder (K1 to K6 of `parution.cache`)."""

from __future__ import annotations

import copyreg
import io
import pickle
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from pathlib import Path
from sys import intern
from types import MappingProxyType
from typing import Any, NamedTuple, TypeVar, cast

from parution.cache.lazy import Lazy
from parution.cache.pickling import ValuePickler, pickle_value
from parution.cache.recording import NOTHING, Recorder, Trace
from parution.domain.instant import ALWAYS, Window
from parution.filesystem import PRIVATE_FILE, replace_file
from parution.private_store import UNREADABLE, PrivateStore

Made = TypeVar("Made")


def read_only(items: dict[Any, Any]) -> Mapping[Any, Any]:
    return MappingProxyType(items)


def reduce(view: MappingProxyType[Any, Any]) -> tuple[Any, ...]:
    return read_only, (dict(view),)


copyreg.pickle(MappingProxyType, reduce)

FOLDER = "cache"
ENDING = ".shelf"
FORMAT = b"parution shelf 3\n"
"""The first bytes of every file; raise the number when the format, or a type stored in it,
changes."""

DIGEST_BYTES = 32

VARIANTS = 3
"""Values kept under one key, the last used first: enough for an edit and its undoing, or for two
instants."""


class Kept(NamedTuple):
    """One cached value, and the conditions under which it may be reused."""

    inputs: tuple[str, ...]
    """Names, sorted."""
    digest: str
    """Digest of these inputs, in order."""

    window: tuple[Any, Any]
    """The first instant (UTC) at which it is right, and the first at which it no longer is."""

    value: bytes
    """Pickled."""

    used: bool
    """Whether a build has used it since the last sweep."""


Row = tuple[Any, ...]
"""The fields of a `Kept` value. Files hold plain tuples, and most are never looked at."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A value found on a shelf; it may itself be None."""

    value: Any


class Shelf:
    """Cached values that are read from and written to one file."""

    def __init__(self, store: PrivateStore, name: str, lasting: bool) -> None:
        self._store = store
        self._path = store.folder / FOLDER / f"{name}{ENDING}"
        self._lasting = lasting
        read = read_shelf(self._path)
        self._before: Mapping[str, tuple[Row, ...]] = read.entries if read else {}
        self._now: dict[str, tuple[Row, ...]] = dict(self._before) if lasting else {}

    def get(self, key: str, make: Callable[[], Made], recorder: Recorder | None = None) -> Made:
        """Return the value cached under ``key`` if it is still right; else make and cache it.

        Without a recorder, the result of ``make`` may depend on the key alone.
        """
        found = self.find(key, recorder)
        if found is not None:
            return cast(Made, found.value)
        made, trace = recorder.record(make) if recorder else (make(), NOTHING)
        self.keep(key, made, trace, recorder)
        return made

    def find(self, key: str, recorder: Recorder | None = None) -> Hit | None:
        """Return the value cached under ``key`` that is still right; None if there is none (K4)."""
        variants = self._now.get(key) or self._before.get(key, ())
        for place, kept in enumerate(map(Kept._make, variants)):
            if not is_right(kept, recorder):
                continue
            try:
                value = ShelfReader(kept.value, self._store).load()
            except UNREADABLE:
                continue
            if recorder:
                recorder.replay(Trace(frozenset(kept.inputs), Window(*kept.window)))
            others = (*variants[:place], *variants[place + 1 :])
            self._now[key] = (kept if kept.used else kept._replace(used=True), *others)
            return Hit(value)
        return None

    def keep(
        self, key: str, value: object, trace: Trace = NOTHING, recorder: Recorder | None = None
    ) -> None:
        """Cache a value and its trace under a key, unless one of its inputs is no more."""
        names = tuple(map(intern, sorted(trace.inputs)))
        digest = recorder.digest_inputs(names) if recorder else ""
        if digest is None:
            return
        written = io.BytesIO()
        ShelfWriter(written, self._store).dump(value)
        window = (trace.window.since, trace.window.until)
        kept = Kept(names, digest, window, written.getvalue(), used=True)
        others = self._now.get(key) or self._before.get(key, ())
        self._now[key] = (kept, *others[: VARIANTS - 1])

    @property
    def is_empty(self) -> bool:
        """Whether it holds nothing, from this build or an earlier one."""
        return not (self._before or self._now)

    @property
    def changes(self) -> Mapping[str, tuple[Row, ...]]:
        """The entries that were made or used since the shelf was read or saved, by key."""
        return {key: kept for key, kept in self._now.items() if kept != self._before.get(key)}

    def adopt(self, changes: Mapping[str, tuple[Row, ...]]) -> None:
        """Add the `changes` that another process made to the same shelf."""
        self._now.update(changes)

    def save(self) -> None:
        """Write the shelf's file if its entries have changed."""
        if self._now != self._before:
            write_shelf(self._path, Contents(self._lasting, self._now))
            self._before = dict(self._now)


def is_right(kept: Kept, recorder: Recorder | None) -> bool:
    """Return whether a cached value is still right: same inputs, same results of comparisons."""
    if recorder is None:
        return not kept.inputs and kept.window == (ALWAYS.since, ALWAYS.until)
    if recorder.digest_inputs(kept.inputs) != kept.digest:
        return False
    return recorder.instant.is_in(Window(*kept.window))


class Cache:
    """The shelves of a project."""

    def __init__(self, store: PrivateStore) -> None:
        self._store = store
        self._shelves: dict[str, Shelf] = {}

    def shelf(self, name: str, *, lasting: bool = False) -> Shelf:
        """Return a shelf by its name; a lasting one keeps entries this build leaves unused (K6)."""
        if name not in self._shelves:
            self._shelves[name] = Shelf(self._store, name, lasting)
        return self._shelves[name]

    def save(self) -> None:
        """Write all shelves that have changed."""
        for shelf in self._shelves.values():
            shelf.save()


# --- files -------------------------------------------------------------------------------------


class Contents(NamedTuple):
    """The content of a shelf's file."""

    lasting: bool
    entries: Mapping[str, tuple[Row, ...]]


def list_shelf_files(store: PrivateStore) -> list[Path]:
    """Return the files of all shelves."""
    return sorted((store.folder / FOLDER).glob(f"*{ENDING}"))


def read_shelf(path: Path) -> Contents | None:
    """Return the content of a shelf's file; None if it is missing, damaged or outdated (K5).

    Unpickling is safe here because only this user can write to the folder (mode 0700): whoever
    could plant a pickle there could as well change the program.
    """
    try:
        data = path.read_bytes()
        head, body = data[: len(FORMAT)], data[len(FORMAT) + DIGEST_BYTES :]
        if head != FORMAT or sha256(body).digest() != data[len(FORMAT) :][:DIGEST_BYTES]:
            return None
        return Contents(*pickle.loads(body))  # noqa: S301 - ours, and whole
    except UNREADABLE:
        return None


def write_shelf(path: Path, contents: Contents) -> None:
    """Replace a shelf's file in one step."""
    entries = {key: tuple(map(tuple, variants)) for key, variants in contents.entries.items()}
    body = pickle.dumps((contents.lasting, entries), pickle.HIGHEST_PROTOCOL)
    path.parent.mkdir(exist_ok=True)
    replace_file(path, FORMAT + sha256(body).digest() + body, PRIVATE_FILE)


class ShelfWriter(ValuePickler):
    """A pickler that puts the content of lazy values into the private store."""

    def __init__(self, file: io.BytesIO, store: PrivateStore) -> None:
        super().__init__(file, pickle.HIGHEST_PROTOCOL)
        self._store = store

    def reducer_override(self, obj: object) -> Any:
        """Store the content of a lazy value and return a reference; pickle all else.

        (`persistent_id` would be called for every string and number as well.)
        """
        if not isinstance(obj, Lazy):
            return super().reducer_override(obj)
        if not (obj.stands_apart and self._store.has(obj.apart)):
            apart = self._store.put(pickle_value(obj.content))
            obj.put_apart(apart, partial(load_apart, self._store, apart))
        return take_up, (type(obj), obj.digest, obj.apart)


def take_up(kind: type[Lazy[Any]], digest: str, apart: str) -> Lazy[Any]:
    """Placeholder that pickles name; `ShelfReader` calls `ShelfReader.taken_up` in its place."""
    raise NotImplementedError(kind, digest, apart)


class ShelfReader(pickle.Unpickler):
    """An unpickler whose lazy values load their content from the private store on first use."""

    def __init__(self, data: bytes, store: PrivateStore) -> None:
        super().__init__(io.BytesIO(data))
        self._store = store

    def find_class(self, module: str, name: str) -> Any:
        """Return a function or class by its name; for `take_up`, the method of this reader."""
        found = super().find_class(module, name)
        return self.taken_up if found is take_up else found

    def taken_up(self, kind: type[Lazy[Any]], digest: str, apart: str) -> Lazy[Any]:
        """Return a lazy value whose content is the object named ``apart`` in the private store."""
        load = partial(load_apart, self._store, apart)
        lazy = kind(digest, load)
        lazy.put_apart(apart, load)
        return lazy


def load_apart(store: PrivateStore, apart: str) -> Any:
    """Return the content of a lazy value, which is the object named ``apart``."""
    return pickle.loads(store.get(apart))  # noqa: S301 - ours
