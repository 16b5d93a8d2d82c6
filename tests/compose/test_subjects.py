"""A group's own subject appears whole on its real sites, and not at all on any other.

Blain works on wounds over two evenings, references first, with a room code; its draft on burns
appears nowhere. Laval has the association's theme, as Blain had it.
"""

from __future__ import annotations

import json
import os
import re
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from command_line import run
from compose.test_meetings import Sites, build, find_files_with
from parution.preview import Builds, Kind, Mail, Preview
from printed_codes import read_drawing
from search.asking import ask
from search_lists import pages_found_in
from tiny_project import tiny_project

CODE = re.compile(r"<svg[^>]*class=\"segno\".*?</svg>", re.DOTALL)

FOLDER = "groups/blain/subjects/plaies"

REFERENCES = """\
@article{petit2021,
  author = {Petit, Luc},
  title = {Soigner une plaie chronique à domicile},
  journal = {Exercer},
  year = {2021},
  annote = {À redemander à la bibliothèque de la faculté avant la fin du mois},
}
"""

DOSSIER = """\
<!-- motducommentaire -->

La détersion vient d’abord, motdudossier [@petit2021; @groupe2020; @commune2020].
Voir le [plan](documents/plan.csv).
"""

FILES = {
    "groups/blain.yml": (
        "name: Blain\npolicy: references-first\nreaders: true\nroom_code: true\nmeetings:\n"
        "  - {theme: 2026/douleur, starts: 2026-05-12 20:30}\n"
        "  - {subject: plaies, starts: 2026-10-08 20:30}\n"
        "  - {subject: plaies, starts: 2026-11-12 20:30}\n"
    ),
    "groups/blain/references.bib": (
        "@article{groupe2020, author = {Roy, Anne}, title = {Les pansements en ville},"
        " journal = {Exercer}, year = {2020}}\n"
    ),
    "groups/blain/2026-10-08.md": "Nous gardons la compression, motdublainais [@petit2021].\n",
    f"{FOLDER}/index.md": (
        "---\ntitle: Les plaies motdutitre\nquestion: Qui panse quoi ?\n"
        "references: [groupe2020, commune2020]\n---\n\nNotre secteur, motdelapresentation.\n"
    ),
    f"{FOLDER}/references.bib": REFERENCES,
    f"{FOLDER}/preparation.md": (
        "Monsieur T. a une plaie, motdelapreparation.\n\n"
        "Voir [la douleur](../../../../themes/2026/douleur/dossier.md).\n"
    ),
    f"{FOLDER}/dossier.md": DOSSIER,
    f"{FOLDER}/guide.md": "Laissez parler, motduguide.\n",
    f"{FOLDER}/sources/petit2021.md": (
        "Une cohorte, motduresume : [la douleur](../../../../../themes/2026/douleur/guide.md).\n"
    ),
    f"{FOLDER}/documents/plan.csv": "plaie;motduplan\n",
    "groups/blain/subjects/brulures/index.md": (
        "---\ntitle: Les brûlures motdubrouillon\ndraft: true\n---\n\nÀ venir.\n"
    ),
    "groups/laval.yml": (
        "name: Laval\npolicy: before\nmeetings:\n"
        "  - {theme: 2026/douleur, starts: 2026-10-15 20:30}\n"
    ),
}

INSTANT = datetime(2026, 10, 20, 12, tzinfo=UTC)
"""Between the two evenings: the references are open, the dossier is not."""

MEMBER, READER, FACILITATOR = BLAIN = (
    ("blain", "member"),
    ("blain", "reader"),
    ("blain", "facilitator"),
)
OTHERS = [
    (None, "public"),
    ("laval", "member"),
    ("laval", "facilitator"),
    (None, "archive"),
    (None, "archive-facilitator"),
]
PLACE = "blain/plaies"
"""The subject's folder within a site of Blain's."""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny_project(tmp_path_factory.mktemp("subjects"), FILES)


@pytest.fixture(scope="module")
def sites(project: Path) -> Sites:
    return build(project, INSTANT)


EVERY_WORD = (
    *("motdutitre", "motdelapresentation", "motdelapreparation", "motdudossier", "motduguide"),
    *("motduresume", "motduplan", "motdublainais", "motdubrouillon", "motducommentaire"),
    *("Soigner une plaie", "Les pansements en ville", "petit2021", "plaies"),
)


@pytest.mark.parametrize("site", OTHERS, ids=str)
def test_nothing_of_it_is_on_another_site(sites: Sites, site: tuple[str | None, str]) -> None:
    """No other site holds a text, a title or an address of it."""
    assert {word: find_files_with(sites[site], word, sites) for word in EVERY_WORD} == {
        word: [] for word in EVERY_WORD
    }
    assert not (sites[site] / "blain").exists()


