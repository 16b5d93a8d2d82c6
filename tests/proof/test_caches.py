"""What builds remember saves time and nothing else: damaged or out of date, it is as good as none.

Each test compares with a build of the same sources that had nothing to remember.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

import command_line
from parution.private_store import ObjectLost, PrivateStore
from parution.publication import Sources, publish
from proof.projects import CLOSED, build, files_in, project_in, run


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return project_in(tmp_path / "project")


@pytest.fixture
def from_nothing(tmp_path: Path) -> dict[str, bytes]:
    """The sites, built where nothing is remembered."""
    return build(project_in(tmp_path / "elsewhere"))


# --- objects that were damaged -----------------------------------------------------------------


def damage(project: Path) -> None:
    """Truncate every object, as a full disk or a crash of the machine might."""
    for path in (project / ".parution" / "objects").glob("*/*"):
        path.write_bytes(path.read_bytes()[:-1])


def without_pickles(project: Path) -> None:
    for path in (project / ".parution").glob("*.pickle"):
        path.unlink()


def without_objects(project: Path) -> None:
    shutil.rmtree(project / ".parution" / "objects")


@pytest.mark.parametrize(
    "spoil",
    [
        pytest.param([damage], id="all-damaged"),
        pytest.param([damage, without_pickles], id="all-damaged-and-no-pickles"),
        pytest.param([without_objects], id="all-removed"),
    ],
)
def test_objects_that_were_lost_are_made_again(
    project: Path, from_nothing: dict[str, bytes], spoil: list[Callable[[Path], None]]
) -> None:
    """A build that meets what was damaged or removed forgets it, and makes what it would have."""
    build(project)
    for step in spoil:
        step(project)
    shutil.rmtree(project / "site")
    assert build(project) == from_nothing


def test_the_command_mends_what_was_damaged(project: Path) -> None:
    """`parution build` does the same, says nothing of it, and keeps the secret."""
    command_line.run(project, "build", "--at", "2026-09-01")
    before = files_in(project / "site")
    damage(project)
    shutil.rmtree(project / "site")
    done = command_line.run(project, "build", "--at", "2026-09-01")
    assert (done.code, done.err) == (0, "")
    assert files_in(project / "site") == before


def test_publishing_mends_what_was_damaged(
    project: Path, from_nothing: dict[str, bytes], tmp_path: Path
) -> None:
    """So does `parution publish`."""
    build(project)
    damage(project)
    sources = Sources(project, project / "mkdocs.yml")
    snapshot = publish(sources, tmp_path / "published", CLOSED, CLOSED).snapshot
    assert snapshot
    assert files_in(snapshot.folder) == from_nothing


def test_mkdocs_forgets_what_was_damaged(project: Path) -> None:
    """`mkdocs build` cannot render twice: it says to build once more, and that works."""
    run(project, "mkdocs", "build", "-q")
    before = files_in(project / "site")
    damage(project)
    shutil.rmtree(project / "site")
    first = run(project, "mkdocs", "build", "-q", check=False)
    assert first.returncode == 1
    assert "construisez à nouveau" in first.stderr
    run(project, "mkdocs", "build", "-q")
    assert files_in(project / "site") == before


def test_a_disk_that_keeps_nothing_is_told_in_a_sentence(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When what was written just now is lost as well, the command says so and ends with 1."""

    def lost(store: PrivateStore, digest: str) -> bytes:
        raise ObjectLost(digest)

    monkeypatch.setattr(PrivateStore, "get", lost)
    done = command_line.run(project, "build")
    assert (done.code, done.out) == (1, "")
    assert "vérifiez le disque" in done.err


def test_forgetting_keeps_the_secret_and_what_is_sound(tmp_path: Path) -> None:
    """What is forgotten can be made again; the addresses of all sites could not."""
    store = PrivateStore(tmp_path)
    store.secret_path.write_text("s" * 64)
    sound, damaged = store.put(b"sain"), store.put(b"autre")
    path = next((store.folder / "objects").glob(f"{damaged[:2]}/{damaged[2:]}"))
    path.write_bytes(b"")
    store.forget()
    assert store.secret_path.read_text() == "s" * 64
    assert (store.has(sound), store.has(damaged)) == (True, False)
