"""Removes from the private folder what no build needs any more.

G1  An object stays while a shelf mentions its name, or an object that stays does. Files are
    searched letter by letter, not understood: whatever looks like a name counts as one.
G2  What stands on a lasting shelf stays while a build has used it since the sweep before.
G3  Other files go when whoever wrote them says that they are of no use.
G4  Nothing else is ever touched, the secret least of all.

It is done by a build that adds objects, when there are twice as many as the last sweep left: so
the private folder holds at most about twice what is needed. What each build adds is noted, because
counting all that is there takes the longer the larger the archive.
Should something be needed after all, it is made again: so is whatever is lost from this folder.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from parution.cache.shelf import read_shelf, shelf_files, write_shelf
from parution.filesystem import PRIVATE_FILE, replace_file
from parution.private_store import DIGITS, ObjectLost, PrivateStore

FILE = "swept.json"

FEWEST = 1000
"""Objects from which on it is worth the while."""

NAME = re.compile(rb"[0-9a-f]{%d,}" % DIGITS)

PICKLED = b"\x80"
"""With this byte begins an object that may mention others: a layer, or pages that can be found."""


Useless = Callable[[PrivateStore], Iterable[Path]]
"""Yields files that are of no use any more (G3)."""


def sweep_when_due(store: PrivateStore, *useless: Useless) -> None:
    """Sweep if objects have doubled in number; only under the lock, when all shelves are saved."""
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
    """Remove what nothing mentions; return how many objects are left."""
    for find in useless:
        for path in [*find(store)]:
            path.unlink()
    for path in shelf_files(store):
        drop_unused(path)
    needed = find_mentioned(store, names)
    for name in names - needed:
        store.drop(name)
    return len(needed)


def drop_unused(path: Path) -> None:
    """Take from a lasting shelf what no build has used since the last sweep (G2)."""
    contents = read_shelf(path)
    if contents is None:
        path.unlink()
    elif contents.lasting:
        used = {
            key: tuple(kept._replace(used=False) for kept in variants if kept.used)
            for key, variants in contents.entries.items()
        }
        entries = {key: variants for key, variants in used.items() if variants}
        write_shelf(path, contents._replace(entries=entries))


class Count(NamedTuple):
    """How many objects the private folder holds, about."""

    left: int
    """By the last sweep, or found when they were first counted."""

    added: int = 0
    """By builds since then; those that processes beside a build added are not in it."""


def count_noted(store: PrivateStore) -> Count | None:
    """Return what was noted last; None before the first count."""
    try:
        noted = json.loads((store.folder / FILE).read_bytes())
        return Count(int(noted["left"]), int(noted["added"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def find_mentioned(store: PrivateStore, names: set[str]) -> set[str]:
    """Return those of the names that files mention, or objects that are mentioned (G1)."""
    found: set[str] = set()
    met = names_in(path.read_bytes() for path in shelf_files(store)) & names
    while met:
        found |= met
        met = (names_in(objects_to_search(store, met)) & names) - found
    return found


def objects_to_search(store: PrivateStore, names: Iterable[str]) -> Iterator[bytes]:
    """Yield those of some objects that may mention others."""
    for name in names:
        with suppress(ObjectLost):
            data = store.get(name)
            if data.startswith(PICKLED):
                yield data


def names_in(texts: Iterable[bytes]) -> set[str]:
    """Return whatever in these bytes looks like the name of an object."""
    return {
        run[start : start + DIGITS].decode()
        for data in texts
        for run in NAME.findall(data)
        for start in range(len(run) - DIGITS + 1)
    }
