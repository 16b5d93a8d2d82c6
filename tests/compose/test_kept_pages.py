"""Composed pages are used again only while everything they show is unchanged.

Each test composes with a shelf that earlier compositions have filled, and compares with composing
from nothing.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import instant, local
from compose.test_door import (
    BLAIN,
    INSTANTS,
    MOMENTS,
    PAIN,
    SLEEP,
    all_shown,
    association,
    content_of,
    plans_of,
    unchanged,
    with_draft,
    with_laval,
)
from compose.views import Says, views_at
from parution.cache import Cache
from parution.compose.pages import edition_pages, site_pages
from parution.compose.sites import compose
from parution.domain import Catalogue, Part, Site
from parution.domain.instant import BEGINNING, END
from parution.private_store import PrivateStore

TICK = timedelta(microseconds=1)
REFERENCES_OPEN = instant(INSTANTS["when the references are open"])


def compose_cached(
    store: PrivateStore, of: Catalogue, moment: datetime, says: Says | None = None
) -> dict[Site, object]:
    """Compose with the cached pages of earlier builds, and cache the new ones."""
    shelf = Cache(store).shelf("composed", lasting=True)
    views = views_at(of, moment, says, shelf=shelf)
    found = all_shown({plan.site: plan for plan in compose(views, views.sites)})
    shelf.save()
    return found


def change_theme(address: str, **changes: object) -> Callable[[Catalogue], Catalogue]:
    """Return a change of a theme of the newest edition."""

    def change(of: Catalogue) -> Catalogue:
        newest, old = of.editions
        themes = tuple(
            replace(each, **changes) if each.address == address else each for each in newest.themes
        )
        return replace(of, editions=(replace(newest, themes=themes), old))

    return change


def with_edition(**changes: object) -> Callable[[Catalogue], Catalogue]:
    return lambda of: replace(of, editions=(replace(of.editions[0], **changes), of.editions[1]))


def reverse_order(of: Catalogue) -> Catalogue:
    return with_edition(themes=of.editions[0].themes[::-1])(of)


EDITS = {
    "a title": change_theme(PAIN, title="Un autre titre"),
    "a question": change_theme(SLEEP, question="Une autre question ?"),
    "a review": change_theme(PAIN, reviewed=date(2026, 9, 20)),
    "no review": change_theme(PAIN, reviewed=None),
    "a draft announced": lambda of: with_draft(of, draft=False),
    "a theme withdrawn": change_theme(PAIN, draft=True),
    "a part less": lambda of: change_theme(
        PAIN, documents={Part.PRESENTATION: of.themes[PAIN].documents[Part.PRESENTATION]}
    )(of),
    "an edition's title": with_edition(title="Une autre année"),
    "an edition's date": with_edition(opens_to_all=local("2026-09-20 08:00")),
    "an edition's date for the public": with_edition(opens_to_public=local("2026-09-20 08:00")),
    "the order of themes": reverse_order,
    "a group's name": lambda of: with_laval(of, name="Laval et environs"),
    "a group's policy": lambda of: with_laval(of, policy="before"),
    "a group's meetings": lambda of: with_laval(of, meetings=of.groups[0].meetings),
    "a group's addresses": lambda of: with_laval(of, generation=2),
    "another zone": lambda of: replace(of, settings=replace(of.settings, site_name="Ailleurs")),
    "a year less": lambda of: replace(of, editions=of.editions[:1]),
}


EDITED_AT = (MOMENTS[1], MOMENTS[3], MOMENTS[0])
"""The first two in turns; all with each edit in `make test-long`."""

Filled = Callable[[datetime], PrivateStore]


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Filled:
    """A function that gives a private store in which the association was composed at a moment."""

    @cache
    def composed_at(moment: datetime) -> Path:
        folder = tmp_path_factory.mktemp("composed")
        assert compose_cached(PrivateStore(folder), association(), moment) == unchanged(moment)
        return folder

    def copy(moment: datetime) -> PrivateStore:
        folder = tmp_path_factory.mktemp("copy")
        return PrivateStore(shutil.copytree(composed_at(moment), folder, dirs_exist_ok=True))

    return copy


@pytest.mark.parametrize(
    ("edit", "moment"),
    [
        pytest.param(edit, moment, id=f"{name} {moment}", marks=() if now else pytest.mark.long)
        for number, (name, edit) in enumerate(EDITS.items())
        for moment, now in zip(EDITED_AT, (number % 2, not number % 2, False), strict=True)
    ],
)
def test_an_edit_shows_at_once(filled: Filled, edit, moment: datetime) -> None:
    """After an edit, pages composed before it are used only for the unedited association."""
    store, of = filled(moment), association()
    edited = edit(of)
    after = all_shown(plans_of(edited, moment))
    assert compose_cached(store, edited, moment) == after
    assert compose_cached(store, of, moment) == unchanged(moment)


@settings(max_examples=settings.default.max_examples // 3)
@given(data=st.data())
def test_an_edited_text_shows_at_once(filled: Filled, data: st.DataObject) -> None:
    """After an edited text, its page, files, minutes, citations and search documents are new."""
    of = association()
    moment = data.draw(st.sampled_from(MOMENTS))
    store = filled(moment)
    address = data.draw(st.sampled_from(sorted(of.themes)))
    part = data.draw(st.sampled_from(of.themes[address].parts))
    says = {(address, part): data.draw(st.sampled_from(["nothing", "another text"]))}
    after = all_shown(plans_of(of, moment, says))
    assert compose_cached(store, of, moment, says) == after


@settings(max_examples=settings.default.max_examples // 5)
@given(st.lists(st.sampled_from(MOMENTS), min_size=2, max_size=4))
def test_time_shows_at_once(tmp_path_factory, moments: list[datetime]) -> None:
    """Every plan is right for its instant, whatever instants were composed before."""
    store = PrivateStore(tmp_path_factory.mktemp("store"))
    for moment in moments:
        assert compose_cached(store, association(), moment) == unchanged(moment)


@pytest.mark.parametrize("moment", MOMENTS, ids=INSTANTS)
def test_a_plan_is_right_throughout_its_window(moment: datetime) -> None:
    """At both edges of a plan's window, composing from nothing gives the same plan."""
    plans = plans_of(association(), moment)
    edges: dict[datetime, list[Site]] = {}
    for site, plan in plans.items():
        assert moment in plan.window
        for edge in {plan.window.since, plan.window.until - TICK} - {BEGINNING, END - TICK}:
            edges.setdefault(edge, []).append(site)
    assert edges
    for edge, sites in edges.items():
        for again in compose(views_at(association(), edge), sites):
            plan = plans[again.site]
            assert content_of(again) == content_of(plan), (again.site, edge)
            assert again.window == plan.window, (again.site, edge)


