"""Every page has links upwards, its lists, and works without a script."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, expect

from .conftest import INSTANT, BuiltSample, OpenPage, Served, fill_in
from .test_accessibility import KINDS, each_width

DOSSIER = KINDS["dossier"]
REFERENCES = KINDS["references"]
OPEN_REFERENCES = REFERENCES.replace("{member}", "{facilitator}")


def test_every_page_of_a_theme_leads_up(open_page: OpenPage) -> None:
    """The links above a title lead from a part to its theme, from a theme to its year."""
    page = open_page(DOSSIER)
    for above in ("2026/menstruations/", "2026/"):
        page.locator(".heading__above a").click()
        page.wait_for_url(f"**/{above}")
        assert page.locator("h1").count() == 1


def test_the_dossier_is_set_in_lines_that_are_easy_to_follow(open_page: OpenPage) -> None:
    """On a wide screen a line of a paragraph holds 60 to 75 characters."""
    page = open_page(DOSSIER)
    longest = page.evaluate("""() => {
        const words = document.querySelector(".page__text > p").firstChild;
        const range = document.createRange();
        const lines = new Map();
        for (let place = 0; place < words.length; place++) {
            range.setStart(words, place);
            range.setEnd(words, place + 1);
            const top = Math.round(range.getBoundingClientRect().top);
            lines.set(top, (lines.get(top) ?? 0) + 1);
        }
        return Math.max(...lines.values());
    }""")
    assert 60 <= longest <= 75


@each_width
def test_without_a_script_everything_is_there(open_page: OpenPage, width: int) -> None:
    """With JavaScript off the contents are beside the text, and no useless control is shown."""
    page = open_page(DOSSIER, width, java_script_enabled=False)
    expect(page.locator(".toc a").first).to_be_visible()
    expect(page.locator(".steps a").first).to_be_visible()
    for summary in page.locator(":is(.toc, .steps) summary").all():
        assert summary.evaluate("(it) => getComputedStyle(it, '::before').display") == "none"
    expect(page.locator("[data-search-open]")).to_be_hidden()
    expect(page.locator("[data-appearance-button]")).to_be_hidden()


@each_width
def test_without_a_script_all_references_are_listed(open_page: OpenPage, width: int) -> None:
    """With JavaScript off the list has every reference, and no filter."""
    page = open_page(REFERENCES, width, java_script_enabled=False)
    expect(page.locator(".reference-item:visible")).to_have_count(14)
    expect(page.locator("[data-reference-tools]")).to_be_hidden()


@each_width
def test_references_are_filtered_and_sorted(open_page: OpenPage, width: int) -> None:
    """A chosen level hides the others and counts the rest; the newest may come first."""
    page = open_page(REFERENCES, width)
    page.locator("[data-reference-tools] [name=evidence]").select_option(label="Niveau de preuve 1")
    shown = page.locator(".reference-item:visible")
    assert {item.get_attribute("data-level") for item in shown.all()} == {"1"}
    status = page.locator(".list-tools").get_by_role("status")
    expect(status).to_have_text(f"{shown.count()}\u00a0références sur 14")
    page.get_by_role("button", name="Tout afficher").click()
    expect(shown).to_have_count(14)
    page.locator("[name=order]").select_option("year")
    years = [item.get_attribute("data-year") or "" for item in shown.all()]
    assert years == sorted(years, reverse=True)


ORDERS = {
    "level": ["1", "2", "3", "4", ""],
    "grade": ["A", "B", "C", "AE", "variable", ""],
    "access": ["free", "paywalled", ""],
    "interests": ["none-declared", "declared", "industry-funded", "unknown"],
}
"""Sort orders from the best known to the unknown."""


@pytest.mark.parametrize("name", ORDERS)
def test_unknown_values_come_last(open_page: OpenPage, name: str) -> None:
    """Sorted by level, grade, access or interests, the unknown comes last."""
    page = open_page(REFERENCES)
    page.locator("[name=order]").select_option(name)
    items = page.locator(".reference-item").all()
    values = [item.get_attribute(f"data-{name}") or "" for item in items]
    assert values == sorted(values, key=ORDERS[name].index)
    assert len(set(values)) > 1


@pytest.mark.parametrize("name", ["access", "interests"])
def test_a_filter_leaves_the_references_it_names(open_page: OpenPage, name: str) -> None:
    """Each value of a filter shows exactly the references that have it."""
    page = open_page(REFERENCES)
    every = page.locator(".reference-item")
    values = [item.get_attribute(f"data-{name}") or "none" for item in every.all()]
    shown = page.locator(".reference-item:visible")
    options = page.locator(f"select[name={name}] option").all()
    assert set(values) <= {option.get_attribute("value") for option in options}
    for option in page.locator(f"select[name={name}] option:not([value=''])").all():
        chosen = option.get_attribute("value") or ""
        page.locator(f"select[name={name}]").select_option(chosen)
        expect(shown).to_have_count(values.count(chosen))


def test_a_single_reference_is_counted_in_the_singular(open_page: OpenPage) -> None:
    """One reference is counted as « 1 référence sur 14 », without the s."""
    page = open_page(REFERENCES)
    items = page.locator(".reference-item").all()
    years = sorted({item.get_attribute("data-year") or "" for item in items})
    page.locator("select[name=year]").select_option(years[-1])
    expect(page.locator(".reference-item:visible")).to_have_count(1)
    status = page.locator(".list-tools").get_by_role("status")
    expect(status).to_have_text("1\u00a0référence sur 14")


def test_a_reference_leads_to_its_summary(open_page: OpenPage) -> None:
    """If the summaries are open, « Lire le résumé » leads to that of the very document."""
    page = open_page(OPEN_REFERENCES)
    item = page.locator(".reference-item:has(.source-lines)").first
    name = item.get_attribute("id")
    item.get_by_role("link", name="Lire le résumé").click()
    page.wait_for_url(f"**/2026/menstruations/sources/#{name}")
    expect(page.locator(f"#{name}")).to_be_in_viewport()


def test_references_lead_to_no_summary_that_is_closed(open_page: OpenPage) -> None:
    """With open references and closed summaries, nothing of the summaries is shown."""
    page = open_page(REFERENCES)
    expect(page.locator(".reference-item").first).to_be_visible()
    expect(page.locator(".source-lines")).to_have_count(0)


def test_a_link_to_a_reference_shows_it_again(open_page: OpenPage) -> None:
    """A link to a reference that a filter hides shows it."""
    page = open_page(REFERENCES)
    page.locator("select[name=year]").select_option("2018")
    hidden = page.locator(".reference-item[hidden]").first
    name = hidden.get_attribute("id")
    page.evaluate("name => { location.hash = name }", name)
    expect(page.locator(f"#{name}")).to_be_visible()


def test_a_year_leaves_it_and_the_later_ones(open_page: OpenPage) -> None:
    """« Depuis 2018 » hides older references."""
    page = open_page(REFERENCES)
    page.locator("select[name=year]").select_option("2018")
    shown = page.locator(".reference-item:visible").all()
    years = [int(item.get_attribute("data-year") or 0) for item in shown]
    assert min(years) == 2018
    assert max(years) > 2018


def test_a_reference_is_copied(open_page: OpenPage) -> None:
    """« Citer ce document » copies the formatted reference to the clipboard and says so."""
    page = open_page(REFERENCES, permissions=["clipboard-read", "clipboard-write"])
    button = page.get_by_role("button", name="Citer ce document").first
    wanted = button.get_attribute("data-copy")
    button.click()
    expect(page.get_by_role("button", name="Copié").first).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == wanted


def test_an_agreement_of_experts_comes_after_the_grades(open_page: OpenPage) -> None:
    """Sorted by grade, « AE » stands below A, B and C."""
    page = open_page(REFERENCES)
    page.evaluate("""() => {
        const [one, two, three] = document.querySelectorAll("[data-reference-list] > *");
        [one.dataset.grade, two.dataset.grade, three.dataset.grade] = ["AE", "C", "A"];
    }""")
    page.locator("select[name=order]").select_option("grade")
    grades = page.locator("[data-reference-list] > *").evaluate_all(
        "(all) => all.map((each) => each.dataset.grade)"
    )
    assert grades.index("A") < grades.index("C") < grades.index("AE")


def test_only_what_nobody_graded_is_without_evidence(open_page: OpenPage) -> None:
    """« Non gradée » shows no reference with a level, though it has no grade."""
    page = open_page(REFERENCES)
    page.evaluate("""() => {
        const [one, two] = document.querySelectorAll("[data-reference-list] > *");
        Object.assign(one.dataset, { grade: "", level: "2" });
        Object.assign(two.dataset, { grade: "", level: "" });
    }""")
    choice = page.locator("select[name=evidence]")
    choice.select_option(choice.locator("option[value^=none]").get_attribute("value") or "")
    items = page.locator("[data-reference-list] > *")
    found = items.evaluate_all(
        "(all) => all.map((each) => [each.dataset.grade || each.dataset.level || '', each.hidden])"
    )
    assert ["2", True] in found
    assert all(is_hidden is bool(evidence) for evidence, is_hidden in found)


def test_a_copy_is_announced(open_page: OpenPage) -> None:
    """The button's new words are read to those who do not see them."""
    buttons = open_page(REFERENCES).locator("[data-copy]")
    assert buttons.count()
    assert buttons.count() == open_page(REFERENCES).locator("[data-copy][aria-live=polite]").count()


