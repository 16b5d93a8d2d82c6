"""A printed page has the whole text and nothing else."""

from __future__ import annotations

import io

import pypdf
import pytest
from playwright.sync_api import Page, expect

from .conftest import OpenPage
from .test_accessibility import KINDS

DOSSIER = KINDS["dossier"]
REFERENCES = KINDS["references"]
LOCKED = KINDS["locked"]


def on_paper(page: Page) -> None:
    page.emulate_media(media="print")


def test_paper_holds_the_text_and_its_notice_alone(open_page: OpenPage) -> None:
    """In print the header, the contents and the onward links are gone; the notice stays."""
    page = open_page(DOSSIER)
    on_paper(page)
    for gone in (".site-header", ".toc", ".steps", ".onward", ".backlinks"):
        expect(page.locator(gone).first).to_be_hidden()
    expect(page.locator(".site-notice")).to_be_visible()


def test_a_facilitator_s_print_says_that_it_is_hers(open_page: OpenPage) -> None:
    """Paper marks parts closed to her members; the screen says from when they see them."""
    page = open_page("{facilitator}2026/menstruations/dossier/")
    copy = page.locator(".group-sees__copy")
    expect(copy).to_be_hidden()
    expect(page.locator(".group-sees")).to_contain_text("à partir du jeudi 8 octobre 2026")
    on_paper(page)
    expect(copy).to_contain_text("Exemplaire pour animateur ou animatrice")
    expect(copy).to_contain_text("L’essentiel, Dossier, Commentaires de cas")


def test_a_citation_is_a_plain_number_on_paper(open_page: OpenPage) -> None:
    """In print a citation has the colour of the text and no underline."""
    page = open_page(DOSSIER, reduced_motion="reduce")  # Colours change at once.
    on_paper(page)
    line, colour, around = page.locator("a.citation").first.evaluate("""(link) => [
        getComputedStyle(link).textDecorationLine,
        getComputedStyle(link).color,
        getComputedStyle(link.parentElement).color,
    ]""")
    assert line == "none"
    assert colour == around


def test_a_long_summary_is_no_reason_for_an_empty_page(open_page: OpenPage) -> None:
    """In print a summary may break across pages; a reference stays whole."""
    page = open_page(REFERENCES)
    on_paper(page)
    breaks = "(each) => getComputedStyle(each).breakInside"
    assert page.locator(".reference-item").first.evaluate(breaks) == "auto"
    assert page.locator(".reference-item > p").first.evaluate(breaks) == "avoid"


def test_a_dark_screen_prints_black_on_white(open_page: OpenPage) -> None:
    """Paper is light, even from a dark screen."""
    page = open_page(DOSSIER, scheme="dark")
    on_paper(page)
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"


def test_the_printed_desk_has_no_heading_above_nothing(open_page: OpenPage) -> None:
    """Forms are not printed, nor are the headings of sections that hold forms alone."""
    page = open_page("{facilitator}desk/")
    page.emulate_media(media="print")
    sections = page.locator(".desk section:visible")
    assert sections.count() > 2
    for section in sections.all():
        assert section.locator("> :not(h2):visible").count(), section.inner_text()


def print_sheets(page: Page, height: int = 297) -> list[list[str]]:
    """Return the lines of each printed sheet; 297 mm high is A4."""
    page.add_style_tag(content=f"@page {{ size: 210mm {height}mm; }}")
    printed = pypdf.PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    texts = [sheet.extract_text(extraction_mode="layout") for sheet in printed.pages]
    return [[line.strip() for line in text.split("\n") if line.strip()] for text in texts]


@pytest.mark.parametrize("kind", ["locked", "reserved", "bibliography", "edition"])
def test_a_short_page_is_one_sheet(open_page: OpenPage, kind: str) -> None:
    """A page that fits on one sheet prints no second one."""
    assert len(print_sheets(open_page(KINDS[kind]))) == 1


@pytest.mark.parametrize("step", [12, pytest.param(4, marks=pytest.mark.long)])
def test_a_summary_follows_its_heading_on_the_same_sheet(open_page: OpenPage, step: int) -> None:
    """« Résumé du document » is never the last line of a sheet."""
    page = open_page(REFERENCES)
    for height in range(240, 300, step):
        ends = [lines[-1] for lines in print_sheets(page, height)]
        assert ends
        assert "Résumé du document" not in ends


@pytest.mark.parametrize("place", [".openings > li", ".meetings > li", ".editions > li"])
def test_an_item_of_the_home_stays_whole_on_paper(open_page: OpenPage, place: str) -> None:
    """A year stays with its number of themes, and parts with their opening."""
    page = open_page("{member}")
    on_paper(page)
    breaks = "(each) => getComputedStyle(each).breakInside"
    assert page.locator(place).first.evaluate(breaks) == "avoid"


def test_the_date_of_a_closed_part_has_the_only_frame(open_page: OpenPage) -> None:
    """In print an opening and its reason share the only frame."""
    page = open_page(LOCKED)
    on_paper(page)
    framed = page.locator(".locked, .locked *").evaluate_all("""all => all
        .filter((each) => each.checkVisibility())
        .filter((each) => parseFloat(getComputedStyle(each).borderTopWidth))
        .map((each) => each.innerText.replaceAll(/\\s+/g, " "))""")
    assert len(framed) == 1
    assert framed[0].startswith(
        "Cette partie ouvre le jeudi 8 octobre 2026 à 22 h 30. Votre groupe"
    )


def test_a_grade_is_black_on_white_on_paper(open_page: OpenPage) -> None:
    """Printers leave colours of the background out: white letters would vanish."""
    page = open_page(REFERENCES, reduced_motion="reduce")  # Colours change at once.
    on_paper(page)
    colours = "(each) => [getComputedStyle(each).color, getComputedStyle(each).backgroundColor]"
    grade = page.locator(".badge-grade").first
    assert grade.evaluate(colours) == ["rgb(0, 0, 0)", "rgba(0, 0, 0, 0)"]


def test_what_printing_unfolds_is_folded_afterwards(open_page: OpenPage) -> None:
    """Paper has what is folded away on the screen, which then is as it was."""
    page = open_page(REFERENCES)
    folded = page.locator("main details:not([open])")
    before = folded.count()
    assert before
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(folded).to_have_count(0)
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(folded).to_have_count(before)


def test_an_open_search_is_not_printed(open_page: OpenPage) -> None:
    """Whoever prints with the search open gets the page."""
    page = open_page(DOSSIER)
    page.keyboard.press("/")
    dialog = page.locator("[data-search]")
    expect(dialog).to_be_visible()
    on_paper(page)
    expect(dialog).to_be_hidden()
