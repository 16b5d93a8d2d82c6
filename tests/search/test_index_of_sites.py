"""Each site's index holds everything open there, and nothing else."""

from __future__ import annotations

import gzip
import hashlib
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path
from threading import Barrier
from zoneinfo import ZoneInfo

import pytest

from parution import pipeline
from parution.compose.site_addresses import locate_site_folder
from parution.domain import Audience, Catalogue, Part, Site
from parution.output import Indexer
from parution.output.search.index import is_search
from parution.private_store import PrivateStore
from parution.release import Decisions
from parution.sources import read
from search_lists import pages_found_in
from tiny_project import tiny_project

SECRET = "a secret for tests alone, of more than 32 characters"
ZONE = ZoneInfo("Europe/Paris")
SITES = [Site(None, Audience.PUBLIC)] + [
    Site("blain", audience) for audience in (Audience.MEMBER, Audience.READER, Audience.FACILITATOR)
]
BEFORE, AFTER = datetime(2026, 9, 1, 12, tzinfo=ZONE), datetime(2026, 10, 9, 12, tzinfo=ZONE)
READY = datetime(2026, 9, 30, 12, tzinfo=ZONE)


def build_at(folder: Path, instant: datetime) -> tuple[Path, Catalogue]:
    """Build the tiny project as it is at an instant."""
    project = tiny_project(folder)
    PrivateStore(project).secret_path.write_text(SECRET)
    pipeline.build(project, project / "mkdocs.yml", instant, project / "site")
    return project / "site", read(project).require()


def bundle(site_dir: Path, catalogue: Catalogue, site: Site) -> Path:
    return site_dir / locate_site_folder(catalogue, SECRET.encode(), site) / "pagefind"


def list_parts(bundle: Path) -> set[Part]:
    """Return the parts that an index can lead to."""
    return {Part(name.split("~")[2]) for name in pages_found_in(bundle)}


@pytest.mark.parametrize("instant", [BEFORE, READY, AFTER], ids=["early", "before", "after"])
def test_a_site_indexes_its_open_parts(tmp_path: Path, instant: datetime) -> None:
    """For every site and instant, the pages of the index are those of the visible parts."""
    site_dir, catalogue = build_at(tmp_path, instant)
    decisions = Decisions(catalogue, instant)
    for site in SITES:
        open_parts = {
            openness.part
            for openness in decisions.outlook(site, "2026/douleur")
            if openness.visible
        }
        assert list_parts(bundle(site_dir, catalogue, site)) == open_parts


def contents(folder: Path) -> dict[str, str]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in files
    }


def test_many_threads_may_ask_for_one_index(tmp_path: Path) -> None:
    """A preview's requests that ask for the search at once all get it."""
    project = tiny_project(tmp_path)
    store = PrivateStore(project)
    prepared = pipeline.prepare(project, project / "mkdocs.yml", store)
    with Indexer(store) as indexer, ThreadPoolExecutor(8) as threads:
        plan = pipeline.plan_site(prepared, store, AFTER, SITES[1], indexer)
        together = Barrier(8)

        def ask() -> int:
            together.wait()
            return sum(1 for name in plan.layers if is_search(name) for _ in plan.files_of(name))

        counts = {each.result() for each in [threads.submit(ask) for _ in range(8)]}
    assert len(counts) == 1
    assert counts.pop() > 0


def test_equal_bundles_are_one_file(tmp_path: Path) -> None:
    """Two sites that show the same share the files of their index."""
    site_dir, catalogue = build_at(tmp_path, BEFORE)
    member, reader = (bundle(site_dir, catalogue, site) for site in SITES[1:3])
    assert contents(member) == contents(reader)
    for path in contents(member):
        assert (member / path).samefile(reader / path), path


def test_indexing_again_makes_the_same_bytes(tmp_path: Path) -> None:
    """Two builds from nothing give the same index, byte for byte."""
    (first, catalogue), (second, _) = (build_at(tmp_path / name, READY) for name in ("one", "two"))
    for site in SITES:
        assert contents(bundle(first, catalogue, site)) == contents(bundle(second, catalogue, site))


def test_a_closed_part_leaves_no_word(tmp_path: Path) -> None:
    """No file of the index holds a closed part's words; open parts' words are there."""
    site_dir, catalogue = build_at(tmp_path, BEFORE)
    found = [
        gzip.decompress(path.read_bytes()).decode(errors="replace")
        for path in bundle(site_dir, catalogue, SITES[1]).rglob("*.json")
        if path.read_bytes().startswith(b"\x1f\x8b")
    ]
    assert any("Pourquoi" in text for text in found)
    for closed in ("transversale", "Durand", "Croire", "Laissez", "validée"):
        assert not any(closed.lower() in text.lower() for text in found), closed