@pytest.mark.parametrize(("year", "is_old"), [(2026, False), (2040, True)])
def test_a_theme_reviewed_long_ago_says_so(
    new_context: Callable[..., BrowserContext],
    server: Served,
    sample_site: BuiltSample,
    year: int,
    is_old: bool,
) -> None:
    """By the reader's clock, and not before: the page may have been built years earlier."""
    page = new_context(clock=INSTANT.replace(year=year), service_workers="block").new_page()
    page.goto(server.address + fill_in(sample_site, DOSSIER))
    page.wait_for_load_state("networkidle")
    expect(page.locator("[data-stale-from]")).to_be_visible(visible=is_old)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_without_a_script_the_system_chooses_light_or_dark(
    open_page: OpenPage, scheme: str
) -> None:
    """With JavaScript off a page follows the system's dark mode."""
    page = open_page(DOSSIER, scheme=scheme, java_script_enabled=False)
    colour = page.locator("body").evaluate("(body) => getComputedStyle(body).backgroundColor")
    assert (colour == "rgb(255, 255, 255)") == (scheme == "light")


def test_time_until_the_meeting_is_no_part_of_the_page(
    open_page: OpenPage, sample_site: BuiltSample
) -> None:
    """The browser computes the time until the meeting, which the file does not hold."""
    page = open_page("{member}")
    expect(page.locator(".next .until")).to_have_text("dans 13 jours")
    file = sample_site.folder / fill_in(sample_site, "{member}index.html")
    assert "dans 13 jours" not in file.read_text(encoding="utf-8")


