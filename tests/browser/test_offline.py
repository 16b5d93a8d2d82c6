"""A group's site can be read in a room without a network."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from time import monotonic

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from parution import pipeline

from .conftest import INSTANT, BuiltSample, Quiet

GROUP = "la-mothe-achard"
NEXT_THEME, THEME_AFTER = "2026/menstruations/", "2026/iatrogenie/"
IN_CONTROL = "() => navigator.serviceWorker?.controller != null"
IS_KEPT = "async (address) => (await caches.match(address)) !== undefined"


class Room:
    """A meeting room: a server that can be taken away and brought back."""

    def __init__(self, folder: Path) -> None:
        self._port = 0
        self.open(folder)

    @property
    def address(self) -> str:
        """Of ``site_dir``, with a final slash."""
        return f"http://127.0.0.1:{self._port}/"

    def open(self, folder: Path) -> None:
        """Serve a ``site_dir`` where the last one was."""
        self._http = ThreadingHTTPServer(
            ("127.0.0.1", self._port), partial(Quiet, directory=str(folder))
        )
        self._port = self._http.server_port
        Thread(target=self._http.serve_forever, daemon=True).start()
        self._is_open = True

    def cut(self) -> None:
        """Take the network away: connections are refused from now on."""
        if self._is_open:
            self._http.shutdown()
            self._http.server_close()
            self._is_open = False


@pytest.fixture
def room(sample_site: BuiltSample) -> Iterator[Room]:
    """Open a room, and close it after the test."""
    opened = Room(sample_site.folder)
    yield opened
    opened.cut()


@pytest.fixture(params=[390, 1280])
def context(
    request: pytest.FixtureRequest, new_context: Callable[..., BrowserContext]
) -> BrowserContext:
    """Open a device, a phone and a wide screen in turn."""
    return new_context(viewport={"width": request.param, "height": 844})


@pytest.fixture(scope="module")
def after_seven_weeks(sample_site: BuiltSample) -> Path:
    """Build the sample once more, on the eve of its group's meeting after the next."""
    project = sample_site.folder.parent
    later = INSTANT + timedelta(days=47)
    pipeline.build(project, project / "mkdocs.yml", later, project / "later")
    return project / "later"


def at_home(context: BrowserContext, room: Room, site: str) -> Page:
    """Open a site's home and wait until the worker has kept what it keeps."""
    page = context.new_page()
    page.goto(room.address + site)
    page.wait_for_function(IN_CONTROL)
    page.wait_for_selector("html[data-offline-ready]", state="attached")
    return page


def test_it_is_reloaded_and_walked_through(
    context: BrowserContext, room: Room, sample_site: BuiltSample
) -> None:
    """Without a network the home can be reloaded, and its links lead to what is to be read."""
    page = at_home(context, room, sample_site.site(GROUP))
    room.cut()
    page.reload()
    page.locator(".next .step--open a").first.click()
    expect(page.locator("main")).to_contain_text("vignette")
    page.locator(".onward a").last.click()
    expect(page.locator(".standing .step").first).to_be_visible()


def test_what_is_open_for_the_next_meeting_is_kept_unread(
    context: BrowserContext, room: Room, sample_site: BuiltSample
) -> None:
    """After one visit to the home page the next meeting's open parts can be read offline."""
    page = at_home(context, room, sample_site.site(GROUP))
    room.cut()
    page.goto(room.address + sample_site.site(GROUP) + "2026/menstruations/preparation/")
    expect(page.locator("main")).to_contain_text("vignette")


def test_what_was_read_is_kept(
    context: BrowserContext, room: Room, sample_site: BuiltSample
) -> None:
    """A page of the archive that was read once can be read again offline."""
    archived = sample_site.site(GROUP) + "2018/contraception-premiere-consultation/dossier/"
    page = at_home(context, room, sample_site.site(GROUP))
    page.goto(room.address + archived)
    room.cut()
    page.reload()
    expect(page.locator("article h2").first).to_be_visible()


def test_what_is_missing_is_said_plainly(
    context: BrowserContext, room: Room, sample_site: BuiltSample
) -> None:
    """A page that is not kept says so, and names those that can be read, none that is closed."""
    home = room.address + sample_site.site(GROUP)
    page = at_home(context, room, sample_site.site(GROUP))
    room.cut()
    page.goto(home + "2018/depistage-troubles-cognitifs/dossier/")
    expect(page.locator("main")).to_contain_text("pas sur votre appareil")
    links = page.locator("[data-kept-pages] a")
    expect(links.nth(5)).to_be_visible()
    kept = {link.get_attribute("href"): link.inner_text() for link in links.all()}
    assert set(kept) == {
        home + path
        for path in (
            "", "themes/", "bibliography/",
            NEXT_THEME, f"{NEXT_THEME}preparation/", f"{NEXT_THEME}references/",
        )
    }  # fmt: skip
    assert not [title for title in kept.values() if "APIMED" in title]


def test_it_brings_itself_up_to_date_and_lets_go_of_nothing(
    context: BrowserContext, room: Room, sample_site: BuiltSample, after_seven_weeks: Path
) -> None:
    """Back online, what opened meanwhile is kept unread; what was kept before still is."""
    home = room.address + sample_site.site(GROUP)
    page = at_home(context, room, sample_site.site(GROUP))
    room.cut()
    context.set_offline(True)
    page.reload()
    page.wait_for_selector("html[data-offline-ready]", state="attached")
    room.open(after_seven_weeks)
    context.set_offline(False)
    # What a predicate promises counts as true at once: it must be asked again and again from here.
    until = monotonic() + 30
    while not page.evaluate(IS_KEPT, f"{home}{THEME_AFTER}summary/"):
        assert monotonic() < until
        page.wait_for_timeout(100)
    room.cut()
    page.goto(f"{home}{THEME_AFTER}summary/")
    expect(page.locator(".page--summary h1")).to_be_visible()
    page.goto(f"{home}{NEXT_THEME}preparation/")
    expect(page.locator("main")).to_contain_text("vignette")


def test_what_is_open_can_be_searched(
    context: BrowserContext, room: Room, sample_site: BuiltSample
) -> None:
    """A site can be searched offline, though nobody had searched it before."""
    page = at_home(context, room, sample_site.site(GROUP))
    room.cut()
    page.goto(room.address + sample_site.site(GROUP) + "2026/menstruations/")
    page.keyboard.press("/")
    page.keyboard.type("ferritine")
    expect(page.locator("[data-search] a").first).to_be_visible()


def test_a_worker_keeps_to_its_own_site(
    context: BrowserContext, room: Room, sample_site: BuiltSample
) -> None:
    """Two groups on one device: what one of them may read is not served to the other."""
    own, other = sample_site.site(GROUP), sample_site.site("laval")
    at_home(context, room, own)
    page = at_home(context, room, other)
    stores = page.evaluate("() => caches.keys()")
    assert sorted(stores) == sorted(f"parution /{site}" for site in (own, other))
    page.goto(f"{room.address}{other}{NEXT_THEME}dossier/")
    room.cut()
    page.reload()
    expect(page.locator(".page--dossier h1")).to_be_visible()
    page.goto(f"{room.address}{own}{NEXT_THEME}dossier/")
    expect(page.locator(".locked")).to_be_visible()
