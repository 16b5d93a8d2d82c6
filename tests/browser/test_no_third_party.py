"""On any kind of page, a reader's browser speaks to the site's own host alone.

The browser itself counts requests, for the page, its frames and its workers. The tests need no
network: this browser finds no host but its own machine.
"""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from .conftest import BuiltSample, Served, fill_in, open_device
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


WITHIN = ("data:", "blob:")
"""Beginnings of addresses that lie within the page."""

LIMIT = 150_000
"""Bytes of a page with all it needs, compressed, before anybody searches."""

ASK_ELSEWHERE = """async () => {
    try { await fetch("https://example.org/"); return "sent"; } catch { return "refused"; }
}"""


@dataclass
class Overheard:
    """The requests and messages of a page."""

    page: Page
    elsewhere: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def silent(self) -> bool:
        """Wait for running requests; tell whether none went elsewhere and none failed."""
        self.page.wait_for_load_state("networkidle")
        assert self.elsewhere == []
        assert self.complaints == []
        return True


@pytest.fixture
def overheard(
    new_context: Callable[..., BrowserContext], server: Served, sample_site: BuiltSample
) -> Callable[[str], Overheard]:
    """A function that opens a page of the sample, lets its workers work, and listens."""

    def listen(path: str) -> Overheard:
        context = new_context(viewport={"width": 1280, "height": 900})
        heard = Overheard(context.new_page())

        def let_through(route: Route) -> None:
            url = route.request.url
            if url.startswith((server.address, *WITHIN)):
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
        heard.page.goto(server.address + fill_in(sample_site, path))
        return heard

    return listen


@dataclass(frozen=True)
class Visit:
    """The record of a visit to a page."""

    asked: frozenset[str]
    """The addresses of all requests."""
    complaints: frozenset[str]
    policy: str
    answer: str
    """The answer to a script that asked another host."""
    refusals: tuple[str, ...]
    """The browser's messages about that."""


Visits = Callable[[str], Visit]


@pytest.fixture(scope="module")
def visits(browser: Browser, server: Served, sample_site: BuiltSample) -> Iterator[Visits]:
    """Visits of each kind of page, made once."""
    context = open_device(browser, service_workers="block")
    yield cache(lambda path: visit(context.new_page(), server.address + fill_in(sample_site, path)))
    context.close()


def visit(page: Page, address: str) -> Visit:
    """Visit a page as readers do: open it, scroll, choose the dark scheme, print.

    At the end a script asks another host, as if somebody had injected it.
    """
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda words: said.append(words.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(address)
    page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
    page.locator("[data-appearance-button]").click()
    page.emulate_media(media="print")
    page.emulate_media(media="screen", color_scheme="dark")
    page.wait_for_load_state("networkidle")
    complaints, said[:] = frozenset(said), []
    policy = page.locator('meta[http-equiv="Content-Security-Policy"]').get_attribute("content")
    answer = page.evaluate(ASK_ELSEWHERE)
    page.close()
    return Visit(frozenset(asked), complaints, policy or "", answer, tuple(said))


@each_kind
def test_reading_a_page_asks_nobody_else(visits: Visits, server: Served, path: str) -> None:
    """Opening, scrolling, choosing the dark scheme and printing stay within the site."""
    asked = visits(path).asked
    assert asked
    assert [each for each in asked if not each.startswith((server.address, *WITHIN))] == []


@each_kind
def test_nothing_goes_wrong_on_a_page(visits: Visits, path: str) -> None:
    """Meanwhile the browser reports no error, and no script fails."""
    assert visits(path).complaints <= {"Service Worker registration blocked by Playwright"}


@each_kind
def test_a_page_costs_little(
    visits: Visits, server: Served, sample_site: BuiltSample, path: str
) -> None:
    """A page and all that it loads weigh at most 150 kB compressed."""
    asked = visits(path).asked
    files = [each.removeprefix(server.address) for each in asked if not each.startswith(WITHIN)]
    assert sum(compressed_size(sample_site.folder / file) for file in files) <= LIMIT


def compressed_size(path: Path) -> int:
    """Return the number of bytes of a file that a web server sends."""
    file = path / "index.html" if path.is_dir() else path
    return len(gzip.compress(file.read_bytes(), 6))


@pytest.mark.parametrize("path", ["{member}", "{facilitator}2026/menstruations/dossier/", ""])
def test_searching_asks_nobody_else(overheard: Callable[[str], Overheard], path: str) -> None:
    """The search, its index and its worker come from the site; a word is found."""
    heard = overheard(path)
    heard.page.locator("[data-search-open]").first.click()
    heard.page.get_by_role("searchbox").fill("menstruations")
    expect(heard.page.locator("[data-search-results] li").first).to_be_visible()
    assert heard.silent()


@each_kind
def test_a_page_forbids_its_scripts_to_ask_anybody_else(visits: Visits, path: str) -> None:
    """The page's policy stops even an injected script from calling another host."""
    visit = visits(path)
    assert "default-src 'self'" in visit.policy
    assert visit.answer == "refused"
    assert any("Content Security Policy" in said for said in visit.refusals)
    assert not any("example.org" in address for address in visit.asked)


def test_a_request_elsewhere_would_be_noticed(overheard: Callable[[str], Overheard]) -> None:
    """These tests notice an image requested from another host."""
    heard = overheard("404.html")
    heard.page.goto("about:blank")
    heard.page.set_content('<img src="https://example.org/tracker.gif">')
    heard.page.wait_for_load_state("networkidle")
    assert heard.elsewhere == ["https://example.org/tracker.gif"]
