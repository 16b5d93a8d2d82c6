"""The pages about the association itself: ``themes/pages/``."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from command_line import run
from parution import pipeline
from parution.domain import Audience
from parution.language.catalogues import load_translations
from parution.sources import read
from sources.rows import as_found
from tiny_project import FILES, tiny_project

FIRST = "---\ntitle: Votre première réunion\norder: 2\n---\n\nVenez avec un cas.\n"
MEETING = "---\ntitle: La réunion\norder: 1\n---\n\nVoir [la première](premiere.md).\n"
FACILITATING = (
    "---\ntitle: Animer\naudience: facilitators\n---\n\nLe motdelanimateur, et"
    " ![un plan](documents/plan-animateur.svg).\n"
)
DRAWING = '<svg xmlns="http://www.w3.org/2000/svg"><title>Le traitdelanimateur</title></svg>'
PAGES = {
    "themes/pages/premiere.md": FIRST,
    "themes/pages/reunion.md": MEETING,
    "themes/pages/animer.md": FACILITATING,
    "themes/pages/documents/plan-animateur.svg": DRAWING,
    "mkdocs.yml": FILES["mkdocs.yml"] + "      contact: secretariat@example.org\n",
}
INSTANT = datetime(2026, 9, 1, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with three pages, built before anything opens."""
    folder = tiny_project(tmp_path_factory.mktemp("pages"), PAGES)
    pipeline.build(folder, folder / "mkdocs.yml", INSTANT, folder / "site")
    return folder


def sites(project: Path) -> dict[str, Path]:
    """Return the folder of a site of each audience."""
    links = run(project, "links", "--format", "json").json
    return {row["audience"]: project / "site" / row["path"] for row in links}


def test_pages_are_in_their_order(project: Path) -> None:
    """Pages are sorted by `order`, then by title, and their folder is no edition."""
    catalogue = read(project).require()
    assert [page.slug for page in catalogue.association_pages.pages] == [
        "animer",
        "reunion",
        "premiere",
    ]
    assert [edition.name for edition in catalogue.editions] == ["2026"]


@pytest.mark.parametrize("audience", [each for each in Audience if "archive" not in each])
def test_every_site_has_the_pages_for_all(project: Path, audience: str) -> None:
    """Every page's menu links to them, and they are listed by title."""
    folder = sites(project)[audience]
    assert "Venez avec un cas" in (folder / "pages/premiere/index.html").read_text()
    assert 'href="reunion/">La réunion' in (folder / "pages/index.html").read_text()
    assert 'href="./pages/"' in (folder / "index.html").read_text()
    theme = (folder / "2026/douleur/index.html").read_text()
    assert 'href="../../pages/"' in theme


@pytest.mark.parametrize("audience", ["member", "reader", "facilitator"])
def test_the_home_of_a_group_ends_with_them(project: Path, audience: str) -> None:
    """The home ends with them, where a newcomer finds them."""
    home = (sites(project)[audience] / "index.html").read_text()
    assert 'href="pages/premiere/">Votre première réunion' in home


@pytest.mark.parametrize("audience", ["member", "reader", "facilitator"])
def test_the_home_of_a_group_says_whom_to_tell(project: Path, audience: str) -> None:
    """The home always has the association's address, even if everything is up to date."""
    home = (sites(project)[audience] / "index.html").read_text()
    (foot,) = re.findall(r'<p class="home__contact">.*?</p>', home)
    assert 'href="mailto:secretariat@example.org"' in foot


@pytest.mark.parametrize("audience", Audience)
def test_pages_for_facilitators_are_on_their_sites_alone(project: Path, audience: str) -> None:
    """No other site has their words, titles or drawings."""
    folder = sites(project)[audience]
    inner = {project / "site" / "g"} if audience == "public" else set()
    told = [
        path
        for path in folder.rglob("*")
        if path.is_file()
        and not inner & set(path.parents)
        and any(word in path.read_bytes() for word in (b"motdelanimateur", b"traitdelanimateur"))
    ]
    assert bool(told) is (audience == "facilitator")
    assert (folder / "pages/animer/index.html").exists() is (audience == "facilitator")


def test_the_audit_finds_nothing_and_knows_them(project: Path) -> None:
    """A facilitators' page put on the members' site is found."""
    at = ("--at", INSTANT.isoformat())
    assert run(project, "audit", *at).code == 0
    places = sites(project)
    planted = places["member"] / "pages/animer/index.html"
    planted.parent.mkdir()
    planted.write_bytes((places["facilitator"] / "pages/animer/index.html").read_bytes())
    try:
        done = run(project, "audit", *at)
    finally:
        planted.unlink()
        planted.parent.rmdir()
    assert done.code == 1
    assert "pages/animer" in done.err


def test_an_edit_shows(project: Path, tmp_path: Path) -> None:
    """The next build shows an edited page."""
    folder = tiny_project(tmp_path, PAGES)
    pipeline.build(folder, folder / "mkdocs.yml", INSTANT, folder / "site")
    (folder / "themes/pages/premiere.md").write_text(FIRST.replace("un cas", "deux cas"))
    pipeline.build(folder, folder / "mkdocs.yml", INSTANT, folder / "site")
    assert "deux cas" in (sites(folder)["member"] / "pages/premiere/index.html").read_text()


ROWS = [
    ("---\norder: 1\n---\n\nTexte.\n", "missing-key", 2),
    ("---\ntitle: A\naudience: animateurs\n---\n\nTexte.\n", "unknown-audience", 3),
    ("---\ntitle: A\norder: premier\n---\n\nTexte.\n", "wrong-kind", 3),
    ("---\ntitle: A\nordre: 1\n---\n\nTexte.\n", "unknown-key", 3),
    ("---\ntitle: A\n---\n\n[ici](../2026/douleur/documents/plan.svg)\n", "broken-link", 5),
]


@pytest.mark.parametrize(("text", "code", "line"), ROWS, ids=[f"{r[1]}-{r[2]}" for r in ROWS])
def test_mistakes_are_reported_at_their_place(
    text: str, code: str, line: int, tmp_path: Path
) -> None:
    """A page without a title, or with unknown values, is refused."""
    project = tiny_project(tmp_path, {"themes/pages/une.md": text})
    found = [as_found(each, load_translations("fr").gettext) for each in read(project).problems]
    places = [(each.code, each.place.rpartition(":")[0]) for each in found]
    assert (code, f"themes/pages/une.md:{line}") in places
