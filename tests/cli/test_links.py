"""`parution links`: a table for a mail merge, printable sheets, and new addresses for a group."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path
from unittest import mock

import pytest
from pypdf import PdfReader

from command_line import run
from parution.timetable.group_text import CannotEdit
from printed_codes import read_codes
from tiny_project import FILES, changed, tiny_project

BLAIN = "groups/blain.yml"
COMMENTED = "# Blain, le mardi.\nname: Blain  # comme la ville\npolicy: before\n# Rien de daté.\n"


def rows(project: Path) -> list[dict[str, str]]:
    done = run(project, "links", "--format", "csv")
    assert done.code == 0
    assert done.out.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(done.out.removeprefix("\ufeff")), delimiter=";"))


def test_a_mail_merge_has_a_line_for_each_link(tmp_path: Path) -> None:
    """Each line has an absolute address and readable names, and the public site has none."""
    project = tiny_project(tmp_path)
    found = rows(project)
    assert [(row["groupe"], row["nom du groupe"], row["pour"]) for row in found] == [
        ("blain", "Blain", "membres"),
        ("blain", "Blain", "lecteurs désignés"),
        ("blain", "Blain", "animateur ou animatrice"),
    ]
    told = run(project, "links", "--format", "json").json
    addresses = [f"https://dossiers.example.org/{row['path']}" for row in told if row["group"]]
    assert [row["adresse"] for row in found] == addresses


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (COMMENTED, COMMENTED.replace("before\n", "before\ngeneration: 2\n")),
        (f"{COMMENTED}generation: 4  # juin\n", f"{COMMENTED}generation: 5  # juin\n"),
        (f"\ufeff{COMMENTED}".replace("\n", "\r\n"), None),
    ],
    ids=["none yet", "with a comment", "as Windows writes it"],
)
def test_new_addresses_touch_one_key(tmp_path: Path, written: str, expected: str | None) -> None:
    """One value of the group's file changes, and every address of the group."""
    project = tiny_project(tmp_path, {BLAIN: written})
    before = {row["adresse"] for row in rows(project)}
    done = run(project, "links", "--rotate", "blain", "--yes")
    assert done.code == 0, done.err
    if expected is None:
        expected = written.replace("before\r\n", "before\r\ngeneration: 2\r\n")
    assert (project / BLAIN).read_bytes() == expected.encode()
    assert before.isdisjoint(row["adresse"] for row in rows(project))


def test_new_addresses_are_logged(tmp_path: Path) -> None:
    """A line of the log says when a group's addresses changed, and to which generation."""
    project = tiny_project(tmp_path)
    assert run(project, "links", "--rotate", "blain", "--yes").code == 0
    (line,) = (project / "groups/changes.log").read_text("utf-8").splitlines()
    when, what = line.split("\t")
    assert when.endswith("Z")
    assert what == "blain: generation 2"


def test_addresses_that_cannot_be_changed_are_no_success(tmp_path: Path) -> None:
    """Where the file's layout allows no edit, the old addresses go on: the command gives 1."""
    written = "{name: Blain, policy: before}\n"
    project = tiny_project(tmp_path, {BLAIN: written})
    with mock.patch("parution.cli.links.put", side_effect=CannotEdit):
        done = run(project, "links", "--rotate", "blain", "--yes")
    assert done.code == 1
    assert "generation: 2" in done.err
    assert (project / BLAIN).read_text("utf-8") == written


def test_it_explains_the_limits_of_new_addresses(tmp_path: Path) -> None:
    """The command says that copies already read stay, and changes nothing without agreement."""
    project = tiny_project(tmp_path)
    done = run(project, "links", "--rotate", "blain")
    assert done.code == 1
    assert "ne reprend rien" in done.out
    assert (project / BLAIN).read_text("utf-8") == FILES[BLAIN]


def test_only_one_group_gets_new_addresses(tmp_path: Path) -> None:
    """Other groups' addresses stay the same."""
    project = tiny_project(tmp_path, {"groups/laval.yml": "name: Laval\n"})
    before = {row["adresse"] for row in rows(project) if row["groupe"] == "laval"}
    assert run(project, "links", "--rotate", "blain", "--yes").code == 0
    assert before == {row["adresse"] for row in rows(project) if row["groupe"] == "laval"}


def test_an_unknown_group_is_refused(tmp_path: Path) -> None:
    """An unknown group has the exit code of wrong usage, and nothing is written."""
    project = tiny_project(tmp_path, changed(BLAIN, "name: Blain", "name: Blain"))
    done = run(project, "links", "--rotate", "blin", "--yes")
    assert done.code == 2
    assert "blain" in done.err


@pytest.fixture(scope="module")
def sheet(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A project of two groups, and the sheets of their links."""
    folder = tmp_path_factory.mktemp("sheets")
    project = tiny_project(folder / "p", {"groups/laval.yml": "name: Laval\n"})
    target = folder / "liens.pdf"
    assert run(project, "links", "--sheet", str(target)).code == 0
    return project, target


def test_a_sheet_has_a_page_for_each_group(sheet: tuple[Path, Path]) -> None:
    """Each group's page has absolute addresses and QR codes, for the owner's eyes alone."""
    project, target = sheet
    pages = [
        page.extract_text().replace("\n", "").replace(" ", "") for page in PdfReader(target).pages
    ]
    assert len(pages) == 2
    found = rows(project)
    for page, group in zip(pages, ("blain", "laval"), strict=True):
        for row in found:
            assert (row["adresse"] in page) is (row["groupe"] == group)
    assert target.stat().st_mode & 0o777 == 0o600


def test_a_sheet_says_how_to_use_its_links(sheet: tuple[Path, Path]) -> None:
    """Three sentences are on each page: scan, do not hand on, open once with a network."""
    for page in PdfReader(sheet[1]).pages:
        text = page.extract_text()
        for words in ("Scannez le dessin", "Ne le transmettez pas", "Ouvrez une fois l’accueil"):
            assert words in text


def test_the_codes_of_a_sheet_are_its_addresses(sheet: tuple[Path, Path]) -> None:
    """The scanned QR codes give exactly the links."""
    project, target = sheet
    assert sorted(read_codes(target.read_bytes())) == sorted(
        row["adresse"] for row in rows(project)
    )


def test_a_sheet_wants_whole_addresses(tmp_path: Path) -> None:
    """Without `site_url` the command refuses a sheet and says why."""
    without = changed("mkdocs.yml", "site_url: https://dossiers.example.org/\n", "")
    project = tiny_project(tmp_path / "p", without)
    done = run(project, "links", "--sheet", str(tmp_path / "liens.pdf"))
    assert done.code == 1
    assert "site_url" in done.err
    assert not (tmp_path / "liens.pdf").exists()


def test_addresses_without_their_beginning_are_told_of(tmp_path: Path) -> None:
    """Without `site_url` the links cannot be handed out: the command says what is missing."""
    with_url = tiny_project(tmp_path / "with")
    settings = (with_url / "mkdocs.yml").read_text(encoding="utf-8")
    bare = re.sub(r"^site_url:.*\n", "", settings, flags=re.MULTILINE)
    without = tiny_project(tmp_path / "without", {"mkdocs.yml": bare})
    told = [run(each, "links").err for each in (with_url, without)]
    assert ["écrivez « site_url » dans mkdocs.yml" in each for each in told] == [False, True]
