"""Several tabs at once, and a device that fills up midway: nothing old passes for new."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Error, Page, expect

from browser.conftest import BuiltSample, wait_until
from browser.test_offline import (
    GROUP,
    IN_CONTROL,
    IS_OPEN,
    NEXT_THEME,
    Room,
    after_seven_weeks,
    context,
    open_home,
    room,
)

__all__ = ["after_seven_weeks", "context", "room"]

OPEN_PAGES = """async () => {
    const stores = await Promise.all((await caches.keys()).map((name) => caches.open(name)));
    const keys = (await Promise.all(stores.map((store) => store.keys()))).flat();
    const pages = keys.map(({ url }) => url).filter((url) => /\\/g\\/.*\\/$/.test(url));
    const texts = await Promise.all(
        pages.map(async (url) => (await (await caches.match(url)).text())),
    );
    return pages.filter((_, place) => !texts[place].includes('class="locked"'));
}"""
"""The pages that are kept, without those of closed parts, which may have opened."""

IS_SAFE = """async (address) => {
    const kept = await caches.match(address);
    return kept === undefined || !(await kept.text()).includes('class="locked"');
}"""


def limit_room(page: Page, address: str, size: int) -> None:
    """Let the site's origin store that many bytes and no more."""
    devtools = page.context.new_cdp_session(page)
    origin = address.rstrip("/")
    devtools.send("Storage.overrideQuotaForOrigin", {"origin": origin, "quotaSize": size})


def shows_no_closed_page(page: Page, address: str) -> bool:
    """Return whether a page is no locked one: open, missing, or refused by the browser."""
    try:
        page.goto(address)
    except Error:
        return True
    return page.locator(".locked").count() == 0


@pytest.mark.long
def test_several_tabs_are_kept_and_renewed_as_one(
    context: BrowserContext, room: Room, sample_site: BuiltSample, after_seven_weeks: Path
) -> None:
    """Three tabs opened at once are all read without a network, and all renewed."""
    home = room.address + sample_site.site(GROUP)
    tabs = [context.new_page() for _ in range(3)]
    for tab in tabs:
        tab.goto(home, wait_until="commit")
    for tab in tabs:
        tab.wait_for_function(IN_CONTROL)
        tab.wait_for_selector("html[data-offline-ready]", state="attached")
    room.cut()
    for tab in tabs:
        tab.reload()
        expect(tab.locator(".next__date")).to_be_visible()
    room.open(after_seven_weeks)
    for tab in tabs:
        tab.goto(home, wait_until="commit")
    wait_until(tabs[0], IS_OPEN, f"{home}{NEXT_THEME}dossier/")
    room.cut()
    for tab in tabs:
        tab.goto(f"{home}{NEXT_THEME}dossier/")
        expect(tab.locator(".page--dossier h2").first).to_be_visible()


@pytest.mark.long
@pytest.mark.parametrize("size", [60_000, 600_000])
def test_a_device_that_fills_up_midway(
    context: BrowserContext, room: Room, sample_site: BuiltSample, size: int
) -> None:
    """What found room is read without a network; the rest comes from it, and the home says so."""
    home = room.address + sample_site.site(GROUP)
    page = context.new_page()
    page.goto(room.address)
    limit_room(page, room.address, size)
    page.goto(home)
    page.wait_for_function(IN_CONTROL)
    page.wait_for_selector("html[data-offline-ready]", state="attached")
    expect(page.locator("[data-kept-status] [role=status]")).to_contain_text("La place manque")
    page.goto(f"{home}{NEXT_THEME}")
    expect(page.locator("main h1")).to_be_visible()
    page.goto(home)
    kept = page.evaluate(OPEN_PAGES)
    room.cut()
    for address in kept:
        page.goto(address)
        expect(page.locator("main h1")).to_be_visible()


@pytest.mark.long
def test_a_device_that_is_full_at_a_renewal(
    context: BrowserContext, room: Room, sample_site: BuiltSample, after_seven_weeks: Path
) -> None:
    """Without room for what opened since, nothing of it is shown as closed."""
    home = room.address + sample_site.site(GROUP)
    page = open_home(context, room, sample_site.site(GROUP))
    limit_room(page, room.address, 1)
    room.cut()
    room.open(after_seven_weeks)
    page.goto(home)
    wait_until(page, IS_SAFE, f"{home}{NEXT_THEME}dossier/")
    room.cut()
    for part in ("dossier/", "summary/", "", "references/"):
        assert shows_no_closed_page(page, f"{home}{NEXT_THEME}{part}"), part
