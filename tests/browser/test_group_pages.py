"""A group's pages tell without a script the meeting, the reading, the openings and reasons."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from .conftest import OpenPage

HOME = "{member}"
THEME = "2026/menstruations/"

ReadPage = Callable[..., Page]


@pytest.fixture(params=[390, 1280])
def read_page(request: pytest.FixtureRequest, open_page: OpenPage) -> ReadPage:
    """A function that opens a page with JavaScript off, on a phone and a wide screen in turn."""
    return lambda path: open_page(path, request.param, java_script_enabled=False)


def read_each(page: Page, place: str) -> list[str]:
    """Return the visible texts of all such elements, each in one line with plain spaces."""
    return [" ".join(each.split()) for each in page.locator(place).all_inner_texts()]


def read_first(page: Page, place: str) -> str:
    """Return the visible text of the first such element."""
    return read_each(page, place)[0]


def test_home_goes_from_the_next_meeting_to_the_archive(read_page: ReadPage) -> None:
    """In order: questions, meeting, recent openings, coming ones, all years."""
    assert read_each(read_page(HOME), "main h2") == [
        "Restées en suspens",
        "Réponses à vos questions",
        "Prochaine réunion",
        "Vient d’ouvrir",
        "Ouvrira bientôt",
        "Les réunions suivantes",
        "Réunions passées",
        "Thèmes par année",
        "Comprendre",
        "Être tenu au courant",
    ]


def test_home_lists_past_meetings_with_the_way_to_their_themes(read_page: ReadPage) -> None:
    """Past meetings stay listed with links to their themes."""
    page = read_page(HOME)
    link = page.locator("[aria-labelledby=home-past] .meetings a")
    assert "orthopédiques" in " ".join(link.all_inner_texts())
    assert link.first.get_attribute("href") == "2026/orthopedie-enfant/"


def test_home_says_when_and_where_to_meet_and_lists_the_reading(
    read_page: ReadPage,
) -> None:
    """The home has date, time, place, theme, and open parts with their reading times."""
    page = read_page(HOME)
    assert read_first(page, ".next__date") == "Jeudi 8 octobre 2026"
    assert read_first(page, ".next__where") == "20 h 30 · Maison de santé"
    assert (
        read_first(page, ".next__theme") == "Les tracas des menstruations : comment mieux gérer ?"
    )
    assert read_first(page, ".next h4") == "À lire pour la réunion : 6 min"
    assert read_each(page, ".next .step--open") == [
        "Préparer la réunion à lire · 2 min",
        "Références à lire · 4 min",
    ]


def test_home_says_the_next_opening_and_why(read_page: ReadPage) -> None:
    """The soonest opening comes first, with its moment and its reason."""
    assert read_first(read_page(HOME), "[aria-labelledby=home-coming] li") == (
        "Résumés des documents, L’essentiel, Dossier, Commentaires de cas"
        " Les tracas des menstruations : comment mieux gérer ?"
        " Jeudi 8 octobre 2026 à 22 h 30"
        " Votre groupe a choisi de discuter d’abord ses propres cas :"
        " ces parties ouvrent à la fin de la réunion."
    )


def test_the_home_of_a_new_group_explains_itself(read_page: ReadPage) -> None:
    """The home of a new group says which content will come, and links to the archive."""
    assert read_first(read_page("{new}"), ".next .empty") == (
        "Aucune réunion n’est datée pour le moment. Dès que votre animateur ou animatrice"
        " en aura fixé une, elle s’affichera ici, avec ce qu’il y a à lire pour la préparer."
        " Les années passées sont plus bas : elles vous restent ouvertes."
    )


def test_a_theme_shows_the_state_and_date_of_each_part(read_page: ReadPage) -> None:
    """The steps are in reading order, and a closed one says when it opens."""
    opening = "ouverture le jeudi 8 octobre 2026 à 22 h 30"
    assert read_each(read_page(HOME + THEME), ".standing .step") == [
        "Présentation à lire",
        "Préparer la réunion à lire · 2 min",
        "Références à lire · 4 min",
        f"Résumés des documents {opening}",
        f"L’essentiel {opening}",
        f"Dossier {opening}",
        f"Commentaires de cas {opening}",
        "Guide de l’animateur accès réservé",
    ]


def test_a_part_is_named_as_the_link_to_it(open_page: OpenPage) -> None:
    """A page without a title of its own has the name of its part, open or closed."""
    page = open_page(HOME + THEME)
    links = page.locator(".standing .step a")
    named = links.evaluate_all("all => all.map((each) => [each.href, each.textContent])")
    for address, name in named[1:]:
        page.goto(address)
        assert read_first(page, "h1") == name


def test_the_essentials_come_first_once_they_are_open(read_page: ReadPage) -> None:
    """Above the steps comes « L’essentiel », once it is open."""
    assert read_first(read_page("{facilitator}" + THEME), ".standing a") == "L’essentiel"
    assert read_page(HOME + THEME).locator(".standing__first").count() == 0


def test_a_closed_part_says_when_and_why_it_opens(read_page: ReadPage) -> None:
    """It has its opening, the reason, a question to think about, open reading and the calendar."""
    page = read_page(HOME + THEME + "dossier/")
    assert (
        read_first(page, ".locked__when") == "Cette partie ouvre le jeudi 8 octobre 2026 à 22 h 30."
    )
    assert read_first(page, ".locked__why").startswith("Votre groupe a choisi de discuter d’abord")
    headings = ["Le code de la salle", "En attendant", "Ce que vous pouvez déjà lire"]
    assert read_each(page, "main h2") == headings
    readable = page.locator(".locked .step a").all_inner_texts()
    assert readable == ["Présentation", "Préparer la réunion", "Références"]
    assert (
        page.request.get(
            page.url + (page.locator(".locked__reminder a").get_attribute("href") or "")
        )
        .headers["content-type"]
        .startswith("text/calendar")
    )


UNDATED = "La réunion de votre groupe n’a pas encore de date."


def test_a_theme_without_a_meeting_says_that_it_has_none(read_page: ReadPage) -> None:
    """It has the year's opening date, and says that the group has no meeting on it."""
    assert read_first(read_page("{new}" + THEME), ".standing__meeting") == UNDATED
    page = read_page("{new}" + THEME + "dossier/")
    assert (
        read_first(page, ".locked__when") == "Cette partie ouvre le jeudi 1er juillet 2027 à 8 h."
    )
    assert read_each(page, ".locked__why") == [
        "À cette date, les dossiers de l’année s’ouvrent à tous les groupes.",
        UNDATED,
    ]


