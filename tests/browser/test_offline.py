"""A group's site can be read in a room without a network."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from http.server import ThreadingHTTPServer
from threading import Thread

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from .conftest import BuiltSample, Quiet

GROUP = "la-mothe-achard"
READY = (
    "() => navigator.serviceWorker.ready.then(() => navigator.serviceWorker.controller !== null)"
)


class Room:
    """A meeting room: a server that can be taken away."""

    def __init__(self, sample: BuiltSample) -> None:
        handler = partial(Quiet, directory=str(sample.folder))
        self._http = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self.address = f"http://127.0.0.1:{self._http.server_port}/"
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
    opened = Room(sample_site)
    yield opened
    opened.cut()


def at_home(context: BrowserContext, room: Room, site: str) -> Page:
    """Open a site's home and wait until the worker has kept what it keeps."""
    page = context.new_page()
    page.goto(room.address + site)
    page.wait_for_function(READY)
    page.wait_for_selector("html[data-offline-ready]", state="attached")
    return page


def test_what_is_open_for_the_next_meeting_is_kept_unread(
    new_context: Callable[..., BrowserContext], room: Room, sample_site: BuiltSample
) -> None:
    """After one visit to the home page the next meeting's open parts can be read offline."""
    page = at_home(new_context(), room, sample_site.site(GROUP))
    room.cut()
    page.goto(room.address + sample_site.site(GROUP) + "2026/menstruations/preparation/")
    expect(page.locator("main")).to_contain_text("vignette")


def test_what_was_read_is_kept(
    new_context: Callable[..., BrowserContext], room: Room, sample_site: BuiltSample
) -> None:
    """A page of the archive that was read once can be read again offline."""
    archived = sample_site.site(GROUP) + "2018/contraception-premiere-consultation/dossier/"
    page = at_home(new_context(), room, sample_site.site(GROUP))
    page.goto(room.address + archived)
    room.cut()
    page.reload()
    expect(page.locator("article h2").first).to_be_visible()


def test_what_is_missing_is_said_plainly(
    new_context: Callable[..., BrowserContext], room: Room, sample_site: BuiltSample
) -> None:
    """A page that is not kept says so, and names pages that are."""
    page = at_home(new_context(), room, sample_site.site(GROUP))
    room.cut()
    missing = "2018/depistage-troubles-cognitifs/dossier/"
    page.goto(room.address + sample_site.site(GROUP) + missing)
    expect(page.locator("main")).to_contain_text("pas sur votre appareil")
    expect(page.locator("[data-kept-pages] li").first).to_be_visible()


def test_what_is_open_can_be_searched(
    new_context: Callable[..., BrowserContext], room: Room, sample_site: BuiltSample
) -> None:
    """A site can be searched offline, though nobody had searched it before."""
    page = at_home(new_context(), room, sample_site.site(GROUP))
    room.cut()
    page.goto(room.address + sample_site.site(GROUP) + "2026/menstruations/")
    page.keyboard.press("/")
    page.keyboard.type("ferritine")
    expect(page.locator("[data-search] a").first).to_be_visible()


def test_a_worker_keeps_to_its_own_site(
    new_context: Callable[..., BrowserContext], room: Room, sample_site: BuiltSample
) -> None:
    """Two groups on one device: what one site keeps, the other does not serve."""
    context = new_context()
    at_home(context, room, sample_site.site(GROUP))
    other = at_home(context, room, sample_site.site("laval"))
    stores = other.evaluate("() => caches.keys()")
    assert sorted(stores) == sorted(
        f"parution /{sample_site.site(group)}" for group in (GROUP, "laval")
    )