@pytest.mark.parametrize(
    ("word", "seen_by"),
    [
        ("motdelapresentation", BLAIN),
        ("motdelapreparation", BLAIN),
        ("Soigner une plaie", BLAIN),
        ("Les pansements en ville", BLAIN),
        ("motduresume", [FACILITATOR]),
        ("motdudossier", [FACILITATOR]),
        ("motduplan", [FACILITATOR]),
        ("motduguide", [FACILITATOR]),
        ("motdubrouillon", []),
    ],
)
def test_each_part_opens_as_a_theme_s_does(
    sites: Sites, word: str, seen_by: list[tuple[str, str]]
) -> None:
    """Between the two meetings the references are open, the rest is closed, the guide is hers."""
    holders = [site for site in BLAIN if find_files_with(sites[site], word, sites)]
    assert holders == list(seen_by)


def test_a_closed_part_says_when_it_opens(sites: Sites) -> None:
    """A closed part names the end of the last meeting as its opening."""
    page = (sites[MEMBER] / PLACE / "dossier/index.html").read_text()
    assert 'class="locked"' in page
    assert "novembre 2026 à 22 h 30" in page.replace("\u00a0", " ")


def test_the_home_leads_to_it(sites: Sites) -> None:
    """The home names it for the next meeting, and in the list of the group's own subjects."""
    home = (sites[MEMBER] / "index.html").read_text()
    assert f'href="{PLACE}/"' in home
    assert re.search(r'href="blain/">Nos sujets</a> <span>\d\ssujets?</span>', home)


def test_the_meetings_name_it_and_lead_there(sites: Sites) -> None:
    """The list by year and each evening's page name it and link to it."""
    listed = (sites[MEMBER] / "meetings/index.html").read_text()
    assert listed.count("Les plaies motdutitre") == 2
    for day in ("2026-10-08", "2026-11-12"):
        page = (sites[MEMBER] / f"meetings/{day}/index.html").read_text()
        assert f'href="../../{PLACE}/"' in page


def test_its_facilitator_reads_who_can_read_it(sites: Sites) -> None:
    """Its presentation is her group's, not everybody's as a theme's is."""
    page = (sites["blain", "facilitator"] / "blain/plaies/index.html").read_text("utf-8")
    assert "Votre groupe peut lire cette page, et personne d’autre." in page
    assert "Tout le monde peut lire" not in page


def test_its_pages_say_whose_it_is(sites: Sites) -> None:
    """Its pages name its group where a theme's name their year, and link to all subjects."""
    page = (sites[MEMBER] / PLACE / "index.html").read_text()
    assert '<a href="../">Nos sujets</a>' in page
    listed = (sites[MEMBER] / "blain/index.html").read_text()
    assert "Les plaies motdutitre" in listed
    assert "brûlures" not in listed


def test_calendar_and_feed_of_its_group_tell_of_it(sites: Sites) -> None:
    """The members' calendar and feed have its openings and meetings."""
    for name in ("calendar.ics", "feed.xml"):
        assert "motdutitre" in (sites[MEMBER] / name).read_text()


def test_it_is_searched_on_its_own_sites(sites: Sites) -> None:
    """The search of its group's sites finds its open parts, and nothing else of it."""

    def found(site: tuple[str, str]) -> set[str]:
        pages = (name.split("~") for name in pages_found_in(sites[site] / "pagefind"))
        return {page[2] for page in pages if page[:2] == ["blain", "plaies"]}

    assert found(MEMBER) == {"presentation", "preparation", "references"}
    assert found(FACILITATOR) >= {"dossier", "guide", "sources"}


def test_it_is_taken_along_and_kept_offline(sites: Sites) -> None:
    """It can be downloaded as one file, and a device keeps it for the meeting room."""
    booklet = (sites[MEMBER] / PLACE / "plaies.html").read_text()
    assert "motdelapreparation" in booklet
    assert "motdudossier" not in booklet
    kept = json.loads((sites[MEMBER] / "offline.json").read_text())["files"]
    assert {f"{PLACE}/preparation/", "blain/", "bibliography/blain/"} <= {path for path, _ in kept}


def test_the_room_code_opens_it(sites: Sites) -> None:
    """The members' and readers' sites hold it sealed, and the facilitator's has the code."""
    for site in (MEMBER, READER):
        assert len([*(sites[site] / "room").glob("*.bin")]) == 1
    assert "Les plaies motdutitre" in (sites[FACILITATOR] / "room/index.html").read_text()