def test_time_until_the_meeting_wraps_under_its_date(open_page: OpenPage) -> None:
    """On a phone the time that does not fit beside the date begins under it."""
    page = open_page("{member}", 320)
    left = "(each) => each.getBoundingClientRect().left"
    date, until = (page.locator(f".next__date {each}") for each in ("time", ".until"))
    assert date.bounding_box()["y"] < until.bounding_box()["y"] - 20
    assert until.evaluate(left) == date.evaluate(left)


KINDS_THAT_FOLD = ("theme", "dossier", "references", "members-home")


@pytest.mark.parametrize("kind", KINDS_THAT_FOLD)
def test_all_that_folds_has_one_mark(open_page: OpenPage, kind: str) -> None:
    """No summary, not even a card's or the search's, has the browser's own triangle."""
    page = open_page(KINDS[kind], 390)
    expect(page.locator("[data-search-open]")).to_be_visible()
    page.keyboard.press("/")
    page.keyboard.press("Escape")
    if page.locator("a.citation[aria-haspopup]").count():
        page.locator("a.citation[aria-haspopup]").first.click()
        expect(page.locator(".citation-card summary")).to_be_visible()
    marks = """all => all.map((each) => [
        getComputedStyle(each).display, getComputedStyle(each, "::before").borderRightStyle])"""
    found = page.locator("summary").evaluate_all(marks)
    assert found
    assert [mark for mark in found if mark != ["block", "solid"]] == []


def test_a_missing_address_leads_home_from_any_depth(
    open_page: OpenPage, sample_site: BuiltSample, server: Served
) -> None:
    """A host shows 404.html at any address, and its links still work."""
    page = open_page("404.html")
    text = (sample_site.folder / "404.html").read_text(encoding="utf-8")
    page.route("**/absent/", lambda route: route.fulfill(body=text, content_type="text/html"))
    page.goto(server.address + "g/a/b/absent/")
    links = page.eval_on_selector_all("header a[href]", "links => links.map(link => link.href)")
    wanted = ("", "themes/", "bibliography/", "pages/", "g/a/b/absent/#content", "#content")
    assert links
    assert {link.removeprefix(server.address) for link in links} <= set(wanted)
