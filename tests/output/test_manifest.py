"""A folder's manifest: large layers are stored apart, and read only after a change."""

from __future__ import annotations

from pathlib import Path

import pytest

from parution.compose import Layer, SitePlan, SmallFile
from parution.domain import PUBLIC_SITE
from parution.output.tree import manifest
from parution.output.tree.manifest import ENDING, Manifest, find_orphan_manifests
from parution.private_store import PrivateStore

SMALL = Layer.of({"a.html": SmallFile("a")})
LARGE = Layer.of({f"{number}.html": SmallFile(str(number)) for number in range(5)})
PLAN = SitePlan(PUBLIC_SITE, "", {"small": SMALL, "large": LARGE})


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> PrivateStore:
    """A private folder beside a folder of sites, whose manifest was saved."""
    monkeypatch.setattr(manifest, "LARGE", 200)
    store = PrivateStore(tmp_path)
    (tmp_path / "site").mkdir()
    Manifest.of([PLAN]).save(store, tmp_path / "site")
    return store


def find_large_layers(store: PrivateStore) -> list[Path]:
    """Return the files of large layers."""
    return list((store.folder / "written").glob(f"*{ENDING}"))


def files_by_layer(found: Manifest | None) -> dict[str, dict[str, str]]:
    """Return the files of each layer by its digest."""
    assert found is not None
    return {digest: dict(each.content) for digest, each in found.layers.items()}


def test_a_saved_layer_is_loaded(store: PrivateStore, tmp_path: Path) -> None:
    """A saved layer, small or large, is loaded with its files."""
    assert files_by_layer(Manifest.load(store, tmp_path / "site")) == files_by_layer(
        Manifest.of([PLAN])
    )


def test_a_large_layer_is_not_written_twice(store: PrivateStore, tmp_path: Path) -> None:
    """Saving a manifest again leaves unchanged layers' files alone."""
    (before,) = find_large_layers(store)
    inode = before.stat().st_ino
    known = Manifest.load(store, tmp_path / "site")
    Manifest.of([PLAN], known).save(store, tmp_path / "site")
    assert [path.stat().st_ino for path in find_large_layers(store)] == [inode]


@pytest.mark.parametrize("damage", ["{}", None])
def test_a_lost_layer_voids_the_manifest(
    damage: str | None, store: PrivateStore, tmp_path: Path
) -> None:
    """With a layer damaged or lost there is no manifest, and everything is written anew."""
    (path,) = find_large_layers(store)
    path.unlink() if damage is None else path.write_text(damage)
    assert Manifest.load(store, tmp_path / "site") is None


def test_a_damaged_line_voids_the_manifest(store: PrivateStore, tmp_path: Path) -> None:
    """If the list of a small layer was cut or changed, everything is written anew."""
    (path,) = (store.folder / "written").glob("*.json")
    path.write_bytes(path.read_bytes()[:-1])
    assert Manifest.load(store, tmp_path / "site") is None


def test_a_layer_goes_with_the_last_folder_that_holds_it(
    store: PrivateStore, tmp_path: Path
) -> None:
    """A sweep removes a layer that no folder's manifest mentions any more."""
    (path,) = find_large_layers(store)
    assert path not in find_orphan_manifests(store)
    (tmp_path / "site").rmdir()
    assert path in find_orphan_manifests(store)
