"""For everyone: axe-core finds nothing, the keyboard suffices, and enlarged pages are not cut."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

import pytest
from _pytest.mark import ParameterSet
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from .conftest import OpenPage

WIDTHS = (390, 1280)

KINDS = {
    "members-home": "{member}",
    "facilitator-home": "{facilitator}",
    "theme": "{member}2026/menstruations/",
    "theme-all-open": "{facilitator}2026/menstruations/",
    "home-without-a-meeting": "{new}",
    "locked": "{member}2026/menstruations/dossier/",
    "reserved": "{member}2026/menstruations/guide/",
    "dossier": "{facilitator}2026/menstruations/dossier/",
    "dossier-of-the-archive": "{archive}2018/depistage-troubles-cognitifs/dossier/",
    "summary": "{facilitator}2026/menstruations/summary/",
    "references": "{member}2026/menstruations/references/",
    "themes": "{member}themes/",
    "edition": "{member}2026/",
    "bibliography": "{member}bibliography/",
    "bibliography-of-a-year": "{member}bibliography/2026/",
    "bibliography-not-open": "{new}bibliography/2026/",
    "offline": "{member}offline/",
    "meetings": "{facilitator}meetings/",
    "meeting": "{member}meetings/2026-09-10/",
    "meeting-to-come": "{member}meetings/2026-10-08/",
    "questions": "{member}questions/",
    "desk": "{facilitator}desk/",
    "public-home": "",
    "public-locked": "2026/menstruations/dossier/",
    "not-found": "404.html",
}
DOSSIER = KINDS["dossier"]

each_kind = pytest.mark.parametrize("path", KINDS.values(), ids=KINDS)
each_width = pytest.mark.parametrize("width", WIDTHS)
LOOKS = ((390, "dark"), (1280, "light"), (390, "light"), (1280, "dark"))

each_look = pytest.mark.parametrize(
    ("width", "scheme"),
    [LOOKS[0], *(pytest.param(*look, marks=pytest.mark.long) for look in LOOKS[1:])],
)
"""A phone in the dark; few errors need one width and one scheme together."""


def in_turns(cases: Iterable[object]) -> list[ParameterSet]:
    """Return cases with each look; all but one of each case, in turns, for `make test-long`."""
    return [
        pytest.param(case, *look, marks=() if turn == number % 2 else pytest.mark.long)
        for number, case in enumerate(cases)
        for turn, look in enumerate(LOOKS)
    ]


def find_violations(page: Page) -> str:
    """Return the violations that axe-core finds on a page.

    All of its rules count, including those of good practice.
    """
    page.emulate_media(reduced_motion="reduce")
    results = Axe().run(page)
    return str(results.generate_report()) if results.violations_count else ""


@pytest.mark.parametrize(("path", "width", "scheme"), in_turns(KINDS.values()))
def test_axe_finds_nothing(open_page: OpenPage, path: str, width: int, scheme: str) -> None:
    """Every kind of page passes axe-core."""
    assert not find_violations(open_page(path, width, scheme))


def with_a_card(page: Page) -> None:
    page.locator("a.citation").first.click()
    page.locator(".citation-card").wait_for(state="visible")


def with_search(page: Page) -> None:
    expect(page.locator("[data-search-open]")).to_be_visible()
    page.keyboard.press("/")
    page.keyboard.type("saignement")
    page.locator("[data-search-results] a").first.wait_for(state="visible")


def with_everything_unfolded(page: Page) -> None:
    page.evaluate("document.querySelectorAll('details').forEach((each) => (each.open = true))")


@pytest.mark.parametrize(
    ("act", "width", "scheme"), in_turns([with_a_card, with_search, with_everything_unfolded])
)
def test_axe_finds_nothing_open(
    open_page: OpenPage, act: Callable[[Page], None], width: int, scheme: str
) -> None:
    """Pages pass axe-core with a card, the search or folded sections open."""
    page = open_page(DOSSIER, width, scheme)
    act(page)
    assert not find_violations(page)


@pytest.mark.parametrize("scheme", ["dark", pytest.param("light", marks=pytest.mark.long)])
def test_axe_finds_nothing_in_the_menu(open_page: OpenPage, scheme: str) -> None:
    """A page passes axe-core with a phone's menu open."""
    page = open_page(DOSSIER, 390, scheme)
    page.get_by_role("button", name="Menu").click()
    expect(page.get_by_role("link", name="Thèmes", exact=True)).to_be_visible()
    assert not find_violations(page)


@each_kind
def test_nothing_is_wider_than_the_window(open_page: OpenPage, path: str) -> None:
    """A page never scrolls sideways, on the smallest phone or enlarged to 400 %."""
    page = open_page(path)
    wider = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    for width in (320, 390, 640, 960):
        page.set_viewport_size({"width": width, "height": 600})
        assert page.evaluate(wider) == 0


