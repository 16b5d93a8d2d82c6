"""The mechanics of snapshots, on folders written by hand."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from parution import filesystem
from parution.domain import PUBLIC_SITE, Audience, Part, Site
from parution.publish import snapshots as publishing
from parution.publish.folder_digests import digest_files
from parution.publish.showing import Showing
from parution.publish.snapshots import Candidate, CannotPublish, Snapshot, SnapshotStore

FIRST_DAY = datetime(2026, 9, 1, 12, tzinfo=UTC)
SHOWING = Showing(
    FIRST_DAY,
    {
        PUBLIC_SITE: {"2026/douleur": (Part.PRESENTATION,)},
        Site("blain", Audience.MEMBER): {"2026/douleur": (Part.PRESENTATION, Part.DOSSIER)},
    },
    {"2026/douleur": (Part.PRESENTATION, Part.DOSSIER, Part.GUIDE)},
)


def publish(store: SnapshotStore, day: float, keep: int = 10, **files: str) -> Snapshot:
    """Publish these files, each holding its key's name, some days after the first."""
    with store.lock(), store.stage() as made:
        made.mkdir()
        for name, text in files.items():
            (made / name).write_text(text)
        candidate = Candidate(made, digest_files(made), SHOWING, "fingerprint")
        read_served = store.find_served_folder()
        earlier = digest_files(read_served) if read_served else {}
        snapshot = store.add(candidate, earlier, FIRST_DAY + timedelta(days=day))
        store.switch(snapshot)
        store.prune(keep)
    return snapshot


def read_served(target: Path) -> dict[str, str]:
    """Return the files that readers get, by path."""
    current = target / "current"
    return {path.name: path.read_text() for path in current.iterdir()} if current.exists() else {}


def test_readers_get_the_newest_snapshot(tmp_path: Path) -> None:
    """The link leads to the newest snapshot."""
    store = SnapshotStore(tmp_path)
    publish(store, 0, home="a")
    publish(store, 1, home="b")
    assert read_served(tmp_path) == {"home": "b"}


def test_a_snapshot_is_named_by_its_moment_and_its_bytes(tmp_path: Path) -> None:
    """A snapshot's name tells its moment, in UTC, and its content."""
    snapshot = publish(SnapshotStore(tmp_path), 0, home="a")
    assert snapshot.name == f"20260901T120000Z-{snapshot.record.digest[:8]}"
    assert os.readlink(tmp_path / "current") == f"snapshots/{snapshot.name}"


def test_a_record_keeps_the_showing(tmp_path: Path) -> None:
    """The showing of each site is read back as it was written."""
    written = publish(SnapshotStore(tmp_path), 0, home="a")
    assert SnapshotStore(tmp_path).snapshots() == (written,)


def test_private_files_are_not_served(tmp_path: Path) -> None:
    """Records are for the owner alone, and staging is left empty."""
    publish(SnapshotStore(tmp_path), 0, home="a")
    assert (tmp_path / "records").stat().st_mode & 0o777 == 0o700
    assert not (tmp_path / "staging").exists()


def test_equal_files_are_one_file(tmp_path: Path) -> None:
    """An unchanged file takes no room, and a changed one is another file."""
    store = SnapshotStore(tmp_path)
    first = publish(store, 0, same="a", other="b")
    second = publish(store, 1, same="a", other="c")
    assert (first.folder / "same").samefile(second.folder / "same")
    assert (first.folder / "other").read_text() == "b"
    assert sorted(path.name for path in second.folder.iterdir()) == ["other", "same"]


def test_the_previous_snapshot_is_the_one_before_the_one_served(tmp_path: Path) -> None:
    """Going back twice goes back two versions."""
    store = SnapshotStore(tmp_path)
    first, second = publish(store, 0, home="a"), publish(store, 1, home="b")
    publish(store, 2, home="c")
    assert store.previous() == second
    store.switch(second)
    assert store.previous() == first


def test_old_snapshots_are_removed_with_their_records(tmp_path: Path) -> None:
    """Only the requested number of versions is kept."""
    store = SnapshotStore(tmp_path)
    for day in range(4):
        last = publish(store, day, keep=2, home=str(day))
    assert [snapshot.record.published_at.day for snapshot in store.snapshots()] == [3, 4]
    assert len(list((tmp_path / "records").glob("*.json"))) == 2
    assert len(list((tmp_path / "snapshots").iterdir())) == 2
    assert store.current() == last


def test_the_snapshot_that_is_served_is_never_removed(tmp_path: Path) -> None:
    """After a return to an old version, it stays however few are kept."""
    store = SnapshotStore(tmp_path)
    first = publish(store, 0, home="a")
    publish(store, 1, home="b")
    store.switch(first)
    store.prune(1)
    assert read_served(tmp_path) == {"home": "a"}


