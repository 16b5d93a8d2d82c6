"""Feeds, read back as XML."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import catalogue, edition, group, instant, local, meeting, theme
from compose.views import SECRET, views_at
from parution.compose.feed import NEWEST, FeedEntry, compose_feed, write_atom
from parution.compose.site_addresses import name_group_folder
from parution.domain import PUBLIC_SITE, Audience, Catalogue, Site, Theme

ATOM = "{http://www.w3.org/2005/Atom}"
BLAIN = Site("blain", Audience.MEMBER)
OPEN_BEFORE = instant("2026-09-23 06:00Z")
"""Fifteen days before the meeting, at 08:00 in Paris."""
END = instant("2026-10-08 20:30Z")
ABSOLUTE = re.compile(r"[a-z]+:\S+")


def pain(draft: bool = False, reviewed: date | None = None) -> Theme:
    made = theme("2026/douleur", title="La douleur : écouter & évaluer", draft=draft)
    return replace(made, reviewed=reviewed, question="Comment l’évaluer ?")


def association(*themes: Theme, opens_to_public: str | None = None) -> Catalogue:
    return catalogue(
        edition(
            "2026",
            *(themes or (pain(),)),
            opens_to_public=local(opens_to_public) if opens_to_public else None,
        ),
        groups=[group("blain", meeting("2026/douleur", "2026-10-08 20:30"))],
    )


def read_feed(of: Catalogue, at: datetime = END, site: Site = BLAIN, **settings: str | None) -> str:
    views = views_at(of, at, **settings)
    return compose_feed(views.context, views.of(site))


def root_of(text: str) -> ElementTree.Element:
    return ElementTree.fromstring(text.encode())


def entries_of(text: str) -> list[dict[str, str]]:
    """Return each entry's texts by name, its link among them."""
    return [
        {child.tag.removeprefix(ATOM): child.text or child.get("href", "") for child in entry}
        for entry in root_of(text).iter(f"{ATOM}entry")
    ]


def titles_of(text: str) -> list[str]:
    return [entry["title"].partition(" – ")[0] for entry in entries_of(text)]


MOMENTS = {
    "a microsecond before anything opens": ("2026-09-23 05:59:59.999999Z", []),
    "when the first parts open": (
        "2026-09-23 06:00Z",
        ["Dossier", "L’essentiel", "Préparer la réunion", "Références", "Résumés des documents"],
    ),
    "at the end of the meeting": (
        "2026-10-08 20:30Z",
        [
            "Commentaires de cas",
            "Dossier",
            "L’essentiel",
            "Préparer la réunion",
            "Références",
            "Résumés des documents",
        ],
    ),
}


@pytest.mark.parametrize(("at", "told"), MOMENTS.values(), ids=MOMENTS)
def test_an_opening_is_in_the_feed_once_it_has_happened(at: str, told: list[str]) -> None:
    """A part is in the feed from its opening on, and not a microsecond before."""
    assert sorted(titles_of(read_feed(association(), instant(at)))) == told


def test_an_entry_is_dated_by_its_opening() -> None:
    """`updated` is the moment at which the part opened."""
    found = {entry["updated"] for entry in entries_of(read_feed(association()))}
    assert found == {"2026-09-23T06:00:00Z", "2026-10-08T20:30:00Z"}


def test_the_feed_is_as_new_as_its_newest_entry() -> None:
    """The feed's own `updated` is that of its first entry."""
    text = read_feed(association())
    assert root_of(text).findtext(f"{ATOM}updated") == entries_of(text)[0]["updated"]


def test_a_facilitator_s_feed_tells_her_members_openings() -> None:
    """A facilitator, who has all parts at once, gets her members' openings, linked to her site."""
    facilitator = Site("blain", Audience.FACILITATOR)
    found = entries_of(read_feed(association(), site=facilitator))
    members = entries_of(read_feed(association()))
    assert [each["title"] for each in found] == [each["title"] for each in members]
    assert [each["updated"] for each in found] == [each["updated"] for each in members]
    assert {each["summary"] for each in found} == {"Vos membres lisent cette partie."}


def test_a_feed_without_an_entry_is_valid() -> None:
    """An empty feed has every element that Atom requires."""
    root = root_of(read_feed(association(), instant("2026-09-01 00:00Z")))
    for name in ("id", "title", "updated", "author"):
        assert root.find(f"{ATOM}{name}") is not None


def test_every_entry_has_an_identifier_of_its_own() -> None:
    """Identifiers are absolute, as Atom requires, and unique."""
    text = read_feed(association())
    found = [entry["id"] for entry in entries_of(text)]
    assert len(set(found)) == len(found)
    assert all(ABSOLUTE.fullmatch(each) for each in [*found, root_of(text).findtext(f"{ATOM}id")])


