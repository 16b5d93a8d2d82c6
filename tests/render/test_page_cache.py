"""A rendered page is found again: by the files of its theme, or else by its content."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from builders import catalogue, edition, theme
from parution.domain import Part, Theme
from parution.private_store import PrivateStore
from parution.render.assembly import PageRecord
from parution.render.page_cache import PageCache
from parution.render.page_sources import make_part_source
from parution.render.port import Surroundings
from parution.rendition import Page

READ = replace(theme("2026/pain"), version="as read the first time")
RECORD = PageRecord(Page("2026/pain/index.html", "skeleton", slots=()), {})


def recall(folder: Path, of: Theme) -> PageRecord | None:
    """Return what a new build finds for the presentation of a theme."""
    cache = PageCache(PrivateStore(folder), SURROUNDINGS, catalogue(edition("2026", of)))
    return cache.recall(make_part_source(of, Part.PRESENTATION))


SURROUNDINGS = Surroundings(is_closed=True, settings="")


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """A folder with the presentation of `READ`, rendered by an earlier build."""
    cache = PageCache(PrivateStore(tmp_path), SURROUNDINGS, catalogue(edition("2026", READ)))
    cache.learn(make_part_source(READ, Part.PRESENTATION), RECORD)
    cache.save()
    return tmp_path


class Unread(tuple[object, ...]):
    """References at which nobody may look."""

    def __repr__(self) -> str:
        raise AssertionError("looked at")


def test_a_theme_read_from_the_same_files_is_not_looked_at(kept: Path) -> None:
    """A page is found by the version of its theme, without a digest of all references."""
    assert recall(kept, replace(READ, references=Unread(READ.references))) == RECORD


@pytest.mark.parametrize("version", ["as read the second time", ""])
def test_a_page_with_the_same_content_is_found(kept: Path, version: str) -> None:
    """A page whose file was only touched is not rendered again."""
    assert recall(kept, replace(READ, version=version)) == RECORD


@pytest.mark.parametrize("version", ["as read the second time", ""])
def test_a_page_with_other_content_is_not_found(kept: Path, version: str) -> None:
    """An edit to what the page shows has it rendered."""
    assert recall(kept, replace(READ, version=version, question="Pourquoi ?")) is None


def test_the_title_of_another_theme_counts(tmp_path: Path) -> None:
    """A page that names the theme that replaces its own is made anew when that one's title is."""
    old = replace(READ, replaced_by="2026/ache")
    found = []
    for title in ("Avant", "Avant", "Après"):
        of = catalogue(edition("2026", old, theme("2026/ache", title=title)))
        cache = PageCache(PrivateStore(tmp_path), SURROUNDINGS, of)
        source = make_part_source(old, Part.PRESENTATION)
        found.append(cache.recall(source))
        cache.learn(source, RECORD)
        cache.save()
    assert found == [None, RECORD, None]