def test_the_code_on_the_room_page_opens_a_page_of_the_members_site(sites: Sites) -> None:
    """The QR code leads to a closed page of the members, with the code in the fragment."""
    drawn = CODE.search((sites[FACILITATOR] / "room/index.html").read_text())
    assert drawn
    (scanned,) = read_drawing(drawn[0])
    address, _, code = scanned.partition("#code=")
    members = f"https://dossiers.example.org/g/{sites[MEMBER].name}/"
    assert code
    assert address.startswith(members)
    assert (sites[MEMBER] / address.removeprefix(members) / "index.html").is_file()


def test_the_desk_knows_it(sites: Sites) -> None:
    """The facilitator's desk offers it like a theme."""
    assert PLACE in (sites[FACILITATOR] / "desk/index.html").read_text()


def test_it_leaves_as_it_came_on_the_facilitators_site(sites: Sites) -> None:
    """Only the facilitator can download its texts and references, byte for byte."""
    folder = sites[FACILITATOR] / PLACE
    assert (folder / "dossier.md").read_text() == DOSSIER
    assert (folder / "references.bib").read_text() == REFERENCES
    assert (folder / "sources/petit2021.md").exists()
    listed = (sites[FACILITATOR] / "meetings/index.html").read_text()
    assert f'href="../{PLACE}/dossier.md" download' in listed
    for site in (MEMBER, READER):
        assert not [*(sites[site] / "blain").rglob("*.md")]
        assert not (sites[site] / PLACE / "references.bib").exists()


def test_explain_speaks_of_it_for_its_group(project: Path) -> None:
    """`explain` lists it by group and subject, in its own group's rows only."""
    told = run(
        project, "explain", "--theme", PLACE, "--at", INSTANT.isoformat(), "--format", "json"
    )
    rows = told.json
    assert {row["group"] for row in rows} == {"blain"}
    (dossier,) = [r for r in rows if r["part"] == "dossier" and r["audience"] == "member"]
    assert (dossier["visible"], dossier["opens_at"]) == (False, "2026-11-12T21:30:00Z")


def test_search_finds_its_open_parts(project: Path, sites: Sites) -> None:
    """The search finds a reference for members, and the dossier for the facilitator alone."""

    def found(site: tuple[str, str], query: str) -> list[str]:
        place = sites[site].relative_to(project / "site").as_posix()
        return ask(project / "site", place, [query])[0].paths

    assert found(MEMBER, "plaie chronique domicile")[0] == f"{PLACE}/references/"
    assert found(MEMBER, "motdudossier") == []
    assert found(FACILITATOR, "motdudossier") == [f"{PLACE}/dossier/"]
    assert found(("laval", "facilitator"), "motdelapresentation") == []


def test_search_calls_it_by_its_title(project: Path, sites: Sites) -> None:
    """A result shows its title rather than its folder, though no shared list has the title."""
    place = sites[MEMBER].relative_to(project / "site").as_posix()
    (answer,) = ask(project / "site", place, ["plaie chronique domicile"])
    found = zip(answer.paths, answer.titles, strict=True)
    assert {title for path, title in found if path.startswith(PLACE)} == {"Les plaies motdutitre"}


def test_the_years_report_names_it_for_its_group_alone(project: Path) -> None:
    """Its group's report names it; the association's has numbers without titles."""
    year = ("report", "--year", "2026", "--at", "2026-12-31")
    assert "Les plaies motdutitre" in run(project, *year, "--group", "blain").out
    of_all = run(project, *year).out
    assert "Blain" in of_all
    assert "motdutitre" not in of_all


@pytest.mark.parametrize(
    ("part", "site", "to"),
    [
        ("preparation", MEMBER, "2026/douleur/dossier/index.html"),
        ("preparation", FACILITATOR, "2026/douleur/dossier/index.html"),
        ("sources", FACILITATOR, "2026/douleur/guide/index.html"),
    ],
)
def test_a_subject_leads_to_themes(
    sites: Sites, part: str, site: tuple[str | None, str], to: str
) -> None:
    """Its links to a theme lead to the part's address, open or closed, as between themes."""
    page = sites[site] / PLACE / part / "index.html"
    (link,) = re.findall(r'href="([^"]*)"[^>]*>la douleur<', page.read_text())
    led = Path(os.path.normpath(page.parent / link)) / "index.html"
    assert led.relative_to(sites[site]).as_posix() == to
    assert led.is_file()