REFUSALS: dict[str, tuple[Callable[[Path], object], str]] = {
    "nothing earlier": (
        lambda target: SnapshotStore(target).previous(),
        "There is no earlier version",
    ),
    "nothing ever, nothing earlier": (
        lambda target: SnapshotStore(target / "nowhere").previous(),
        "Nothing was ever published in .*/nowhere",
    ),
    "nothing ever, no such name": (
        lambda target: SnapshotStore(target / "nowhere").get("x"),
        "Nothing was ever published in .*/nowhere",
    ),
    "no such name": (lambda target: SnapshotStore(target).get("x"), "no version called “x”"),
    "no link of ours": (
        lambda target: SnapshotStore(target / "snapshots" / "held"),
        "exists and is not a link of ours",
    ),
}


@pytest.mark.parametrize(("act", "sentence"), REFUSALS.values(), ids=REFUSALS)
def test_refusals(tmp_path: Path, act: Callable[[Path], object], sentence: str) -> None:
    """Each refusal is a sentence."""
    publish(SnapshotStore(tmp_path), 0, home="a")
    (tmp_path / "snapshots" / "held" / "current").mkdir(parents=True)
    with pytest.raises(CannotPublish, match=sentence):
        act(tmp_path)


def plant_link_to_equal_file(path: Path, elsewhere: Path) -> None:
    elsewhere.write_text(path.read_text())
    path.unlink()
    path.symlink_to(elsewhere)


def plant_link_to_folder(path: Path, elsewhere: Path) -> None:
    path.unlink()
    elsewhere.mkdir()
    path.symlink_to(elsewhere)


def plant_pipe(path: Path, _: Path) -> None:
    path.unlink()
    os.mkfifo(path)


@pytest.mark.parametrize("plant", [plant_link_to_equal_file, plant_link_to_folder, plant_pipe])
def test_nothing_planted_lives_on(plant: Callable[[Path, Path], None], tmp_path: Path) -> None:
    """A link or pipe in place of a published file is altered, and is not in the next version."""
    target = tmp_path / "target"
    store = SnapshotStore(target)
    first = publish(store, 0, home="a", other="c")
    plant(first.folder / "home", tmp_path / "elsewhere")
    with pytest.raises(CannotPublish):
        store.verify(first)
    publish(store, 1, home="a", other="d")
    assert read_served(target) == {"home": "a", "other": "d"}
    assert not any(path.is_symlink() for path in (target / "current").iterdir())


def test_a_link_in_place_of_the_staging_is_removed(tmp_path: Path) -> None:
    """Whatever a link leads to that stands where a version is built stays as it is."""
    target, elsewhere = tmp_path / "target", tmp_path / "elsewhere"
    for folder in (target, elsewhere):
        folder.mkdir()
    (elsewhere / "kept").write_text("theirs")
    (target / "staging").symlink_to(elsewhere)
    publish(SnapshotStore(target), 0, home="a")
    assert read_served(target) == {"home": "a"}
    assert [path.name for path in elsewhere.iterdir()] == ["kept"]


DAMAGED = [b"", b"\0\xff", b"[]", b"{}", b"[" * 100_000, b'{"published_at": 1e999}']


@pytest.mark.parametrize("content", DAMAGED, ids=[repr(each[:20]) for each in DAMAGED])
def test_a_damaged_record_is_named(content: bytes, tmp_path: Path) -> None:
    """Whatever stands in place of a record, the store goes on, and tells which one it is."""
    store = SnapshotStore(tmp_path)
    snapshot = publish(store, 0, home="a")
    (tmp_path / "records" / f"{snapshot.name}.json").write_bytes(content)
    assert store.find_damaged() == (snapshot.name,)


def test_an_altered_snapshot_is_refused(tmp_path: Path) -> None:
    """A snapshot whose bytes differ from those published cannot be served again."""
    store = SnapshotStore(tmp_path)
    snapshot = publish(store, 0, home="a")
    store.verify(snapshot)
    (snapshot.folder / "home").write_text("b")
    with pytest.raises(CannotPublish, match="altered"):
        store.verify(snapshot)


STEPS = [
    (publishing, "flush"),
    (publishing, "write_record"),
    (publishing, "share"),
    (filesystem, "flush_folder"),
    (Path, "mkdir"),
    (Path, "rename"),
    (Path, "symlink_to"),
    (os, "replace"),
]


@pytest.mark.parametrize(("owner", "step"), STEPS, ids=[step for _, step in STEPS])
def test_a_failure_at_any_step_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, owner: object, step: str
) -> None:
    """Wherever publishing fails, readers keep their version, and the next publication works."""
    store = SnapshotStore(tmp_path)
    publish(store, 0, home="a")
    with monkeypatch.context() as broken:

        def fail(*_: object, **__: object) -> None:
            raise OSError(errno.ENOSPC, "no space left")

        broken.setattr(owner, step, fail)
        with pytest.raises(OSError, match="no space left"):
            publish(store, 1, home="b")
    assert read_served(tmp_path) == {"home": "a"}
    publish(store, 2, home="c")
    assert read_served(tmp_path) == {"home": "c"}
    assert not (tmp_path / "staging").exists()
    names = {path.name for path in (tmp_path / "snapshots").iterdir()}
    assert names == {path.stem for path in (tmp_path / "records").glob("*.json")}
