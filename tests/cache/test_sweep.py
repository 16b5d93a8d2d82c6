"""The sweep removes values that nothing mentions from the private folder, and only these."""

from __future__ import annotations

from pathlib import Path

import pytest

from parution.cache import Cache
from parution.cache import sweep as sweeping
from parution.cache.lazy import Lazy
from parution.cache.pickling import pickle_value
from parution.cache.shelf import Hit
from parution.cache.sweep import sweep, sweep_when_due
from parution.output import Manifest, find_orphan_manifests
from parution.private_store import PrivateStore, digest_of


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> PrivateStore:
    """A store that a build has counted, after which four times as many objects came."""
    monkeypatch.setattr(sweeping, "FEWEST", 1)
    store = PrivateStore(tmp_path)
    store.secret()
    store.put(b"0")
    sweep_when_due(store)
    for number in range(1, 4):
        store.put(b"%d" % number)
    return store


def stored_digests(store: PrivateStore) -> set[str]:
    """Return the digests that a new process finds in the store."""
    return set(PrivateStore(store.folder.parent).names())


def test_an_unmentioned_object_is_removed(store: PrivateStore) -> None:
    """The sweep removes objects that no record mentions, and keeps the secret."""
    secret = store.secret()
    sweep_when_due(store)
    assert stored_digests(store) == set()
    assert store.secret() == secret


@pytest.mark.parametrize("lasting", [True, False])
def test_an_object_that_a_shelf_mentions_stays(store: PrivateStore, lasting: bool) -> None:
    """An object stays if a shelf's value names it at any depth."""
    name = digest_of(b"2")
    shelf = Cache(store).shelf("some", lasting=lasting)
    shelf.keep("key", {"a": (1, [name])})
    shelf.save()
    sweep_when_due(store)
    assert stored_digests(store) == {name}


def test_an_object_that_an_object_mentions_stays_with_it(store: PrivateStore) -> None:
    """A lazy value keeps its objects, and those that these mention."""
    inner = store.put(pickle_value({"index.html": digest_of(b"1")}))
    shelf = Cache(store).shelf("some")
    shelf.keep("key", Lazy("a", lambda: [inner]))
    shelf.save()
    sweep_when_due(store)
    assert stored_digests(store) == {inner, digest_of(pickle_value([inner])), digest_of(b"1")}


@pytest.mark.parametrize("lasting", [True, False])
def test_a_value_of_a_lasting_shelf_stays_while_it_is_used(
    store: PrivateStore, lasting: bool
) -> None:
    """A value of a lasting shelf that no build used between two sweeps goes."""
    for name in ("used", "unused"):
        shelf = Cache(store).shelf("some", lasting=lasting)
        shelf.find("used")
        shelf.keep(name, name)
        shelf.save()
    sweep(store, set())
    shelf = Cache(store).shelf("some", lasting=lasting)
    shelf.find("used")
    shelf.save()
    sweep(store, set())
    shelf = Cache(store).shelf("some", lasting=lasting)
    assert shelf.find("used") == Hit("used")
    assert shelf.find("unused") is None


def test_the_notes_of_folders_that_are_gone_are_removed(
    store: PrivateStore, tmp_path: Path
) -> None:
    """Only the readable manifest of a folder that exists stays."""
    for name in ("stands", "gone"):
        (tmp_path / name).mkdir()
        Manifest({}, {}).save(store, tmp_path / name)
    (tmp_path / "gone").rmdir()
    (store.folder / "written" / "old.json").write_text("{}")
    sweep_when_due(store, find_orphan_manifests)
    assert len(list((store.folder / "written").iterdir())) == 1
    assert Manifest.load(store, tmp_path / "stands") is not None


def test_nothing_is_swept_before_objects_have_doubled(store: PrivateStore) -> None:
    """A sweep waits until objects have doubled since the last, and reached a minimum."""
    sweep_when_due(store)
    name = store.put(b"un de plus")
    sweep_when_due(store)
    assert stored_digests(store) == {name}


def test_a_build_that_adds_nothing_does_not_look(
    store: PrivateStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A build that adds no object does not even list them."""
    before = stored_digests(store)
    monkeypatch.delattr(PrivateStore, "names")
    sweep_when_due(PrivateStore(store.folder.parent))
    monkeypatch.undo()
    assert stored_digests(store) == before


def test_a_removed_object_can_be_stored_anew(store: PrivateStore) -> None:
    """After a sweep the same process can store a removed object again."""
    sweep_when_due(store)
    assert store.get(store.put(b"1")) == b"1"
