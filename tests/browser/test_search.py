"""Search as readers use it: in Chromium, over the sample, with the keyboard too."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from http.server import ThreadingHTTPServer
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.search.asking import Answer, ask, read_queries, score

from parution.output.search.pagefind_reader import LEFT_OUT
from search_lists import pages_found_in

from .conftest import BuiltSample, OpenPage, Quiet, Served

OPEN_SEARCH = """async () => {
    const { openSearch } = await import("/assets/parution/search-engine.js");
    window.searching = await openSearch(new URL("pagefind/", location.href));
}"""

ASK = """async (query) => {
    const { results } = await window.searching.search(query);
    return results.map(({ path }) => path);
}"""


def ask_site(sample: BuiltSample, queries: Sequence[str]) -> list[Answer]:
    """Ask the site of a facilitator, to whom everything is open."""
    return ask(sample.folder, sample.site("ancenis", "facilitator"), queries)


IS_ANSWERED = """() => {
    const { textContent, dataset } = document.querySelector("[data-search-status]");
    return !["", dataset.wait].includes(textContent);
}"""

Find = Callable[[str], list[str]]


def search_site(browser: Browser, address: str) -> Iterator[Find]:
    """Yield a function that finds a site's pages, the best first, without the dialog."""
    context = browser.new_context(service_workers="block")
    page = context.new_page()
    page.goto(address)
    page.evaluate(OPEN_SEARCH)
    yield lambda query: page.evaluate(ASK, query)  # type: ignore[no-any-return]
    context.close()


@pytest.fixture(scope="module")
def everything(browser: Browser, server: Served, sample_site: BuiltSample) -> Iterator[Find]:
    """The search of the site of a facilitator, to whom everything is open."""
    yield from search_site(browser, server.address + sample_site.site("ancenis", "facilitator"))


def test_the_expected_page_comes_first(sample_site: BuiltSample) -> None:
    """A doctor's query gives the expected page first, or none if none is expected."""
    expected = read_queries("queries.yml")
    assert len([pages for _, pages in expected if pages]) >= 40
    answers = ask_site(sample_site, [query for query, _ in expected])
    firsts = {answer.query: answer.paths[:1] for answer in answers}
    assert firsts == dict(expected)


def test_the_right_page_comes_first_as_often_as_is_promised(sample_site: BuiltSample) -> None:
    """Of thirty queries with brands, typing errors and odd signs, 24 find it first, 28 in three."""
    expected = read_queries("typed.yml")
    answers = ask_site(sample_site, [query for query, _ in expected])
    assert len(expected) == 30
    first, third = score(expected, answers)
    assert first >= 24
    assert third >= 28


def test_all_words_of_a_query_count(everything: Find) -> None:
    """Pages with both words of a query come alone, without those that have one."""
    both = everything("migraine nullipare") or everything("migraine DIU")
    assert set(both) <= set(everything("migraine"))
    assert len(both) < len(everything("migraine"))


def test_queries_and_index_leave_out_the_same_words(open_page: OpenPage) -> None:
    """Queries leave out exactly the words that the index leaves out."""
    stems = open_page("{member}").evaluate("""async () => {
        const { COMMON_WORDS } = await import("/assets/parution/search-engine.js");
        const { stem } = await import("/assets/parution/french-stem.js");
        return [...COMMON_WORDS].map((word) => [word, stem(word)]);
    }""")
    assert {each for pair in stems for each in pair} >= LEFT_OUT
    assert all(word in LEFT_OUT or stem in LEFT_OUT for word, stem in stems)


