"""A phone shows every row's name, and recent openings on the home."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from .conftest import OpenPage

ROWS_IN_SIGHT = """(box) => {
    box.scrollLeft = SHARE * (box.scrollWidth - box.clientWidth);
    const { left } = box.getBoundingClientRect();
    return [...box.querySelectorAll("tr > :first-child")].every((cell) => {
        const place = cell.getBoundingClientRect();
        return Math.abs(place.left - left) < 3 && place.width < 0.6 * box.clientWidth;
    });
}"""


def test_no_value_is_seen_without_its_row(open_page: OpenPage) -> None:
    """However far a table is scrolled, the first column stays, and leaves room for the others."""
    page = open_page("2026/contraception/dossier/", 390)
    for box in page.locator(".page__text .table").all():
        for share in ("0", "0.5", "1"):
            assert box.evaluate(ROWS_IN_SIGHT.replace("SHARE", share))


COLUMNS_IN_SIGHT = """(box) => {
    box.scrollTop = box.scrollHeight;
    const { top } = box.getBoundingClientRect();
    return box.offsetHeight < innerHeight && [...box.querySelectorAll("thead th")].every(
        (cell) => Math.abs(cell.getBoundingClientRect().top - top) < 3);
}"""


def test_no_value_is_seen_without_its_column(open_page: OpenPage) -> None:
    """However far down a table is scrolled, its headings stay, and it fits on the screen."""
    page = open_page("2026/contraception/dossier/", 390)
    for box in page.locator(".page__text .table").all():
        assert box.evaluate(COLUMNS_IN_SIGHT)


OVERLAPS = """() => {
    const shown = [...document.querySelectorAll(".site-header__inner > *")].filter(
        (each) => each.checkVisibility() && !each.hasAttribute("popover"));
    const places = shown.map((each) => {
        const text = document.createRange();
        text.selectNodeContents(each);
        return text.getBoundingClientRect();
    });
    return places.some((one, index) => places.slice(index + 1).some((other) =>
        one.left < other.right && other.left < one.right
        && one.top < other.bottom && other.top < one.bottom));
}"""
LARGE = [
    "{member}",
    "{member}questions/",
    "{archive}",
    "{facilitator}",
    "2026/contraception/dossier/",
    "{member}2026/menstruations/references/",
    "{facilitator}2026/menstruations/dossier/",
    "{facilitator}2026/iatrogenie/sources/",
    "{facilitator}desk/",
]


@pytest.mark.parametrize("path", LARGE)
def test_text_at_twice_its_size_fits(open_page: OpenPage, path: str) -> None:
    """With text twice as large a page never scrolls sideways, and nothing covers its header."""
    page = open_page(path, 390)
    page.add_style_tag(content="html { font-size: 200% !important; }")
    page.evaluate("document.querySelector('[data-way-back]').hidden = false")
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    assert not page.evaluate(OVERLAPS)


FIELDS = "input:not([type=hidden], [type=radio], [type=checkbox]), select, textarea"
WITH_FIELDS = ["{facilitator}desk/", "{member}questions/", "{member}2026/menstruations/references/"]


@pytest.mark.parametrize("path", WITH_FIELDS)
def test_no_field_makes_a_telephone_enlarge_the_page(open_page: OpenPage, path: str) -> None:
    """Fields are as large as the text: Safari enlarges a page whose fields are smaller."""
    page = open_page(path, 390)
    sizes = page.locator(FIELDS).evaluate_all(
        "(fields) => fields.map((each) => parseFloat(getComputedStyle(each).fontSize))"
    )
    assert sizes
    assert min(sizes) >= 16


def test_a_field_grows_with_what_is_written(open_page: OpenPage) -> None:
    """Minutes are seen whole while somebody writes them, without scrolling within their field."""
    page = open_page("{facilitator}desk/", 390)
    page.locator("[data-writing=minutes] > summary").click()
    field = page.locator("[data-writing=minutes] [name=text]")
    field.fill("\n".join(f"Décision {number}" for number in range(24)))
    assert field.evaluate("(each) => each.scrollHeight <= each.clientHeight")


def is_in_first_screen(page: Page, place: str) -> bool:
    """Tell whether the whole of an element is seen without scrolling."""
    box = page.locator(place).bounding_box()
    return box is not None and box["y"] + box["height"] <= 844


def test_recent_openings_are_in_the_first_screen(open_page: OpenPage) -> None:
    """After a meeting the first screen shows the new openings."""
    page = open_page("{member}", 390)
    assert is_in_first_screen(page, "[aria-labelledby=home-recent] li >> nth=0")


def test_the_next_meeting_is_in_the_first_screen(open_page: OpenPage) -> None:
    """However many questions are open, the first screen says when the group meets next."""
    page = open_page("{member}", 390)
    expect(page.locator(".home__questions li").nth(2)).to_be_attached()
    assert is_in_first_screen(page, ".next__date")


def test_the_home_has_a_field_to_search(open_page: OpenPage) -> None:
    """A search field is in the first screen, and opens the search."""
    page = open_page("{member}", 390)
    field = page.locator("[data-search-field]")
    expect(field).to_be_visible()
    assert is_in_first_screen(page, "[data-search-field]")
    field.click()
    expect(page.locator("dialog.search input")).to_be_focused()