def test_windows_end_when_something_opens() -> None:
    """The members' plan ends with their next opening: the references, then the meeting."""
    ends = [plans_of(association(), moment)[BLAIN].window.until for moment in MOMENTS[:2]]
    assert ends == [instant("2026-09-23 06:00Z"), instant("2026-10-08 20:30Z")]


# --- caching -------------------------------------------------------------------------------------


@pytest.fixture
def pages_composed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the themes and sites whose pages are composed rather than found."""
    made: list[str] = []
    theme_pages, home = edition_pages.compose_theme_pages, site_pages.compose_home

    def count_theme(context, view):
        made.append(view.theme.address)
        return theme_pages(context, view)

    def count_home(context, view):
        made.append(f"{view.site.group} {view.site.audience}")
        return home(context, view)

    monkeypatch.setattr(edition_pages, "compose_theme_pages", count_theme)
    monkeypatch.setattr(site_pages, "compose_home", count_home)
    return made


def test_nothing_is_composed_twice(tmp_path: Path, pages_composed: list[str]) -> None:
    """A second build, with no opening since, composes nothing."""
    store = PrivateStore(tmp_path)
    compose_cached(store, association(), REFERENCES_OPEN)
    pages_composed.clear()
    compose_cached(store, association(), REFERENCES_OPEN + timedelta(hours=1))
    assert pages_composed == []


def test_an_edited_text_composes_its_own_theme_alone(
    tmp_path: Path, pages_composed: list[str]
) -> None:
    """An edited text composes its own theme, and no other theme or home."""
    store = PrivateStore(tmp_path)
    compose_cached(store, association(), REFERENCES_OPEN, {(PAIN, Part.DOSSIER): "ab"})
    pages_composed.clear()
    compose_cached(store, association(), REFERENCES_OPEN, {(PAIN, Part.DOSSIER): "ba"})
    assert {*pages_composed} == {PAIN}


def test_a_hidden_text_that_is_edited_composes_nothing_for_its_readers(
    tmp_path: Path, pages_composed: list[str]
) -> None:
    """An edited guide composes only the facilitators' two views of its theme."""
    store = PrivateStore(tmp_path)
    compose_cached(store, association(), REFERENCES_OPEN)
    pages_composed.clear()
    compose_cached(store, association(), REFERENCES_OPEN, {(PAIN, Part.GUIDE): "exte"})
    assert pages_composed == [PAIN, PAIN]


def test_an_opening_composes_for_its_own_group_alone(
    tmp_path: Path, pages_composed: list[str]
) -> None:
    """The end of Blain's meeting composes neither Laval's pages nor the public's."""
    store = PrivateStore(tmp_path)
    compose_cached(store, association(), instant("2026-10-08 20:30Z") - TICK)
    pages_composed.clear()
    compose_cached(store, association(), instant("2026-10-08 20:30Z"))
    assert {each for each in pages_composed if " " in each} == {
        "blain member",
        "blain reader",
        "blain facilitator",
    }
    assert {each for each in pages_composed if " " not in each} == {PAIN}
