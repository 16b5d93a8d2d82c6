"""Manifests: the digests of the files in a folder, from which the next build sees the changes."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from parution.compose import SitePlan
from parution.private_store import PrivateStore, digest_of, replace_file

FORMAT = 4


@dataclass(frozen=True)
class Manifest:
    """The content of a ``site_dir``."""

    sites: Mapping[str, Mapping[str, str]]
    """Digest of each layer by name, by the site's folder."""

    layers: Mapping[str, Mapping[str, str]]
    """Digest of each object by path, by the layer's digest."""

    @classmethod
    def of(cls, plans: Iterable[SitePlan], before: Manifest | None = None) -> Manifest:
        """Return the manifest of plans; layers that ``before`` knows are not opened again."""
        known = before.layers if before else {}
        sites: dict[str, dict[str, str]] = {}
        layers: dict[str, Mapping[str, str]] = {}
        for plan in plans:
            digests = {name: layer.digest for name, layer in plan.layers.items()}
            sites[plan.folder] = digests
            for layer in plan.layers.values():
                if layer.digest not in layers:
                    layers[layer.digest] = known.get(layer.digest) or {
                        path: entry.digest for path, entry in layer.entries.items()
                    }
                    layer.let_go()
        return cls(sites, layers)

    def touched(self, folder: str, other: Manifest) -> dict[str, str]:
        """Return path → digest for the layers of a site that the other manifest lacks."""
        others = set(other.sites.get(folder, {}).values())
        return {
            path: digest
            for layer in self.sites.get(folder, {}).values()
            if layer not in others
            for path, digest in self.layers[layer].items()
        }

    # --- in the private folder -----------------------------------------------------------------

    @classmethod
    def load(cls, store: PrivateStore, site_dir: Path) -> Manifest | None:
        """Return a folder's manifest; None without one, or if another program changed it."""
        try:
            written = json.loads(_path(store, site_dir).read_bytes())
            if written["stamp"] != _stamp(site_dir):
                return None
            return cls(written["sites"], written["layers"])
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def save(self, store: PrivateStore, site_dir: Path) -> None:
        """Write the manifest into the private store."""
        written = {
            "folder": str(site_dir.absolute()),
            "stamp": _stamp(site_dir),
            "sites": self.sites,
            "layers": self.layers,
        }
        path = _path(store, site_dir)
        path.parent.mkdir(exist_ok=True)
        replace_file(path, json.dumps(written).encode(), 0o600)

    @staticmethod
    def forget(store: PrivateStore, site_dir: Path) -> None:
        """Delete a folder's manifest, so that the next build writes every file anew."""
        _path(store, site_dir).unlink(missing_ok=True)


def manifests_of_no_folder(store: PrivateStore) -> Iterator[Path]:
    """Yield the paths of manifests that are unreadable, or whose folder is gone."""
    for path in (store.folder / "written").glob("*.json"):
        try:
            if not Path(json.loads(path.read_bytes())["folder"]).is_dir():
                yield path
        except (OSError, ValueError, KeyError, TypeError):
            yield path


def _path(store: PrivateStore, site_dir: Path) -> Path:
    return store.folder / "written" / f"{digest_of(str(site_dir.absolute()).encode())}.json"


def _stamp(site_dir: Path) -> list[object]:
    """Return a value that changes when another program replaces or fills the folder.

    MkDocs without our plugin, for instance, empties the folder and writes every text into it. The
    entries at the top are enough to notice that, and cheap to read however many sites there are.
    """
    status = site_dir.stat()
    with os.scandir(site_dir) as entries:
        at_top = sorted(
            [entry.name, entry.inode(), entry.stat().st_mtime_ns]
            for entry in entries
            if not entry.name.startswith(".")
        )
    return [FORMAT, status.st_dev, status.st_ino, at_top]
