"""A group's site can be read in a room without a network."""

from __future__ import annotations

import contextlib
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path
from threading import Event, Thread
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Page, Route, expect

from parution import pipeline

from .conftest import (
    INSTANT,
    BuiltSample,
    OpenPage,
    Quiet,
    Served,
    fill_in,
    open_device,
    wait_until,
)

GROUP = "la-mothe-achard"
LAST_THEME, NEXT_THEME, THEME_AFTER = (
    "2026/orthopedie-enfant/",
    "2026/menstruations/",
    "2026/iatrogenie/",
)
IN_CONTROL = "() => navigator.serviceWorker?.controller != null"
IS_OPEN = """async (address) => {
    const kept = await caches.match(address);
    return kept !== undefined && !(await kept.text()).includes('class="locked"');
}"""
IS_STALE = """async (address) => {
    const note = await caches.match(new URL("offline.json?kept", location.href));
    return (await note.json()).stale.includes(address);
}"""
ASKED_OF_THE_WORKER = """() => new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => setTimeout(resolve, 300);
    navigator.serviceWorker.controller?.postMessage("state", [port2]);
    setTimeout(resolve, 2000);
})"""
IS_KEPT = "async (address) => (await caches.match(address)) !== undefined"


class Portal(Quiet):
    """A network that answers everything with a page of its own."""

    def do_GET(self) -> None:  # noqa: N802 - the name that `http.server` calls
        page = b"<!doctype html><title>Bienvenue</title><p>Acceptez les conditions."
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        self.wfile.write(page)


class Elsewhere(Portal):
    """A host that redirects everything to a page of its own."""

    def do_GET(self) -> None:  # noqa: N802 - the name that `http.server` calls
        if self.path == "/entretien/":
            super().do_GET()
            return
        self.send_response(302)
        self.send_header("Location", "/entretien/")
        self.end_headers()


class Broken(Quiet):
    """A host whose program fails."""

    def do_GET(self) -> None:  # noqa: N802 - the name that `http.server` calls
        self.send_error(500)


class Halfway(Quiet):
    """A network that breaks in the middle of each file."""

    def copyfile(self, source: Any, outputfile: Any) -> None:
        outputfile.write(source.read(200))
        self.close_connection = True


class Silent(Quiet):
    """A network that takes every question and answers none while a test goes on."""

    released = Event()

    def do_GET(self) -> None:  # noqa: N802 - the name that `http.server` calls
        self.released.wait()


class Lacking(Quiet):
    """A host without a page of the next theme."""

    def do_GET(self) -> None:  # noqa: N802 - the name that `http.server` calls
        if NEXT_THEME in self.path:
            self.send_error(404)
        else:
            super().do_GET()


class Room:
    """A meeting room: a server that can be stopped and restarted."""

    def __init__(self, folder: Path) -> None:
        self._port = 0
        self.open(folder)

    @property
    def address(self) -> str:
        """Of ``site_dir``, with a final slash."""
        return f"http://127.0.0.1:{self._port}/"

    def open(self, folder: Path, host: type[Quiet] = Quiet) -> None:
        """Serve a ``site_dir`` at the address of the last one."""
        self._http = ThreadingHTTPServer(
            ("127.0.0.1", self._port), partial(host, directory=str(folder))
        )
        self._port = self._http.server_port
        Thread(target=self._http.serve_forever, daemon=True).start()
        self._is_open = True

    def cut(self) -> None:
        """Refuse connections from now on."""
        if self._is_open:
            self._http.shutdown()
            self._http.server_close()
            self._is_open = False


@pytest.fixture
def room(sample_site: BuiltSample) -> Iterator[Room]:
    """A room, closed after the test."""
    opened = Room(sample_site.folder)
    yield opened
    opened.cut()


@pytest.fixture
def context(new_context: Callable[..., BrowserContext]) -> BrowserContext:
    """A phone."""
    return new_context(viewport={"width": 390, "height": 844})


