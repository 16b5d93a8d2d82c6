"""A facilitator's pages tell which parts her members and her designated readers see."""

from __future__ import annotations

import pytest

from builders import catalogue, edition, group, instant, local, meeting, theme
from compose.views import views_at
from parution.compose.pages.group_sees import describe_group_access
from parution.compose.pages.theme_pages import compose_theme_pages
from parution.compose.plans import Booklet, Composed
from parution.compose.views import SiteView
from parution.domain import Audience, Part, Site
from parution.language.catalogues import load_translations

PAIN = "2026/douleur"
DUE = "jeudi 8 octobre 2026 à 22 h 30"
AHEAD = "mercredi 23 septembre 2026 à 8 h"
BEFORE, AFTER, ARCHIVED = "2026-09-25 12:00Z", "2026-10-09 12:00Z", "2027-08-01 12:00Z"


def site_of(
    audience: Audience, at: str, policy: str = "references-first", slug: str = "blain"
) -> SiteView:
    """Return a site of Blain or Laval; Laval has no meeting, and no designated readers."""
    groups = [
        group("blain", meeting(PAIN, "2026-10-08 20:30"), policy=policy, readers=True),
        group("laval", policy=policy),
    ]
    year = edition("2026", theme(PAIN), opens_to_all=local("2027-07-01 00:00"))
    views = views_at(catalogue(year, groups=groups), instant(at))
    return views.of(Site(slug, audience))


def read_notice(part: Part, at: str, policy: str = "references-first", slug: str = "blain") -> str:
    """Return the text about visibility on the facilitator's page of a part."""
    view = site_of(Audience.FACILITATOR, at, policy, slug)
    said = describe_group_access(
        view.theme(PAIN), part, view.context.zone, load_translations("fr").gettext
    )
    return " ".join(said).replace("\u00a0", " ").replace("\u202f", " ")


@pytest.mark.parametrize(
    ("part", "at", "policy", "expected"),
    [
        (Part.PRESENTATION, BEFORE, "after", "Tout le monde peut lire cette page."),
        (
            Part.REFERENCES,
            BEFORE,
            "references-first",
            f"Vos membres lisent cette partie depuis le {AHEAD}.",
        ),
        (
            Part.DOSSIER,
            BEFORE,
            "references-first",
            f"Vos membres lisent cette partie à partir du {DUE}.",
        ),
        (
            Part.DOSSIER,
            BEFORE,
            "readers-first",
            f"Vos membres lisent cette partie à partir du {DUE}."
            f" Vos lecteurs désignés la lisent depuis le {AHEAD}.",
        ),
        (
            Part.GUIDE,
            BEFORE,
            "after",
            "Cette partie est pour vous seul ou seule : vos membres ne la voient pas.",
        ),
        (Part.DOSSIER, ARCHIVED, "after", "Vos membres lisent cette partie."),
    ],
)
def test_a_part_says_who_sees_it_and_from_when(
    part: Part, at: str, policy: str, expected: str
) -> None:
    """It tells from when members see the part, and designated readers apart if that differs."""
    assert read_notice(part, at, policy) == expected


def test_a_theme_without_a_meeting_opens_with_the_year() -> None:
    """Without a meeting, the page tells the date that opens the year to every group."""
    assert read_notice(Part.DOSSIER, BEFORE, slug="laval") == (
        "Vos membres lisent cette partie à partir du jeudi 1er juillet 2027 à 0 h."
    )


@pytest.mark.parametrize("audience", [Audience.MEMBER, Audience.READER])
def test_other_sites_have_no_notice(audience: Audience) -> None:
    """The slot is empty on every site but the facilitator's."""
    view = site_of(audience, BEFORE)
    pages = compose_theme_pages(view.context, view.theme(PAIN)).values()
    values = [
        value
        for page in pages
        if isinstance(page, Composed)
        for filling in page.fillings
        for slot, value in filling.values
        if slot.name == "group-sees"
    ]
    assert values
    assert set(values) == {("",)}


def booklet_of(at: str, audience: Audience = Audience.FACILITATOR) -> Booklet:
    view = site_of(audience, at)
    if at == ARCHIVED:  # By then it is in the archive.
        view = view.archive
    found = compose_theme_pages(view.context, view.theme(PAIN))[f"{PAIN}/douleur.html"]
    assert isinstance(found, Booklet)
    return found


def test_the_facilitators_document_names_parts_closed_to_her_members() -> None:
    """It names the closed texts and the guide before the meeting, then the guide alone."""
    assert booklet_of(BEFORE).copy.endswith(
        "Résumés des documents, L’essentiel, Dossier, Commentaires de cas,"
        " Guide de l’animateur.</p>"
    )
    assert booklet_of(ARCHIVED).copy.endswith(
        "Fermé aux membres\N{NO-BREAK SPACE}: Guide de l’animateur.</p>"
    )


def test_the_members_document_is_no_facilitators_copy() -> None:
    """The members' document has no such mark."""
    assert booklet_of(BEFORE, Audience.MEMBER).copy == ""


def test_archived_themes_are_composed_once_for_all_facilitators() -> None:
    """All groups' facilitators share one view of an archived edition, whatever the policy."""
    blain = site_of(Audience.FACILITATOR, ARCHIVED)
    laval = site_of(Audience.FACILITATOR, ARCHIVED, "after", "laval")
    assert blain.theme(PAIN) == laval.theme(PAIN)