ENLARGED = {"200 %": (640, 512), "400 %": (320, 256)}
"""Windows in CSS pixels of a screen of 1280 by 1024 on which a page is enlarged."""


@pytest.mark.parametrize("size", ENLARGED.values(), ids=ENLARGED)
@pytest.mark.parametrize(
    ("act", "opened"),
    [(with_a_card, ".citation-card"), (with_search, "[data-search]")],
    ids=["card", "search"],
)
def test_cards_and_search_stay_within_an_enlarged_window(
    open_page: OpenPage, act: Callable[[Page], None], opened: str, size: tuple[int, int]
) -> None:
    """Enlarged, a card or the search is not cut off, and scrolls downwards if it does not fit."""
    page = open_page(DOSSIER)
    page.set_viewport_size({"width": size[0], "height": size[1]})
    act(page)
    assert page.locator(opened).evaluate("""(box) => {
        const { left, right, top, bottom } = box.getBoundingClientRect();
        const within = left >= 0 && right <= innerWidth && top >= 0 && bottom <= innerHeight;
        return within && box.scrollWidth <= box.clientWidth;
    }""")


def test_a_low_window_is_left_to_the_text(open_page: OpenPage) -> None:
    """On a phone in landscape the header scrolls away."""
    page = open_page(DOSSIER)
    page.set_viewport_size({"width": 844, "height": 390})
    page.evaluate("scrollTo({ top: 2000, behavior: 'instant' })")
    expect(page.locator(".site-header")).not_to_be_in_viewport()


def test_a_wide_table_scrolls_with_the_keyboard(open_page: OpenPage) -> None:
    """A table wider than a phone is a named box that takes the focus; one that fits does not."""
    page = open_page(DOSSIER, 320)
    box = page.locator(".table").first
    expect(box).to_have_attribute("tabindex", "0")
    expect(box).to_have_attribute("aria-label", re.compile("^Tableau\u00a0:"))
    page.set_viewport_size({"width": 1280, "height": 844})
    expect(box).not_to_have_attribute("tabindex", "0")


@each_width
def test_buttons_and_menus_are_wide_enough_for_a_thumb(open_page: OpenPage, width: int) -> None:
    """Controls of the header, folds and onward links are at least 44 px high."""
    page = open_page(DOSSIER, width)
    low = page.evaluate("""
        [...document.querySelectorAll(".site-header :is(a, button), summary, .onward a")]
          .filter((each) => each.checkVisibility())
          .filter((each) => each.getBoundingClientRect().height < 44)
          .map((each) => each.outerHTML)
    """)
    assert low == []


def test_the_first_stop_of_the_keyboard_skips_to_the_text(open_page: OpenPage) -> None:
    """The first Tab shows a link that skips the header."""
    page = open_page(DOSSIER)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getBoundingClientRect().top >= 0")
    page.keyboard.press("Enter")
    expect(page.locator("#content")).to_be_focused()


@pytest.mark.parametrize(
    ("path", "width"), [("members-home", 390), ("members-home", 1280), ("desk", 390)]
)
def test_every_stop_of_the_keyboard_can_be_seen(open_page: OpenPage, path: str, width: int) -> None:
    """Each focused element shows an outline, and the header does not cover it."""
    page = open_page(KINDS[path], width)
    seen = 0
    while seen < 200:
        page.keyboard.press("Tab")
        name, outlined, covered = page.evaluate("""() => {
            const here = document.activeElement;
            const style = getComputedStyle(here);
            const header = document.querySelector(".site-header");
            const box = here.getBoundingClientRect();
            const covered = !header.contains(here) && box.bottom <= header.offsetHeight;
            return [here.outerHTML, style.outlineStyle !== "none", covered];
        }""")
        if name.startswith("<body"):
            break
        assert outlined, name
        assert not covered, name
        seen += 1
    assert seen > 10


def test_dark_or_light_is_remembered(open_page: OpenPage) -> None:
    """The chosen mode holds on the next page, whatever the system prefers."""
    page = open_page(KINDS["members-home"], scheme="light")
    page.get_by_role("button", name="Passer en mode sombre").click()
    page.goto(page.url + "themes/")
    assert page.evaluate("getComputedStyle(document.body).colorScheme") == "dark"
    expect(page.get_by_role("button", name="Passer en mode clair")).to_be_visible()


def test_nothing_moves_for_those_who_ask_for_it(open_page: OpenPage) -> None:
    """With reduced motion no element has a transition or an animation."""
    page = open_page(DOSSIER, reduced_motion="reduce")
    moving = page.evaluate("""
        [...document.querySelectorAll("*")].map((each) => getComputedStyle(each)).filter((style) =>
          style.transitionDuration !== "0s" || style.animationName !== "none").length
    """)
    assert moving == 0
