"""What a group's pages tell without a script: the meeting, what to read, what opens and why."""

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
    """Opens a page with JavaScript off, on a phone and on a wide screen in turn."""
    return lambda path: open_page(path, request.param, java_script_enabled=False)


def each_plain(page: Page, place: str) -> list[str]:
    """Return the texts of all such places as they are seen, each in one line with plain spaces."""
    return [" ".join(each.split()) for each in page.locator(place).all_inner_texts()]


def plain(page: Page, place: str) -> str:
    """Return the text of the first such place."""
    return each_plain(page, place)[0]


def test_home_goes_from_the_next_meeting_to_the_archive(read_page: ReadPage) -> None:
    """First the questions, then the meeting, what has opened and what will, and all years."""
    assert each_plain(read_page(HOME), "main h2") == [
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
    """What the group has worked on stays at hand after the meeting."""
    page = read_page(HOME)
    link = page.locator("[aria-labelledby=home-past] .meetings a")
    assert "orthopédiques" in " ".join(link.all_inner_texts())
    assert link.first.get_attribute("href") == "2026/orthopedie-enfant/"


def test_home_says_when_and_where_to_meet_and_what_to_read(
    read_page: ReadPage,
) -> None:
    """The date in words, time and place, theme, what is open with its minutes, their sum."""
    page = read_page(HOME)
    assert plain(page, ".next__date") == "Jeudi 8 octobre 2026"
    assert plain(page, ".next__where") == "20 h 30 · Maison de santé"
    assert plain(page, ".next__theme") == "Les tracas des menstruations : comment mieux gérer ?"
    assert plain(page, ".next h4") == "À lire pour la réunion : 6 min"
    assert each_plain(page, ".next .step--open") == [
        "Préparer la réunion à lire · 2 min",
        "Références à lire · 4 min",
    ]


def test_home_says_what_opens_next_and_why(read_page: ReadPage) -> None:
    """What opens first comes first, with its moment and its reason."""
    assert plain(read_page(HOME), "[aria-labelledby=home-coming] li") == (
        "Résumés des documents, L’essentiel, Dossier, Commentaires de cas"
        " Les tracas des menstruations : comment mieux gérer ?"
        " Jeudi 8 octobre 2026 à 22 h 30"
        " Votre groupe a choisi de discuter d’abord ses propres cas :"
        " ces parties ouvrent à la fin de la réunion."
    )


def test_a_group_without_a_meeting_is_told_what_to_expect(read_page: ReadPage) -> None:
    """No empty box: the home says what will stand there, and where the archive is."""
    assert plain(read_page("{new}"), ".next .empty") == (
        "Aucune réunion n’est datée pour le moment. Dès que votre animateur ou animatrice"
        " en aura fixé une, elle s’affichera ici, avec ce qu’il y a à lire pour la préparer."
        " Les années passées sont plus bas : elles vous restent ouvertes."
    )


def test_a_theme_shows_the_state_and_date_of_each_part(read_page: ReadPage) -> None:
    """The steps are in reading order; what is closed says when it opens."""
    opening = "ouverture le jeudi 8 octobre 2026 à 22 h 30"
    assert each_plain(read_page(HOME + THEME), ".standing .step") == [
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
        assert plain(page, "h1") == name


def test_the_essentials_come_first_once_they_are_open(read_page: ReadPage) -> None:
    """Above the steps stands « L’essentiel », and only where it can be read."""
    assert plain(read_page("{facilitator}" + THEME), ".standing a") == "L’essentiel"
    assert read_page(HOME + THEME).locator(".standing__first").count() == 0


def test_a_closed_part_says_when_why_and_what_to_do(read_page: ReadPage) -> None:
    """When it opens and why then, what to think of until then, what to read, and the calendar."""
    page = read_page(HOME + THEME + "dossier/")
    assert plain(page, ".locked__when") == "Cette partie ouvre le jeudi 8 octobre 2026 à 22 h 30."
    assert plain(page, ".locked__why").startswith("Votre groupe a choisi de discuter d’abord")
    headings = ["Le code de la salle", "En attendant", "Ce que vous pouvez déjà lire"]
    assert each_plain(page, "main h2") == headings
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
    """A year that opens to all has a date; that the group's own meeting has none is said too."""
    assert plain(read_page("{new}" + THEME), ".standing__meeting") == UNDATED
    page = read_page("{new}" + THEME + "dossier/")
    assert plain(page, ".locked__when") == "Cette partie ouvre le jeudi 1er juillet 2027 à 8 h."
    assert each_plain(page, ".locked__why") == [
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
    """Not with a meeting dated, not to the public, not where all there is to come has opened."""
    assert UNDATED not in plain(open_page(path), "main")


def test_a_reserved_part_says_so(read_page: ReadPage) -> None:
    """« Accès réservé », as the documentation for readers quotes it, and for whom."""
    page = read_page(HOME + THEME + "guide/")
    assert plain(page, ".locked__when") == "Accès réservé"
    assert plain(page, ".locked__why").startswith("Cette partie est réservée à votre animateur")


def test_a_dossier_says_how_fresh_it_is_and_whose(read_page: ReadPage) -> None:
    """Reading time, end of the search, last review, authors and their interests."""
    page = read_page("{facilitator}" + THEME + "dossier/")
    assert each_plain(page, ".facts li") == [
        "18 min de lecture",
        "Recherche arrêtée au 30 avril 2026",
        "Dernière relecture le 12 mai 2026",
    ]
    assert "aucun lien d’intérêts" in (page.locator(".authors").text_content() or "")


def test_changes_are_a_dated_list(read_page: ReadPage) -> None:
    """What has changed in a text is told day by day at its end."""
    changes = read_page("{facilitator}" + THEME + "dossier/").locator(".changes")
    days = changes.locator("time").evaluate_all("all => all.map((each) => each.dateTime)")
    assert days == sorted(days, reverse=True)
    assert len(days) == changes.locator("dd").count() > 0


def test_the_menu_opens_without_a_script(open_page: OpenPage) -> None:
    """On a phone the menu is the browser's own."""
    page = open_page(HOME, 390, java_script_enabled=False)
    page.get_by_role("button", name="Menu").press("Enter")
    page.get_by_role("link", name="Bibliographie").click()
    assert plain(page, "h1") == "Bibliographie"