@pytest.fixture(scope="module")
def after_seven_weeks(sample_site: BuiltSample) -> Path:
    """The sample, built again for the eve of its group's meeting after the next."""
    project = sample_site.folder.parent
    later = INSTANT + timedelta(days=47)
    pipeline.build(project, project / "mkdocs.yml", later, project / "later")
    return project / "later"


def open_home(context: BrowserContext, room: Room, site: str) -> Page:
    """Open a site's home and wait until the worker has stored its files."""
    page = context.new_page()
    page.goto(room.address + site)
    page.wait_for_function(IN_CONTROL)
    page.wait_for_selector("html[data-offline-ready]", state="attached")
    return page


@pytest.fixture(scope="module")
def kept(browser: Browser, sample_site: BuiltSample) -> Iterator[tuple[BrowserContext, str]]:
    """A phone that opened the home once and then lost the network; and the home's address.

    Nothing that is read without a network changes what the phone keeps.
    """
    context = open_device(browser, viewport={"width": 390, "height": 844})
    room = Room(sample_site.folder)
    open_home(context, room, sample_site.site(GROUP)).close()
    room.cut()
    yield context, room.address + sample_site.site(GROUP)
    context.close()


@dataclass(frozen=True)
class Away:
    """A page at the home of a site, read without a network."""

    page: Page
    home: str
    """The home's address."""


@pytest.fixture
def away(kept: tuple[BrowserContext, str]) -> Iterator[Away]:
    """The home, opened again without a network."""
    context, home = kept
    page = context.new_page()
    page.goto(home)
    yield Away(page, home)
    page.close()


def test_it_is_reloaded_and_walked_through(away: Away) -> None:
    """Offline, the home can be reloaded, and its links lead to the reading."""
    page = away.page
    page.reload()
    page.locator(".next .step--open a").first.click()
    expect(page.locator("main")).to_contain_text("vignette")
    page.locator(".onward a").last.click()
    expect(page.locator(".standing .step").first).to_be_visible()


def test_open_parts_of_the_next_meeting_are_kept_unread(away: Away) -> None:
    """After one visit to the home page the next meeting's open parts can be read offline."""
    away.page.goto(f"{away.home}2026/menstruations/preparation/")
    expect(away.page.locator("main")).to_contain_text("vignette")


def test_minutes_and_questions_are_kept_unread(away: Away) -> None:
    """Offline, last time's questions and answers can be read and found."""
    page = away.page
    page.locator("[aria-labelledby=home-answers] a").first.click()
    expect(page.locator(".answer").first).to_contain_text("c’est l’appui qui compte d’abord")
    page.goto(f"{away.home}questions/")
    expect(page.locator("main")).to_contain_text("Restées en suspens")
    page.get_by_label("Mots d’une question ou d’une réponse").fill("corset")
    expect(page.locator(".questions__one:visible")).to_have_count(1)


def test_a_page_that_was_read_is_kept(
    context: BrowserContext, room: Room, sample_site: BuiltSample
) -> None:
    """A page of the archive that was read once can be read again offline."""
    archived = sample_site.archive + "2018/contraception-premiere-consultation/dossier/"
    page = open_home(context, room, sample_site.site(GROUP))
    page.goto(room.address + archived)
    wait_until(page, "async (address) => Boolean(await caches.match(address))", page.url)
    room.cut()
    page.reload()
    expect(page.locator("article h2").first).to_be_visible()


