"""« Nos questions »: a group's questions, found by words and by state."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import pytest
from playwright.sync_api import Browser, Page, expect

from .conftest import BuiltSample, OpenPage, Served, fill_in, open_device

QUESTIONS = "{member}questions/"
SHOWN = ".questions__one:visible"

BOITERIE, ECHOGRAPHIE, CORSET = "enfant qui boite", "nourrisson sous quinze", "port d’un corset"

TYPED = {
    "": (BOITERIE, ECHOGRAPHIE, CORSET),
    "corset": (CORSET,),
    "Échographie": (BOITERIE, ECHOGRAPHIE),
    "ECHOGRAPHIE": (BOITERIE, ECHOGRAPHIE),
    "echogr": (BOITERIE, ECHOGRAPHIE),
    "l’échographie des nourrissons": (ECHOGRAPHIE,),
    "scolioses": (CORSET,),
    "corset boite": (),
    "secrétaire": (ECHOGRAPHIE,),
    "PubMed": (),
    "arthrites": (BOITERIE,),
    "rétrospective appui": (BOITERIE,),
    "vérifié corset": (),
    "zèbre": (),
}
"""Typed words, and words of the questions that are then shown."""

STATES = {
    "open": (ECHOGRAPHIE, CORSET),
    "answered": (BOITERIE,),
}


class Found(NamedTuple):
    """The visible content of the page."""

    questions: list[str]
    told: str
    headings: list[str]
    answers: int
    """How many answers are unfolded."""


def read(page: Page) -> Found:
    return Found(
        page.locator(f"{SHOWN} h3").all_inner_texts(),
        page.locator("[data-question-tools] [role=status]").inner_text(),
        page.locator("main h2:visible").all_inner_texts(),
        page.locator(f"{SHOWN} details[open]").count(),
    )


@pytest.fixture(scope="module")
def page(browser: Browser, server: Served, sample_site: BuiltSample) -> Iterator[Page]:
    """« Nos questions » on a phone, open for all these tests."""
    context = open_device(browser, viewport={"width": 390, "height": 844})
    opened = context.new_page()
    opened.goto(server.address + fill_in(sample_site, QUESTIONS))
    expect(opened.locator("[data-question-tools]")).to_be_visible()
    yield opened
    context.close()


def ask(page: Page, words: str = "", state: str = "") -> Found:
    """Type words and choose a state."""
    page.get_by_label("Mots d’une question ou d’une réponse").fill(words)
    page.get_by_label("État").select_option(state)
    return read(page)


@pytest.mark.parametrize("typed", TYPED)
def test_words_find_questions(page: Page, typed: str) -> None:
    """All words must match, in any case and form, with or without accents; answers count too."""
    expected = TYPED[typed]
    found = ask(page, typed).questions
    assert len(found) == len(expected)
    assert all(any(words in each for each in found) for words in expected)


@pytest.mark.parametrize("state", STATES)
def test_a_state_leaves_its_questions(page: Page, state: str) -> None:
    """Only open or only answered questions stay, and the other heading goes."""
    found = ask(page, state=state)
    assert all(any(words in each for each in found.questions) for words in STATES[state])
    assert len(found.headings) == 1


def test_the_number_shown_is_announced(page: Page) -> None:
    """The count of shown questions is live, in singular and plural."""
    assert ask(page, "échographie").told == "2\u00a0questions sur 3"
    assert ask(page, "corset").told == "1\u00a0question sur 3"


def test_a_page_without_results_says_how_to_go_on(page: Page) -> None:
    """Without results the page says how to search otherwise."""
    found = ask(page, "corset", "answered")
    assert found.told.startswith("Aucune question ne répond à ce choix.")
    assert found.headings == []


def test_an_answer_opens_when_the_words_are_its_own(page: Page) -> None:
    """An answer unfolds if it has the words, not if only its question has them."""
    assert ask(page, "arthrites rétrospective").answers == 1
    assert ask(page, "boite").answers == 0


def test_all_can_be_shown_again(page: Page) -> None:
    """One button empties the form."""
    ask(page, "zèbre", "open")
    page.get_by_role("button", name="Tout afficher").click()
    expect(page.locator(SHOWN)).to_have_count(3)


def test_paper_has_all_of_them(page: Page) -> None:
    """In print every question is there, whatever was searched, and no form."""
    ask(page, "zèbre")
    page.emulate_media(media="print")
    printed, has_form = read(page), page.locator("[data-question-tools]").is_visible()
    page.emulate_media(media="screen")
    assert (len(printed.questions), len(printed.headings), has_form) == (3, 2, False)


def test_without_a_script_the_whole_list_stands(open_page: OpenPage) -> None:
    """With JavaScript off: every question, its answer at hand, and no useless form."""
    without = open_page(QUESTIONS, 390, java_script_enabled=False)
    expect(without.locator(SHOWN)).to_have_count(3)
    expect(without.locator("[data-question-tools]")).to_be_hidden()
    without.get_by_text("La réponse", exact=True).click()
    expect(without.get_by_text("c’est l’appui qui compte d’abord")).to_be_visible()


def test_a_citation_in_a_listed_answer_leads_to_its_reference(open_page: OpenPage) -> None:
    """It leads to the meeting's page, which has the list."""
    listed = open_page(QUESTIONS)
    listed.get_by_text("La réponse", exact=True).click()
    listed.locator(".questions__answer .citations a").first.click()
    expect(listed.locator("#ref-singhal2011crp")).to_be_in_viewport()