ALIKE = [
    ("anti-inflammatoire", "anti‑inﬂammatoire"),
    ("l’amblyopie", "L´amblyopie"),
    ("TSH", "T.S.H."),
    ("œstrogènes", "oestrogenes"),
    ("intra-utérin", "intra‐uté\xadrin"),
    ("ménorragie", "MENORRAGIE"),
    ("d’ovulation", "dʹovulation"),
    ("l’amblyopie", "lˈamblyopie"),
    ("β-bloquant", "ß-bloquant"),
    ("intra-utérin", "intra−utérin"),
    ("stérilet cuivre", "stérilet/cuivre"),
    ("stérilet cuivre", "stérilet,cuivre ?"),
    ("stérilet cuivre", "«\u202fstérilet\u00a0cuivre\u202f»"),
    ("38 °C", "38°C"),
    ("MMSE", "M M S E"),
    ("MMSE", "m m s e"),
    ("vitamine D", "vit D"),
    ("vitamine D", "vit. d"),
    ("30 mcg", "30mcg"),
]


@pytest.fixture(scope="module")
def alike(sample_site: BuiltSample) -> dict[str, Answer]:
    """The answers to all queries of `ALIKE`."""
    queries = list(dict.fromkeys(query for pair in ALIKE for query in pair))
    return dict(zip(queries, ask_site(sample_site, queries), strict=True))


@pytest.mark.parametrize(("plain", "odd"), ALIKE, ids=[odd for _, odd in ALIKE])
def test_signs_that_look_alike_find_the_same(
    alike: dict[str, Answer], plain: str, odd: str
) -> None:
    """However a word was typed or pasted, the same pages answer, in the same order."""
    one, other = alike[plain], alike[odd]
    assert one.paths
    assert other.paths == one.paths


SHORTENED = {
    "mcg": "µg",
    "ttt": "traitement",
    "ATCD": "antécédent",
    "vit b12": "vitamine",
}
"""What doctors type for short, and the word of the pages."""


def test_short_forms_find_the_pages_of_the_word(sample_site: BuiltSample) -> None:
    """What doctors type for short finds the pages that have the word."""
    answers = ask_site(sample_site, [*SHORTENED, *SHORTENED.values()])
    short, whole = answers[: len(SHORTENED)], answers[len(SHORTENED) :]
    for one, other in zip(short, whole, strict=True):
        assert other.paths, other.query
        assert one.paths[0] in other.paths, one.query
        assert set(other.paths) <= set(one.paths), one.query
        assert one.missing == [], one.query


def test_small_words_are_no_abbreviation(sample_site: BuiltSample) -> None:
    """« il y a à » is no abbreviation of four letters."""
    one, other = ask_site(sample_site, ["il y a à dépister", "dépister"])
    assert one.paths == other.paths


def test_a_typing_error_is_forgiven_and_said(sample_site: BuiltSample) -> None:
    """A word found nowhere is read as the nearest one, with a notice; a right word is not."""
    right, wrong = ask_site(sample_site, ["scoliose", "scolliose"])
    assert wrong.paths == right.paths
    assert (right.misspelt, wrong.misspelt) == ([], ["scolliose"])


def test_words_found_nowhere_are_left_out(sample_site: BuiltSample) -> None:
    """Words on no page are left out, and all results are marked as incomplete."""
    (found,) = ask_site(sample_site, ["strabisme xyzzyxyz"])
    assert found.missing == ["xyzzyxyz"]
    assert found.paths[0] == "2026/neurosensoriel/dossier/"
    assert all(found.partial)


def test_a_brand_finds_its_substance_and_the_substance_its_class(sample_site: BuiltSample) -> None:
    """A name in no text leads, by the association's list, to its substance or class."""
    brand, substance = ask_site(sample_site, ["Exacyl", "omeprazole"])
    assert brand.paths[0] == "2026/menstruations/dossier/"
    assert "2026/iatrogenie/commentary/" in substance.paths[:3]


# --- two sites side by side ----------------------------------------------------------------------


def test_a_closed_part_is_not_found(
    browser: Browser, server: Served, sample_site: BuiltSample
) -> None:
    """One group's search finds the dossier it may read; another's, at the same hour, does not."""
    opened = search_site(browser, server.address + sample_site.site("laval"))
    closed = search_site(browser, server.address + sample_site.site("ancenis"))
    there, here = next(opened), next(closed)
    assert "2026/menstruations/dossier/" in there("acide tranexamique")
    assert here("acide tranexamique") == []
    assert "2026/menstruations/dossier/" in there("menstruations")
    assert {path for path in here("menstruations") if path.startswith("2026/menstruations")} == {
        "2026/menstruations/"
    }
    opened.close()
    closed.close()


