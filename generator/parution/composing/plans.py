"""What a site consists of: paths and the objects that stand there.

An object is described, not made: a plan for 84 sites costs a few values, and only what changed
since the last time is ever turned into bytes. Two ways of writing a plan (plain files now, sealed
ones later) read the same description.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from parution.model import Site
from parution.rendition import Digest, Slot


@dataclass(frozen=True, slots=True)
class Stored:
    """Bytes as they lie in the private store."""

    digest: Digest


Value = tuple[str | Stored, ...]
"""What fills a slot: text, and stored pieces of HTML, one after the other."""


@dataclass(frozen=True)
class Composed:
    """A rendered page with its slots filled."""

    skeleton: Digest
    values: tuple[tuple[Slot, Value], ...]

    @cached_property
    def digest(self) -> Digest:
        """Names the description (not the bytes): equal descriptions make equal bytes."""
        return hashlib.sha256(repr((self.skeleton, self.values)).encode()).hexdigest()


@dataclass(frozen=True)
class Text:
    """A small file made when composing, such as a calendar."""

    content: str

    @cached_property
    def digest(self) -> Digest:
        """SHA-256 of the text in UTF-8."""
        return hashlib.sha256(self.content.encode()).hexdigest()


Object = Stored | Composed | Text


@dataclass(frozen=True)
class SearchPiece:
    """Pages that are indexed together; equal pieces of different sites are one index."""

    pages: tuple[tuple[str, Digest], ...]
    """Path of each page within the site, and the document that stands for it."""

    @cached_property
    def digest(self) -> Digest:
        """Names the piece by what it indexes."""
        return hashlib.sha256(repr(self.pages).encode()).hexdigest()


@dataclass(frozen=True)
class Layer:
    """Some paths of a site that change together: a theme, or the site's own pages.

    A layer may be shared by many sites, so that comparing and writing them costs little.
    """

    entries: Mapping[str, Object]
    """By path relative to the site's folder."""

    searchable: tuple[tuple[str, Digest], ...] = ()
    """The pages of this layer that search may find, in reading order."""

    @cached_property
    def digest(self) -> Digest:
        """Names the layer by its paths and objects."""
        lines = sorted(f"{path} {entry.digest}" for path, entry in self.entries.items())
        return hashlib.sha256("\n".join(lines).encode()).hexdigest()


@dataclass(frozen=True)
class SitePlan:
    """Everything one site consists of."""

    site: Site
    folder: str
    """Relative to ``site_dir``; empty for the public site."""

    layers: Mapping[str, Layer]
    """By name; no path stands in two of them."""

    pieces: tuple[SearchPiece, ...] = ()
    """What this site's search covers."""

    def paths(self) -> frozenset[str]:
        """Return every path of the site."""
        return frozenset(path for layer in self.layers.values() for path in layer.entries)
