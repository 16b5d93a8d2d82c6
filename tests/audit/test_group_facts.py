"""The sites that may state a name, a venue or a moment of a group: `parution.audit.group_facts`."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from parution.audit.group_facts import list_group_moments, list_group_names
from parution.audit.rights import EVERYBODY, Book
from parution.domain import Catalogue
from parution.release import Decisions
from parution.sources import read
from tiny_project import FILES, Changes, tiny_project

INSTANT = datetime(2026, 9, 30, 12, tzinfo=UTC)

LAVAL = """\
name: Laval et ses environs
policy: before
place: Salle des fêtes
meetings:
  - {theme: 2026/douleur, starts: 2026-10-08 20:30, duration: 1h}
"""


def read_project(folder: Path, changes: Changes) -> tuple[Catalogue, Book]:
    """Return the catalogue of the tiny project with a second group, and the rights of its sites."""
    catalogue = read(tiny_project(folder, {"groups/laval.yml": LAVAL, **changes})).require()
    return catalogue, Book(Decisions(catalogue, INSTANT))


def moments(folder: Path, changes: Changes) -> tuple[dict[str, int], Book]:
    """Return the rights to state each moment, by its forms."""
    catalogue, book = read_project(folder, changes)
    return {form: mark.rights for form, mark in list_group_moments(catalogue, book)}, book


def settings(lines: str) -> Changes:
    """Return the project's settings with further lines."""
    return {"mkdocs.yml": FILES["mkdocs.yml"].replace("- parution:\n", f"- parution:\n{lines}")}


def test_names_and_venues_are_those_of_their_group(tmp_path: Path) -> None:
    """Only the sites of its own group may state a name or a venue."""
    catalogue, book = read_project(tmp_path, {})
    rights = {name: mark.rights for name, mark in list_group_names(catalogue, book)}
    assert rights["Laval et ses environs"] == rights["Salle des fêtes"] == book.group("laval")
    assert rights["Maison de santé"] == rights["Thème libre"] == book.group("blain")


@pytest.mark.parametrize(
    ("form", "groups"),
    [
        ("8 octobre 2026 à 20 h 30", ("blain", "laval")),
        ("8 octobre 2026 à 22 h 30", ("blain",)),
        ("8 octobre 2026 à 21 h 30", ("laval",)),
        ("2026-11-12T20:30", ("blain",)),
    ],
)
def test_a_moment_is_that_of_every_group_that_has_it(
    tmp_path: Path, form: str, groups: tuple[str, ...]
) -> None:
    """Two groups that meet at one moment may both state it; no other site may."""
    found, book = moments(tmp_path, {})
    assert found[form] == sum(map(book.group, groups))


def test_a_site_may_say_when_it_is_updated(tmp_path: Path) -> None:
    """A locked page states the first update after its opening."""
    found, book = moments(tmp_path, settings('      updates: ["06:00", "23:15"]\n'))
    assert found["8 octobre 2026 à 23 h 15"] == book.group("blain") | book.group("laval")


def test_a_date_in_a_policy_is_public(tmp_path: Path) -> None:
    """Every facilitator's desk shows the policies with their dates."""
    rule = "      policies: {tard: {extends: after, dossier: 2026-10-08 22:30}}\n"
    found, _ = moments(tmp_path, settings(rule))
    assert found["2026-10-08 22:30"] & EVERYBODY


def test_the_opening_of_an_edition_is_public(tmp_path: Path) -> None:
    """All sites announce the opening of an edition."""
    found, _ = moments(tmp_path, {})
    assert found["1er juillet 2027 à 8 h"] & EVERYBODY
