"""Which sites are composed anew, and which are taken from earlier builds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import pytest

from builders import instant
from parution.compose import Layer, SitePlan, Text
from parution.domain import PUBLIC_SITE, Audience, Site
from parution.output import StandingPlans
from parution.private_store import PrivateStore

NOON, MEETING, NEXT_DAY = (
    instant("2026-10-08 12:00Z"),
    instant("2026-10-08 20:30Z"),
    instant("2026-10-09 12:00Z"),
)
MEMBER = Site("blain", Audience.MEMBER)
SITES = (PUBLIC_SITE, MEMBER)


@dataclass
class Composer:
    """Composes sites whose plans hold until the meeting, and remembers which it was asked for."""

    asked: list[Site] = field(default_factory=list)

    def __call__(self, sites: Sequence[Site]) -> list[SitePlan]:
        self.asked += sites
        return [
            SitePlan(
                site,
                site.group or "",
                {"": Layer.of({"index.html": Text(site.audience)})},
                until=MEETING if site.group else None,
            )
            for site in sites
        ]


@pytest.fixture
def store(tmp_path: Path) -> PrivateStore:
    """A private store in which both sites were composed at noon, from “sources”."""
    store = PrivateStore(tmp_path)
    standing = StandingPlans(store, "sources")
    standing.plans(SITES, NOON, Composer())
    standing.save()
    return store


@pytest.mark.parametrize(
    ("made_from", "at", "composed"),
    [
        pytest.param("sources", NOON, [], id="the same instant"),
        pytest.param("sources", MEETING - timedelta(seconds=1), [], id="just before its change"),
        pytest.param("sources", MEETING, [MEMBER], id="at its change"),
        pytest.param("sources", NEXT_DAY, [MEMBER], id="after its change"),
        pytest.param("sources", NOON - timedelta(seconds=1), [*SITES], id="an earlier instant"),
        pytest.param("edited sources", NOON, [*SITES], id="other sources"),
        pytest.param("", NOON, [*SITES], id="nobody knows what it is made from"),
    ],
)
def test_which_sites_are_composed(
    store: PrivateStore, made_from: str, at: object, composed: list[Site]
) -> None:
    """A plan stands from its instant to its next change, for what it was made from."""
    compose = Composer()
    StandingPlans(store, made_from).plans(SITES, at, compose)
    assert compose.asked == composed


def test_a_plan_that_stands_is_the_plan_that_was_made(store: PrivateStore) -> None:
    """Its folder, its next change and the digests of its layers are what they were."""
    made = Composer()(SITES)
    kept = StandingPlans(store, "sources").plans(SITES, NOON, Composer())
    assert [(plan.site, plan.folder, plan.until) for plan in kept] == [
        (plan.site, plan.folder, plan.until) for plan in made
    ]
    assert [plan.layers[""].digest for plan in kept] == [plan.layers[""].digest for plan in made]


def test_sites_are_composed_once_when_their_files_are_needed_after_all(store: PrivateStore) -> None:
    """All of them together, so that they share what they have in common."""
    compose = Composer()
    plans = StandingPlans(store, "sources").plans(SITES, NOON, compose)
    found = [dict(plan.layers[""].entries) for plan in (*plans, *plans)]
    assert found == [{"index.html": Text("public")}, {"index.html": Text("member")}] * 2
    assert compose.asked == [*SITES]


def test_what_still_stands_is_remembered_with_its_own_instant(store: PrivateStore) -> None:
    """After a build in between, an instant before it is still one at which the plan stood."""
    standing = StandingPlans(store, "sources")
    standing.plans(SITES, NEXT_DAY, Composer())
    standing.save()
    compose = Composer()
    StandingPlans(store, "sources").plans(SITES, NOON, compose)
    assert compose.asked == [MEMBER]


@pytest.mark.parametrize("content", [b"", b"{}", b"[]", b"null", b'{"made_from": "sources"}'])
def test_a_file_that_is_not_understood_is_as_good_as_none(
    store: PrivateStore, content: bytes
) -> None:
    """Everything is composed again."""
    (store.folder / "standing.json").write_bytes(content)
    assert StandingPlans(store, "sources").sites == ()
