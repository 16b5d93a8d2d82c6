"""The room code opens the theme of the next meeting at once, without a network.

The tests share one small project: its theme is closed to members and opens when the meeting ends.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from unicodedata import normalize

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page, expect

from browser.conftest import wait_until
from browser.test_accessibility import each_look
from browser.test_offline import IN_CONTROL, IS_KEPT, Room
from parution import pipeline
from parution.compose import RoomKey
from parution.compose.site_addresses import locate_site_folder
from parution.domain import Audience, Site
from parution.private_store import PrivateStore
from parution.sources import read
from tiny_project import changed, tiny_project

BEFORE = datetime(2026, 10, 8, 12, tzinfo=UTC)
AFTER = datetime(2026, 10, 9, 12, tzinfo=UTC)
THEME = "2026/douleur/"
LOCKED = f"{THEME}dossier/"
HIDDEN = "L’échelle est validée"
"""Words of the dossier."""


class Association:
    """The project, built for the address at which its room serves it."""

    def __init__(self, folder: Path, room: Room) -> None:
        changes = changed("groups/blain.yml", "readers: true", "readers: true\nroom_code: true")
        changes |= changed("mkdocs.yml", "https://dossiers.example.org/", room.address)
        self.project = tiny_project(folder, changes)
        self.room = room
        self.site_dir = folder / "site"
        self.build(BEFORE)
        room.cut()
        room.open(self.site_dir)

    def build(self, instant: datetime) -> None:
        pipeline.build(self.project, self.project / "mkdocs.yml", instant, self.site_dir)

    @property
    def key(self) -> RoomKey:
        return RoomKey.derive(PrivateStore(self.project).secret(), "blain", 1, "2026/douleur")

    def address(self, audience: Audience, page: str = "") -> str:
        catalogue = read(self.project).require()
        secret = PrivateStore(self.project).secret()
        folder = locate_site_folder(catalogue, secret, Site("blain", audience))
        return f"{self.room.address}{folder}/{page}"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Association]:
    folder = tmp_path_factory.mktemp("room")
    (folder / "empty").mkdir()
    room = Room(folder / "empty")
    yield Association(folder / "project", room)
    room.cut()


@pytest.fixture
def association(built: Association) -> Iterator[Association]:
    """The association before the meeting, with its network."""
    yield built
    built.build(BEFORE)
    built.room.cut()
    built.room.open(built.site_dir)


@pytest.fixture
def context(new_context: Callable[..., BrowserContext]) -> BrowserContext:
    """A phone, a few hours before the meeting."""
    return new_context(viewport={"width": 390, "height": 844}, clock=BEFORE)


def open_home(context: BrowserContext, association: Association) -> Page:
    """Open the members' home once, and wait until the phone keeps the site."""
    page = context.new_page()
    page.goto(association.address(Audience.MEMBER))
    page.wait_for_function(IN_CONTROL)
    page.wait_for_selector("html[data-offline-ready]", state="attached")
    sealed = association.address(Audience.MEMBER, association.key.path)
    assert page.evaluate(IS_KEPT, sealed)
    return page


def enter(page: Page, words: str) -> None:
    page.get_by_label("six mots").fill(words)
    page.get_by_role("button", name="Ouvrir", exact=True).click()


def expect_theme(page: Page) -> None:
    """Expect the whole theme as one page, with its references."""
    page.wait_for_url("**/opened/2026/douleur/**")
    expect(page.locator("main")).to_contain_text(HIDDEN)
    expect(page.locator("main")).to_contain_text("Une échelle de la douleur")


