"""A group's minutes and questions appear on its own real sites only, and not before their time.

Blain met on 8 October, and has the references from 15 days before; Laval meets later and has
nothing yet. Both have written something.
"""

from __future__ import annotations

import json
import re
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from command_line import run
from parution import pipeline
from parution.compose.pages.literature_searches import choose_search_words, list_searches
from parution.domain import Question
from search_lists import pages_found_in
from tiny_project import tiny_project

MINUTES = """\
---
questions:
  - question: Le fer un jour sur deux est-il aussi efficace ?
    population: femmes carencées
    intervention: fer un jour sur deux
    searched_by: A. B.
    answer: |
      Oui, dit l’essai [@stoffel2017], motdelareponse.
    answered: 2026-10-19
  - question: Que doser chez l’adolescente motdelaquestion ?
---

<!-- motducommentaire -->

### Décidé

Huit présents, motdublainais. On essaie [@durand2019].
"""

DRAFT = "---\ndraft: true\nquestions:\n  - question: Encore motdubrouillon ?\n---\n\nÀ relire.\n"

OF_LAVAL = """\
---
questions:
  - question: Qui appeler, motdelaval ?
    answer: Durand [@durand2019], motdureseau.
    answered: 2026-12-01
---

Selon @durand2019, motdutexte.
"""

OWN = """\
@article{stoffel2017,
  author = {Stoffel, Nicole},
  title = {Iron absorption on alternate days},
  journal = {Lancet Haematol},
  year = {2017},
  annote = {À redemander à la bibliothèque de la faculté avant la fin du mois de mars},
}
"""

FILES = {
    "groups/blain/2026-10-08.md": MINUTES,
    "groups/blain/2026-11-12.md": DRAFT,
    "groups/blain/references.bib": OWN,
    "groups/laval.yml": (
        "name: Laval\npolicy: after\nmeetings:\n"
        "  - {theme: 2026/douleur, starts: 2026-11-26 20:30}\n"
    ),
    "groups/laval/2026-11-26.md": OF_LAVAL,
}

INSTANT = datetime(2026, 10, 20, 12, tzinfo=UTC)
AFTER_LAVAL = datetime(2026, 11, 27, 12, tzinfo=UTC)

BLAIN = [("blain", "member"), ("blain", "reader"), ("blain", "facilitator")]
LAVAL = [("laval", "member"), ("laval", "facilitator")]
OTHERS = [(None, "public"), *LAVAL]

Sites = dict[tuple[str | None, str], Path]


def build(project: Path, instant: datetime = INSTANT) -> Sites:
    """Build a project; return the folder of each site."""
    pipeline.build(project, project / "mkdocs.yml", instant, project / "site")
    links = run(project, "links", "--format", "json").json
    return {(row["group"], row["audience"]): project / "site" / row["path"] for row in links}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny_project(tmp_path_factory.mktemp("meetings"), FILES)


@pytest.fixture(scope="module")
def sites(project: Path) -> Sites:
    return build(project)


def find_files_with(folder: Path, word: str, sites: Sites) -> list[str]:
    """Return the files of a site that hold a word, compressed ones included."""
    inner = {place for place in sites.values() if folder in place.parents}
    return sorted(
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and not inner & set(path.parents) and word.encode() in path.read_bytes()
    )


@pytest.mark.parametrize("site", BLAIN, ids=str)
def test_a_meeting_has_a_page(sites: Sites, site: tuple[str, str]) -> None:
    """Its page has theme, minutes, questions, the cited answer, and links to search for the
    rest."""
    page = (sites[site] / "meetings/2026-10-08/index.html").read_text()
    for told in (
        "La douleur : écouter, évaluer",
        "motdublainais",
        "motdelareponse",
        "motdelaquestion",
        "Iron absorption on alternate days",
        "Une échelle de la douleur",
        "A. B.",
        "https://pubmed.ncbi.nlm.nih.gov/?term=doser%20adolescente%20motdelaquestion",
    ):
        assert told in page
    assert page.index('id="references"') > page.index("motdelareponse")
    assert "motducommentaire" not in page


