"""In which order files go to a place that cannot be switched at once. Pure.

    O1  What keeps a server from giving away addresses goes before any site.
    O2  What closes goes next: closed pages take the place of open ones, then the other files of
        what closes are removed. Whatever comes after may fail or take an hour: it is closed.
    O3  What nobody had before and no page is: figures, pieces of search, style sheets. Nothing
        leads there yet.
    O4  Pages, new or other than before: all that they need is there.
    O5  What leads to pages: the sites' first pages, and files that are no pages and have other
        contents than before (lists, feeds, the entry of the search).
    O6  What nothing leads to any more is removed. In a publication that closes nothing that is all
        that is removed, so that a reader in the middle of it never finds a page without its parts.

Only what differs goes: a file whose digest is the same before and after is not touched, and one of
which nobody knows what it holds always is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from parution.domain import Site
from parution.publish.digests import Digests, find_changed
from parution.publish.showing import SitePart

Item = TypeVar("Item")

GUARD = ".htaccess"
PAGE = ".html"
HOME = "index.html"

MOST_FILES, MOST_BYTES = 250, 16_000_000
"""What is sent at once: a transfer that is cut loses this much at most."""


@dataclass(frozen=True, slots=True)
class DeliveryStep:
    """Files that are sent or removed together, in no order among themselves."""

    send: tuple[str, ...] = ()
    remove: tuple[str, ...] = ()

    @property
    def paths(self) -> tuple[str, ...]:
        """Everything that may change while it goes on."""
        return (*self.send, *self.remove)


def steps(
    before: Digests,
    after: Digests,
    closes: Callable[[str], bool],
    homes: frozenset[str] = frozenset(),
    guards: frozenset[str] = frozenset(),
) -> tuple[DeliveryStep, ...]:
    """Return what to send and to remove, in order; nothing when all is the same.

    >>> before = {"a.html": "open", "a.pdf": "1", "index.html": "1"}
    >>> after = {"a.html": "shut", "b.html": "open", "index.html": "2"}
    >>> [step.send or step.remove for step in steps(before, after, lambda path: path[0] == "a")]
    [('a.html',), ('a.pdf',), ('b.html',), ('index.html',)]
    """
    written = find_changed(before, after)
    gone = tuple(path for path in before if path not in after)

    def rank(path: str) -> int:
        if path in guards or path.rpartition("/")[2] == GUARD:
            return 0
        if path in before and closes(path):
            return 1
        if path in homes:
            return 4
        if path.endswith(PAGE):
            return 3
        return 4 if path in before else 2

    sent = by_rank(written, rank)
    removed = by_rank(gone, lambda path: 0 if closes(path) else 1)
    ordered = (
        DeliveryStep(send=sent.get(0, ())),
        DeliveryStep(send=sent.get(1, ())),
        DeliveryStep(remove=removed.get(0, ())),
        DeliveryStep(send=sent.get(2, ())),
        DeliveryStep(send=sent.get(3, ())),
        DeliveryStep(send=sent.get(4, ())),
        DeliveryStep(remove=removed.get(1, ())),
    )
    return tuple(step for step in ordered if step.paths)


def by_rank(items: Iterable[Item], rank: Callable[[Item], int]) -> dict[int, tuple[Item, ...]]:
    """Return items by their rank, each rank in the order in which they came."""
    found: dict[int, list[Item]] = {}
    for item in items:
        found.setdefault(rank(item), []).append(item)
    return {each: tuple(of_rank) for each, of_rank in found.items()}


def batches(step: DeliveryStep, size: Callable[[str], int]) -> Iterator[DeliveryStep]:
    """Yield a step in pieces that are sent at once; `size` is that of a file, in bytes."""
    for start in range(0, len(step.remove), MOST_FILES):
        yield DeliveryStep(remove=step.remove[start : start + MOST_FILES])
    batch: list[str] = []
    total = 0
    for path in step.send:
        if batch and (len(batch) == MOST_FILES or total + size(path) > MOST_BYTES):
            yield DeliveryStep(send=tuple(batch))
            batch, total = [], 0
        batch.append(path)
        total += size(path)
    if batch:
        yield DeliveryStep(send=tuple(batch))


def match_closing(
    withdrawn: Iterable[SitePart], folders: Mapping[Site, str], moved: bool
) -> Callable[[str], bool]:
    """Return what tells whether a file is, or may be, among what closes.

    ``folders`` are those of the sites that readers would have, by site; with ``moved`` some sites
    leave the addresses that they had. In doubt a file closes: a site that shows less is taken as a
    whole, save the folders of themes of which it loses nothing.
    """
    rows = tuple(withdrawn)
    losing: dict[str, set[str | None]] = {}
    for row in rows:
        if row.site in folders:
            losing.setdefault(folders[row.site], set()).add(row.theme)
    anywhere = moved or any(row.site not in folders for row in rows)
    known = frozenset(folders.values())

    def closes(path: str) -> bool:
        folder = folder_of(path, known)
        if folder == "" and anywhere:
            return True
        themes = losing.get(folder)
        if themes is None:
            return False
        below = path[len(folder) + 1 :] if folder else path
        edition, _, rest = below.partition("/")
        theme = f"{edition}/{rest.partition('/')[0]}"
        is_of_another = edition.isdigit() and "/" in rest and not themes & {None, theme}
        return not is_of_another

    return closes


def folder_of(path: str, folders: frozenset[str]) -> str:
    """Return the folder of the site that a file belongs to: the longest; empty for none."""
    while "/" in path:
        path = path.rpartition("/")[0]
        if path in folders:
            return path
    return ""