def test_minutes_are_found_on_their_own_site_alone(
    open_page: OpenPage, sample_site: BuiltSample
) -> None:
    """Minutes are found by the day of their meeting, and not by another group's search."""
    page = open_page("{member}", 390)
    expect(page.locator("[data-search-open]")).to_be_visible()
    page.keyboard.press("/")
    type_in(page, "mètre ruban chevilles")
    found = page.locator(".search__results > li").first
    expect(found).to_contain_text("Réunion du 10 septembre 2026")
    expect(found).to_contain_text("Compte rendu")
    found.locator("a").first.click()
    expect(page.locator("h1")).to_contain_text("orthopédiques")
    for (group, _), path in sample_site.paths.items():
        pages = pages_found_in(sample_site.folder / path / "pagefind")
        has_minutes = any(name.startswith("meetings~2026-09-10~") for name in pages)
        assert has_minutes is (group == "la-mothe-achard")


def test_the_association_s_own_pages_are_found(
    open_page: OpenPage, sample_site: BuiltSample
) -> None:
    """They are found by their titles, those for facilitators on their sites alone."""
    page = open_page("{member}", 390)
    expect(page.locator("[data-search-open]")).to_be_visible()
    page.keyboard.press("/")
    type_in(page, "groupe témoin indicateurs comparés")
    found = page.locator(".search__results > li", has_text="Page de l’association").first
    expect(found.locator("a").first).to_have_text("Comprendre les indicateurs")
    found.locator("a").first.click()
    expect(page.locator("h1")).to_have_text("Comprendre les indicateurs")
    for (_, audience), path in sample_site.paths.items():
        pages = pages_found_in(sample_site.folder / path / "pagefind")
        has_page = any(name.startswith("pages~animer-sans-") for name in pages)
        assert has_page is (audience == "facilitator")


def test_the_public_site_finds_presentations(
    browser: Browser, server: Served, sample_site: BuiltSample
) -> None:
    """The public site's search finds the presentation of a theme and none of its closed parts."""
    public = search_site(browser, server.address)
    found = next(public)("contraception")
    assert "2026/contraception/" in found
    assert not [path for path in found if re.fullmatch("2026/[^/]+/.+", path)]
    public.close()


# --- the dialog ----------------------------------------------------------------------------------


def test_the_dialog_is_written_once_for_all_pages(sample_site: BuiltSample) -> None:
    """A shared script has the dialog's HTML, and no page repeats it."""
    holding = {
        path.relative_to(sample_site.folder).as_posix()
        for kind in ("html", "js")
        for path in sample_site.folder.rglob(f"*.{kind}")
        if "data-search-form" in path.read_text()
    }
    assert holding == {"assets/parution/search-dialog.js"}


@pytest.fixture
def reader(request: pytest.FixtureRequest, new_page: Callable[..., Page]) -> Page:
    """A page on a desk, or as wide as a test asks, without the service worker."""
    return new_page(getattr(request, "param", 1280))


each_width = pytest.mark.parametrize("reader", [390, 1280], indirect=True)


@pytest.fixture
def dialog(reader: Page, server: Served, sample_site: BuiltSample) -> Page:
    """The home of a facilitator's site, with the search on it."""
    reader.goto(server.address + sample_site.site("ancenis", "facilitator"))
    expect(reader.locator("[data-search-open]")).to_be_visible()
    reader.keyboard.press("/")
    expect(reader.locator("[data-search]")).to_be_visible()
    return reader


def type_in(page: Page, query: str) -> None:
    """Type a query and wait until it is answered."""
    page.locator("[data-search-status]").evaluate("(status) => { status.textContent = ''; }")
    page.fill("#site-search-query", query)
    page.wait_for_function(IS_ANSWERED)