def test_typed_without_a_network_it_opens_and_stays_open(
    context: BrowserContext, association: Association
) -> None:
    """On a phone that loaded the home, the theme opens and stays until the site itself shows it."""
    page = open_home(context, association)
    association.room.cut()
    page.goto(association.address(Audience.MEMBER, LOCKED))
    expect(page.locator("main")).not_to_contain_text(HIDDEN)
    enter(page, " ".join(association.key.words))
    expect_theme(page)
    page.get_by_role("link", name="Dossier", exact=True).first.click()
    expect(page).to_have_url(re.compile("/opened/2026/douleur/#dossier"))
    page.reload()
    expect_theme(page)
    page.get_by_role("link", name="←").click()
    expect(page.get_by_label("six mots")).to_be_hidden()
    page.get_by_role("link", name="Lire ce que le code a ouvert").click()
    expect_theme(page)
    association.build(AFTER)
    association.room.open(association.site_dir)
    page.goto(association.address(Audience.MEMBER, THEME))
    expect(page.locator(".step--closed")).to_have_count(0)
    opened = association.address(Audience.MEMBER, "opened/2026/douleur/")
    wait_until(page, f"async (address) => !(await ({IS_KEPT})(address))", opened)


def test_scanned_it_opens_at_once(context: BrowserContext, association: Association) -> None:
    """The QR code opens the closed page with the code, which then leaves no trace."""
    page = open_home(context, association)
    association.room.cut()
    page.goto(association.address(Audience.MEMBER, f"{LOCKED}#code={association.key.code}"))
    expect_theme(page)
    page.go_back()
    assert "code=" not in page.url


def test_scanned_on_a_first_visit_it_opens(
    context: BrowserContext, association: Association
) -> None:
    """Online, no earlier visit is needed."""
    page = context.new_page()
    page.goto(association.address(Audience.MEMBER, f"{LOCKED}#code={association.key.code}"))
    expect_theme(page)


@pytest.mark.parametrize(
    "spell",
    [
        lambda words: " ".join(words).upper(),
        lambda words: ", ".join(word[:4] for word in words),
        lambda words: "-".join(f"{word[:4]}xyz" for word in words),
        lambda words: "  ".join(word.replace("é", "e").replace("è", "e") for word in words),
    ],
    ids=["capitals", "four letters", "mistyped ends", "no accents"],
)
def test_it_may_be_typed_carelessly(
    context: BrowserContext, association: Association, spell: Callable[[tuple[str, ...]], str]
) -> None:
    """Accents, capitals and letters after the fourth do not count."""
    page = context.new_page()
    page.goto(association.address(Audience.READER, THEME))
    enter(page, spell(association.key.words))
    expect_theme(page)


def test_a_wrong_code_is_refused_and_then_waits(
    context: BrowserContext, association: Association
) -> None:
    """A wrong code opens nothing; after five the button waits, even after a reload."""
    page = context.new_page()
    page.goto(association.address(Audience.MEMBER, LOCKED))
    status = page.locator(".room [role=status]")
    enter(page, "un deux trois")
    expect(status).to_contain_text("six mots")
    wrong = " ".join((*association.key.words[1:], association.key.words[0]))
    for _ in range(4):
        enter(page, wrong)
        expect(status).to_contain_text("Ce ne sont pas les six mots")
    enter(page, wrong)
    expect(status).to_contain_text("Trop d’essais")
    button = page.get_by_role("button", name="Ouvrir", exact=True)
    expect(button).to_be_disabled()
    page.reload()
    expect(button).to_be_disabled()


@pytest.mark.parametrize(
    "lacking",
    [
        "Object.defineProperty(crypto, 'subtle', { value: undefined })",
        "delete Navigator.prototype.serviceWorker",
        "CacheStorage.prototype.open = () => Promise.reject(new Error('no storage'))",
        "CacheStorage.prototype.open = () => { throw new Error('no storage'); }",
    ],
    ids=["encryption", "worker", "storage", "storage at all"],
)
def test_a_browser_that_cannot_says_so(
    context: BrowserContext, association: Association, lacking: str
) -> None:
    """A browser within another application names the function it lacks."""
    page = context.new_page()
    page.add_init_script(lacking)
    page.goto(association.address(Audience.MEMBER, LOCKED))
    expect(page.locator("[data-room-unable]")).to_be_visible()
    expect(page.get_by_label("six mots")).to_be_hidden()


def test_a_site_without_its_worker_says_so(
    context: BrowserContext, association: Association
) -> None:
    """Where no worker can be registered, the page says so once the right code is typed."""
    context.route("**/service-worker.js", lambda route: route.fulfill(status=404))
    page = context.new_page()
    page.goto(association.address(Audience.MEMBER, LOCKED))
    enter(page, " ".join(association.key.words))
    expect(page.locator("[data-room-unable]")).to_be_visible()
    expect(page.get_by_label("six mots")).to_be_hidden()