@pytest.mark.parametrize(
    "path",
    [
        HOME + THEME,
        HOME + THEME + "dossier/",
        THEME,
        THEME + "dossier/",
        "{facilitator}" + THEME,
        "{new}" + THEME + "guide/",
        "{new}2018/depistage-troubles-cognitifs/",
    ],
)
def test_no_meeting_is_missed_where_none_is_awaited(open_page: OpenPage, path: str) -> None:
    """The notice is absent with a meeting dated, in public, and once all parts have opened."""
    assert UNDATED not in read_first(open_page(path), "main")


def test_a_reserved_part_says_so(read_page: ReadPage) -> None:
    """It says « Accès réservé », as the readers' documentation quotes it, and for whom."""
    page = read_page(HOME + THEME + "guide/")
    assert read_first(page, ".locked__when") == "Accès réservé"
    assert read_first(page, ".locked__why").startswith(
        "Cette partie est réservée à votre animateur"
    )


def test_a_dossier_says_how_fresh_it_is_and_whose(read_page: ReadPage) -> None:
    """It has reading time, end of the search, last review, authors and their interests."""
    page = read_page("{facilitator}" + THEME + "dossier/")
    assert read_each(page, ".facts li") == [
        "18 min de lecture",
        "Recherche arrêtée au 30 avril 2026",
        "Dernière relecture le 12 mai 2026",
    ]
    assert "aucun lien d’intérêts" in (page.locator(".authors").text_content() or "")


def test_changes_are_a_dated_list(read_page: ReadPage) -> None:
    """A text's changes are listed by day at its end."""
    changes = read_page("{facilitator}" + THEME + "dossier/").locator(".changes")
    days = changes.locator("time").evaluate_all("all => all.map((each) => each.dateTime)")
    assert days == sorted(days, reverse=True)
    assert len(days) == changes.locator("dd").count() > 0


def test_the_menu_opens_without_a_script(open_page: OpenPage) -> None:
    """On a phone the menu is the browser's own."""
    page = open_page(HOME, 390, java_script_enabled=False)
    page.get_by_role("button", name="Menu").press("Enter")
    page.get_by_role("link", name="Bibliographie").click()
    assert read_first(page, "h1") == "Bibliographie"
