"""The sample, built once and served on loopback, and the system's Chromium to read it with.

A browser test that cannot run fails: nothing here skips.
"""

from __future__ import annotations

import os
import re
import shutil
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from time import monotonic
from zoneinfo import ZoneInfo

import pytest
from filelock import FileLock
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect, sync_playwright

from parution import pipeline
from parution.compose.site_addresses import locate_site_folder
from parution.private_store import PrivateStore
from parution.release import list_sites
from parution.sources import read

REPOSITORY = Path(__file__).parents[2]
SOURCES = ("themes", "bibliography", "groups", "mkdocs.yml")
SECRET = "a secret for tests alone, of more than 32 characters"
PATIENCE = 30_000
"""Milliseconds that a busy machine may take to show a page."""

NEW_GROUP = "nouveau-groupe"
"""A group without a dated meeting, which the sample lacks."""

INSTANT = datetime(2026, 9, 25, 12, tzinfo=ZoneInfo("Europe/Paris"))

SHOW_HOUR = """
(() => {
  const Real = Date;
  const shift = %d - Real.now();
  globalThis.Date = class extends Real {
    constructor(...given) {
      if (given.length) super(...given);
      else super(Real.now() + shift);
    }
    static now() {
      return Real.now() + shift;
    }
  };
})();
"""
"""Sets the clock that a page's scripts read. (Playwright's own takes away more than the time.)"""

PROGRAMS = ("chromium-headless-shell", "chromium", "chromium-browser")
"""Names of Chromium; the first is without the windows of a desktop, and does half the work."""

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--process-per-site",  # Otherwise each page starts a process, which costs a tenth of a second.
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # Requests to another host are refused at once.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
)


def pytest_itemcollected(item: pytest.Item) -> None:
    """Let a test of this folder that fails run again as often as ``.ci/run`` allows: once.

    The end of the run lists each such test with its failure.
    """
    if reruns := os.environ.get("PARUTION_TEST_RERUNS"):
        item.add_marker(pytest.mark.flaky(reruns=int(reruns)))


@dataclass(frozen=True)
class BuiltSample:
    """The sample as it is at `INSTANT`, and the place of each site."""

    folder: Path
    """``site_dir``"""
    paths: dict[tuple[str | None, str], str]
    """A site's address relative to ``site_dir`` by group and audience."""

    def site(self, group: str | None, audience: str = "member") -> str:
        """Return the address of a group's site relative to ``site_dir``, with a final slash."""
        return self.paths[group, audience]

    @property
    def archive(self) -> str:
        """The address of the archive of all groups."""
        return self.site(None, "archive")


@pytest.fixture(scope="session")
def sample_site(tmp_path_factory: pytest.TempPathFactory) -> BuiltSample:
    """The sample, built once for all processes of a run, with a secret of its own.

    The first process builds; the others wait for it and read its build.
    """
    folder = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        folder = folder.parent  # The folder shared by all processes of one run.
    project = folder / "sample"
    with FileLock(folder / "sample.lock"):
        if not (project / "built").exists():
            build_sample(project)
            (project / "built").touch()
    catalogue = read(project).require()
    secret = PrivateStore(project).secret()
    folders = {site: locate_site_folder(catalogue, secret, site) for site in list_sites(catalogue)}
    paths = {
        (site.group, site.audience.value): f"{folder}/" if folder else ""
        for site, folder in folders.items()
    }
    return BuiltSample(project / "site", paths)


def build_sample(project: Path) -> None:
    """Build a copy of the sample's sources."""
    for name in SOURCES:
        source = REPOSITORY / name
        copy = shutil.copytree if source.is_dir() else shutil.copy
        copy(source, project / name)
    (project / "groups" / f"{NEW_GROUP}.yml").write_text("name: Nouveau groupe\n")
    config = project / "mkdocs.yml"
    # PDF are tested in tests/output, on small projects. No `site_url` is set: the desk finds the
    # address by itself (with one, see test_room_code).
    text = config.read_text().replace("- parution:\n", "- parution:\n      pdf: false\n")
    config.write_text(re.sub("^site_url:.*\n", "", text, flags=re.MULTILINE))
    PrivateStore(project).secret_path.write_text(SECRET)
    pipeline.build(project, config, INSTANT, project / "site")


class Quiet(SimpleHTTPRequestHandler):
    """Serves files as hosts do, with the 404 page, and logs no request."""

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answer a missing address with the page that may lead on."""
        page = Path(self.directory, "404.html")
        if code != HTTPStatus.NOT_FOUND or not page.is_file():
            super().send_error(code, message, explain)
            return
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(page.read_bytes())

    def log_message(self, format: str, *args: object) -> None:
        """Log nothing."""


@dataclass(frozen=True)
class Served:
    """A folder served on loopback."""

    address: str
    """Of ``site_dir``, with a final slash."""


@pytest.fixture(scope="session")
def server(sample_site: BuiltSample) -> Iterator[Served]:
    """The built sample, served."""
    handler = partial(Quiet, directory=str(sample_site.folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as http:
        threading.Thread(target=http.serve_forever, daemon=True).start()
        yield Served(f"http://127.0.0.1:{http.server_port}/")
        http.shutdown()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The system's Chromium, started once."""
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    assert program, "Chromium is not installed: apt-get install chromium-headless-shell"
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=program, args=list(FLAGS))
        expect.set_options(timeout=PATIENCE)
        yield started
        started.close()


