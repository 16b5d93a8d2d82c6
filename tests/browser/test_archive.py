"""The archive, read from a group's site: old addresses lead into it, and it leads back."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from browser.conftest import BuiltSample, OpenPage, Served, fill_in
from browser.test_search import type_in

THEME = "2018/depistage-troubles-cognitifs/"
GROUP = "laval"
HTML = "text/html; charset=utf-8"


@pytest.fixture
def reader(page: Page) -> Page:
    """A reader's page without history."""
    return page


def archive_of(server: Served, sample_site: BuiltSample) -> str:
    return server.address + sample_site.archive


def home_of(server: Served, sample_site: BuiltSample) -> str:
    return server.address + sample_site.site(GROUP)


def test_an_old_address_of_a_theme_leads_on(
    reader: Page, server: Served, sample_site: BuiltSample
) -> None:
    """The small page on the group's site leads to the theme, fragment included."""
    reader.goto(home_of(server, sample_site) + THEME + "#content")
    reader.wait_for_url(archive_of(server, sample_site) + THEME + "#content")
    expect(reader.locator(".standing .step").first).to_be_visible()


@pytest.mark.parametrize("path", [THEME + "dossier/?a=b#content", "2018/", "bibliography/2018/"])
def test_a_deeper_old_address_leads_on(
    reader: Page, server: Served, sample_site: BuiltSample, path: str
) -> None:
    """The 404 page finds a deeper address with the group's site's list of the archive."""
    reader.goto(home_of(server, sample_site) + path)
    reader.wait_for_url(archive_of(server, sample_site) + path)


def test_an_old_address_leads_on_without_scripts(
    browser: Browser, server: Served, sample_site: BuiltSample
) -> None:
    """The small page refreshes to the theme without scripts."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(home_of(server, sample_site) + THEME)
    page.wait_for_url(archive_of(server, sample_site) + THEME)
    context.close()


REPLACED, REPLACING = "2018/contraception-premiere-consultation/", "2026/contraception/"
"""An archived theme of the sample, and the current one that replaces it."""


def test_a_replaced_theme_leads_to_its_successor_without_scripts(
    browser: Browser, server: Served, sample_site: BuiltSample
) -> None:
    """Without scripts the successor’s page in the archive says where it is, and leads to what
    everybody may read of it.
    """
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(archive_of(server, sample_site) + REPLACED)
    page.locator(".outdated a").click()
    expect(page.get_by_text("sur le site de votre groupe")).to_be_visible()
    page.get_by_role("link", name="Sa présentation").click()
    page.wait_for_url(server.address + REPLACING)
    expect(page.locator(".standing")).to_be_visible()
    context.close()


def test_a_link_to_a_current_theme_leads_from_the_archive_to_the_group(
    reader: Page, server: Served, sample_site: BuiltSample
) -> None:
    """With scripts, the address of a current theme within the archive leads to the group’s site."""
    reader.goto(home_of(server, sample_site) + REPLACED)
    reader.wait_for_url(archive_of(server, sample_site) + REPLACED)
    reader.goto(archive_of(server, sample_site) + REPLACING + "#content")
    reader.wait_for_url(home_of(server, sample_site) + REPLACING + "#content")


def answer_with_own_page(page: Page, sample_site: BuiltSample, address: str) -> None:
    """Answer an address like hosts that use the 404 page of the site it is in."""
    text = (sample_site.folder / sample_site.site(GROUP) / "404.html").read_text("utf-8")
    page.route(address, lambda asked: asked.fulfill(status=404, body=text, content_type=HTML))


def test_a_groups_own_404_page_leads_on(
    reader: Page, server: Served, sample_site: BuiltSample
) -> None:
    """On hosts that show a site's own 404 page, its scripts lead on as well."""
    address = home_of(server, sample_site) + THEME + "dossier/"
    answer_with_own_page(reader, sample_site, address)
    reader.goto(address)
    reader.wait_for_url(archive_of(server, sample_site) + THEME + "dossier/")


