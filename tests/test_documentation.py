"""The documentation is true: links lead somewhere, examples and commands are accepted.

An example of a file follows a line that ends with the file's name: « `groups/blain.yml` : ». The
examples of a page tell one story: each is read along with the others, and with a project small
enough to be read in no time.
"""

from __future__ import annotations

import re
import shlex
import unicodedata
from collections.abc import Iterator
from datetime import datetime, tzinfo
from pathlib import Path
from typing import NamedTuple

import click
import pytest

from command_line import run
from parution.cli import parution
from parution.domain.problems import list_errors
from parution.release.grammar import RuleNotUnderstood, parse_rule
from parution.sources import read
from tiny_project import tiny_project

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
PAGES = (*sorted(DOCS.rglob("*.md")), ROOT / "SECURITY.md")

FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
EXAMPLE = re.compile(r"`([\w./-]+)`\s*:\n\n```(?:yaml|markdown|bibtex)\n(.*?)^```$", re.M | re.S)
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
NAMED_TEST = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")

SCENERY = {
    "themes/2026/edition.yml": "title: Année 2026\nthemes: [douleur, menstruations, iatrogenie]\n",
    "themes/2026/menstruations/index.md": "---\ntitle: Menstruations\n---\n\nTexte.\n",
    "themes/2026/iatrogenie/index.md": "---\ntitle: Iatrogénie\n---\n\nTexte.\n",
    "themes/2027/edition.yml": "title: Année 2027\nthemes: [sommeil]\n",
    "themes/2027/sommeil/index.md": "---\ntitle: Sommeil\n---\n\nTexte.\n",
    "themes/2027/sommeil/documents/agenda.pdf": "%PDF-1.7\n",
    "bibliography/partagee.bib": (ROOT / "bibliography/commune.bib").read_text("utf-8"),
    "bibliography/2027/sommeil.bib": "@misc{durand2019, title = {Un agenda}, year = {2019}}\n",
}
"""The files that the pages mention without showing them."""


class Example(NamedTuple):
    """A file as a page shows it."""

    page: str
    path: str
    text: str

    @property
    def name(self) -> str:
        return f"{self.page}: {self.path}"


def examples(page: str) -> Iterator[Example]:
    for path, text in EXAMPLE.findall((DOCS / page).read_text("utf-8")):
        yield Example(page, path, text)


EXAMPLES = [one for page in ("association.md", "animateur.md") for one in examples(page)]


@pytest.mark.parametrize("example", EXAMPLES, ids=[example.name for example in EXAMPLES])
def test_an_example_is_accepted(example: Example, tmp_path: Path) -> None:
    """A file written as its page shows it is read without an error."""
    others = {other.path: other.text for other in examples(example.page)}
    project = tiny_project(tmp_path, {**SCENERY, **others, example.path: example.text})
    assert list_errors(read(project, project / "mkdocs.yml").problems) == ()


@pytest.mark.parametrize("page", ["association.md", "animateur.md"])
def test_no_example_is_left_out(page: str) -> None:
    """Every YAML example names its file, so that the test above reads it."""
    shown = [
        text for kind, text in FENCE.findall((DOCS / page).read_text("utf-8")) if kind == "yaml"
    ]
    assert shown
    assert set(shown) <= {example.text for example in examples(page)}


def first_cells(page: str, heading: str) -> list[str]:
    """Return the code in the first column of a table, named by the heading of that column."""
    table = re.search(rf"^\| {heading} \|.*\n\|[-|]+\n((?:\|.*\n)+)", page, re.MULTILINE)
    assert table, f"no table begins with “{heading}”"
    return re.findall(r"^\| `([^`]+)`", table[1], re.MULTILINE)


FACILITATORS_PAGE = (DOCS / "animateur.md").read_text("utf-8")


@pytest.mark.parametrize("rule", first_cells(FACILITATORS_PAGE, "On écrit"))
def test_a_wording_that_is_taught_is_understood(rule: str) -> None:
    """Each rule of the table is read, with or without the meeting's name, and keeps its words."""
    assert parse_rule(rule).text == rule


@pytest.mark.parametrize("rule", first_cells(FACILITATORS_PAGE, "On n’écrit pas"))
def test_a_wording_that_is_warned_of_is_refused(rule: str) -> None:
    """The wordings that the page warns against are refused."""
    with pytest.raises(RuleNotUnderstood):
        parse_rule(rule)