def list_links(page: Page) -> list[str]:
    """Return the addresses of the results, relative to the site or to its archive."""
    found = page.locator("[data-search-results] > li > a")
    addresses = found.evaluate_all("all => all.map((each) => each.href)")
    return [re.sub(r"^.*/(g|archives)/[^/]+/", "", address) for address in addresses]


@each_width
@pytest.mark.parametrize("keys", ["/", "Control+k", "Meta+k"])
def test_a_key_opens_it(reader: Page, server: Served, sample_site: BuiltSample, keys: str) -> None:
    """One key opens the search, ready for typing; Escape returns to the reader's place."""
    reader.goto(server.address + sample_site.site("ancenis") + "themes/")
    expect(reader.locator("[data-search-open]")).to_be_visible()
    here = reader.locator("main a[href]").first
    here.focus()
    reader.keyboard.press(keys)
    reader.keyboard.type("contra")
    expect(reader.locator("#site-search-query")).to_be_focused()
    expect(reader.locator("#site-search-query")).to_have_value("contra")
    reader.keyboard.press("Escape")
    reader.keyboard.press("Escape")  # In Chromium the first one empties the field.
    expect(reader.locator("[data-search]")).to_be_hidden()
    expect(here).to_be_focused()


@each_width
def test_the_arrows_go_through_the_results(dialog: Page) -> None:
    """Arrows move from the field through the results and back; Enter opens the focused one."""
    type_in(dialog, "strabisme")
    # Sections of the first result that came later would move those after them.
    expect(dialog.locator("[data-search-results] > li").first.locator("li a").first).to_be_visible()
    anchors = dialog.locator("[data-search-results] a")
    dialog.keyboard.press("ArrowDown")
    expect(anchors.nth(0)).to_be_focused()
    dialog.keyboard.press("ArrowDown")
    expect(anchors.nth(1)).to_be_focused()
    dialog.keyboard.press("ArrowUp")
    dialog.keyboard.press("ArrowUp")
    expect(dialog.locator("#site-search-query")).to_be_focused()
    dialog.keyboard.press("ArrowDown")
    dialog.keyboard.press("Enter")
    dialog.wait_for_url("**/2026/neurosensoriel/dossier/")


@each_width
def test_a_result_says_of_which_theme_it_is(dialog: Page) -> None:
    """Heard alone, each link tells one « Dossier » from another."""
    type_in(dialog, "strabisme")
    first = dialog.locator("[data-search-results] > li > a").first
    expect(first).to_have_accessible_name("Dossier")
    expect(first).to_have_accessible_description(re.compile("^Dépistage des troubles .* · 2026$"))


def test_enter_in_the_field_opens_the_first_result(dialog: Page) -> None:
    """Enter in the field opens the first result."""
    type_in(dialog, "genoux en X")
    dialog.keyboard.press("Enter")
    dialog.wait_for_url("**/2026/orthopedie-enfant/")


@each_width
def test_the_number_of_results_is_announced(dialog: Page) -> None:
    """A screen reader announces the number of results, or that there are none."""
    status = dialog.get_by_role("status").filter(has_text="résultat")
    type_in(dialog, "pied plat")
    expect(status).to_have_text("Un résultat")
    type_in(dialog, "strabisme")
    expect(status).to_have_text("4 résultats")
    type_in(dialog, "xyzzy")
    expect(dialog.locator("[data-search-status]")).to_have_text(
        "Rien trouvé dans ce qui vous est ouvert"
    )
    expect(dialog.locator("[data-search-results] li")).to_have_count(0)


@each_width
def test_results_come_a_few_at_a_time(dialog: Page) -> None:
    """Five results are shown; more come on request, and the first new one gets the focus."""
    type_in(dialog, "contraception")
    expect(dialog.locator("[data-search-results] > li")).to_have_count(5)
    dialog.get_by_role("button", name="Plus de résultats").click()
    results = dialog.locator("[data-search-results] > li")
    expect(results).to_have_count(10)
    expect(results.nth(5).locator("> a")).to_be_focused()


