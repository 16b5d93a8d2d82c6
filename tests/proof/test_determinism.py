"""Equal sources make equal bytes, wherever, whenever and however often they are built."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, note, settings
from hypothesis import strategies as st

from parution.domain.instant import END
from proof import scenes
from proof.building import REAL_BUILDS, build, build_plans, find_differences, temporary_folder
from tiny_project import tiny_project

BEFORE_THE_MEETING = "2026-10-01T12:00"


@REAL_BUILDS
@given(data=st.data())
def test_the_way_there_leaves_no_trace(data: st.DataObject) -> None:
    """After builds at any instants, in any order, every site is as if built from nothing."""
    world = data.draw(scenes.worlds())
    instants = data.draw(st.lists(scenes.instants(world), min_size=2, max_size=4))
    with temporary_folder() as project:
        for instant in instants:
            after_others = build(project, world, instant)
        with temporary_folder() as elsewhere:
            from_nothing = build(elsewhere, world, instant)
    note(f"built at {instants}")
    for site, files in from_nothing.items():
        assert not find_differences(files, after_others[site]), site


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def build_by_command(project: Path, **environment: str) -> dict[str, bytes]:
    """Build with the command line, in a process of its own; return the bytes of everything."""
    subprocess.run(
        [sys.executable, "-m", "parution", "build", "--at", BEFORE_THE_MEETING],
        cwd=project,
        env={**os.environ, **environment},
        check=True,
        capture_output=True,
    )
    return bytes_of(project / "site")


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, bytes]]:
    project = tiny_project(tmp_path_factory.mktemp("original"))
    return project, build_by_command(project, PYTHONHASHSEED="1")


def test_another_folder_machine_zone_and_hash_seed_make_the_same_bytes(
    original: tuple[Path, dict[str, bytes]], tmp_path: Path
) -> None:
    """Neither the project's place nor the machine's settings change a site."""
    elsewhere = tmp_path / "another folder" / "deeper"
    shutil.copytree(original[0], elsewhere, ignore=shutil.ignore_patterns("site", ".parution"))
    other = build_by_command(
        elsewhere, PYTHONHASHSEED="2", TZ="Pacific/Auckland", LC_ALL="C", LANG="C"
    )
    assert find_differences(original[1], other) == []


def test_building_again_changes_nothing(original: tuple[Path, dict[str, bytes]]) -> None:
    """A second build of the same sources at the same instant leaves every file untouched."""
    project, first = original
    stamps = {path: path.stat().st_mtime_ns for path in (project / "site").rglob("*")}
    assert find_differences(first, build_by_command(project)) == []
    assert stamps == {path: path.stat().st_mtime_ns for path in (project / "site").rglob("*")}


def test_without_its_caches_a_project_makes_the_same_bytes(
    original: tuple[Path, dict[str, bytes]],
) -> None:
    """Removing the private folder, except its secret, changes no byte of the sites."""
    project, first = original
    shutil.rmtree(project / ".parution")
    assert find_differences(first, build_by_command(project)) == []


def test_no_page_tells_where_or_when_it_was_built(
    original: tuple[Path, dict[str, bytes]],
) -> None:
    """No file of a site holds the path of the project, the secret, or a build date."""
    project, files = original
    told = (str(project).encode(), os.environ["PARUTION_SECRET"].encode())
    year = f"{datetime.now(UTC):%Y-%m-%dT}".encode()
    for path, content in files.items():
        assert not any(word in content for word in (*told, year)), path


@settings(REAL_BUILDS, max_examples=settings.default.max_examples // 20)
@given(data=st.data())
def test_a_site_stays_as_it_is_until_its_next_change(data: st.DataObject) -> None:
    """A plan is right until the moment it names as its next change, and after it."""
    world = data.draw(scenes.worlds())
    first = data.draw(scenes.instants(world))
    with temporary_folder() as project:
        plans = build_plans(project, world, first)
        changes = {plan.window.until for plan in plans} - {END}
        change = data.draw(st.sampled_from(sorted(changes) or [first + timedelta(days=1)]))
        for instant in (change - timedelta(microseconds=1), change):
            after_another = build(project, world, instant)
            with temporary_folder() as elsewhere:
                from_nothing = build(elsewhere, world, instant)
            for site, files in from_nothing.items():
                assert not find_differences(files, after_another[site]), (site, instant)
