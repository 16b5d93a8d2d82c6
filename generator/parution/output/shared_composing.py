"""Composes many sites in two processes, where no earlier build has composed any.

The sites of different groups have few pages in common, so a copy of this process composes most of
them. This one composes the archives and the others, and looks after the search meanwhile. What the
copy composed stands in the private store; it hands over the plans and the cache's new entries.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from parution.cache import Shelf
from parution.cache.handing import hand_over, take_over
from parution.compose import SitePlan
from parution.compose.sites import compose
from parution.compose.views import Views
from parution.domain import Site
from parution.forks import Fork, can_fork
from parution.private_store import PrivateStore

WORTH_SHARING = 24
"""Number of sites below which another process costs more than it saves; as it does where most pages
come from the cache."""

MOST_THEMES = 200
"""Number of themes above which nothing is shared: the copy would take as much memory as it saves
time, and the archives, which one process composes, make most of the work."""

MOST_SITES = 600
"""Number of sites above which nothing is shared: all that the copy composed is in memory when it
hands it over."""

KEPT_PART = 3
"""The part of the groups' sites that this process composes: one in so many."""


def compose_sites(
    views: Views, sites: Sequence[Site], shelf: Shelf, store: PrivateStore, themes: int
) -> Iterator[SitePlan]:
    """Yield the plan of each site, as `compose` does; ``shelf`` is that of the views.

    ``themes`` is the number of themes of the association.
    """
    is_of_right_size = WORTH_SHARING <= len(sites) <= MOST_SITES and themes <= MOST_THEMES
    if not (is_of_right_size and shelf.is_empty and can_fork()):
        yield from compose(views, sites)
        return
    mine, others = divide_sites(sites)
    with Fork(partial(compose_for_another, views, others, shelf, store)) as copy:
        yield from compose(views, mine)
        handed = copy.wait()
    if handed is None:
        yield from compose(views, others)
        return
    plans, changes, added = take_over(handed, store)
    shelf.adopt(changes)
    store.added += added
    yield from plans


def divide_sites(sites: Sequence[Site]) -> tuple[list[Site], list[Site]]:
    """Return the sites for this process, and those for the other; a group's sites stay together."""
    groups = sorted({site.group for site in sites if site.group is not None})
    kept = {None, *groups[::KEPT_PART]}
    mine = [site for site in sites if site.group in kept]
    return mine, [site for site in sites if site.group not in kept]


def compose_for_another(
    views: Views, sites: Sequence[Site], shelf: Shelf, store: PrivateStore
) -> bytes:
    """Return the plans of sites, the changes of the shelf, and the number of new objects."""
    before = store.added
    plans = tuple(compose(views, sites))
    return hand_over((plans, shelf.changes, store.added - before))