@pytest.mark.parametrize("site", OTHERS, ids=str)
@pytest.mark.parametrize("word", ["motdublainais", "motdelareponse", "motdelaquestion", "Stoffel"])
def test_nothing_of_it_is_on_another_site(
    sites: Sites, site: tuple[str | None, str], word: str
) -> None:
    """Neither another group's sites nor the public one hold a word of it."""
    assert find_files_with(sites[site], word, sites) == []


@pytest.mark.parametrize("site", [*BLAIN, *OTHERS], ids=str)
def test_a_draft_is_the_facilitators(sites: Sites, site: tuple[str | None, str]) -> None:
    """Draft minutes are marked on the facilitator's page; members' pages have no minutes."""
    found = find_files_with(sites[site], "motdubrouillon", sites)
    assert bool(found) is (site == ("blain", "facilitator"))
    if site[0] == "blain":
        page = (sites[site] / "meetings/2026-11-12/index.html").read_text()
        assert ("brouillon" in page) is (site[1] == "facilitator")


@pytest.mark.parametrize(
    ("site", "day", "told"),
    [
        (("blain", "member"), "2026-11-12", "s’écrit après la réunion"),
        (("blain", "member"), "2026-10-08", "Ce qui était ouvert"),
        (("laval", "member"), "2026-11-26", "Ce qui est ouvert"),
        (("blain", "facilitator"), "2026-10-08", "Ce que les membres pouvaient lire"),
        (("laval", "facilitator"), "2026-11-26", "Ce que les membres peuvent lire"),
    ],
)
def test_a_meeting_to_come_lacks_no_minutes(
    sites: Sites, site: tuple[str, str], day: str, told: str
) -> None:
    """A meeting not yet held is not reported as lacking minutes."""
    assert told in (sites[site] / f"meetings/{day}/index.html").read_text()


def test_the_home_begins_with_open_questions(sites: Sites) -> None:
    """The home lists open questions, then unheard answers, then the next meeting."""
    home = (sites["blain", "member"] / "index.html").read_text()
    open_, answered = home.index("Restées en suspens"), home.index("Réponses à vos questions")
    assert open_ < answered < home.index("Prochaine réunion")
    assert "motdelaquestion" in home[open_:answered]
    assert "un jour sur deux" in home[answered:]
    assert 'href="meetings/2026-10-08/#__question-1"' in home


def test_an_answer_is_news_until_a_meeting_has_heard_it(project: Path, tmp_path: Path) -> None:
    """After the next meeting an answer moves from the home to the list of all questions."""
    later = build(tiny_project(tmp_path, FILES), datetime(2026, 11, 13, 12, tzinfo=UTC))
    home = (later["blain", "member"] / "index.html").read_text()
    assert "Réponses à vos questions" not in home
    assert "un jour sur deux" in (later["blain", "member"] / "questions/index.html").read_text()


@pytest.mark.parametrize("word", ["motdutexte", "motdureseau", "Durand", "Une échelle"])
def test_texts_that_cite_closed_references_wait(sites: Sites, word: str) -> None:
    """A question is shown, but no text or key that names a hidden reference."""
    folder = sites["laval", "member"]
    page = (folder / "meetings/2026-11-26/index.html").read_text()
    assert "motdelaval" in page
    assert "pas encore ouvertes" in page
    assert word not in page
    assert find_files_with(folder, "motdutexte", sites) == []
    assert find_files_with(folder, "motdureseau", sites) == []
    facilitator = (sites["laval", "facilitator"] / "meetings/2026-11-26/index.html").read_text()
    assert "motdutexte" in facilitator