def test_results_lead_somewhere(dialog: Page, server: Served) -> None:
    """Each result's page exists, and so does each heading that it links to."""
    type_in(dialog, "Higham")
    expect(dialog.locator(".search__sections a").first).to_be_visible()
    links = dialog.locator("[data-search-results] a")
    for link in links.evaluate_all("all => all.map((each) => each.href)"):
        address, _, anchor = link.partition("#")
        response = dialog.request.get(address)
        assert response.ok, address
        assert not anchor or f'id="{anchor}"' in response.text(), anchor


# Read in one go: excerpts arrive in any order, and a locator would count those there by then.
EXCERPTS = """() => [...document.querySelectorAll("[data-search-results] > li > .search__excerpt")]
    .map((excerpt) => [excerpt.parentElement.querySelector("a").href, excerpt.innerText])"""

PAGE_TEXT = """async (address) => {
    const html = await (await fetch(address)).text();
    const main = new DOMParser().parseFromString(html, "text/html").querySelector("main");
    for (const each of main.querySelectorAll(".citations, .headerlink")) each.remove();
    return main.textContent;
}"""


def words_of(text: str) -> str:
    return " ".join(re.findall(r"\w+", text))


@pytest.mark.parametrize("query", ["hémogramme", "l’aspirine", "stérilet", "qu’est-ce que l’OSM"])
def test_excerpts_are_the_true_text(dialog: Page, query: str) -> None:
    """An excerpt is the page's text word for word, elided words included."""
    type_in(dialog, query)
    expect(dialog.locator(".search__excerpt").first).to_be_visible()
    for address, shown in dialog.evaluate(EXCERPTS):
        assert not re.search(r"\b(?:[cdjlmnst]|qu)[’'] ", shown, re.IGNORECASE), shown
        page_text = dialog.evaluate(PAGE_TEXT, address)
        # Title and theme are adjacent in the index alone: a sentence must be the page's.
        longest = max((words_of(piece) for piece in re.split(r"[.…]", shown)), key=len)
        assert longest in words_of(page_text)


# --- there and back ------------------------------------------------------------------------------


def test_the_words_are_marked_on_the_page_it_leads_to(dialog: Page) -> None:
    """The result's page marks the words of the query, with corrected typing errors."""
    type_in(dialog, "amblyopi strabysme")
    dialog.locator("[data-search-results] > li > a").first.click()
    marks = dialog.locator("main mark.found")
    expect(marks.filter(has_text="amblyopie").first).to_be_visible()
    expect(marks.filter(has_text="strabisme").first).to_be_visible()
    dialog.reload()
    expect(marks).to_have_count(0)


def test_a_page_opens_at_the_first_marked_word(dialog: Page) -> None:
    """A result without a section leads to the words, however far below on the page they stand."""
    type_in(dialog, "sédentarité")
    dialog.locator("[data-search-results] > li > a").first.click()
    dialog.wait_for_url("**/2026/declin-cognitif/dossier/")
    expect(dialog.locator("main mark.found").first).to_be_in_viewport()
    assert dialog.evaluate("scrollY > innerHeight")


def test_a_page_with_the_words_in_its_title_opens_at_the_top(dialog: Page) -> None:
    """Nothing scrolls if a marked word is already in sight."""
    type_in(dialog, "menstruations")
    dialog.locator("[data-search-results] > li > a").first.click()
    expect(dialog.locator("main mark.found").first).to_be_in_viewport()
    assert dialog.evaluate("scrollY") == 0


def test_the_way_back_leads_to_the_query(dialog: Page) -> None:
    """Back from a result the search is open with its query; a reload begins afresh."""
    home = dialog.url
    type_in(dialog, "strabisme")
    dialog.locator("[data-search-results] > li > a").first.click()
    dialog.wait_for_url("**/2026/neurosensoriel/dossier/")
    dialog.go_back()
    assert dialog.url == home
    expect(dialog.locator("#site-search-query")).to_have_value("strabisme")
    expect(dialog.locator("[data-search-results] > li > a").first).to_be_visible()
    dialog.reload()
    expect(dialog.locator("[data-search]")).to_be_hidden()


