"""Whatever a reader does on any kind of page, her browser speaks to the site's own host alone.

Requests are counted by the browser itself, for the page, its frames and its workers; what it would
send elsewhere is refused at once, so that nothing depends on a network.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

from .conftest import BuiltSample, Served, placed
from .test_accessibility import KINDS

PUBLIC = {
    "public-theme": "2026/menstruations/",
    "public-themes": "themes/",
    "public-edition": "2026/",
    "public-bibliography": "bibliography/",
    "public-of-the-archive": "2018/depistage-troubles-cognitifs/",
}

each_kind = pytest.mark.parametrize(
    "path", [*KINDS.values(), *PUBLIC.values()], ids=[*KINDS, *PUBLIC]
)


@dataclass
class Overheard:
    """What a page asked for, and what it said."""

    page: Page
    elsewhere: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def silent(self) -> bool:
        """Wait for what is under way; tell whether nothing was asked elsewhere or went wrong."""
        self.page.wait_for_load_state("networkidle")
        assert self.elsewhere == []
        assert self.complaints == []
        return True


@pytest.fixture
def overheard(
    new_context: Callable[..., BrowserContext], server: Served, sample_site: BuiltSample
) -> Callable[[str], Overheard]:
    """Open a page of the sample and listen to it."""

    def listen(path: str) -> Overheard:
        context = new_context(viewport={"width": 1280, "height": 900})
        heard = Overheard(context.new_page())

        def let_through(route: Route) -> None:
            url = route.request.url
            if url.startswith((server.address, "data:", "blob:")):
                route.continue_()
            else:
                heard.elsewhere.append(url)
                route.abort()

        context.route("**/*", let_through)
        context.on("weberror", lambda found: heard.complaints.append(str(found.error)))
        context.on(
            "console",
            lambda said: said.type in ("error", "warning") and heard.complaints.append(said.text),
        )
        heard.page.goto(server.address + placed(sample_site, path))
        return heard

    return listen


@each_kind
def test_reading_a_page_asks_nobody_else(overheard: Callable[[str], Overheard], path: str) -> None:
    """Opening, scrolling, choosing the dark scheme and printing stay within the site."""
    heard = overheard(path)
    page = heard.page
    page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
    if page.locator("[data-appearance]").first.is_visible():
        page.locator("[data-appearance]").first.click()
    page.emulate_media(media="print")
    page.emulate_media(media="screen", color_scheme="dark")
    assert heard.silent()


@pytest.mark.parametrize("path", ["{member}", "{facilitator}2026/menstruations/dossier/", ""])
def test_searching_asks_nobody_else(overheard: Callable[[str], Overheard], path: str) -> None:
    """The search, its index and its worker come from the site; a word is found."""
    heard = overheard(path)
    heard.page.locator("[data-search-open]").first.click()
    heard.page.get_by_role("searchbox").fill("menstruations")
    expect(heard.page.locator("[data-search-results] li").first).to_be_visible()
    assert heard.silent()


@each_kind
def test_a_page_forbids_its_scripts_to_ask_anybody_else(
    overheard: Callable[[str], Overheard], path: str
) -> None:
    """A policy in the page keeps even a script that was smuggled in from calling elsewhere."""
    heard = overheard(path)
    policy = heard.page.locator('meta[http-equiv="Content-Security-Policy"]')
    assert "default-src 'self'" in (policy.get_attribute("content") or "")
    assert (
        heard.page.evaluate("""async () => {
        try { await fetch("https://example.org/"); return "sent"; } catch { return "refused"; }
    }""")
        == "refused"
    )
    assert heard.elsewhere == []
    assert any("Content Security Policy" in said for said in heard.complaints)


def test_a_request_elsewhere_would_be_noticed(overheard: Callable[[str], Overheard]) -> None:
    """The ear that these tests have hears an image asked of another host."""
    heard = overheard("404.html")
    heard.page.goto("about:blank")
    heard.page.set_content('<img src="https://example.org/tracker.gif">')
    heard.page.wait_for_load_state("networkidle")
    assert heard.elsewhere == ["https://example.org/tracker.gif"]