def test_a_groups_own_404_page_links_to_archived_years(
    browser: Browser, server: Served, sample_site: BuiltSample
) -> None:
    """Without scripts it links to the archived years and the home."""
    context = browser.new_context(java_script_enabled=False)
    page, home = context.new_page(), home_of(server, sample_site)
    address = f"{home}{THEME}dossier/"
    answer_with_own_page(page, sample_site, address)
    page.goto(address)
    main = page.locator("main")
    expect(main.get_by_role("link", name="Aller à l’accueil")).to_have_js_property("href", home)
    main.get_by_role("link", name="2018").click()
    page.wait_for_url(archive_of(server, sample_site) + "2018/")
    expect(page.locator("h1")).to_contain_text("2018")
    context.close()


LEFT = "meetings/2020-02-29/"
"""The address of a meeting that moved to another day."""


@pytest.mark.parametrize("page_of", ["all", "group"])
def test_the_day_that_a_meeting_left_leads_to_the_meetings(
    page_of: str, reader: Page, server: Served, sample_site: BuiltSample
) -> None:
    """Whichever 404 page a host shows leads to the list, which says why."""
    address = home_of(server, sample_site) + LEFT
    if page_of == "group":
        answer_with_own_page(reader, sample_site, address)
    reader.goto(address + "#question-1")
    reader.wait_for_url(home_of(server, sample_site) + "meetings/#meeting-moved")
    expect(reader.get_by_text("a changé de jour")).to_be_visible()


def test_the_list_of_meetings_says_nothing_of_moved_ones_otherwise(
    reader: Page, server: Served, sample_site: BuiltSample
) -> None:
    """Whoever opens the list as usual reads nothing of meetings that moved."""
    reader.goto(home_of(server, sample_site) + "meetings/")
    expect(reader.get_by_text("a changé de jour")).to_be_hidden()


def test_a_groups_own_404_page_links_to_the_meetings(
    browser: Browser, server: Served, sample_site: BuiltSample
) -> None:
    """Without scripts, a click on a group's own 404 page leads to the list, which says why."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    address = home_of(server, sample_site) + LEFT
    answer_with_own_page(page, sample_site, address)
    page.goto(address)
    page.get_by_role("link", name="voyez vos réunions").click()
    page.wait_for_url(home_of(server, sample_site) + "meetings/#meeting-moved")
    expect(page.get_by_text("a changé de jour")).to_be_visible()
    context.close()


def test_an_unknown_address_leads_nowhere(
    reader: Page, server: Served, sample_site: BuiltSample
) -> None:
    """A year that is not archived, or a page the archive lacks, is not found."""
    home = home_of(server, sample_site)
    for address in (f"{home}2031/rien/", f"{archive_of(server, sample_site)}2018/rien/"):
        reader.goto(home)
        reader.goto(address)
        expect(reader.locator("[data-not-found]")).to_be_visible()
        reader.wait_for_load_state("networkidle")
        assert reader.url == address


def test_the_archive_leads_back_to_the_readers_group(
    reader: Page, server: Served, sample_site: BuiltSample
) -> None:
    """Its header links to the reader's group and to that group's own lists."""
    home = home_of(server, sample_site)
    reader.goto(home)
    reader.locator("#home-editions + ul a", has_text="2018").click()
    reader.wait_for_url(archive_of(server, sample_site) + "2018/")
    back = reader.get_by_role("link", name="Mon groupe")
    expect(back).to_have_attribute("href", home)
    expect(reader.locator(".site-name")).to_have_attribute("href", home)
    themes = reader.locator("#site-menu a", has_text="Thèmes")
    expect(themes).to_have_attribute("href", home + "themes/")
    back.click()
    expect(reader.locator("h1")).to_have_text("Laval")


def test_the_archive_skips_to_its_own_text(
    reader: Page, server: Served, sample_site: BuiltSample
) -> None:
    """Coming from a group, the skip link stays on the page, and one link leads home."""
    address = archive_of(server, sample_site) + THEME
    reader.goto(home_of(server, sample_site))
    reader.goto(home_of(server, sample_site) + THEME)
    reader.wait_for_url(address)
    expect(reader.get_by_role("link", name="Mon groupe")).to_be_visible()
    expect(reader.locator(".skip")).to_have_js_property("href", address + "#content")
    expect(reader.locator(".site-menu__home")).to_be_hidden()


ARCHIVE_OF = """async ([script, address]) => {
    const { archiveOf } = await import(script);
    return archiveOf(new URL(address))?.href ?? "";
}"""
HOME_FOR = """async ([script, archive, home]) => {
    const { homeFor } = await import(script);
    localStorage.setItem("parution.homes", JSON.stringify({ [new URL(archive).pathname]: home }));
    return homeFor(new URL(archive))?.href ?? "";
}"""


def test_no_other_host_is_an_archive_of_ours(open_page: OpenPage, server: Served) -> None:
    """A link to a page of this form elsewhere changes nothing of the way back to the group."""
    page = open_page("{member}")
    script = f"{server.address}assets/parution/homes.js"
    for host, expected in (
        (server.address, f"{server.address}archives/abc/"),
        ("https://a.example/", ""),
    ):
        assert page.evaluate(ARCHIVE_OF, [script, f"{host}archives/abc/2018/"]) == expected


def test_the_way_back_leads_to_a_group_of_this_host_alone(
    open_page: OpenPage, sample_site: BuiltSample, server: Served
) -> None:
    """Another program's folder on the same host, or another host, is never « Mon groupe »."""
    page = open_page("{member}")
    script, archive = (
        f"{server.address}{path}" for path in ("assets/parution/homes.js", sample_site.archive)
    )
    home = f"/{fill_in(sample_site, '{member}')}"
    for noted, expected in (
        (home, server.address + home[1:]),
        ("/autre/", ""),
        ("https://a.example/g/", ""),
    ):
        assert page.evaluate(HOME_FOR, [script, archive, noted]) == expected


