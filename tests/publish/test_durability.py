"""Publishing survives a power cut, a full disk, a second publisher, and poor file systems."""

from __future__ import annotations

import errno
import os
import shutil
import threading
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from command_line import run
from kept_folder import KeptFolder
from parution import filesystem
from parution.output import worker_process
from parution.output.search import index as indexing
from parution.private_store import SECRET_VARIABLE, PrivateStore
from parution.publish.current import Current
from parution.publish.snapshots import CannotPublish, SnapshotStore
from publish.test_snapshots import publish, read_served
from tiny_project import WITHOUT_PDF, tiny_project

# --- a power cut ------------------------------------------------------------------------------


class Disk:
    """Records the operations on the file system, in order: flushes, renames, links.

    disk = Disk(monkeypatch)
    ...
    disk.position("flush", "records/a.json")    # when that file was flushed
    """

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.calls: list[tuple[str, str]] = []
        self._record(monkeypatch, "fsync", "flush", lambda fd: os.readlink(f"/proc/self/fd/{fd}"))
        self._record(monkeypatch, "sync", "flush all", lambda: "")
        self._record(monkeypatch, "replace", "name", lambda _, target: str(target))
        self._record(monkeypatch, "rename", "name", lambda _, target: str(target))
        self._record(monkeypatch, "unlink", "remove", lambda path, **_: str(path))

    def _record(
        self, monkeypatch: pytest.MonkeyPatch, function: str, said: str, path: Callable[..., str]
    ) -> None:
        real = getattr(os, function)

        def recording(*given: Any, **named: Any) -> Any:
            self.calls.append((said, path(*given, **named)))
            return real(*given, **named)

        monkeypatch.setattr(os, function, recording)

    def position(self, said: str, ending: str) -> int:
        """Return the position of the first such operation on a path with this ending."""
        for index, (what, path) in enumerate(self.calls):
            if what == said and path.endswith(ending):
                return index
        raise AssertionError(f"{said} {ending} was never asked: {self.calls}")


def test_everything_is_flushed_before_a_link_leads_to_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Files, record, name and link are written in this order, each flushed before the next."""
    store = SnapshotStore(tmp_path)
    publish(store, 0, home="a")
    disk = Disk(monkeypatch)
    snapshot = publish(store, 1, home="b", other="c")
    files = [disk.position("flush", f"staging/site/{name}") for name in ("home", "other")]
    order = [
        *sorted(files),
        disk.position("flush", "staging/site"),
        disk.position("flush", ".part"),
        disk.position("name", f"records/{snapshot.name}.json"),
        disk.position("flush", "/records"),
        disk.position("name", f"snapshots/{snapshot.name}"),
        disk.position("flush", "/snapshots"),
        disk.position("name", "/current"),
    ]
    assert order == sorted(order)
    after_the_link = disk.calls[disk.position("name", "/current") :]
    assert ("flush", str(tmp_path)) in after_the_link


def test_an_unchanged_file_is_not_flushed_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An unchanged file, shared with the snapshot before, is not flushed again."""
    store = SnapshotStore(tmp_path)
    publish(store, 0, home="a", other="b")
    disk = Disk(monkeypatch)
    publish(store, 1, home="a", other="c")
    flushed = [path for said, path in disk.calls if said == "flush"]
    assert not any(path.endswith("/home") for path in flushed)


@pytest.mark.parametrize("can_flush_all", [True, False])
def test_many_files_are_flushed_whatever_the_system_can_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, can_flush_all: bool
) -> None:
    """Files are flushed all at once if the system can, else one by one, without refused folders."""
    disk = Disk(monkeypatch)
    if not can_flush_all:
        monkeypatch.delattr(os, "sync")
        monkeypatch.setattr(filesystem, "FLUSHES_FOLDERS", False)
    files = {f"page{number}": str(number) for number in range(filesystem.MOST_FLUSHED_SINGLY + 1)}
    publish(SnapshotStore(tmp_path), 0, **files)
    link = disk.position("name", "/current")
    if can_flush_all:
        assert disk.position("flush all", "") < link
    else:
        assert all(disk.position("flush", f"staging/site/{name}") < link for name in files)
        assert not any(Path(path).is_dir() for said, path in disk.calls if said == "flush")