def test_an_unstored_page_says_so(away: Away) -> None:
    """An unstored page says so, and lists the readable ones, none of them closed."""
    page, home = away.page, away.home
    page.goto(home + "2018/depistage-troubles-cognitifs/dossier/")
    expect(page.locator("main")).to_contain_text("pas sur votre appareil")
    links = page.locator("[data-kept-pages] a")
    expect(page.locator(f"[data-kept-pages] a[href='{home}themes/']")).to_be_visible()
    kept = dict(links.evaluate_all("all => all.map((each) => [each.href, each.innerText])"))
    assert list(kept)[:2] == [home, f"{home}2026/"]
    assert set(kept) >= {
        home + path
        for path in (
            "", "themes/", "bibliography/",
            NEXT_THEME, f"{NEXT_THEME}preparation/", f"{NEXT_THEME}references/",
            f"{LAST_THEME}dossier/",
        )
    }  # fmt: skip
    assert f"{home}{NEXT_THEME}dossier/" not in kept
    assert not [address for address in kept if "/2018/" in address]
    assert not [title for title in kept.values() if "APIMED" in title]
    assert not [title for title in kept.values() if re.search(" [:;!?»]|« ", title)]


@pytest.mark.parametrize(
    ("wanted", "is_offered"),
    [("{home}2026/", True), ("https://a.example/", False), ("javascript:go()", False)],
)
def test_the_page_for_the_missing_leads_to_its_own_site_alone(
    open_page: OpenPage, server: Served, sample_site: BuiltSample, wanted: str, is_offered: bool
) -> None:
    """Whoever sends a link to it cannot put an address of another host behind « try again »."""
    home = server.address + fill_in(sample_site, "{member}")
    page = open_page(f"{{member}}offline/?page={wanted.format(home=home)}")
    page.wait_for_load_state("networkidle")
    expect(page.locator("[data-try-again]")).to_be_visible(visible=is_offered)


def test_it_brings_itself_up_to_date_and_lets_go_of_nothing(
    context: BrowserContext, room: Room, sample_site: BuiltSample, after_seven_weeks: Path
) -> None:
    """Back online, new openings are stored unread, and older pages stay stored."""
    home = room.address + sample_site.site(GROUP)
    page = open_home(context, room, sample_site.site(GROUP))
    room.cut()
    context.set_offline(True)
    page.reload()
    page.wait_for_selector("html[data-offline-ready]", state="attached")
    room.open(after_seven_weeks)
    context.set_offline(False)
    wait_until(page, IS_KEPT, f"{home}{THEME_AFTER}summary/")
    room.cut()
    page.goto(f"{home}{THEME_AFTER}summary/")
    expect(page.locator(".page--summary h1")).to_be_visible()
    page.goto(f"{home}{NEXT_THEME}preparation/")
    expect(page.locator("main")).to_contain_text("vignette")


@pytest.mark.parametrize(
    ("query", "year"), [("ferritine", "2026"), ("troubles cognitifs 2018", "2018")]
)
def test_open_parts_can_be_searched(away: Away, query: str, year: str) -> None:
    """A site and its archive can be searched offline, without an earlier search."""
    page = away.page
    page.goto(f"{away.home}2026/menstruations/")
    page.keyboard.press("/")
    page.keyboard.type(query)
    found = page.locator("[data-search-results] > li", has_text=f"· {year}").first
    expect(found.locator(".search__excerpt")).to_be_visible()


def test_the_archive_lists_the_files_of_its_search(sample_site: BuiltSample) -> None:
    """A site's list of kept files names the archive's list, and does not grow with the archive."""
    home = sample_site.folder / sample_site.site(GROUP)
    kept = json.loads((home / "pagefind/offline.json").read_bytes())
    (way,) = kept["lent"]
    assert (home / way / "pagefind/offline.json").is_file()
    assert all(path.startswith("pagefind/") for path, _ in kept["files"])


