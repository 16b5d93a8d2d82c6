"""A page whose announcements are past, by the reader's clock, says it is not up to date."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Page, expect

from .conftest import OpenPage

PARIS = ZoneInfo("Europe/Paris")
OPENS = datetime(2026, 10, 8, 22, 30, tzinfo=PARIS)
"""The end of the group's meeting, at which its dossier opens."""

LOCKED = "{member}2026/menstruations/dossier/"
HOME = "{member}"


def open_at(open_page: OpenPage, path: str, moment: datetime) -> Page:
    """Open a page on a device whose clock shows a moment, to the second."""
    return open_page(path, 390, clock=moment)


@pytest.mark.parametrize(
    ("moment", "is_late"),
    [(OPENS.replace(minute=29), False), (OPENS, True)],
    ids=["before", "at the moment"],
)
def test_a_closed_page_says_that_it_is_late(
    open_page: OpenPage, moment: datetime, is_late: bool
) -> None:
    """From the moment on, the announcement is replaced by the problem and whom to tell."""
    page = open_at(open_page, LOCKED, moment)
    notice = page.locator(".overdue")
    expect(page.locator(".locked__when")).to_be_visible(visible=not is_late)
    expect(notice).to_be_visible(visible=is_late)
    if is_late:
        expect(notice).to_contain_text("L’ouverture était prévue le jeudi 8 octobre 2026")
        address = "mailto:secretariat@apimed.example"
        expect(notice.get_by_role("link")).to_have_attribute("href", address)


def test_a_late_page_read_offline_says_that_it_was_kept(open_page: OpenPage) -> None:
    """Offline, the page is late because it was stored, and says so instead."""
    page = open_at(open_page, LOCKED, OPENS)
    away = page.locator(".overdue__away")
    expect(away).to_be_hidden()
    # As offline.js marks a page that is read away from any network (test_offline.py).
    page.evaluate("document.documentElement.setAttribute('data-away', '')")
    expect(away).to_contain_text("ce que cet appareil a gardé")
    expect(page.locator(".overdue").get_by_role("link")).to_be_hidden()


def test_a_list_of_parts_announces_nothing_past(open_page: OpenPage) -> None:
    """On the theme's page each part says that it is late; one that opens later still says when."""
    page = open_at(open_page, "{member}2026/menstruations/", OPENS)
    late = page.locator(".step", has_text="Dossier")
    expect(late).to_contain_text("ouverture prévue le jeudi 8 octobre 2026", use_inner_text=True)
    expect(late).not_to_contain_text("ouverture le", use_inner_text=True)
    other = open_at(open_page, "{member}2026/iatrogenie/", OPENS).locator(
        ".step", has_text="Dossier"
    )
    expect(other).to_contain_text("ouverture le", use_inner_text=True)
    expect(other).not_to_contain_text("prévue", use_inner_text=True)


def test_a_list_of_meetings_calls_none_to_come_that_is_over(open_page: OpenPage) -> None:
    """A meeting that has passed meanwhile is « passée » in the list, the next « à venir »."""
    page = open_at(open_page, "{member}meetings/", OPENS)
    row = page.locator(".meetings li")
    expect(row.filter(has_text="8 octobre")).to_contain_text("passée", use_inner_text=True)
    expect(row.filter(has_text="8 octobre")).not_to_contain_text("à venir", use_inner_text=True)
    expect(row.filter(has_text="12 novembre")).to_contain_text("à venir", use_inner_text=True)


def test_a_past_meeting_is_not_the_next_one(open_page: OpenPage) -> None:
    """Once the meeting is over by the reader's clock, the home does not call it the next."""
    page = open_at(open_page, HOME, OPENS)
    expect(page.locator("#home-next")).to_have_text("Dernière réunion", use_inner_text=True)
    expect(page.locator(".next .overdue")).to_contain_text("Cette réunion est passée")


@pytest.mark.parametrize("path", ["desk/", "room/"])
def test_a_facilitators_pages_say_that_the_meeting_is_over(open_page: OpenPage, path: str) -> None:
    """Her desk and the page of the room code do not call a past meeting the next."""
    page = open_at(open_page, "{facilitator}" + path, OPENS)
    expect(page.locator(".overdue:visible")).to_contain_text("Cette réunion est passée")
    expect(page.get_by_role("heading", name="Votre prochaine réunion")).to_have_count(0)


def test_a_meeting_to_come_is_the_next_one(open_page: OpenPage) -> None:
    """Until its end nothing is late."""
    page = open_at(open_page, HOME, OPENS.replace(hour=21))
    expect(page.locator("#home-next")).to_have_text("Prochaine réunion", use_inner_text=True)
    expect(page.locator(".next .overdue")).to_be_hidden()


def test_without_scripts_the_page_says_when_it_will_be_up_to_date(open_page: OpenPage) -> None:
    """The page names the association's next hour of update."""
    page = open_page(LOCKED, 390, java_script_enabled=False)
    expect(page.locator(".update")).to_contain_text("jeudi 8 octobre 2026 à 23")
    expect(page.locator(".overdue")).to_be_hidden()


def test_without_scripts_the_home_says_when_it_will_be_up_to_date(open_page: OpenPage) -> None:
    """The hour is named beside the next meeting and openings, which no script can mark as past."""
    page = open_page(HOME, 390, java_script_enabled=False)
    for section in (".next", ".home__openings"):
        expect(page.locator(f"{section} .update")).to_contain_text("8 octobre 2026 à 23")


@pytest.mark.parametrize(("hour", "shown"), [(22, True), (23, False)])
def test_an_hour_that_passed_is_promised_no_more(
    open_page: OpenPage, hour: int, shown: bool
) -> None:
    """A past hour of update is not announced any more."""
    page = open_at(open_page, LOCKED, OPENS.replace(hour=hour))
    expect(page.locator(".overdue")).to_be_visible()
    expect(page.locator(".update")).to_be_visible(visible=shown)
