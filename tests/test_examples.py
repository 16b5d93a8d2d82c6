"""The examples show neighbours' ways of meeting: whole projects without problems."""

from __future__ import annotations

import json
import re
import shutil
from html import unescape
from pathlib import Path

import pytest

from command_line import run
from parution.domain import Catalogue
from parution.sources import read

EXAMPLES = Path(__file__).parents[1] / "examples"
AT = "2026-10-01T12:00"

OF_REFERENCES = ("interests-unknown", "no-evidence")
"""Warnings about the real, ungraded article that the GeaP reads."""

each_example = pytest.mark.parametrize("name", ["groupe-de-pairs", "geap"])


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Copies of the examples, with their sites."""
    folder = tmp_path_factory.mktemp("examples")
    projects = {}
    for example in EXAMPLES.iterdir():
        kept = shutil.ignore_patterns("site", ".parution")
        project = Path(shutil.copytree(example, folder / example.name, ignore=kept))
        done = run(project, "build", "--no-pdf", "--at", AT)
        assert done.code == 0, done.err
        projects[example.name] = project
    return projects


def catalogue_of(name: str) -> Catalogue:
    return read(EXAMPLES / name).require()


@each_example
def test_nothing_is_wrong_with_it(built: dict[str, Path], name: str) -> None:
    """An example has no warning, except on unknown facts of a reference."""
    found = run(built[name], "check", "--at", AT, "--format", "json").json
    assert [each for each in found if each["code"] not in OF_REFERENCES] == []


@each_example
def test_its_sites_hold_nothing_they_should_not(built: dict[str, Path], name: str) -> None:
    """The audit finds no leak in its sites."""
    done = run(built[name], "audit", "--at", AT)
    assert done.code == 0, done.out


def test_a_peer_group_meets_on_cases_and_three_times_on_one_theme() -> None:
    """It meets five times or more, mostly without a theme, and three times on the DPC's."""
    (group,) = catalogue_of("groupe-de-pairs").groups
    themes = [meeting.theme for meeting in group.meetings]
    assert len(themes) >= 5
    assert themes.count("2026/insomnie-chronique") == 3
    assert themes.count(None) >= 2


WORDS_OF_OURS = re.compile("thème|animat(?:eur|rice)", re.IGNORECASE)
NOT_READ = re.compile(r' (?:href|src|id|class|name|value|data-theme)="[^"]*"')


def read_words(site: Path) -> dict[str, str]:
    """Return the words that people read on built sites, by file.

    They stand in pages, feeds, calendars and the search dialog.
    """
    endings = {".html", ".xml", ".ics"}
    files = [each for each in site.rglob("*") if each.suffix in endings]
    files.append(site / "assets/parution/search-dialog.js")
    return {
        each.relative_to(site).as_posix(): unescape(NOT_READ.sub("", read_markup(each)))
        for each in files
    }


def read_markup(file: Path) -> str:
    """Return the text of a file; of a script, the markup that it holds as a string."""
    text = file.read_text("utf-8")
    return (
        json.loads(text[text.index('"') : text.rindex('"') + 1]) if file.suffix == ".js" else text
    )


def test_a_peer_group_reads_its_own_words(built: dict[str, Path]) -> None:
    """Nothing says « thème » or « animateur »: menu, home, closed pages, desk, booklets, feeds."""
    words = read_words(built["groupe-de-pairs"] / "site")
    assert [path for path, text in words.items() if WORDS_OF_OURS.search(text)] == []
    read = "\n".join(words.values())
    for said in (
        "Sujets par année",
        "votre modérateur ou modératrice",
        "Exemplaire pour modérateur ou modératrice",
        "<option>Conduite de la réunion",
    ):
        assert said in read


def test_printed_texts_have_the_words_too(built: dict[str, Path]) -> None:
    """The annual report and the links use its words; `check` keeps those of the files."""
    project = built["groupe-de-pairs"]
    assert "| avec sujet |" in run(project, "report", "--year", "2026", "--at", AT).out
    assert "modérateur ou modératrice" in run(project, "links").out


def test_a_changed_word_is_everywhere_at_the_next_build(built: dict[str, Path]) -> None:
    """After a change of a word no cached page shows the old one."""
    project = built["groupe-de-pairs"]
    settings = project / "mkdocs.yml"
    written = settings.read_text("utf-8")
    try:
        settings.write_text(written.replace("theme: sujet", "theme: module"), "utf-8")
        assert run(project, "build", "--no-pdf", "--at", AT).code == 0
        read = "\n".join(read_words(project / "site").values())
    finally:
        settings.write_text(written, "utf-8")
    assert "Modules par année" in read
    assert "Sujets par année" not in read


def test_a_group_with_subjects_alone_has_no_themes_by_year(built: dict[str, Path]) -> None:
    """Its home and its list name subjects rather than themes by year."""
    (home, *_) = (built["geap"] / "site/g").glob("mauges-*/index.html")
    for page in (home, home.parent / "themes/index.html"):
        headings = re.findall(r"<h[12][^>]*>([^<]*)<", page.read_text("utf-8"))
        assert "Nos sujets" in headings
        assert not any("par année" in heading for heading in headings)


def test_a_geap_works_on_a_subject_of_its_own_over_four_meetings() -> None:
    """It works on its own subject over four meetings, without an association's theme."""
    catalogue = catalogue_of("geap")
    (group,) = catalogue.groups
    assert catalogue.editions == ()
    assert [meeting.theme for meeting in group.meetings] == ["mauges/deprescrire"] * 4