def test_a_meeting_that_is_shifted_keeps_its_subject(tmp_path: Path) -> None:
    """A moved meeting keeps its subject in the group's file."""
    copy = tiny_project(tmp_path, FILES)
    shifted = ("shift", "--group", "blain", "--from", "2026-11-01", "--by", "7d", "--yes")
    assert run(copy, *shifted, "--at", "2026-10-20").code == 0
    assert "{subject: plaies, starts: 2026-11-19 20:30}" in (copy / "groups/blain.yml").read_text()


# --- changes ------------------------------------------------------------------------------------


def test_an_edition_that_opens_to_all_takes_no_subject_along(project: Path, tmp_path: Path) -> None:
    """Once an edition is archived, the subject stays on its group's site."""
    later = {**FILES}
    copy = tiny_project(tmp_path, later)
    sites = build(copy, datetime(2029, 1, 1, tzinfo=UTC))
    assert (sites[None, "archive"] / "2026/douleur/dossier/index.html").exists()
    assert "motdudossier" in (sites[MEMBER] / PLACE / "dossier/index.html").read_text()
    assert all(not find_files_with(sites[site], "motdutitre", sites) for site in OTHERS)


def test_the_preview_shows_drafts_of_groups_too(project: Path) -> None:
    """The preview shows its author a draft subject before any date, under its group's name."""
    with Builds(project / "mkdocs.yml", Mail((), str), INSTANT) as builds:
        builds.refresh()
        page = builds.read(Preview(Kind.EVERYTHING, INSTANT), "blain/index.html")
    listed = (page or b"").decode()
    assert "Sujets du groupe Blain" in listed
    assert "motdubrouillon" in listed


# --- the audit ----------------------------------------------------------------------------------


PLANTED = {
    "an open page on another group's site": (f"{PLACE}/index.html", ("laval", "member")),
    "its list of subjects": ("blain/index.html", ("laval", "facilitator")),
    "references on the public site": (f"{PLACE}/references/index.html", (None, "public")),
    "a page in the facilitators' archive": (
        f"{PLACE}/preparation/index.html",
        (None, "archive-facilitator"),
    ),
    "a closed part on the members' site": (f"{PLACE}/dossier/index.html", MEMBER),
    "the guide on the members' site": (f"{PLACE}/guide/index.html", MEMBER),
    "a file of it": (f"{PLACE}/documents/plan.csv", MEMBER),
    "a text as it came, on the members' site": (f"{PLACE}/preparation.md", MEMBER),
    "its bibliography as it came": (f"{PLACE}/references.bib", READER),
}
"""A file of the facilitator's site, and a site that may not have it."""

CALLED = {
    (None, "public"): "public",
    (None, "archive-facilitator"): "archives de tous les animateurs",
    ("laval", "member"): "laval · membres",
    ("laval", "facilitator"): "laval · animateur ou animatrice",
    MEMBER: "blain · membres",
    READER: "blain · lecteurs désignés",
}
"""The sites as the audit names them."""

WORDS = {
    "the title": ("Les plaies motdutitre", ("laval", "member")),
    "what its members read": ("Notre secteur, motdelapresentation.", ("laval", "facilitator")),
    "a reference": ("Soigner une plaie chronique à domicile", (None, "public")),
}
"""Words that a page of another site may not contain."""


@pytest.fixture(scope="module")
def audited(project: Path, sites: Sites, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The audit's findings in a copy with all of this planted; the original has none."""
    clean = run(project, "audit", "--at", INSTANT.isoformat())
    assert (clean.code, clean.err) == (0, "")
    copy = tmp_path_factory.mktemp("planted") / "project"
    shutil.copytree(project, copy)
    planted = {site: copy / folder.relative_to(project) for site, folder in sites.items()}
    for path, site in PLANTED.values():
        (planted[site] / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(planted[FACILITATOR] / path, planted[site] / path)
    for words, site in WORDS.values():
        page = planted[site] / "themes/index.html"
        page.write_text(page.read_text().replace("</main>", f"<p>{words}</p></main>"))
    done = run(copy, "audit", "--at", INSTANT.isoformat())
    assert done.code == 1
    return done.err


@pytest.mark.parametrize(("path", "site"), PLANTED.values(), ids=PLANTED)
def test_the_audit_finds_it_elsewhere(
    audited: str, path: str, site: tuple[str | None, str]
) -> None:
    """The audit finds the group's files copied to a site that may not show them."""
    assert f"{CALLED[site]} · {path}\n" in audited


@pytest.mark.parametrize(("words", "site"), WORDS.values(), ids=WORDS)
def test_the_audit_finds_its_words_on_another_site(
    audited: str, words: str, site: tuple[str | None, str]
) -> None:
    """The audit finds its title, a sentence or a reference on another site's page."""
    assert f"{CALLED[site]} · themes/index.html\n" in audited, words
