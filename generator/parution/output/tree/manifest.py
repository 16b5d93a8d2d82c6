"""Manifests: the digests of the files in a folder, from which the next build sees the changes.

A manifest is a file of JSON lines: the first says which layers each site has, each other one lists
the files of a layer. Few of them are ever decoded: those of layers that changed.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from parution.cache.lazy import Lazy
from parution.compose import Layer, SitePlan
from parution.filesystem import PRIVATE_FILE, replace_file
from parution.private_store import PrivateStore, digest_of

FORMAT = 6

ENDING = ".layer"

LARGE = 30_000
"""Bytes of a line that is stored in a file of its own, of some two hundred files: so that a release
writes as little after ten years of archived themes."""


class LayerFiles(Lazy[Mapping[str, str]]):
    """The files of a layer: digest of each object by path."""

    written_as: str | None = None
    """Name of its own file in the private folder; None if it has none."""

    def __init__(self, digest: str, line: bytes) -> None:
        super().__init__(digest, partial(json.loads, line))
        self.line = line
        """Its files in JSON."""

    @classmethod
    def of(cls, layer: Layer) -> LayerFiles:
        """Return the files of a composed layer, and let its pages go."""
        files = {path: entry.digest for path, entry in layer.entries.items()}
        layer.let_go()
        return cls(layer.digest, json.dumps(files).encode())

    @classmethod
    def read(cls, digest: str, path: Path) -> LayerFiles:
        """Return the files of a layer with a file of its own; `ValueError` if it is damaged."""
        line = path.read_bytes()
        if digest_of(line) != path.stem:
            raise ValueError(path)
        read = cls(digest, line)
        read.written_as = path.stem
        return read

    @property
    def is_apart(self) -> bool:
        """Whether it has a file of its own, or should have one."""
        return self.written_as is not None or len(self.line) >= LARGE

    def write(self, folder: Path) -> str:
        """Write a file of its own, if it has none; return its name."""
        if self.written_as is None:
            self.written_as = digest_of(self.line)
            replace_file(folder / f"{self.written_as}{ENDING}", self.line, PRIVATE_FILE)
        return self.written_as


@dataclass(frozen=True)
class Manifest:
    """The content of a ``site_dir``."""

    sites: Mapping[str, Mapping[str, str]]
    """Digest of each layer by name, by the site's folder."""

    layers: Mapping[str, LayerFiles]
    """By the layer's digest."""

    @classmethod
    def of(cls, plans: Iterable[SitePlan], before: Manifest | None = None) -> Manifest:
        """Return the manifest of plans; layers that ``before`` knows are not opened again."""
        known = before.layers if before else {}
        sites: dict[str, dict[str, str]] = {}
        layers: dict[str, LayerFiles] = {}
        for plan in plans:
            digests = {name: layer.digest for name, layer in plan.layers.items()}
            sites[plan.folder] = digests
            for layer in plan.layers.values():
                if layer.digest not in layers:
                    layers[layer.digest] = known.get(layer.digest) or LayerFiles.of(layer)
        return cls(sites, layers)

    def list_touched(self, folder: str, other: Manifest) -> dict[str, str]:
        """Return path → digest for the layers of a site that the other manifest lacks."""
        others = set(other.sites.get(folder, {}).values())
        return {
            path: digest
            for layer in self.sites.get(folder, {}).values()
            if layer not in others
            for path, digest in self.layers[layer].content.items()
        }

    # --- in the private folder -----------------------------------------------------------------

    @classmethod
    def load(cls, store: PrivateStore, site_dir: Path) -> Manifest | None:
        """Return a folder's manifest; None without one, or if another program changed it."""
        path = locate_manifest(store, site_dir)
        try:
            first, _, rest = path.read_bytes().partition(b"\n")
            head = json.loads(first)
            if head["stamp"] != stamp(site_dir) or head["rest"] != digest_of(rest):
                return None
            here = zip(head["layers"], rest.splitlines(), strict=True)
            layers = {digest: LayerFiles(digest, line) for digest, line in here}
            for digest, name in head["apart"].items():
                layers[digest] = LayerFiles.read(digest, path.with_name(name + ENDING))
            return cls(head["sites"], layers)
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def save(self, store: PrivateStore, site_dir: Path) -> None:
        """Store the manifest."""
        path = locate_manifest(store, site_dir)
        path.parent.mkdir(exist_ok=True)
        apart = {each: files for each, files in self.layers.items() if files.is_apart}
        here = {each: files for each, files in self.layers.items() if not files.is_apart}
        rest = b"\n".join(files.line for files in here.values())
        head = {
            "folder": str(site_dir.absolute()),
            "stamp": stamp(site_dir),
            "rest": digest_of(rest),
            "sites": self.sites,
            "layers": [*here],
            "apart": {digest: files.write(path.parent) for digest, files in apart.items()},
        }
        replace_file(path, json.dumps(head).encode() + b"\n" + rest, PRIVATE_FILE)

    @staticmethod
    def forget(store: PrivateStore, site_dir: Path) -> None:
        """Delete a folder's manifest, so that the next build writes every file anew."""
        locate_manifest(store, site_dir).unlink(missing_ok=True)


def find_orphan_manifests(store: PrivateStore) -> Iterator[Path]:
    """Yield the paths of manifests that are unreadable, or whose folder is gone.

    Also those of layers that no other manifest mentions.
    """
    needed: set[str] = set()
    for path in (store.folder / "written").glob("*.json"):
        try:
            head = read_head(path)
            if Path(head["folder"]).is_dir():
                needed |= set(head["apart"].values())
            else:
                yield path
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            yield path
    for path in (store.folder / "written").glob(f"*{ENDING}"):
        if path.stem not in needed:
            yield path


def read_head(path: Path) -> dict[str, Any]:
    """Return the first line of a manifest, decoded."""
    with path.open("rb") as stream:
        head: dict[str, Any] = json.loads(stream.readline())
    return head


def locate_manifest(store: PrivateStore, site_dir: Path) -> Path:
    return store.folder / "written" / f"{digest_of(str(site_dir.absolute()).encode())}.json"


def stamp(site_dir: Path) -> list[object]:
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
