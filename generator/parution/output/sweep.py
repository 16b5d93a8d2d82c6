"""Removes from the private folder what nothing mentions any more.

G1  An object stays while a record mentions its name, or an object that stays does. Records are
    searched letter by letter, not understood: whatever looks like a name counts as one.
G2  What was indexed or set as PDF stays while a build has used it since the sweep before.
G3  The manifest of what was written into a folder stays while there is such a folder.
G4  Nothing else is ever touched, the secret least of all.

It is done by a build that adds objects, when there are twice as many as the last sweep left: so
the private folder holds at most about twice what is needed, and most builds do not even count.
Should something be needed after all, it is made again: so is whatever is lost from this folder.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from parution.output.tree.manifest import manifests_of_no_folder
from parution.private_store import DIGITS, ObjectLost, PrivateStore, replace_file

FILE = "swept.json"

FEWEST = 1000
"""Objects from which on it is worth the while."""

NAME = re.compile(rb"[0-9a-f]{%d,}" % DIGITS)

PICKLED = b"\x80"
"""With this byte begins an object that may mention others: a layer, or pages that can be found."""


def sweep_when_due(store: PrivateStore) -> None:
    """Sweep if objects have doubled in number; only under the lock, after all was remembered."""
    if not store.has_grown:
        return
    names = set(store.names())
    left = left_by_the_last(store)
    if left is None:
        note_what_is_left(store, len(names))
    elif len(names) >= 2 * max(left, FEWEST):
        note_what_is_left(store, sweep(store, names))


def sweep(store: PrivateStore, names: set[str]) -> int:
    """Remove what nothing mentions; return how many objects are left."""
    for path in (*unused(store), *manifests_of_no_folder(store)):
        path.unlink()
    needed = mentioned(store, names)
    for name in names - needed:
        store.drop(name)
    return len(needed)


def left_by_the_last(store: PrivateStore) -> int | None:
    """Return how many objects the last sweep left; None before the first count."""
    try:
        return int(json.loads((store.folder / FILE).read_bytes())["objects"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def note_what_is_left(store: PrivateStore, count: int) -> None:
    """Keep the number of objects; the note's own time is that of the sweep."""
    replace_file(store.folder / FILE, json.dumps({"objects": count}).encode(), 0o600)


def unused(store: PrivateStore) -> Iterator[Path]:
    """Yield the records of indexes and PDF that no build has used since the last sweep (G2)."""
    since = (store.folder / FILE).stat().st_mtime_ns
    for path in kept_while_used(store):
        if path.stat().st_mtime_ns < since:
            yield path


def kept_while_used(store: PrivateStore) -> Iterator[Path]:
    """Yield the records of what was indexed and of what was set."""
    yield from store.folder.glob("search/*.json")
    yield from (path for path in store.folder.glob("pdf/*") if NAME.match(path.name.encode()))


def mentioned(store: PrivateStore, names: set[str]) -> set[str]:
    """Return those of the names that records mention, or objects that are mentioned (G1)."""
    of_builds = (*store.folder.glob("*.pickle"), *store.folder.glob("*.json"))
    records = (*of_builds, *kept_while_used(store))
    found: set[str] = set()
    met = names_in(path.read_bytes() for path in records) & names
    while met:
        found |= met
        met = (names_in(searched(store, met)) & names) - found
    return found


def searched(store: PrivateStore, names: Iterable[str]) -> Iterator[bytes]:
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