def test_the_archive_knows_no_group_of_itself(
    open_page: OpenPage, sample_site: BuiltSample
) -> None:
    """Opened by its address alone, it has its own pages and no link to a group."""
    page = open_page("{archive}" + THEME)
    expect(page.get_by_role("link", name="Mon groupe")).to_be_hidden()
    page.locator(".site-name").click()
    expect(page.locator("h1")).to_have_text("Archives")
    expect(page.locator(".editions a")).to_have_count(1)
    assert page.url.endswith(sample_site.archive)


def test_one_search_goes_through_both(
    reader: Page, server: Served, sample_site: BuiltSample
) -> None:
    """The group's site and the archive both find texts of this year and of past ones."""
    home, archive = home_of(server, sample_site), archive_of(server, sample_site)
    reader.goto(home)
    for _ in ("on the group's site", "in the archive"):
        reader.keyboard.press("/")
        type_in(reader, "contraception")
        while (more := reader.locator("[data-search-more]")).is_visible():
            more.click()
        links = reader.locator("[data-search-results] > li > a")
        found = links.evaluate_all("all => all.map((each) => each.href)")
        assert {href.startswith(home) for href in found} == {True, False}
        assert all(href.startswith((home, archive)) for href in found)
        reader.goto(archive + THEME + "dossier/")


def test_search_works_in_the_archive_alone(
    reader: Page, server: Served, sample_site: BuiltSample
) -> None:
    """After the group's site has moved, the archive is still searched."""
    archive = archive_of(server, sample_site)
    reader.goto(home_of(server, sample_site))
    reader.evaluate(
        """() => {
          const homes = JSON.parse(localStorage["parution.homes"]);
          for (const archive in homes) homes[archive] = homes[archive].replace(/.{4}.$/, "/");
          localStorage["parution.homes"] = JSON.stringify(homes);
        }"""
    )
    reader.goto(archive + THEME)
    reader.keyboard.press("/")
    reader.keyboard.type("contraception")
    link = reader.locator("[data-search-results] > li > a").first
    expect(link).to_have_attribute("href", re.compile(f"^{re.escape(archive)}2018/"))


def test_the_facilitator_is_led_to_her_own_archive(
    reader: Page, server: Served, sample_site: BuiltSample
) -> None:
    """Her archive has the guides, and leads back to her own site."""
    home = server.address + sample_site.site(GROUP, "facilitator")
    reader.goto(home + THEME)
    reader.wait_for_url(server.address + sample_site.site(None, "archive-facilitator") + THEME)
    expect(reader.get_by_role("link", name="Mon groupe")).to_have_attribute("href", home)