def test_the_secret_outlasts_a_power_cut(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The secret is flushed before anybody learns an address derived from it."""
    monkeypatch.delenv(SECRET_VARIABLE, raising=False)
    store = PrivateStore(tmp_path)
    disk = Disk(monkeypatch)
    store.secret()
    order = [
        disk.position("flush", ".part"),
        disk.position("name", ".parution/secret"),
        disk.position("flush", "/.parution"),
        disk.position("flush", str(tmp_path)),
    ]
    assert order == sorted(order)


@pytest.mark.parametrize("step", ["unlink", "remove", "rename", "replace", "symlink", "rmdir"])
def test_there_is_no_moment_without_a_version(
    step: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After every single step of publishing readers find one whole version, old or new."""
    store = SnapshotStore(tmp_path)
    publish(store, 0, home="a", other="a")
    real, found = getattr(os, step), []

    def look(*given: Any, **named: Any) -> Any:
        done = real(*given, **named)
        found.append(read_served(tmp_path))
        return done

    monkeypatch.setattr(os, step, look)
    publish(store, 1, home="b", other="b")
    assert read_served(tmp_path) == {"home": "b", "other": "b"}
    assert all(set(files.values()) in ({"a"}, {"b"}) for files in found)


def test_old_snapshots_go_after_the_switch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Old snapshots, which readers may still use, are removed last."""
    store = SnapshotStore(tmp_path)
    first = publish(store, 0, home="a")
    disk = Disk(monkeypatch)
    publish(store, 1, keep=1, home="b")
    moved_away = disk.position("name", f"staging/{first.name}")
    assert disk.position("name", "/current") < moved_away


# --- time -------------------------------------------------------------------------------------


def test_other_content_never_has_the_same_size_and_time(tmp_path: Path) -> None:
    """Two contents of one path never share size and time, even after a move or in one instant."""
    store = SnapshotStore(tmp_path)
    states: dict[str, dict[tuple[int, int], str]] = {}
    versions = (("aa", "bb"), ("bb", "aa"), ("aa", "bb"), ("cc", "aa"), ("cc", "bb"))
    for first, second in versions:
        publish(store, 0, first=first, second=second)
        for path in (tmp_path / "current").iterdir():
            status = path.stat()
            known = states.setdefault(path.name, {})
            size_and_time = status.st_size, int(status.st_mtime)
            assert known.setdefault(size_and_time, path.read_text()) == path.read_text()
    assert len({time for known in states.values() for _, time in known}) == len(versions)


def test_an_unchanged_file_keeps_its_time(tmp_path: Path) -> None:
    """An unchanged file keeps its time, so that no browser or `rsync` fetches it again."""
    store = SnapshotStore(tmp_path)
    publish(store, 0, home="a", other="b")
    before = (tmp_path / "current" / "home").stat()
    publish(store, 1, home="a", other="c")
    after = (tmp_path / "current" / "home").stat()
    assert (after.st_mtime_ns, after.st_ino) == (before.st_mtime_ns, before.st_ino)


def test_files_are_readable_and_records_are_not(tmp_path: Path) -> None:
    """Sites are readable by all and records by their owner, whatever the umask."""
    before = os.umask(0o077)
    try:
        store = SnapshotStore(tmp_path / "new" / "target")
        publish(store, 0, home="a")
        publish(store, 1, home="a", other="b")
    finally:
        os.umask(before)
    target = tmp_path / "new" / "target"
    shown = [target, target / "snapshots", *(target / "snapshots").rglob("*")]
    assert {path.stat().st_mode & 0o777 for path in shown} == {0o755, 0o644}
    kept = [path.stat().st_mode & 0o777 for path in (target / "records").iterdir()]
    assert set(kept) == {0o600}
    assert (target / "records").stat().st_mode & 0o777 == 0o700


# --- two publishers ---------------------------------------------------------------------------


def test_two_projects_with_one_target_wait_for_each_other(tmp_path: Path) -> None:
    """Of two simultaneous publishers the last is served whole, and every snapshot is whole."""
    failures: list[BaseException] = []

    def publisher(name: str) -> None:
        try:
            for day in range(6):
                snapshot = publish(SnapshotStore(tmp_path), day, **{name: str(day), "both": name})
                SnapshotStore(tmp_path).verify(snapshot)
        except BaseException as failure:
            failures.append(failure)

    threads = [threading.Thread(target=publisher, args=(name,)) for name in ("first", "second")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    store = SnapshotStore(tmp_path)
    for snapshot in store.snapshots():
        store.verify(snapshot)
        assert len(list(snapshot.folder.iterdir())) == 2
    assert len(store.snapshots()) == 10


# --- systems that lack something --------------------------------------------------------------


def refuse(*_: object, **__: object) -> None:
    """Fail like Windows without the right to make links, and like some network shares."""
    raise OSError(errno.EPERM, "a required privilege is not held by the client")


@pytest.fixture
def no_links(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "symlink", refuse)


@pytest.mark.usefixtures("no_links")
def test_without_links_readers_get_a_folder(tmp_path: Path) -> None:
    """Without links, a folder holds the last publication, with nothing left beside it."""
    store = SnapshotStore(tmp_path)
    publish(store, 0, home="a", gone="x")
    publish(store, 1, home="b")
    assert not (tmp_path / "current").is_symlink()
    assert read_served(tmp_path) == {"home": "b"}
    assert {path.name for path in tmp_path.iterdir()} == {
        "current",
        "index.html",
        "records",
        "snapshots",
    }


@pytest.mark.usefixtures("no_links")
def test_without_links_one_can_go_back(tmp_path: Path) -> None:
    """Without links, `rollback` finds the served version by its name."""
    store = SnapshotStore(tmp_path)
    first, second = publish(store, 0, home="a"), publish(store, 1, home="b")
    assert store.current() == second
    store.switch(store.previous())
    assert store.current() == first
    assert read_served(tmp_path) == {"home": "a"}


@pytest.mark.usefixtures("no_links")
@pytest.mark.parametrize("call", range(4))
def test_without_links_an_interrupted_switch_is_settled(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: int
) -> None:
    """Wherever a switch stopped, the next publication starts from the version readers had."""
    store = SnapshotStore(tmp_path)
    first = publish(store, 0, home="a")
    rename, left = Path.rename, [call]

    def fail(self: Path, target: Path) -> Path:
        left[0] -= 1
        if left[0] == -1:
            raise KeyboardInterrupt
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", fail)
    try:
        publish(store, 1, home="b")
    except KeyboardInterrupt:
        Current(tmp_path).settle()
        assert read_served(tmp_path) in ({"home": "a"}, {"home": "b"})
    monkeypatch.setattr(Path, "rename", rename)
    publish(SnapshotStore(tmp_path), 2, home="c")
    assert read_served(tmp_path) == {"home": "c"}
    SnapshotStore(tmp_path).verify(first)


@pytest.mark.usefixtures("no_links")
def test_without_links_a_folder_that_is_not_ours_is_refused(tmp_path: Path) -> None:
    """A folder `current` that another program made is not replaced."""
    (tmp_path / "current").mkdir()
    with pytest.raises(CannotPublish):
        SnapshotStore(tmp_path)


def test_where_no_link_takes_the_place_of_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """If a link cannot replace another, as on Windows, the old one is removed first."""
    store = SnapshotStore(tmp_path)
    publish(store, 0, home="a")
    replace = os.replace

    def replace_as_windows(source: Path, target: Path) -> None:
        if Path(target).is_dir():
            raise PermissionError(errno.EACCES, "Access is denied")
        replace(source, target)

    monkeypatch.setattr(os, "replace", replace_as_windows)
    publish(store, 1, home="b")
    assert read_served(tmp_path) == {"home": "b"}


def test_without_hard_links_files_are_copies(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without hard links files are copied, and nothing else differs."""
    monkeypatch.setattr(os, "link", refuse)
    store = SnapshotStore(tmp_path)
    first = publish(store, 0, home="a", other="b")
    second = publish(store, 1, home="a", other="c")
    store.verify(first)
    store.verify(second)
    assert read_served(tmp_path) == {"home": "a", "other": "c"}


# --- a full disk ------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def warm(tmp_path_factory: pytest.TempPathFactory) -> KeptFolder:
    folder = tmp_path_factory.mktemp("full")
    tiny_project(folder / "project", WITHOUT_PDF)
    at = ("--at", "2026-09-30T12:00")
    assert run(folder / "project", "publish", "--to", "../target", *at).code == 0
    return KeptFolder(folder)


@pytest.fixture
def folder(warm: KeptFolder) -> Path:
    return warm.restored()


STAGES = {
    "reading": "parution.private_store.PrivateStore.__init__",
    "rendering": "parution.private_store.PrivateStore.put",
    "indexing": "parution.output.search.index.run_pagefind",
    "writing": "parution.output.tree.object_bytes.Maker.write",
    "caching": "parution.cache.shelf.replace_file",
    "remembering": "parution.output.tree.manifest.replace_file",
    "flushing": "parution.publish.snapshots.flush",
    "record": "parution.publish.records.replace_file",
    "link": "os.symlink",
}


def full(*_: object, **__: object) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "/somewhere")