def test_the_tab_s_storage_says_nothing_of_the_site(dialog: Page) -> None:
    """The data kept between two pages holds no address of the site."""
    type_in(dialog, "strabisme")
    dialog.evaluate(
        "document.querySelector('[data-search-results] a').addEventListener("
        "'click', (event) => event.preventDefault())"
    )
    dialog.locator("[data-search-results] > li > a").first.click()
    kept = dialog.evaluate("JSON.stringify(sessionStorage)")
    assert "neurosensoriel" in kept
    assert "ancenis" not in kept


def test_pages_with_fewer_words_come_apart(dialog: Page) -> None:
    """If few pages have all words, others follow after a line that says so."""
    type_in(dialog, "strabisme hanche")
    divider = dialog.locator(".search__divider")
    expect(divider).to_have_text("Pages qui n’ont qu’une partie de vos mots")
    type_in(dialog, "strabisme")
    expect(divider).to_have_count(0)


def test_a_browser_that_is_too_old_gets_a_message(reader: Page, server: Served) -> None:
    """A browser that cannot decompress the index is told that it is too old."""
    reader.add_init_script("delete window.DecompressionStream")
    reader.goto(server.address)
    reader.keyboard.press("/")
    reader.fill("#site-search-query", "strabisme")
    expect(reader.locator("[data-search-status]")).to_contain_text("navigateur est trop ancien")


# --- facets --------------------------------------------------------------------------------------


def narrow(page: Page, **choices: str) -> None:
    """Choose values of facets."""
    details = page.locator("[data-search-facets]")
    if details.get_attribute("open") is None:
        details.locator("summary").click()
    for name, value in choices.items():
        details.locator(f"select[data-facet={name}]").select_option(value)


def read_facet(page: Page, name: str) -> dict[str, int]:
    """Return the values of a facet, with the number of results of each."""
    options = page.locator(f"[data-search-facets] select[data-facet={name}] option:not([value=''])")
    counted = options.evaluate_all("all => all.map((each) => [each.value, each.textContent])")
    return {value: int(re.findall(r"\((\d+)\)$", text)[0]) for value, text in counted}


FACETS: list[tuple[str, str, Callable[[str], bool]]] = [
    ("year", "2018", lambda path: path.startswith("2018/")),
    ("theme", "2026/contraception", lambda path: path.startswith("2026/contraception/")),
    ("part", "dossier", lambda path: path.endswith("/dossier/")),
    ("part", "presentation", lambda path: path.count("/") == 2),
]


@pytest.mark.parametrize(("name", "value", "fits"), FACETS, ids=[row[1] for row in FACETS])
def test_a_facet_narrows_the_results(
    dialog: Page, name: str, value: str, fits: Callable[[str], bool]
) -> None:
    """A value leaves only its own results, as many as announced."""
    type_in(dialog, "contraception")
    before = read_facet(dialog, name)
    narrow(dialog, **{name: value})
    count = before[value]
    said = "Un résultat" if count == 1 else f"{count} résultats"
    expect(dialog.locator("[data-search-status]")).to_have_text(said)
    assert list_links(dialog)
    assert all(map(fits, list_links(dialog)))


@each_width
def test_facets_narrow_each_other(dialog: Page) -> None:
    """A facet counts the results that the other facets leave; one button shows all again."""
    type_in(dialog, "contraception")
    everything = read_facet(dialog, "part")
    narrow(dialog, year="2018")
    assert sum(read_facet(dialog, "part").values()) < sum(everything.values())
    dialog.get_by_role("button", name="Tout afficher").click()
    assert read_facet(dialog, "part") == everything


@pytest.mark.parametrize(
    ("part", "query"), [("references", "dysmenorrhoea"), ("sources", "dysménorrhée")]
)
def test_evidence_narrows_down_to_references(dialog: Page, part: str, query: str) -> None:
    """With a grade chosen, references and summaries link to documents of that grade."""
    type_in(dialog, query)
    narrow(dialog, part=part, evidence="1")
    expect(dialog.locator("[data-search-results] > li")).to_have_count(1)
    sections = dialog.locator(".search__sections a")
    expect(sections.first).to_be_visible()
    assert all("Niveau de preuve 1" in each for each in sections.all_text_contents())


