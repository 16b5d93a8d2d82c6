"""What is removed from the private folder, and what never is."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from parution.cache import Cache
from parution.cache import sweep as sweeping
from parution.cache.lazy import Lazy
from parution.cache.shelf import Hit
from parution.cache.sweep import sweep, sweep_when_due
from parution.output import Manifest, manifests_of_no_folder
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


def kept(store: PrivateStore) -> set[str]:
    """Return the digests of what a new process finds there."""
    return set(PrivateStore(store.folder.parent).names())


def test_what_nothing_mentions_is_removed(store: PrivateStore) -> None:
    """Objects that no record knows go; the secret stays."""
    secret = store.secret()
    sweep_when_due(store)
    assert kept(store) == set()
    assert store.secret() == secret


@pytest.mark.parametrize("lasting", [True, False])
def test_what_a_shelf_mentions_stays(store: PrivateStore, lasting: bool) -> None:
    """A name in a value is enough, however deep it stands."""
    name = digest_of(b"2")
    shelf = Cache(store).shelf("some", lasting=lasting)
    shelf.keep("key", {"a": (1, [name])})
    shelf.save()
    sweep_when_due(store)
    assert kept(store) == {name}


def test_what_an_object_mentions_stays_with_it(store: PrivateStore) -> None:
    """A lazy value keeps the objects it consists of, and those theirs."""
    inner = store.put(pickle.dumps({"index.html": digest_of(b"1")}))
    shelf = Cache(store).shelf("some")
    shelf.keep("key", Lazy("a", lambda: [inner]))
    shelf.save()
    sweep_when_due(store)
    assert kept(store) == {inner, digest_of(pickle.dumps([inner])), digest_of(b"1")}


@pytest.mark.parametrize("lasting", [True, False])
def test_what_a_lasting_shelf_holds_stays_while_it_is_used(
    store: PrivateStore, lasting: bool
) -> None:
    """What no build has asked for since the sweep before goes; other shelves are left alone."""
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
    assert [*shelf.keys()] == ["used"]
    assert shelf.find("used") == Hit("used")


def test_the_notes_of_folders_that_are_gone_are_removed(
    store: PrivateStore, tmp_path: Path
) -> None:
    """A note about a folder that stands is kept, and one nobody can read is not."""
    for name in ("stands", "gone"):
        (tmp_path / name).mkdir()
        Manifest({}, {}).save(store, tmp_path / name)
    (tmp_path / "gone").rmdir()
    (store.folder / "written" / "old.json").write_text("{}")
    sweep_when_due(store, manifests_of_no_folder)
    assert len(list((store.folder / "written").iterdir())) == 1
    assert Manifest.load(store, tmp_path / "stands") is not None


def test_nothing_is_swept_before_objects_have_doubled(store: PrivateStore) -> None:
    """After a sweep as many may come again as it left, and no fewer than it is worth the while."""
    sweep_when_due(store)
    name = store.put(b"un de plus")
    sweep_when_due(store)
    assert kept(store) == {name}


def test_a_build_that_adds_nothing_does_not_look(
    store: PrivateStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On most days not even the number of objects is asked for."""
    before = kept(store)
    monkeypatch.delattr(PrivateStore, "names")
    sweep_when_due(PrivateStore(store.folder.parent))
    monkeypatch.undo()
    assert kept(store) == before


def test_what_was_removed_can_be_kept_anew(store: PrivateStore) -> None:
    """The process that swept does not take for kept what it has removed."""
    sweep_when_due(store)
    assert store.get(store.put(b"1")) == b"1"