def test_a_worker_keeps_to_its_own_site(
    context: BrowserContext, room: Room, sample_site: BuiltSample
) -> None:
    """Two groups share a device, and neither is served the other's pages or told its name."""
    own, other = sample_site.site(GROUP), sample_site.site("laval")
    open_home(context, room, own)
    page = open_home(context, room, other)
    stores = page.evaluate("() => caches.keys()")
    assert len(stores) in (2, 3), "one for each group, and perhaps the archive's by now"
    sites = (own, other, sample_site.archive)
    tokens = {re.split("[-/]", site.strip("/"))[-1] for site in sites}
    assert not [name for name in stores for token in tokens if token in name]
    page.goto(f"{room.address}{other}{NEXT_THEME}dossier/")
    room.cut()
    page.reload()
    expect(page.locator(".page--dossier h1")).to_be_visible()
    page.goto(f"{room.address}{own}{NEXT_THEME}dossier/")
    expect(page.locator(".locked")).to_be_visible()


def test_a_part_opened_since_is_not_shown_as_closed(
    context: BrowserContext, room: Room, sample_site: BuiltSample, after_seven_weeks: Path
) -> None:
    """After one more visit online, a part stored as closed is read open offline.

    So is the page of another theme, which was read while it was closed and is on no list.
    """
    home = room.address + sample_site.site(GROUP)
    page = open_home(context, room, sample_site.site(GROUP))
    page.goto(f"{home}{NEXT_THEME}dossier/")
    expect(page.locator(".locked")).to_be_visible()
    room.cut()
    room.open(after_seven_weeks)
    page.goto(home)
    wait_until(page, IS_OPEN, f"{home}{NEXT_THEME}dossier/")
    room.cut()
    page.goto(f"{home}{NEXT_THEME}dossier/")
    expect(page.locator(".page--dossier h2").first).to_be_visible()
    expect(page.locator(".locked")).to_have_count(0)


@pytest.fixture(scope="module")
def after_odd_hosts(browser: Browser, sample_site: BuiltSample) -> Iterator[tuple[Page, list[str]]]:
    """A home asked of several odd hosts, then offline; and each host's answer."""
    context = open_device(browser)
    room = Room(sample_site.folder)
    home = room.address + sample_site.site(GROUP)
    page = open_home(context, room, sample_site.site(GROUP))
    said = []
    for host in (Portal, Elsewhere, Broken, Halfway):
        room.cut()
        room.open(sample_site.folder, host)
        with contextlib.suppress(Error):  # A page that breaks off halfway raises.
            page.goto(home, wait_until="commit")
        page.evaluate(ASKED_OF_THE_WORKER)
        said.append(page.content())
    room.cut()
    page.goto(home)
    yield page, said
    context.close()


def test_the_answers_of_odd_hosts_are_shown(after_odd_hosts: tuple[Page, list[str]]) -> None:
    """A network's page of conditions is shown, to be accepted, and so is a failing host's error."""
    portal, elsewhere, broken, _ = after_odd_hosts[1]
    assert "Acceptez les conditions" in portal
    assert "Acceptez les conditions" in elsewhere
    assert "500" in broken


def test_the_answers_of_odd_hosts_are_not_kept(after_odd_hosts: tuple[Page, list[str]]) -> None:
    """Offline, the home is the last one from the site's own host, styles included."""
    page = after_odd_hosts[0]
    expect(page.locator(".next__date")).to_be_visible()
    assert page.evaluate("document.querySelector('link[rel=stylesheet]').sheet.cssRules.length") > 0


def test_a_network_that_goes_away_is_no_full_device(
    after_odd_hosts: tuple[Page, list[str]],
) -> None:
    """Half-received files can be loaded again, and the device is not reported as full."""
    status = after_odd_hosts[0].locator("[data-kept-status] [role=status]")
    expect(status).not_to_be_empty()
    expect(status).not_to_contain_text("La place manque")


@pytest.mark.long
def test_a_slow_network_keeps_nobody_waiting(
    context: BrowserContext, room: Room, sample_site: BuiltSample
) -> None:
    """After some seconds without an answer, the page that is kept is shown, styles and all."""
    page = open_home(context, room, sample_site.site(GROUP))
    room.cut()
    room.open(sample_site.folder, Silent)
    try:
        page.goto(room.address + sample_site.site(GROUP))
        expect(page.locator(".next__date")).to_be_visible()
        style = "document.querySelector('link[rel=stylesheet]').sheet.cssRules.length"
        assert page.evaluate(style) > 0
    finally:
        Silent.released.set()


