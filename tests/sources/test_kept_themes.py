"""A theme's reading that the cache holds is as good as a new one (KT1 to KT3 of `kept_themes`)."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from parution.cache import Cache
from parution.cache import calls as kept_calls
from parution.cache.calls import Calls
from parution.private_store import PrivateStore
from parution.sources import Reading, kept_themes, read
from sources.rows import THEME
from tiny_project import (
    COMMON_BIBLIOGRAPHY,
    DOSSIER,
    FILES,
    INDEX,
    MKDOCS,
    OWN_BIBLIOGRAPHY,
    Changes,
    changed,
    tiny_project,
)

WITH_WARNINGS: Changes = changed(
    f"{THEME}/guide.md", "Laissez parler.", "Voir [plus bas](#rien), [elle](dossier.md)."
)
"""One warning, of a link to a place that does not exist."""

EDITS: tuple[Changes, ...] = (
    {},
    {f"{THEME}/dossier.md": DOSSIER.replace("validée", "fiable")},
    {f"{THEME}/dossier.md": DOSSIER.replace("@durand2019", "@durant2019")},
    {f"{THEME}/guide.md": "Voir [plus bas](#rien-non-plus).\n"},
    {f"{THEME}/guide.md": None},
    {f"{THEME}/index.md": INDEX.replace("references: [commune2020]\n", "")},
    {f"{THEME}/documents/grille.csv": "douleur;0;1;2;3\n"},
    {f"{THEME}/documents/grille.csv": None},
    {f"{THEME}/documents/autre.csv": "a;b\n"},
    {f"{THEME}/notes/x.md": "Un dossier imprévu.\n"},
    {"bibliography/2026/douleur.bib": OWN_BIBLIOGRAPHY.replace("durand2019", "durand2020")},
    {"bibliography/2026/douleur.bib": None},
    {"bibliography/commune.bib": COMMON_BIBLIOGRAPHY.replace("{2020}", "{2021}")},
    {"bibliography/commune.bib": COMMON_BIBLIOGRAPHY.replace("commune2020", "commune2021")},
    {"bibliography/commune.bib": f"{COMMON_BIBLIOGRAPHY}\a"},
    {"bibliography/commune.bib": "TY  - JOUR\nTI  - Titre\nER  - \n"},
    {"bibliography/2026/douleurs.bib": COMMON_BIBLIOGRAPHY.replace("commune2020", "autre2020")},
    {"mkdocs.yml": f"{MKDOCS}markdown_extensions: [pymdownx.tabbed]\n"},
    {"themes/2026/edition.yml": FILES["themes/2026/edition.yml"].replace("Année", "L’année")},
)
"""Edits after which a theme, or what is found in it, may be another."""


def read_again(project: Path) -> Reading:
    """Read a project with the cache of its private folder, as a build does."""
    calls = Calls(Cache(PrivateStore(project)).shelf("read"), "programs")
    reading = read(project, calls=calls)
    calls.save()
    return reading


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: "".join(edit) or "none")
def test_a_reading_is_the_same_with_the_cache_and_without(tmp_path: Path, edit: Changes) -> None:
    """After an edit, whether of the theme's files or not, the cache gives what the files hold."""
    project = tiny_project(tmp_path, WITH_WARNINGS)
    read_again(project)
    for path, content in edit.items():
        if content is None:
            (project / path).unlink()
    tiny_project(project, {**dict.fromkeys(FILES), **edit})
    assert read_again(project) == read_again(project) == read(project)


def refuse_to_read(*_: object) -> None:
    """Stand in for `read_theme` where it must not be called."""
    raise AssertionError("the theme was read again")


@pytest.fixture
def unread(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """From its call on, reading a theme's files fails."""
    return lambda: monkeypatch.setattr(kept_themes, "read_theme", refuse_to_read)


def test_an_unchanged_theme_is_not_read_again(tmp_path: Path, unread: Callable[[], None]) -> None:
    """The cache has its texts, links, warnings, and the keys of borrowed references."""
    project = tiny_project(tmp_path, WITH_WARNINGS)
    before = read_again(project)
    unread()
    assert read_again(project) == before
    assert [each.code for each in before.problems] == ["broken-anchor"]


def test_a_theme_with_errors_is_read_again(tmp_path: Path, unread: Callable[[], None]) -> None:
    """The time that a text took to check, which may be its error, is another each time."""
    project = tiny_project(tmp_path, {f"{THEME}/dossier.md": "Voir [@personne2020].\n"})
    read_again(project)
    unread()
    with pytest.raises(AssertionError, match="read again"):
        read_again(project)


@pytest.mark.skipif(sys.platform != "linux", reason="no other system copies a process safely")
@pytest.mark.filterwarnings("ignore:.*multi-threaded:DeprecationWarning")
@pytest.mark.parametrize("edit", [WITH_WARNINGS, *EDITS[2:4]], ids=["warning", "error", "both"])
def test_a_reading_is_the_same_with_the_help_of_another_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, edit: Changes
) -> None:
    """A copy of the process reads half of it; catalogue and problems are the same, each once."""
    monkeypatch.setattr(kept_calls, "WORTH_HELP", 1)
    monkeypatch.setattr(kept_calls, "can_fork", lambda: True)
    project = tiny_project(tmp_path, {**WITH_WARNINGS, **edit})
    assert read_again(project) == read(project)