@pytest.mark.parametrize("stage", STAGES)
def test_a_full_disk_is_reported_at_every_stage(
    folder: Path, monkeypatch: pytest.MonkeyPatch, stage: str
) -> None:
    """At any stage a full disk gives a sentence and exit code 1, and the next publication works."""
    command = ("publish", "--to", "../target", "--at", "2026-10-09T12:00")
    project = folder / "project"
    guide = project / "themes/2026/douleur/guide.md"
    guide.write_text("Laissez parler chacun.\n", encoding="utf-8")
    before = read_served_names(folder)
    with monkeypatch.context() as patch:
        patch.setattr(STAGES[stage], full)
        done = run(project, *command)
    assert done.code == 1
    assert "le disque est plein" in done.err.lower()
    assert read_served_names(folder) == before
    assert run(project, *command).code == 0
    assert read_served_names(folder) != before


def read_served_names(folder: Path) -> dict[str, bytes]:
    current = folder / "target" / "current"
    return {
        path.relative_to(current).as_posix(): path.read_bytes()
        for path in current.rglob("*")
        if path.is_file()
    }


@pytest.mark.parametrize(
    ("free", "sentence"),
    [(0, "le disque est plein"), (1 << 30, "no luck")],
    ids=["full", "other"],
)
def test_when_pagefind_fails_a_sentence_says_why(
    folder: Path, monkeypatch: pytest.MonkeyPatch, free: int, sentence: str
) -> None:
    """When Pagefind fails unclearly, the disk is checked, and a full one is named as the cause."""

    def fail(*_: object) -> None:
        raise indexing.PagefindFailed("no luck")

    monkeypatch.setattr(indexing, "run_pagefind", fail)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=free))
    done = run(folder / "project", "publish", "--to", "../target", "--at", "2026-10-09T12:00")
    assert done.code == 1
    assert sentence in done.err.lower()


def test_when_the_indexing_process_is_ended_a_sentence_says_why(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When the system ends the process that indexes a large piece, the command says so and why."""
    monkeypatch.setattr(indexing, "LARGE", 0)
    monkeypatch.setattr(worker_process, "WORKER", ("-c", "import os; os._exit(9)"))
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    done = run(folder / "project", "publish", "--to", "../target", "--at", "2026-10-09T12:00")
    assert done.code == 1
    assert "manque peut-être de mémoire" in done.err