def test_a_withdrawn_page_is_let_go(
    context: BrowserContext, room: Room, sample_site: BuiltSample
) -> None:
    """A page reported as gone is not found again offline."""
    address = f"{room.address}{sample_site.site(GROUP)}{NEXT_THEME}"
    page = open_home(context, room, sample_site.site(GROUP))
    assert page.evaluate(IS_KEPT, address)
    room.cut()
    room.open(sample_site.folder, Lacking)
    page.goto(address)
    wait_until(page, f"async (address) => !(await ({IS_KEPT})(address))", address)


def test_a_page_that_could_not_be_renewed_is_missing_rather_than_closed(
    context: BrowserContext, room: Room, sample_site: BuiltSample, after_seven_weeks: Path
) -> None:
    """If the network breaks after the news of an opening, no stored page says closed."""
    home = room.address + sample_site.site(GROUP)
    page = open_home(context, room, sample_site.site(GROUP))
    context.route(f"**/{NEXT_THEME}dossier/", lambda route: route.abort())
    room.cut()
    room.open(after_seven_weeks)
    page.goto(home)
    wait_until(page, IS_STALE, f"{home}{NEXT_THEME}dossier/")
    room.cut()
    page.goto(f"{home}{NEXT_THEME}dossier/")
    expect(page.locator("main")).to_contain_text("pas sur votre appareil")


def test_the_network_answers_first(
    context: BrowserContext, room: Room, sample_site: BuiltSample, after_seven_weeks: Path
) -> None:
    """Back online, a page comes from the network, styles included."""
    home = room.address + sample_site.site(GROUP)
    page = open_home(context, room, sample_site.site(GROUP))
    room.cut()
    page.reload()
    room.open(after_seven_weeks)
    page.goto(f"{home}{NEXT_THEME}dossier/")
    expect(page.locator(".locked")).to_have_count(0)
    expect(page.locator(".page--dossier h2").first).to_be_visible()


def test_a_full_device_reads_as_without_the_worker(
    context: BrowserContext, room: Room, sample_site: BuiltSample
) -> None:
    """If nothing can be stored, pages and files come from the network, and the home says so."""
    page = context.new_page()
    page.goto(room.address)
    devtools = context.new_cdp_session(page)
    origin = room.address.rstrip("/")
    devtools.send("Storage.overrideQuotaForOrigin", {"origin": origin, "quotaSize": 1})
    page.goto(room.address + sample_site.site(GROUP))
    page.wait_for_function(IN_CONTROL)
    page.reload()
    expect(page.locator(".next__date")).to_be_visible()
    expect(page.locator("[data-kept-status] [role=status]")).to_contain_text("La place manque")
    page.goto(room.address + sample_site.site(GROUP) + "2026/")
    expect(page.locator("main h1")).to_be_visible()
    style = "document.querySelector('link[rel=stylesheet]').sheet.cssRules.length"
    assert page.evaluate(style) > 0
    room.cut()
    with pytest.raises(Error):  # The browser's own error, and no loop.
        page.goto(room.address + sample_site.site(GROUP))


def test_parts_of_files_come_as_without_the_worker(
    context: BrowserContext, room: Room, sample_site: BuiltSample
) -> None:
    """A player that asks for a file's first bytes gets the server's answer."""
    page = open_home(context, room, sample_site.site(GROUP))
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.headers.get("range", "")))

    def first_bytes(route: Route) -> None:
        ranged = route.request.headers.get("range") == "bytes=0-3"
        route.fulfill(status=206 if ranged else 200, body="OggS", content_type="audio/ogg")

    context.route("**/sound.ogg", first_bytes)
    answer = page.evaluate("""async () => {
        const response = await fetch("sound.ogg", { headers: { Range: "bytes=0-3" } });
        return [response.status, await response.text()];
    }""")
    assert answer == [206, "OggS"]