def test_a_device_without_room_says_so(context: BrowserContext, association: Association) -> None:
    """After the right code, a device that can keep nothing more gives its reason."""
    page = context.new_page()
    page.add_init_script("Cache.prototype.put = () => Promise.reject(new Error('full'))")
    page.goto(association.address(Audience.MEMBER, LOCKED))
    enter(page, " ".join(association.key.words))
    status, room = page.locator(".room [role=status]"), page.locator("[data-room]")
    expect(status).to_have_text(room.get_attribute("data-full") or "")


TRIES = """(tried) => {
    const sealed = document.querySelector("[data-room]").dataset.room.split("/").pop();
    if (tried) localStorage.setItem(`parution.tries ${sealed}`, JSON.stringify(tried));
    return JSON.parse(localStorage.getItem(`parution.tries ${sealed}`));
}"""


def test_each_wait_is_twice_as_long(context: BrowserContext, association: Association) -> None:
    """The tenth wrong code makes the button wait twice as long as the fifth."""
    page = context.new_page()
    page.goto(association.address(Audience.MEMBER, LOCKED))
    page.evaluate(TRIES, {"tries": 9, "until": 0})
    before = page.evaluate("Date.now()")
    enter(page, " ".join((*association.key.words[1:], association.key.words[0])))
    expect(page.locator(".room [role=status]")).to_contain_text("Trop d’essais")
    assert page.evaluate(TRIES, None)["until"] - before > 45_000


def test_the_button_comes_back_after_the_wait(
    context: BrowserContext, association: Association
) -> None:
    """Whoever waits on the page may try again, without loading it anew."""
    page = context.new_page()
    page.goto(association.address(Audience.MEMBER, LOCKED))
    page.evaluate(TRIES, {"tries": 5, "until": page.evaluate("Date.now()") + 3_000})
    page.reload()
    button = page.get_by_role("button", name="Ouvrir", exact=True)
    expect(button).to_be_disabled()
    expect(button).to_be_enabled()
    expect(page.locator(".room [role=status]")).to_be_empty()


def test_the_right_code_ends_the_count_of_wrong_ones(
    context: BrowserContext, association: Association
) -> None:
    """Slips of before do not make the reader wait at the next theme's code."""
    page = context.new_page()
    page.goto(association.address(Audience.MEMBER, LOCKED))
    page.evaluate(TRIES, {"tries": 3, "until": 0})
    enter(page, " ".join(association.key.words))
    expect_theme(page)
    page.goto(association.address(Audience.MEMBER, LOCKED))
    assert page.evaluate(TRIES, None) is None


def test_without_the_sealed_theme_it_says_what_to_do(
    context: BrowserContext, association: Association
) -> None:
    """On a device that could not fetch it, the right code is answered by what is missing."""
    for never in ("**/service-worker.js", "**/room/*.bin"):
        context.route(never, lambda route: route.abort())
    page = context.new_page()
    page.goto(association.address(Audience.MEMBER, LOCKED))
    enter(page, " ".join(association.key.words))
    status, room = page.locator(".room [role=status]"), page.locator("[data-room]")
    expect(status).to_have_text(room.get_attribute("data-absent") or "")


def test_a_sealed_theme_leaves_the_device_after_its_meeting(
    context: BrowserContext, association: Association
) -> None:
    """Once the site itself shows the theme, what was sealed for the meeting is deleted."""
    page = open_home(context, association)
    sealed = association.address(Audience.MEMBER, association.key.path)
    association.build(AFTER)
    association.room.cut()
    association.room.open(association.site_dir)
    page.reload()
    wait_until(page, f"async (address) => !(await ({IS_KEPT})(address))", sealed)