# --- where it is hosted --------------------------------------------------------------------------


def test_it_works_in_a_subfolder_and_asks_nobody_else(
    reader: Page, sample_site: BuiltSample
) -> None:
    """Below another address the search works, and every request stays on its host."""
    handler = partial(Quiet, directory=str(sample_site.folder.parent))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as http:
        threading.Thread(target=http.serve_forever, daemon=True).start()
        host = f"http://127.0.0.1:{http.server_port}/"
        asked: list[str] = []
        failed: list[Any] = []
        reader.on("request", lambda request: asked.append(request.url))
        reader.on(
            "console", lambda said: failed.append(said.text) if said.type == "error" else None
        )
        home = f"{host}{sample_site.folder.name}/{sample_site.site('laval')}"
        reader.goto(home + "2018/contraception-premiere-consultation/")
        reader.wait_for_url("**/archives/**")
        reader.keyboard.press("/")
        type_in(reader, "acide tranexamique")
        first = reader.locator("[data-search-results] > li > a").first
        expect(first).to_have_attribute("href", home + "2026/menstruations/dossier/")
        http.shutdown()
    assert [url for url in asked if not url.startswith(host)] == []
    assert failed == []


@pytest.mark.parametrize("reader", [390], indirect=True)
def test_it_searches_on_a_phone(reader: Page, server: Served, sample_site: BuiltSample) -> None:
    """On a narrow screen the button opens it, and it fits the screen."""
    page = reader
    page.goto(server.address + sample_site.site("laval"))
    page.get_by_role("button", name="Rechercher", exact=True).click()
    type_in(page, "règles abondantes")
    expect(page.locator("[data-search-results] > li").first).to_be_visible()
    assert page.evaluate("document.querySelector('[data-search]').scrollWidth") <= 390


@pytest.mark.parametrize(("width", "touch"), [(390, True), (1280, False), (1024, True)])
def test_the_hint_about_arrows_needs_a_keyboard(
    open_page: OpenPage, width: int, touch: bool
) -> None:
    """The hint about arrow keys is not shown on a phone or a tablet."""
    page = open_page("{member}", width, has_touch=touch, is_mobile=touch)
    page.get_by_role("button", name="Rechercher", exact=True).click()
    expect(page.locator(".search__hint")).to_contain_text("sigles")
    expect(page.locator(".search__keys")).to_be_visible(visible=not touch)


def test_no_line_of_the_results_begins_with_a_mark(dialog: Page) -> None:
    """Titles of themes among the results have no-break spaces before colons and other marks."""
    type_in(dialog, "règles")
    shown = dialog.locator("[data-search-results]").inner_text()
    assert "menstruations\u00a0: comment mieux gérer\u202f?" in shown
    assert not re.search(" [:;!?»]|« ", shown)


def test_what_is_typed_letter_by_letter_ends_with_the_count(dialog: Page) -> None:
    """The first letters, given up for the whole word, do not say later that a search goes on."""
    dialog.locator("#site-search-query").press_sequentially("fer", delay=30)
    dialog.wait_for_function(IS_ANSWERED)
    dialog.wait_for_timeout(1_500)  # The first letters said so after a second.
    expect(dialog.locator("[data-search-status]")).to_contain_text("résultats", timeout=1)


def test_a_mistyped_word_is_said_to_be_taken_for_another(dialog: Page) -> None:
    """Results for a word that is written nowhere say so, for a single word too."""
    type_in(dialog, "scolliose")
    expect(dialog.locator("[data-search-note]")).to_contain_text("« scolliose »")


def test_a_slash_in_a_field_is_a_slash(open_page: OpenPage) -> None:
    """The key that opens the search writes itself where somebody is writing."""
    page = open_page("{member}questions/")
    field = page.get_by_label("Mots d’une question ou d’une réponse")
    field.press("/")
    expect(field).to_have_value("/")
    expect(page.locator("[data-search]")).to_be_hidden()