def test_the_list_of_questions_has_the_answers_that_are_open(sites: Sites) -> None:
    """Each answer is below its question, with citations that lead to the meeting's page."""
    page = (sites["blain", "member"] / "questions/index.html").read_text()
    assert "motdelareponse" in page
    assert 'href="../meetings/2026-10-08/#ref-stoffel2017"' in page
    assert ' id="cite-' not in page
    waiting = (sites["laval", "member"] / "questions/index.html").read_text()
    assert "motdelaval" in waiting
    assert "motdureseau" not in waiting
    assert "motdureseau" in (sites["laval", "facilitator"] / "questions/index.html").read_text()


def test_they_open_with_the_references(tmp_path: Path) -> None:
    """The texts that cite references open with these, after the meeting."""
    later = build(tiny_project(tmp_path, FILES), AFTER_LAVAL)
    page = (later["laval", "member"] / "meetings/2026-11-26/index.html").read_text()
    assert "motdutexte" in page
    assert "Une échelle de la douleur" in page


def test_all_meetings_are_listed_by_year(sites: Sites) -> None:
    """All meetings are listed by year, each with its documents."""
    page = (sites["blain", "member"] / "meetings/index.html").read_text()
    assert re.search(
        r"2026</h2>.*Thème libre.*à venir.*La douleur.*1 question en suspens", page, re.S
    )


def test_minutes_can_be_downloaded_as_they_were_written(sites: Sites) -> None:
    """Only the facilitator can download the group's own files, comments included."""
    folder = sites["blain", "facilitator"] / "meetings"
    assert (folder / "2026-10-08.md").read_text() == MINUTES
    assert (folder / "references.bib").read_text() == OWN
    assert 'href="2026-10-08.md"' in (folder / "index.html").read_text()
    for audience in ("member", "reader"):
        assert find_files_with(sites["blain", audience], "motducommentaire", sites) == []
        assert not [*(sites["blain", audience] / "meetings").glob("*.*d*")][1:]


def test_nothing_of_it_leaves_the_site(sites: Sites) -> None:
    """Neither the calendar nor the feed, which leave the site, hold a word of it."""
    for name in ("calendar.ics", "feed.xml"):
        told = (sites["blain", "facilitator"] / name).read_text()
        assert not re.search("motd|question|Compte rendu", told)


def test_it_is_kept_for_the_room_without_a_network(sites: Sites) -> None:
    """A device keeps the pages of meetings and questions for use offline."""
    listed = json.loads((sites["blain", "member"] / "offline.json").read_text())
    kept = {path for path, _ in listed["files"]}
    assert {"meetings/", "questions/", "meetings/2026-10-08/"} <= kept


@pytest.mark.parametrize("site", [*BLAIN, *OTHERS], ids=str)
def test_search_covers_it_on_its_own_sites(sites: Sites, site: tuple[str | None, str]) -> None:
    """Only the index of the group's own sites has a page for its minutes."""
    found = any("~2026-10-08~" in name for name in pages_found_in(sites[site] / "pagefind"))
    assert found is (site[0] == "blain")


def test_changing_it_changes_no_other_site(tmp_path: Path) -> None:
    """No edit of it, even of its bibliography, changes a byte of another site."""
    project = tiny_project(tmp_path, FILES)
    before = {site: contents(folder) for site, folder in build(project).items()}
    (project / "groups/blain/2026-10-08.md").write_text("Tout autre chose.\n")
    (project / "groups/blain/2026-11-12.md").unlink()
    (project / "groups/blain/references.bib").unlink()
    sites = build(project)
    after = {site: contents(folder) for site, folder in sites.items()}
    changed = {site for site in before if before[site] != after[site]}
    assert changed >= set(BLAIN)
    assert changed - set(BLAIN) - {(None, "public")} == set()
    public = {path for path in before[None, "public"] if not path.startswith("g/")}
    assert all(before[None, "public"][path] == after[None, "public"][path] for path in public)


