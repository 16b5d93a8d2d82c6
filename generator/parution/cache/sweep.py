"""Removes from the private folder the files and objects that no build needs any more.

KS1 An object stays while a shelf, or another object that stays, mentions its name. The sweep
    searches bytes without parsing them: any run of digits that could be a name counts as one.
KS2 An entry of a lasting shelf stays if a build has used it since the previous sweep.
KS3 Other files go when the module that wrote them lists them as useless.
KS4 The sweep touches nothing else, the secret least of all.

A build that adds objects sweeps once there are twice as many as the last sweep left: so the private
folder holds at most about twice the objects needed. Each build notes how many it added, because
counting them all takes longer the larger the archive. Builds make a missing object again, should
they need one that was swept or lost.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from parution.cache.shelf import Kept, list_shelf_files, read_shelf, write_shelf
from parution.filesystem import PRIVATE_FILE, replace_file
from parution.private_store import DIGITS, ObjectLost, PrivateStore

FILE = "swept.json"

FEWEST = 1000
"""Number of objects below which a sweep is not worth its time."""

NAME = re.compile(rb"[0-9a-f]{%d,}" % DIGITS)

PICKLED = b"\x80"
"""The first byte of a pickle: an object that may mention others (a layer, or pages to index)."""


Useless = Callable[[PrivateStore], Iterable[Path]]
"""Yields files that are no longer of use (KS3)."""


def sweep_when_due(store: PrivateStore, *useless: Useless) -> None:
    """Sweep if the number of objects has doubled; call it under the lock, all shelves saved."""
    if not store.added:
        return
    noted = count_noted(store)
    if noted is None:
        counted = Count(len([*store.names()]))
    else:
        counted = noted._replace(added=noted.added + store.added)
        if counted.left + counted.added >= 2 * max(counted.left, FEWEST):
            counted = Count(sweep(store, set(store.names()), *useless))
    replace_file(store.folder / FILE, json.dumps(counted._asdict()).encode(), PRIVATE_FILE)
    store.added = 0


def sweep(store: PrivateStore, names: set[str], *useless: Useless) -> int:
    """Remove useless files and unmentioned objects; return how many objects are left."""
    for find in useless:
        for path in [*find(store)]:
            path.unlink()
    for path in list_shelf_files(store):
        drop_unused(path)
    needed = find_mentioned(store, names)
    for name in names - needed:
        store.drop(name)
    return len(needed)


def drop_unused(path: Path) -> None:
    """Remove a lasting shelf's entries that no build used since the last sweep (KS2)."""
    contents = read_shelf(path)
    if contents is None:
        path.unlink()
    elif contents.lasting:
        used = {
            key: tuple(kept._replace(used=False) for kept in map(Kept._make, rows) if kept.used)
            for key, rows in contents.entries.items()
        }
        entries = {key: variants for key, variants in used.items() if variants}
        write_shelf(path, contents._replace(entries=entries))


class Count(NamedTuple):
    """The approximate number of objects in the private folder."""

    left: int
    """Left by the last sweep, or found by the first count."""

    added: int = 0
    """Added by builds since then, those of other processes not included."""


def count_noted(store: PrivateStore) -> Count | None:
    """Return the count that the last build saved; None before the first count."""
    try:
        noted = json.loads((store.folder / FILE).read_bytes())
        return Count(int(noted["left"]), int(noted["added"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def find_mentioned(store: PrivateStore, names: set[str]) -> set[str]:
    """Return the names that shelves mention, or objects that shelves need mention (KS1)."""
    found: set[str] = set()
    met = find_names(path.read_bytes() for path in list_shelf_files(store)) & names
    while met:
        found |= met
        met = (find_names(read_objects_to_search(store, met)) & names) - found
    return found


def read_objects_to_search(store: PrivateStore, names: Iterable[str]) -> Iterator[bytes]:
    """Yield the bytes of those objects that may mention others."""
    for name in names:
        with suppress(ObjectLost):
            data = store.get(name)
            if data.startswith(PICKLED):
                yield data


def find_names(texts: Iterable[bytes]) -> set[str]:
    """Return every string in these bytes that could be the name of an object."""
    return {
        run[start : start + DIGITS].decode()
        for data in texts
        for run in NAME.findall(data)
        for start in range(len(run) - DIGITS + 1)
    }
