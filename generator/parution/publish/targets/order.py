"""The order in which files go to a place that cannot be switched at once. Pure.

    TO1 Files that keep a server from revealing addresses go before any site.
    TO2 Closing comes next: closed pages replace open ones, then the other files of closing parts
        are removed. Whether the rest fails or takes an hour, these parts are closed.
    TO3 New files other than pages: figures, pieces of the search, style sheets. No page leads to
        them yet.
    TO4 New and changed pages: all files that they need have arrived.
    TO5 Files that lead to pages: the first pages of sites, and changed files other than pages
        (lists, feeds, the entry of the search).
    TO6 Files that nothing leads to any more are removed. A publication that closes nothing removes
        files only here, so that somebody reading meanwhile never finds a page without its parts.
    TO7 A folder in which no file will be left goes together with its files: its name may be a key.

Only differences are sent: a file with the same digest before and after is not touched. A file of
unknown content is always sent.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import IntEnum, auto

from parution.domain import Site
from parution.publish.folder_digests import Digests, find_changed
from parution.publish.showing import SitePart

GUARD = ".htaccess"
PAGE = ".html"
HOME = "index.html"

MOST_FILES, MOST_BYTES = 250, 16_000_000
"""Limits of one batch: a cut transfer loses at most this much."""


class Turn(IntEnum):
    """The turns in which files go; each is one step."""

    GUARD = auto()
    """TO1."""
    CLOSE = auto()
    """TO2: sent in place of open pages."""
    REMOVE_CLOSED = auto()
    """TO2: removed with closing parts."""
    ADD = auto()
    """TO3."""
    PAGE = auto()
    """TO4."""
    LEAD = auto()
    """TO5."""
    REMOVE = auto()
    """TO6."""


@dataclass(frozen=True, slots=True)
class DeliveryStep:
    """Files that are sent or removed together, in any order."""

    send: tuple[str, ...] = ()
    remove: tuple[str, ...] = ()

    @property
    def paths(self) -> tuple[str, ...]:
        """All files that the step may change."""
        return (*self.send, *self.remove)


def plan_steps(
    before: Digests,
    after: Digests,
    closes: Callable[[str], bool],
    homes: frozenset[str] = frozenset(),
    guards: frozenset[str] = frozenset(),
) -> tuple[DeliveryStep, ...]:
    """Return the files to send and to remove, in order; no steps when no file differs.

    >>> before = {"a.html": "open", "a.pdf": "1", "index.html": "1"}
    >>> after = {"a.html": "shut", "b.html": "open", "index.html": "2"}
    >>> closes, homes = (lambda path: path[0] == "a"), frozenset({"index.html"})
    >>> [step.send or step.remove for step in plan_steps(before, after, closes, homes)]
    [('a.html',), ('a.pdf',), ('b.html',), ('index.html',)]
    """
    written = find_changed(before, after)
    gone = tuple(path for path in before if path not in after)

    def turn_to_send(path: str) -> Turn:
        if path in guards or path.rpartition("/")[2] == GUARD:
            return Turn.GUARD
        if path in before and closes(path):
            return Turn.CLOSE
        if path in homes:
            return Turn.LEAD
        if path.endswith(PAGE):
            return Turn.PAGE
        return Turn.LEAD if path in before else Turn.ADD

    sent = group_by_turn(written, turn_to_send)
    removed = group_by_turn(gone, lambda path: Turn.REMOVE_CLOSED if closes(path) else Turn.REMOVE)
    ordered = (DeliveryStep(sent.get(turn, ()), removed.get(turn, ())) for turn in Turn)
    return tuple(step for step in ordered if step.paths)


def group_by_turn(
    paths: Iterable[str], turn_of: Callable[[str], Turn]
) -> dict[Turn, tuple[str, ...]]:
    """Return paths by their turn; within a turn they keep their order."""
    found: dict[Turn, list[str]] = {}
    for path in paths:
        found.setdefault(turn_of(path), []).append(path)
    return {turn: tuple(grouped) for turn, grouped in found.items()}


def split_step(step: DeliveryStep, size: Callable[[str], int]) -> Iterator[DeliveryStep]:
    """Split a step into batches; `size` returns the size of a file in bytes."""
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


def find_emptied(removed: Iterable[str], kept: Container[str]) -> tuple[str, ...]:
    """Return the topmost folders of removed files that ``kept`` does not hold.

    >>> find_emptied(["g/old/2026/a.html", "g/old/index.html", "b.html"], {"", "g"})
    ('g/old',)
    """
    found: dict[str, None] = {}
    for path in removed:
        names = path.split("/")[:-1]
        folders = ("/".join(names[: end + 1]) for end in range(len(names)))
        if topmost := next((folder for folder in folders if folder not in kept), None):
            found[topmost] = None
    return tuple(found)


def list_folders_above(paths: Iterable[str]) -> frozenset[str]:
    """Return every folder that holds one of these files, at any depth below it."""
    found: set[str] = set()
    for path in paths:
        while "/" in path:
            path = path.rpartition("/")[0]
            if path in found:
                break
            found.add(path)
    return frozenset(found)


def match_closing(
    withdrawn: Iterable[SitePart], folders: Mapping[Site, str], moved: bool
) -> Callable[[str], bool]:
    """Return a function that tells from its path whether a file may belong to a closing part.

    ``folders`` are those of the sites that readers would have, by site; with ``moved`` some sites
    leave their addresses. In doubt a file closes: all files of a site that loses parts count,
    except those in the folders of themes of which it loses none.
    """
    rows = tuple(withdrawn)
    losing: dict[str, set[str | None]] = {}
    for row in rows:
        if row.site in folders:
            losing.setdefault(folders[row.site], set()).add(row.theme)
    anywhere = moved or any(row.site not in folders for row in rows)
    known = frozenset(folders.values())

    def closes(path: str) -> bool:
        folder = find_site_folder(path, known)
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


def find_site_folder(path: str, folders: frozenset[str]) -> str:
    """Return the innermost folder of a site that holds a file; empty if no site does."""
    while "/" in path:
        path = path.rpartition("/")[0]
        if path in folders:
            return path
    return ""
