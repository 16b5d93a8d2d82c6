"""The bar of a preview, as people use it: on a phone, with the keyboard, while they edit."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from tests.browser.conftest import wait_until
from tests.browser.test_accessibility import find_violations
from tests.preview.test_server import DONE, DOSSIER, Served, serving
from tests.timetable.requests import ask_for

from tiny_project import tiny_project

WIDTHS = [(390, 844), (1280, 800)]


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A preview of a change that opens everything earlier, and of one that is refused."""
    folder = tmp_path_factory.mktemp("preview")
    mail = folder / "demande.txt"
    refused = ask_for(sets={"policy": "befor"}, made=1)
    mail.write_text(f"{DONE}\n\n{refused}\n", encoding="utf-8")
    with serving(tiny_project(folder / "project"), str(mail)) as server:
        yield server


@pytest.fixture
def opened(served: Served, page: Page) -> Page:
    """The home of the members' site on a phone, with the bar folded."""
    page.goto(f"http://127.0.0.1:{served.port}{served.path()}")
    if page.locator("details[data-kept=change][open]").count():
        page.get_by_text("La demande").first.click()
    return page


@pytest.mark.parametrize(("width", "height"), WIDTHS)
def test_the_bar_fits(
    served: Served, new_context: Callable[..., BrowserContext], width: int, height: int
) -> None:
    """Unfolded, it neither makes the page wider nor leaves the screen."""
    page = new_context(viewport={"width": width, "height": height}).new_page()
    page.goto(f"http://127.0.0.1:{served.port}{served.path()}")
    page.get_by_text("Choisir", exact=True).click()
    expect(page.get_by_role("button", name="Afficher")).to_be_in_viewport()
    expect(page.get_by_role("combobox", name="Site")).to_be_in_viewport(ratio=1)
    expect(page.get_by_label("Instant", exact=True)).to_be_in_viewport(ratio=1)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_another_site_and_instant_are_chosen_with_the_keyboard(opened: Page) -> None:
    """From the summary on, the keyboard suffices."""
    opened.get_by_text("Choisir", exact=True).focus()
    opened.keyboard.press("Enter")
    opened.keyboard.press("Tab")
    expect(opened.get_by_role("combobox", name="Site")).to_be_focused()
    opened.keyboard.type("Blain, animateur")
    opened.get_by_label("Instant", exact=True).fill("2026-10-08T22:30")
    opened.get_by_label("Instant", exact=True).press("Enter")
    expect(opened.get_by_label("Aperçu", exact=True)).to_contain_text(
        "Blain, animateur ou animatrice, jeudi 8 octobre 2026 à 22 h 30"
    )


def test_escape_folds_the_bar(opened: Page) -> None:
    """Escape folds the bar, and the focus returns to its summary."""
    opened.get_by_text("Choisir", exact=True).click()
    opened.get_by_role("combobox", name="Site").focus()
    opened.keyboard.press("Escape")
    expect(opened.get_by_role("button", name="Afficher")).to_be_hidden()
    expect(opened.locator("summary", has_text="Choisir")).to_be_focused()


def test_the_clock_of_the_page_is_the_previewed_one(opened: Page) -> None:
    """The page's own scripts read the previewed instant as now."""
    opened.get_by_role("link", name="Ouverture suivante").click()
    opened.wait_for_url("**/@sites/2026-09-23T06:00:00Z/**")
    assert opened.evaluate("new Date().toISOString().slice(0, 13)") == "2026-09-23T06"
    assert opened.evaluate("new Date(0).getUTCFullYear() + (new Date() instanceof Date)") == 1971


def test_the_change_is_shown_before_and_after(opened: Page) -> None:
    """One switch changes the view, and the bar has the effects and the refusals."""
    opened.get_by_role("link", name="Après", exact=True).click()
    opened.wait_for_url("**/@apres/**")
    bar = opened.get_by_label("Aperçu", exact=True)
    expect(bar).to_contain_text("après la demande")
    expect(bar.locator("summary", has_text="La demande")).to_contain_text("refusée")


def test_no_worker_is_left(opened: Page) -> None:
    """The browser keeps nothing of a preview."""
    wait_until(
        opened, "async () => (await navigator.serviceWorker.getRegistrations()).length === 0"
    )
    assert opened.evaluate("caches.keys()") == []


def test_a_page_follows_edits(served: Served, page: Page) -> None:
    """A mistake replaces the page until it is corrected, without touching the browser."""
    page.goto(f"http://127.0.0.1:{served.port}{served.path()}{DOSSIER}")
    file = Path(served.project / "groups/blain.yml")
    right = file.read_text("utf-8")
    file.write_text(right.replace("policy: references-first", "policy: befor"), encoding="utf-8")
    expect(page.get_by_role("heading", level=1)).to_have_text("L’aperçu ne peut pas être fait")
    expect(page.get_by_text("groups/blain.yml:2")).to_be_visible()
    file.write_text(right, encoding="utf-8")
    expect(page.get_by_label("Aperçu", exact=True)).to_contain_text("Blain, membres")


@pytest.mark.parametrize("panel", ["Choisir", "La demande"])
def test_axe_finds_nothing_in_the_bar(opened: Page, panel: str) -> None:
    """The bar passes axe-core with a panel open."""
    opened.locator("summary", has_text=panel).click()
    assert find_violations(opened) == ""