def test_a_link_to_an_unstored_page_says_so(away: Away) -> None:
    """Offline, each link and result to an unstored page says so, and no other does."""
    page = away.page
    expect(page.locator("html[data-away]")).to_be_attached()
    absent = page.locator("#home-editions + ul a", has_text="2018")
    expect(absent).to_contain_text("absent de cet appareil")
    expect(page.locator(".next .step--open a").first).not_to_contain_text("absent")
    page.keyboard.press("/")
    page.keyboard.type("Codex")
    expect(page.locator("[data-search-results] .absent__note").first).to_be_visible()


def test_downloads_work_without_a_network(away: Away) -> None:
    """The next theme's downloads come from the device."""
    page = away.page
    page.goto(f"{away.home}{NEXT_THEME}")
    expect(page.locator("html[data-away]")).to_be_attached()
    link = page.locator("a[download]").first
    with page.expect_download() as started:
        link.click()
    assert started.value.suggested_filename == "menstruations.html"
    assert started.value.path().stat().st_size > 1000


def test_the_list_of_kept_pages_has_those_of_one_group(
    context: BrowserContext, room: Room, sample_site: BuiltSample
) -> None:
    """A device that keeps the sites of two groups lists for each the pages of that one alone."""
    mine, other = (sample_site.site(group) for group in (GROUP, "ancenis"))
    for site in (other, mine):
        open_home(context, room, site).close()
    room.cut()
    page = context.new_page()
    page.goto(f"{room.address}{mine}offline/")
    links = page.locator("[data-kept-pages] a")
    expect(page.locator(f"[data-kept-pages] a[href='{room.address}{mine}themes/']")).to_be_visible()
    page.wait_for_timeout(1_000)  # They are added one by one.
    addresses = links.evaluate_all("(all) => all.map((each) => each.href)")
    assert not [each for each in addresses if other in each]


def test_back_online_no_link_is_marked_as_absent(away: Away) -> None:
    """When the network is back, the page says at once that everything can be read again."""
    page = away.page
    expect(page.locator("html[data-away]")).to_be_attached()
    expect(page.locator("a.absent").first).to_be_attached()
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(page.locator("html[data-away]")).to_have_count(0)
    expect(page.locator("a.absent")).to_have_count(0)


@pytest.mark.parametrize("for_good", [True, False])
def test_the_home_advises_where_the_site_may_be_forgotten(
    context: BrowserContext, room: Room, sample_site: BuiltSample, for_good: bool
) -> None:
    """A browser that may forget the site gets a button and advice; one that promised gets none."""
    promise = str(for_good).lower()
    context.add_init_script(f"navigator.storage.persisted = () => Promise.resolve({promise})")
    context.add_init_script(f"navigator.storage.persist = () => Promise.resolve({promise})")
    page = open_home(context, room, sample_site.site(GROUP))
    page.reload()
    expect(page.locator("[data-kept-status]")).to_be_visible()
    expect(page.locator(".kept__advice")).to_be_visible(visible=not for_good)


@pytest.mark.parametrize("for_good", [True, False])
def test_the_home_says_what_the_browser_promised(
    context: BrowserContext, room: Room, sample_site: BuiltSample, for_good: bool
) -> None:
    """Asked to keep the site, the browser's answer is told as it is."""
    context.add_init_script("navigator.storage.persisted = () => Promise.resolve(false)")
    context.add_init_script(
        f"navigator.storage.persist = () => Promise.resolve({str(for_good).lower()})"
    )
    page = open_home(context, room, sample_site.site(GROUP))
    page.reload()
    kept = page.locator("[data-kept-status]")
    kept.get_by_role("button").click()
    said = kept.get_attribute("data-for-good" if for_good else "data-not-for-good")
    expect(kept.get_by_role("status")).to_have_text(said or "")
