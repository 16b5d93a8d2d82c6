"""A citation opens a card by keyboard, tap and mouse; without a script it is a link."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from .conftest import OpenPage

DOSSIER = "{facilitator}2026/menstruations/dossier/"


each_width = pytest.mark.parametrize("width", [390, 1280])


def find_card(page: Page) -> Locator:
    """Return the card, open or not."""
    return page.locator(".citation-card")


@each_width
def test_enter_opens_the_card_and_escape_leads_back(open_page: OpenPage, width: int) -> None:
    """Enter opens a card that takes the focus; Escape closes it and gives the focus back."""
    page = open_page(DOSSIER, width)
    citation = page.locator("a.citation").first
    citation.focus()
    page.keyboard.press("Enter")
    expect(find_card(page)).to_be_visible()
    expect(find_card(page)).to_be_focused()
    expect(citation).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Escape")
    expect(find_card(page)).to_be_hidden()
    expect(citation).to_be_focused()


@each_width
def test_the_card_says_the_same_as_the_list(open_page: OpenPage, width: int) -> None:
    """A card has the list's reference and badges, the summary's first lines, and unique ids."""
    page = open_page(DOSSIER, width)
    citation = page.locator("a.citation").first
    citation.click()
    listed = page.locator(f".references [id='{(citation.get_attribute('href') or '')[1:]}']")
    words = listed.locator(".reference").inner_text()
    expect(find_card(page).locator(".reference")).to_have_text(words, use_inner_text=True)
    badges = listed.locator(".badge").count()
    assert badges
    expect(find_card(page).locator(".badge")).to_have_count(badges)
    expect(find_card(page).get_by_role("link", name="Lire le résumé")).to_be_visible()
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map((each) => each.id)")
    assert len(ids) == len(set(ids))


def test_the_has_legend_is_one_tap_away(open_page: OpenPage) -> None:
    """One tap explains the HAS grade or level of a card."""
    page = open_page(DOSSIER, 390, has_touch=True, is_mobile=True)
    page.locator("a.citation").first.tap()
    meaning = find_card(page).get_by_text("accord d’experts, en l’absence d’études")
    expect(meaning).to_be_hidden()
    find_card(page).locator(".evidence-legend > summary").tap()
    expect(meaning).to_be_visible()


def test_a_card_without_grade_has_no_legend(open_page: OpenPage) -> None:
    """A card without a HAS rating has no HAS legend."""
    page = open_page(DOSSIER)
    page.evaluate(
        "document.querySelectorAll('.references .evidence [title]')"
        ".forEach((each) => each.removeAttribute('title'))"
    )
    page.locator("a.citation").first.click()
    expect(find_card(page)).to_be_visible()
    expect(find_card(page).locator(".evidence-legend")).to_have_count(0)


def test_tab_leads_out_of_the_card_to_the_text_after_the_citation(open_page: OpenPage) -> None:
    """After the card's last link Tab goes on in the text, not at the top of the page."""
    page = open_page(DOSSIER)
    citation = page.locator("a.citation").first
    citation.focus()
    page.keyboard.press("Tab")
    following = page.evaluate("document.activeElement.outerHTML")
    citation.focus()
    page.keyboard.press("Enter")
    expect(find_card(page)).to_be_focused()
    for _ in range(find_card(page).locator("a[href], summary").count() + 1):
        page.keyboard.press("Tab")
    expect(find_card(page)).to_be_hidden()
    assert page.evaluate("document.activeElement.outerHTML") == following
    citation.focus()
    page.keyboard.press("Enter")
    expect(find_card(page)).to_be_focused()
    page.keyboard.press("Shift+Tab")
    expect(find_card(page)).to_be_hidden()
    expect(citation).to_be_focused()


def test_a_tap_opens_the_card_and_another_closes_it(open_page: OpenPage) -> None:
    """On a phone a tap opens the card, and a tap anywhere else closes it."""
    page = open_page(DOSSIER, 390, has_touch=True, is_mobile=True)
    page.locator("a.citation").first.tap()
    expect(find_card(page)).to_be_visible()
    page.touchscreen.tap(195, 120)
    expect(find_card(page)).to_be_hidden()


def test_the_card_stays_while_the_mouse_is_on_it(open_page: OpenPage) -> None:
    """The mouse opens the card, may enter it, and closes it by leaving both."""
    page = open_page(DOSSIER)
    page.locator("a.citation").first.hover()
    expect(find_card(page)).to_be_visible()
    find_card(page).hover()
    page.wait_for_timeout(500)
    expect(find_card(page)).to_be_visible()
    page.mouse.move(2, 2)
    expect(find_card(page)).to_be_hidden()


def test_a_range_shows_every_reference_it_stands_for(open_page: OpenPage) -> None:
    """The card of « 1-3 » includes the second reference, which has no link of its own."""
    page = open_page(DOSSIER)
    between = page.locator("a.citation + span[data-key]").first
    count = page.evaluate("document.querySelectorAll('a.citation + span[data-key]').length")
    if not count:
        page.evaluate("""() => {
            const first = document.querySelector("a.citation");
            const other = document.querySelectorAll(".references li")[2];
            const hidden = document.createElement("span");
            hidden.dataset.key = other.dataset.key;
            first.after(hidden);
        }""")
    between.locator("xpath=preceding-sibling::a[1]").click()
    expect(find_card(page).locator(".citation-card__entry").nth(1)).to_be_visible()


@each_width
def test_without_a_script_the_citation_leads_to_the_list(open_page: OpenPage, width: int) -> None:
    """With JavaScript off a citation is a link to its reference on the same page."""
    page = open_page(DOSSIER, width, java_script_enabled=False)
    citation = page.locator("a.citation").first
    citation.click()
    assert page.url.endswith(citation.get_attribute("href") or "nothing")
    expect(page.locator("li:target")).to_be_in_viewport()