def contents(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


EDITS = {
    "the text": ("groups/blain/2026-10-08.md", "motdublainais", "un mot nouveau", "un mot nouveau"),
    "a question": (
        "groups/blain/2026-10-08.md",
        "motdelaquestion",
        "nouvelle",
        "adolescente nouvelle",
    ),
    "an answer": ("groups/blain/2026-10-08.md", "motdelareponse", "autrement", "autrement."),
    "its bibliography": ("groups/blain/references.bib", "Iron", "Copper", "Copper absorption"),
    "its theme's bibliography": (
        *("bibliography/2026/douleur.bib", "Une échelle", "Un nouveau barème"),
        "Un nouveau barème",
    ),
    "the title of its theme": (
        *("themes/2026/douleur/index.md", "La douleur : écouter", "La douleur : entendre"),
        "entendre",
    ),
}


@pytest.mark.parametrize(("path", "old", "new", "told"), EDITS.values(), ids=EDITS)
def test_an_edit_shows_in_the_next_build(
    project: Path, sites: Sites, tmp_path: Path, path: str, old: str, new: str, told: str
) -> None:
    """The next build shows an edit of anything on a meeting's page, despite the caches."""
    copy = shutil.copytree(project, tmp_path / "copy")
    file = copy / path
    file.write_text(file.read_text().replace(old, new))
    page = build(copy)["blain", "member"] / "meetings/2026-10-08/index.html"
    assert sites
    assert told in page.read_text()


# --- the audit ----------------------------------------------------------------------------------


def audit(project: Path) -> tuple[int, str]:
    done = run(project, "audit", "--at", INSTANT.isoformat())
    return done.code, done.err


def test_the_audit_finds_nothing(project: Path, sites: Sites) -> None:
    """The audit finds no leak."""
    assert sites
    assert audit(project)[0] == 0


PLANTED = {
    "minutes": ("meetings/2026-10-08/index.html", ("laval", "member")),
    "a question on the list of another group": ("questions/index.html", ("laval", "facilitator")),
    "minutes on the public site": ("meetings/2026-10-08/index.html", (None, "public")),
    "the file as it came, on the members' site": ("meetings/2026-10-08.md", ("blain", "member")),
    "the group's bibliography as it came": ("meetings/references.bib", ("blain", "reader")),
    "a draft on the members' site": ("meetings/2026-11-12/index.html", ("blain", "member")),
}


@pytest.mark.parametrize(("path", "site"), PLANTED.values(), ids=PLANTED)
def test_the_audit_finds_it_elsewhere(
    project: Path, sites: Sites, path: str, site: tuple[str | None, str]
) -> None:
    """The audit finds a group's texts copied to a site that may not show them."""
    target = sites[site] / path
    before = target.read_bytes() if target.exists() else None
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes((sites["blain", "facilitator"] / path).read_bytes())
    try:
        code, told = audit(project)
    finally:
        if before is None:
            target.unlink()
        else:
            target.write_bytes(before)
    assert code == 1
    assert path.removesuffix("index.html") in told


# --- searches of the literature -----------------------------------------------------------------


def question(text: str, *terms: str) -> Question:
    given = [*terms, *[None] * (4 - len(terms))]
    return Question(text, *given, searched_by=None, answer=None, answered=None)


def test_a_search_carries_only_the_words_of_its_question() -> None:
    """A search link has the question's terms, else its words without the empty ones."""
    asked = question("Faut-il doser la ferritine chez l’adolescente ?")
    assert choose_search_words(asked) == ["doser", "ferritine", "adolescente"]
    assert choose_search_words(question("Quoi ?", "women", "iron")) == ["women", "iron"]


def test_a_search_is_a_plain_address() -> None:
    """Every character of the words is encoded, so that no site misreads it."""
    others = {"La Doc du Doc": "https://doc.example.org/?q=%s&lang=fr"}
    found = dict(list_searches(question("AINS & IPP : 50 % ?", "Crohn+", "a&b=c#x"), others))
    assert found["PubMed"] == "https://pubmed.ncbi.nlm.nih.gov/?term=Crohn%20b%20x"
    assert [*found] == ["PubMed", "HAS", "Cochrane", "La Doc du Doc"]
    assert found["La Doc du Doc"] == "https://doc.example.org/?q=Crohn%20b%20x&lang=fr"
    assert all(address.startswith("https://") for address in found.values())
