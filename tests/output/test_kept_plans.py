"""Sites are composed anew, or taken from earlier builds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from builders import instant
from parution.cache import Cache
from parution.compose import Layer, SitePlan, SmallFile
from parution.domain import PUBLIC_SITE, Audience, Site
from parution.domain.instant import ALWAYS, Window
from parution.output import KeptPlans
from parution.private_store import PrivateStore

MORNING, NOON, MEETING, NEXT_DAY = (
    instant("2026-10-08 06:00Z"),
    instant("2026-10-08 12:00Z"),
    instant("2026-10-08 20:30Z"),
    instant("2026-10-09 12:00Z"),
)
TICK = timedelta(microseconds=1)
MEMBER = Site("blain", Audience.MEMBER)
SITES = (PUBLIC_SITE, MEMBER)
UP_TO_THE_MEETING = Window(MORNING, MEETING)


@dataclass
class Composer:
    """Composes sites whose plans are valid until the meeting, and records the sites asked for."""

    window: Window = UP_TO_THE_MEETING
    asked: list[Site] = field(default_factory=list)

    def __call__(self, sites: Sequence[Site]) -> list[SitePlan]:
        self.asked += sites
        return [
            SitePlan(
                site,
                site.group or "",
                {"": Layer.of({"index.html": SmallFile(site.audience)})},
                window=self.window if site.group else ALWAYS,
            )
            for site in sites
        ]


def get_plans(
    store: PrivateStore, made_from: str, at: datetime, compose: Composer
) -> list[SitePlan]:
    """Return the plans at an instant, and keep them as a build does."""
    cache = Cache(store)
    found = KeptPlans(cache.shelf("plans"), made_from, at).plans(SITES, compose)
    cache.save()
    return found


@pytest.fixture
def store(tmp_path: Path) -> PrivateStore:
    """A private store in which both sites were composed at noon, from “sources”."""
    store = PrivateStore(tmp_path)
    get_plans(store, "sources", NOON, Composer())
    return store


@pytest.mark.parametrize(
    ("made_from", "at", "composed"),
    [
        pytest.param("sources", NOON, [], id="the same instant"),
        pytest.param("sources", MEETING - TICK, [], id="just before its change"),
        pytest.param("sources", MEETING, [MEMBER], id="at its change"),
        pytest.param("sources", NEXT_DAY, [MEMBER], id="after its change"),
        pytest.param("sources", MORNING, [], id="an earlier instant in its window"),
        pytest.param("sources", MORNING - TICK, [MEMBER], id="before its window"),
        pytest.param("edited sources", NOON, [*SITES], id="other sources"),
        pytest.param("", NOON, [*SITES], id="nobody knows what it is made from"),
    ],
)
def test_which_sites_are_composed(
    store: PrivateStore, made_from: str, at: datetime, composed: list[Site]
) -> None:
    """A plan is used only within its window, and for the sources it was made from."""
    compose = Composer()
    get_plans(store, made_from, at, compose)
    assert compose.asked == composed


def test_a_kept_plan_is_the_plan_that_was_made(store: PrivateStore) -> None:
    """A cached plan has the folder, window and layers' digests of the original."""

    def told(plan: SitePlan) -> object:
        return plan.site, plan.folder, plan.window, plan.layers[""].digest

    kept = get_plans(store, "sources", NOON, Composer())
    assert [*map(told, kept)] == [*map(told, Composer()(SITES))]


def test_sites_are_composed_once_when_their_files_are_needed_after_all(store: PrivateStore) -> None:
    """If files are needed after all, all sites are composed together, to share pages."""
    compose = Composer()
    kept = get_plans(store, "sources", NOON, compose)
    found = [dict(plan.layers[""].entries) for plan in (*kept, *kept)]
    assert found == [{"index.html": SmallFile("public")}, {"index.html": SmallFile("member")}] * 2
    assert compose.asked == [*SITES]


def test_going_back_in_time_finds_the_plan_of_then(store: PrivateStore) -> None:
    """After a build at a later instant, the plan of noon is still kept beside the later one."""
    get_plans(store, "sources", NEXT_DAY, Composer(Window(since=MEETING)))
    compose = Composer()
    get_plans(store, "sources", NOON, compose)
    assert compose.asked == []


def test_other_sources_leave_no_plan(store: PrivateStore) -> None:
    """Plans of other sources, another secret or other settings are not used."""
    get_plans(store, "another secret", NOON, Composer())
    assert KeptPlans(Cache(store).shelf("plans"), "sources", NOON).sites == ()
    assert KeptPlans(Cache(store).shelf("plans"), "another secret", NOON).sites == SITES