def prose(page: Path) -> str:
    """Return a page without its code."""
    return re.sub(r"`[^`\n]+`", "", FENCE.sub("", page.read_text("utf-8")))


def anchors(page: Path) -> set[str]:
    """Return the anchors of a page's headings, as code forges make them."""
    kept = (re.sub(r"[^\w\s-]", "", title.lower()) for title in HEADING.findall(prose(page)))
    return {re.sub(r"\s", "-", unicodedata.normalize("NFC", title)) for title in kept}


@pytest.mark.parametrize("page", PAGES, ids=[page.name for page in PAGES])
def test_links_lead_somewhere(page: Path) -> None:
    """Every link to a file of the repository leads to it, and to its heading if it names one."""
    for link in LINK.findall(prose(page)):
        if re.match(r"\w+:", link):
            continue
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        assert target.exists(), f"{link} leads nowhere"
        assert not anchor or anchor in anchors(target), f"{link} names no heading"


class Noon(datetime):
    """A clock that stands before the years of the examples."""

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> Noon:
        return cls(2026, 11, 27, 12, tzinfo=tz)


def commands() -> Iterator[tuple[str, str]]:
    """Yield the pages and the commands they show, one a line."""
    for page in PAGES:
        for _, text in FENCE.findall(page.read_text("utf-8")):
            for line in text.splitlines():
                if line.startswith("parution "):
                    yield page.name, line.removesuffix("&&").strip()


@pytest.mark.parametrize(("page", "line"), list(commands()))
def test_a_command_that_is_shown_exists(
    page: str, line: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every command exists, with its options and values; none is run."""
    monkeypatch.chdir(ROOT)
    _, name, *arguments = shlex.split(line, comments=True)
    assert name in parution.commands, page
    command = parution.commands[name]
    command.make_context(name, arguments, parent=click.Context(parution))


def test_what_is_new_is_made_in_the_order_of_the_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each `new` of the page of commands, typed after those above it, makes its files."""
    monkeypatch.setattr("parution.cli.new.datetime", Noon)
    page = (DOCS / "commandes.md").read_text("utf-8")
    shown = re.findall(r"^parution (new .*)$", page, re.MULTILINE)
    assert len(shown) == 6
    first, *others = (line.split() for line in shown)
    assert run(tmp_path, *first).code == 0
    project = tmp_path / first[-1]
    for line in others:
        if "minutes" in line:
            group, day = line[-1].split("/")
            path = project / f"groups/{group}.yml"
            meeting = f"meetings:\n  - {{title: Libre, starts: {day} 20:30}}\n"
            path.write_text(path.read_text("utf-8").replace("meetings: []\n", meeting), "utf-8")
        assert run(project, *line).code == 0, line


def test_an_association_is_made_as_the_readme_says(tmp_path: Path) -> None:
    """Typed in the repository, which is an association's folder itself, `new` makes another."""
    (shown,) = re.findall(r"parution (new \S+)", (ROOT / "README.md").read_text("utf-8"))
    repository = tiny_project(tmp_path / "repository")
    assert run(repository, *shown.split()).code == 0
    assert (tmp_path / "mon-association" / "mkdocs.yml").exists()


NAMED = {named for page in PAGES for named in NAMED_TEST.findall(page.read_text("utf-8"))}


@pytest.mark.parametrize(("path", "name"), sorted(NAMED))
def test_a_promise_names_a_test_that_exists(path: str, name: str) -> None:
    """Each test cited for a promise exists."""
    file = ROOT / path
    assert file.exists()
    assert re.search(rf"^(?:async )?def {name}\(", file.read_text("utf-8"), re.MULTILINE)


def commands_with_at(*, required: bool) -> list[str]:
    """Return the commands whose option ``--at`` must, or may, be given."""
    return [
        name
        for name, command in parution.commands.items()
        for option in command.params
        if "--at" in option.opts and option.required is required
    ]


def test_the_page_of_commands_says_where_the_moment_is_needed() -> None:
    """The page names each command that requires ``--at``, and each that defaults to the clock."""
    page = (DOCS / "commandes.md").read_text("utf-8")
    told = re.search(r"`--at` est obligatoire pour (.*?);(.*?)absence", page, re.DOTALL)
    assert told
    assert re.findall(r"`(\w+)`", told[1]) == sorted(commands_with_at(required=True))
    assert set(re.findall(r"`(\w+)`", told[2])) == set(commands_with_at(required=False))