def open_device(browser: Browser, clock: datetime = INSTANT, **settings: object) -> BrowserContext:
    """Open a context, which is a device; the settings are Playwright's."""
    context = browser.new_context(**settings)  # type: ignore[arg-type]
    context.set_default_timeout(PATIENCE)
    # Pages compare their announcements with the reader's clock: it shows the sample's hour.
    context.add_init_script(SHOW_HOUR % (clock.timestamp() * 1000))
    return context


@pytest.fixture
def new_context(browser: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """A function that opens contexts, for tests of a device's storage or missing features."""
    opened: list[BrowserContext] = []

    def open_context(**settings: object) -> BrowserContext:
        opened.append(open_device(browser, **settings))  # type: ignore[arg-type]
        return opened[-1]

    yield open_context
    for context in opened:
        context.close()


@pytest.fixture(scope="session")
def devices(browser: Browser) -> dict[str, BrowserContext]:
    """Contexts by their settings: to open one costs thrice the price of a page."""
    return {}


@pytest.fixture
def new_page(browser: Browser, devices: dict[str, BrowserContext]) -> Iterator[Callable[..., Page]]:
    """A function that opens pages, each as the first on its device, without service workers.

    ``new_page(width=390, scheme="dark")``; any further setting is one of Playwright's for a browser
    context. A page's storage on its device is cleared after the test.
    """
    opened: list[Page] = []

    def open_page(width: int = 1280, scheme: str = "light", **settings: object) -> Page:
        size = {"width": width, "height": 844}
        wanted = {"viewport": size, "color_scheme": scheme, "service_workers": "block", **settings}
        key = repr(sorted(wanted.items()))
        if key not in devices:
            devices[key] = open_device(browser, **wanted)  # type: ignore[arg-type]
        opened.append(devices[key].new_page())
        return opened[-1]

    yield open_page
    for page in opened:
        forget(page)
    for context in {page.context for page in opened}:
        for page in context.pages:
            page.close()


def forget(page: Page) -> None:
    """Clear a page's storage on its device."""
    if page.is_closed() or not page.url.startswith("http"):
        return
    origin = "/".join(page.url.split("/")[:3])
    kept = {"origin": origin, "storageTypes": "cookies,local_storage,indexeddb,cache_storage"}
    page.context.new_cdp_session(page).send("Storage.clearDataForOrigin", kept)


@pytest.fixture
def page(new_context: Callable[..., BrowserContext]) -> Page:
    """A page on a phone."""
    return new_context(viewport={"width": 390, "height": 844}).new_page()


@pytest.fixture
def requested(page: Page) -> list[str]:
    """The addresses of the page's requests, collected while all of them go through."""
    seen: list[str] = []

    def note(route: Route) -> None:
        seen.append(route.request.url)
        route.continue_()

    page.route("**/*", note)
    return seen


def wait_until(page: Page, question: str, argument: str | None = None) -> None:
    """Wait until an asynchronous function of a page returns true.

    Playwright's own waiting would take its promise for a yes.
    """
    until = monotonic() + PATIENCE / 1000
    while not page.evaluate(question, argument):
        assert monotonic() < until, question
        page.wait_for_timeout(100)


GROUP = "la-mothe-achard"
OpenPage = Callable[..., Page]


CARDS_ARE_READY = """() => !document.querySelector(".references > ol")
    || document.querySelector("a.citation[aria-haspopup]") !== null"""
"""The script of the cards is loaded after the page: until then a citation is a link to the list."""


@pytest.fixture
def open_page(new_page: Callable[..., Page], server: Served, sample_site: BuiltSample) -> OpenPage:
    """A function: ``open_page("{member}themes/", width=390, scheme="dark")`` opens a sample's page.

    ``{member}`` and ``{facilitator}`` stand for two sites of one group, ``{new}`` for that of a
    group that has dated no meeting, ``{archive}`` for the archive of all groups. The settings are
    those of `new_page`.
    """

    def open_it(path: str, width: int = 1280, scheme: str = "light", **settings: object) -> Page:
        page = new_page(width, scheme, **settings)
        page.goto(server.address + fill_in(sample_site, path))
        if settings.get("java_script_enabled", True):
            page.wait_for_function(CARDS_ARE_READY)
        return page

    return open_it


def fill_in(sample: BuiltSample, path: str) -> str:
    """Return a path relative to ``site_dir`` with the sites' addresses filled in."""
    audiences = ("member", "facilitator")
    sites = {audience: sample.site(GROUP, audience) for audience in audiences}
    return path.format_map({**sites, "new": sample.site(NEW_GROUP), "archive": sample.archive})
