"""The desk's page: who has one, its links and messages, and its table of the year."""

from __future__ import annotations

from pathlib import Path

import pytest

from builders import catalogue, edition, group, instant, local, meeting, rules, theme
from command_line import plain
from compose.views import views_at
from parution.compose.desk import compose_desk_pages
from parution.compose.desk.facts import collect_desk_facts
from parution.compose.desk.handed_links import SiteLink, list_site_links
from parution.compose.desk.member_messages import list_ready_messages
from parution.compose.desk.page import DESK, OPINIONS
from parution.compose.desk.year import list_meeting_rows
from parution.compose.views import SiteView, Views
from parution.domain import Audience, Site, Theme
from printed_codes import read_drawing

PAIN, DRAFT = "2026/douleur", "2026/fievre"
SITE_URL = "https://dossiers.example.org/"


def views(site_url: str | None = SITE_URL, at: str = "2026-09-25 12:00Z") -> Views:
    draft: Theme = theme(DRAFT, draft=True, title="La fièvre du nourrisson")
    held = group(
        "blain",
        meeting(PAIN, "2026-10-08 20:30"),
        meeting(DRAFT, "2026-11-12 20:30"),
        meeting(None, "2026-12-10 20:30"),
        policy="readers-first",
        readers=True,
    )
    year = edition("2026", theme(PAIN, title="La douleur"), draft)
    return views_at(catalogue(year, groups=[held, group("laval")]), instant(at), site_url=site_url)


def desk_of(site_url: str | None = SITE_URL, at: str = "2026-09-25 12:00Z") -> SiteView:
    return views(site_url, at).of(Site("blain", Audience.FACILITATOR))


def read_desk(view: SiteView) -> str:
    """Return the text of the desk's page."""
    page = compose_desk_pages(view.context, view)[DESK]
    values = (each for filling in page.fillings for _, value in filling.values for each in value)
    return "".join(each for each in values if isinstance(each, str))


@pytest.mark.parametrize("audience", [Audience.MEMBER, Audience.READER])
def test_only_a_facilitator_has_a_desk(audience: Audience) -> None:
    """Only facilitators' sites have a desk."""
    view = views().of(Site("blain", audience))
    assert compose_desk_pages(view.context, view) == {}


def test_the_desk_holds_the_addresses_of_her_own_group_alone() -> None:
    """It has her members' and readers' addresses, neither her own nor another group's."""
    all_views = views()
    text = read_desk(all_views.of(Site("blain", Audience.FACILITATOR)))
    held = {site for site in all_views.sites if site.group and all_views.of(site).folder in text}
    assert held == {Site("blain", Audience.MEMBER), Site("blain", Audience.READER)}


def test_a_link_is_whole_and_has_a_code_if_site_url_is_set() -> None:
    """With `site_url` links are absolute and have QR codes; without it relative and have none."""
    known, unknown = desk_of(), desk_of(None)
    for link in list_site_links(known.context, known, DESK):
        assert link.address.startswith(f"{SITE_URL}g/blain-")
        assert link.code.startswith("<svg")
    for link in list_site_links(unknown.context, unknown, DESK):
        assert link.link.startswith("../../../g/blain-")
        assert (link.address, link.code) == ("", "")


def test_the_codes_of_the_desk_are_its_links() -> None:
    """A scanned QR code gives the address beside it."""
    view = desk_of()
    for link in list_site_links(view.context, view, DESK):
        assert read_drawing(link.code) == [link.address]


def test_messages_are_those_that_there_is_a_reason_for() -> None:
    """“The dossier is open” is offered only once members can read a part."""
    titles = {
        at: [each.title for each in list_ready_messages(view.context, view, links_of(view))]
        for at in ("2026-09-01 12:00Z", "2026-09-25 12:00Z")
        for view in [desk_of(at=at)]
    }
    always = [
        "Le rappel de la réunion",
        "Le lien de vos membres",
        "Le lien de vos lecteurs désignés",
    ]
    assert titles["2026-09-01 12:00Z"] == always
    assert titles["2026-09-25 12:00Z"] == ["Le dossier est ouvert", *always]


def links_of(view: SiteView) -> list[SiteLink]:
    return list(list_site_links(view.context, view, DESK))


def test_the_year_gives_openings_for_members_and_readers() -> None:
    """Openings are given by part, for readers only if sooner; a free subject has no parts."""
    view = desk_of()
    on_theme, on_draft, free = list_meeting_rows(view.context, view, DESK)
    preparation, references, *_ = [each for each in on_theme.cells if each]
    assert preparation.members == "depuis le 23\u00a0septembre 2026 à 8\u00a0h"
    assert preparation.readers == ""
    assert references.members == "à partir du 8\u00a0octobre 2026 à 22\u00a0h\u00a030"
    assert references.readers == "depuis le 23\u00a0septembre 2026 à 8\u00a0h"
    assert (on_draft.is_unannounced, on_draft.cells, free.cells) == (True, (), ())


def test_the_year_names_policies_and_rules_of_their_own() -> None:
    """A meeting shows its policy, and that it has rules of its own only if it has."""
    own = rules(dossier="la veille")
    held = group(
        "blain",
        meeting(PAIN, "2026-10-08 20:30"),
        meeting(PAIN, "2026-11-08 20:30", releases=own),
        policy="after",
    )
    year = catalogue(edition("2026", theme(PAIN)), groups=[held])
    view = views_at(year, instant("2026-09-25 12:00Z")).of(Site("blain", Audience.FACILITATOR))
    plain_one, with_rules = list_meeting_rows(view.context, view, DESK)
    assert with_rules.policy == f"{plain_one.policy}, avec des règles à part"


def test_the_desk_says_no_word_of_a_draft() -> None:
    """The meeting on a draft appears without the theme's title and address."""
    view = desk_of()
    assert "fievre" not in read_desk(view)
    assert "La fièvre" not in read_desk(view)
    assert [each["unannounced"] for each in collect_desk_facts(view)["meetings"]] == [
        False,
        True,
        False,
    ]  # type: ignore[index,union-attr,call-overload]


def test_a_change_of_rules_is_seen_at_once() -> None:
    """The cache depends on the group's file and the year's themes, from which the desk is made."""
    of = views()
    view = of.of(Site("blain", Audience.FACILITATOR))
    _, trace = of.context.recorder.record(lambda: compose_desk_pages(view.context, view))
    assert {"group blain", "edition 2026"} <= trace.inputs


def test_the_guide_for_facilitators_says_the_same_of_each_policy() -> None:
    """The opinions of groups beside each choice are those of docs/animateur.md."""
    guide = (Path(__file__).parents[2] / "docs/animateur.md").read_text(encoding="utf-8")
    context = desk_of().context
    for opinion in OPINIONS.values():
        assert f" {plain(context.say(opinion))} |" in plain(guide)


def test_the_desk_holds_archived_themes_only_of_her_meetings() -> None:
    """The desk does not grow with the archive: scripts offer no archived theme but a meeting's."""
    old = edition(
        "2020", theme("2020/plaies"), theme("2020/toux"), opens_to_all=local("2021-07-01 08:00")
    )
    held = group("blain", meeting("2020/plaies", "2020-10-08 20:30"))
    year = catalogue(edition("2026", theme(PAIN)), old, groups=[held])
    view = views_at(year, instant("2026-09-25 12:00Z")).of(Site("blain", Audience.FACILITATOR))
    themes = collect_desk_facts(view)["themes"]
    assert [(each["address"], each["archived"]) for each in themes] == [  # type: ignore[index,union-attr,call-overload]
        (PAIN, False),
        ("2020/plaies", True),
    ]