def test_without_scripts_the_section_says_what_it_lacks(
    new_context: Callable[..., BrowserContext], association: Association
) -> None:
    """A closed page without JavaScript says that the code needs it, and shows no field."""
    page = new_context(java_script_enabled=False).new_page()
    page.goto(association.address(Audience.MEMBER, LOCKED))
    expect(page.locator(".room noscript p")).to_be_visible()
    expect(page.get_by_label("six mots")).to_be_hidden()


def test_the_opened_page_runs_nothing(context: BrowserContext, association: Association) -> None:
    """It is a page of its own that forbids itself every script and every request."""
    page = context.new_page()
    page.goto(association.address(Audience.MEMBER, f"{LOCKED}#code={association.key.code}"))
    expect_theme(page)
    policy = page.locator("meta[http-equiv='Content-Security-Policy']").get_attribute("content")
    assert policy is not None
    assert policy.startswith("default-src 'none'")
    assert page.locator("script").count() == 0


def test_without_the_option_nothing_is_asked(association: Association, page: Page) -> None:
    """The public site, without a code, has neither the field nor its script."""
    loaded: list[str] = []
    page.on("request", lambda request: loaded.append(request.url))
    page.goto(f"{association.room.address}{LOCKED}")
    expect(page.locator(".locked")).to_be_visible()
    assert page.locator("[data-room]").count() == 0
    assert not any(address.endswith("room.js") for address in loaded)


@each_look
@pytest.mark.parametrize("where", ["code", "field"])
def test_everyone_can_use_it(
    new_context: Callable[..., BrowserContext],
    association: Association,
    width: int,
    scheme: str,
    where: str,
) -> None:
    """Both pages pass axe-core, and fit on a phone."""
    context = new_context(
        viewport={"width": width, "height": 844}, color_scheme=scheme, clock=BEFORE
    )
    page = context.new_page()
    who, path = {
        "code": (Audience.FACILITATOR, "room/"),
        "field": (Audience.MEMBER, LOCKED),
    }[where]
    page.goto(association.address(who, path))
    expect(page.locator("main")).to_contain_text("six mots")
    assert Axe().run(page).violations_count == 0
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.add_style_tag(content="html { font-size: 200% !important; }")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_facilitator_finds_the_code(association: Association, page: Page) -> None:
    """Her home and the theme link to the page with the six words and a QR code."""
    for start in ("", THEME):
        page.goto(association.address(Audience.FACILITATOR, start))
        page.get_by_role("link", name="Code de la salle").click()
        expect(page.locator(".room-code__words li")).to_have_text(list(association.key.words))
        expect(page.locator(".room-code__figure svg")).to_be_visible()


def test_the_desk_shows_the_code(association: Association, page: Page) -> None:
    """Folded until wanted, the desk has large words, a QR code, and a link to the sheet."""
    page.goto(association.address(Audience.FACILITATOR, "desk/"))
    words = page.locator(".room-code__words li")
    expect(words.first).to_be_hidden()
    page.get_by_text("Code de la salle pour cette réunion").click()
    expect(page.get_by_text("À donner quand vous voulez ouvrir")).to_be_visible()
    expect(words).to_have_text(list(association.key.words))
    expect(page.locator(".room-code__figure svg")).to_be_visible()
    page.get_by_role("link", name="la feuille à imprimer").click()
    expect(page).to_have_url(re.compile("/room/$"))


def test_the_printed_sheet_is_one_page(association: Association, page: Page) -> None:
    """The words begin in the lower half, so that the folded sheet hides the code."""
    from pypdf import PdfReader

    page.goto(association.address(Audience.FACILITATOR, "room/"))
    target = association.project / "sheet.pdf"
    page.pdf(path=target, prefer_css_page_size=True)
    sheet = PdfReader(target)
    assert len(sheet.pages) == 1
    heights: dict[str, list[float]] = {word: [] for word in association.key.words}

    def note(text: str, page: list[float], line: list[float], *_: object) -> None:
        # A word of the code may also be part of the title above: only a line of its own counts.
        heights.get(normalize("NFKC", text).strip(), []).append(line[5] * page[3] + page[5])

    sheet.pages[0].extract_text(visitor_text=note)
    assert all(heights.values())
    middle = float(sheet.pages[0].mediabox.height) / 2
    assert max(height for found in heights.values() for height in found) < middle