def test_identifiers_stay_when_more_opens() -> None:
    """An entry keeps its identifier for ever, or readers would see it twice."""
    early = {
        each["title"]: each["id"] for each in entries_of(read_feed(association(), OPEN_BEFORE))
    }
    late = {each["title"]: each["id"] for each in entries_of(read_feed(association()))}
    assert early.items() <= late.items()


def test_links_are_whole_where_the_address_of_the_sites_is_known() -> None:
    """Links are absolute if the sites' address is known, for feed readers need no base then."""
    text = read_feed(association(), site_url="https://dossiers.example.org/")
    folder = name_group_folder(SECRET, group("blain"), Audience.MEMBER)
    place = f"https://dossiers.example.org/{folder}/"
    assert {entry["link"] for entry in entries_of(text)} >= {f"{place}2026/douleur/dossier/"}
    own = [link.get("href") for link in root_of(text).findall(f"{ATOM}link")]
    assert own == [place, f"{place}feed.xml"]


def test_links_are_relative_to_the_feed_where_it_is_not_known() -> None:
    """Without the sites' address links are relative, and work wherever the site is."""
    text = read_feed(association(), site_url=None)
    assert {entry["link"] for entry in entries_of(text)} >= {"2026/douleur/dossier/"}


def test_a_draft_theme_is_in_no_feed() -> None:
    """No feed contains anything of a draft."""
    of = association(pain(draft=True, reviewed=date(2026, 3, 1)))
    for site in (BLAIN, PUBLIC_SITE):
        assert "ouleur" not in read_feed(of, site=site)


def test_the_public_feed_tells_announced_themes() -> None:
    """An announced theme is dated by its last review."""
    of = association(pain(reviewed=date(2026, 3, 1)))
    (entry,) = entries_of(read_feed(of, site=PUBLIC_SITE))
    assert entry["title"] == "La douleur : écouter & évaluer"
    assert entry["updated"] == "2026-02-28T23:00:00Z"


def test_a_theme_is_in_no_feed_before_the_day_of_its_review() -> None:
    """A theme whose review is still to come is not in the feed."""
    of = association(pain(reviewed=date(2027, 1, 1)))
    assert not entries_of(read_feed(of, site=PUBLIC_SITE))


def test_the_public_feed_tells_nothing_of_a_group() -> None:
    """Parts open to a group alone are not in the public feed."""
    assert not entries_of(read_feed(association(), site=PUBLIC_SITE))
    assert "lain" not in read_feed(association(), site=PUBLIC_SITE)


def test_the_public_feed_tells_openings_to_everybody() -> None:
    """From `opens_to_public` on the public feed has the parts, except the guide."""
    of = association(opens_to_public="2027-07-01 00:00")
    found = titles_of(read_feed(of, instant("2027-07-01 00:00Z"), PUBLIC_SITE))
    assert "Dossier" in found
    assert "Guide de l’animateur" not in found


def test_texts_do_not_change_a_feed() -> None:
    """The texts of parts do not change a feed."""
    bodies = dict.fromkeys(pain().documents, "Autre chose.")
    other = replace(pain(), documents=theme("2026/douleur", bodies=bodies).documents)
    assert read_feed(association()) == read_feed(association(other))


def test_a_feed_holds_the_newest_only() -> None:
    """The number of entries is limited, even if ten themes open at once."""
    many = [theme(f"2026/t{number}") for number in range(20)]
    of = catalogue(edition("2026", *many, opens_to_public=local("2027-07-01 00:00")))
    assert len(entries_of(read_feed(of, instant("2027-08-01 00:00Z"), PUBLIC_SITE))) == NEWEST


@given(st.text(st.characters(exclude_categories=["Cc", "Cs", "Cn"]), max_size=80))
def test_any_title_gives_valid_xml(said: str) -> None:
    """Any title gives valid XML."""
    entry = FeedEntry("urn:uuid:1", OPEN_BEFORE, said, said, "./")
    (found,) = entries_of(write_atom("urn:uuid:0", said, "./", [entry]))
    assert found["title"] == said


def test_archiving_changes_no_entry_but_its_link() -> None:
    """Archiving announces nothing anew; links then lead into the archive."""
    of = catalogue(
        edition("2026", pain(), opens_to_all=local("2027-07-01 08:00")),
        groups=[group("blain", meeting("2026/douleur", "2026-10-08 20:30"))],
    )
    before, after = (
        entries_of(read_feed(of, instant(at), site_url="https://dossiers.example.org/"))
        for at in ("2027-07-01 05:59Z", "2027-07-01 06:00Z")
    )
    assert [entry | {"link": ""} for entry in after] == [entry | {"link": ""} for entry in before]
    assert {entry["link"].split("/")[3] for entry in before} == {"g"}
    assert {entry["link"].split("/")[3] for entry in after} == {"archives"}
