"""Two processes compose the same plans as one."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest

from builders import instant
from compose.test_door import association, content_of
from compose.views import views_at
from parution.cache import Cache
from parution.compose import SitePlan, sites
from parution.compose.sites import compose
from parution.domain import ARCHIVES, PUBLIC_SITE, Audience, Site
from parution.domain.instant import Window
from parution.output import shared_composing
from parution.output.shared_composing import compose_sites, divide_sites
from parution.output.tree.write import list_objects
from parution.private_store import PrivateStore

MOMENT = instant("2026-10-09 00:00Z")

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="no other system copies a process safely"),
    pytest.mark.filterwarnings("ignore:.*multi-threaded:DeprecationWarning"),
]


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> PrivateStore:
    """A private folder, for builds that share the work however little it is."""
    monkeypatch.setattr(shared_composing, "WORTH_SHARING", 1)
    monkeypatch.setattr(shared_composing, "can_fork", lambda: True)
    return PrivateStore(tmp_path)


Plans = dict[Site, tuple[Window, object]]
"""The window and the content of each site's plan."""


def compose_shared(store: PrivateStore) -> Plans:
    """Return the plans, composed in two processes; save the cache."""
    shelf = Cache(store).shelf("composed", lasting=True)
    views = views_at(association(), MOMENT, shelf=shelf)
    found = read_plans(compose_sites(views, views.sites, shelf, store, themes=4))
    shelf.save()
    return found


def compose_alone(store: PrivateStore) -> Plans:
    """Return the plans, composed in this process."""
    shelf = Cache(store).shelf("composed", lasting=True)
    views = views_at(association(), MOMENT, shelf=shelf)
    return read_plans(compose(views, views.sites))


def read_plans(plans: Iterable[SitePlan]) -> Plans:
    return {plan.site: (plan.window, content_of(plan)) for plan in plans}


def test_two_processes_compose_what_one_does(store: PrivateStore, tmp_path: Path) -> None:
    """Each site has the same layers, objects, search and window."""
    (tmp_path / "alone").mkdir()
    assert compose_shared(store) == compose_alone(PrivateStore(tmp_path / "alone"))


def test_more_sites_than_memory_holds(store: PrivateStore, monkeypatch: pytest.MonkeyPatch) -> None:
    """If values are dropped after each site, the plans are the same; no page stays in memory."""
    expected = compose_alone(store)
    monkeypatch.setattr(sites, "IN_MEMORY", 1)
    views = views_at(association(), MOMENT, shelf=Cache(store).shelf("composed", lasting=True))
    plans = [*compose(views, views.sites)]
    assert find_layers_in_memory(plans) == []
    assert read_plans(plans) == expected


def find_layers_in_memory(plans: Iterable[SitePlan]) -> list[str]:
    """Return the names of the layers that are in memory although the private folder has them."""
    layers = [each for plan in plans for each in plan.layers.items() if each[1].stands_apart]
    assert layers
    return [name for name, layer in layers if "content" in vars(layer)]


def test_listed_pages_do_not_stay_in_memory(store: PrivateStore) -> None:
    """Once the files of a site are listed, even for offline reading, no page is in memory."""
    views = views_at(association(), MOMENT, shelf=Cache(store).shelf("composed", lasting=True))
    plans = [*compose(views, views.sites)]
    for plan in plans:
        assert [*list_objects(plan, of_search=False)]
    assert find_layers_in_memory(plans) == []


def test_the_next_build_finds_what_the_copy_composed(store: PrivateStore) -> None:
    """The cache holds the pages that the other process composed; nothing is made again."""
    compose_shared(store)
    before = store.added
    again = PrivateStore(store.folder.parent)
    compose_alone(again)
    assert (before > 0, again.added) == (True, 0)


def test_objects_of_the_copy_are_counted(store: PrivateStore) -> None:
    """The private folder knows how many objects are new, whichever process added them."""
    compose_shared(store)
    assert store.added == len([*store.names()])


def test_a_copy_that_fails_is_replaced(
    store: PrivateStore, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """If the other process is ended, this one composes the sites of both."""
    (tmp_path / "alone").mkdir()
    monkeypatch.setattr(shared_composing, "compose_for_another", lambda *_: os._exit(1))
    assert compose_shared(store) == compose_alone(PrivateStore(tmp_path / "alone"))


def test_nothing_is_shared_where_pages_are_kept(
    store: PrivateStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With a cache of an earlier build, one process composes all."""
    before = compose_shared(store)
    monkeypatch.setattr(shared_composing, "Fork", None)
    assert compose_shared(store) == before


@pytest.mark.parametrize("limit", ["MOST_THEMES", "MOST_SITES"])
def test_what_fills_memory_is_not_shared(
    limit: str, store: PrivateStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With too many themes or sites for two processes, one composes all."""
    monkeypatch.setattr(shared_composing, limit, 3)
    monkeypatch.setattr(shared_composing, "Fork", None)
    assert len(compose_shared(store)) == len(views_at(association(), MOMENT).sites)


def test_sites_are_divided_by_groups() -> None:
    """Each site is in one share; archives and the public site are in the first."""
    groups = [Site(f"g{number}", audience) for number in range(6) for audience in Audience]
    sites = [PUBLIC_SITE, *groups, *ARCHIVES]
    mine, others = divide_sites(sites)
    assert sorted([*mine, *others], key=sites.index) == sites
    assert {PUBLIC_SITE, *ARCHIVES} <= {*mine}
    assert {site.group for site in mine}.isdisjoint(site.group for site in others)
    assert len({site.group for site in others}) == 4
