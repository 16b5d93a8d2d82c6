"""Site plans: the paths of a site, and the objects at these paths.

A plan describes objects without making them: a plan for 84 sites costs little, and only the objects
that changed since the last build are ever made into bytes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from parution.cache.digests import digest_texts
from parution.cache.lazy import Lazy
from parution.compose.room_key import RoomKey
from parution.domain import Part, Site
from parution.domain.instant import ALWAYS, Window
from parution.rendition import Digest, Form, Slot


@dataclass(frozen=True, slots=True)
class Stored:
    """Bytes in the private store."""

    digest: Digest


Value = tuple[str | Stored, ...]
"""The value of a slot: text and stored pieces of HTML, in order."""


@dataclass(frozen=True)
class Filling:
    """Values for some slots of a page; many sites may share it."""

    values: tuple[tuple[Slot, Value], ...]

    @cached_property
    def digest(self) -> Digest:
        """Identifies the values."""
        return digest_texts(self._list_parts())

    def _list_parts(self) -> Iterator[str]:
        for slot, value in self.values:
            yield slot.marker
            for piece in value:
                yield f"={piece.digest}" if isinstance(piece, Stored) else f"+{piece}"
            yield "."


@dataclass(frozen=True)
class Composed:
    """A rendered page with its slots filled."""

    skeleton: Digest
    fillings: tuple[Filling, ...]
    is_locked: bool = False
    """Whether it replaces a closed part: it is written before that part's files are removed."""

    @cached_property
    def digest(self) -> Digest:
        """Identifies the description, not the bytes: equal descriptions make equal bytes."""
        return digest_texts((self.skeleton, *(filling.digest for filling in self.fillings)))


@dataclass(frozen=True)
class SmallFile:
    """A small file made when composing, such as a calendar."""

    content: str

    @cached_property
    def digest(self) -> Digest:
        """SHA-256 of the text in UTF-8."""
        return hashlib.sha256(self.content.encode()).hexdigest()


@dataclass(frozen=True)
class Booklet:
    """The visible parts of a theme in one document, to download."""

    form: Form
    frame: Digest
    """The document around the chapters; it shows no more than the presentation."""

    chapters: tuple[tuple[Part, Digest], ...]
    """The text of each part, in reading order."""

    files: tuple[tuple[str, Digest], ...] = ()
    """The attachments of these parts, by path within the theme."""

    set_by: str = ""
    """The program that typesets it, if it is a PDF."""

    copy: str = ""
    """HTML that marks it as a facilitator's own copy, not to be passed on; empty otherwise."""

    @cached_property
    def digest(self) -> Digest:
        """Identifies the description: equal descriptions make equal documents."""
        held = (each for pair in (*self.chapters, *self.files) for each in pair)
        how = ("booklet", self.form, self.set_by, self.frame, str(len(self.chapters)))
        return digest_texts((*how, *held, "copy", self.copy))


@dataclass(frozen=True)
class MeetingSheets:
    """Printable sheets for a meeting."""

    title: str
    """Names the group and the day."""

    author: str
    """The name of the association."""

    above: str
    facts: tuple[tuple[str, str], ...]
    """Labels and facts about the meeting on the first sheet."""

    notice: str
    set_by: str
    """The program that typesets it."""

    guide: Digest | None = None
    """The guide as a chapter, on the facilitator's sheets."""

    @cached_property
    def digest(self) -> Digest:
        """Identifies the description."""
        facts = (each for pair in self.facts for each in pair)
        texts = ("meeting sheets", self.set_by, self.title, self.author, self.above, self.notice)
        return digest_texts((*texts, self.guide or "", *facts))


@dataclass(frozen=True)
class SealedBooklet:
    """An encrypted booklet that only the room code opens."""

    booklet: Booklet
    key: RoomKey

    @cached_property
    def digest(self) -> Digest:
        """Identifies the description within the private folder: no site holds it.

        The words count: another list gives another code, which must open what a site carries.
        """
        key = self.key
        return digest_texts(("sealed", self.booklet.digest, key.seed.hex(), key.code))


Object = Stored | Composed | SmallFile | Booklet | MeetingSheets | SealedBooklet


SearchPages = tuple[tuple[str, Digest], ...]
"""Path of each page within a site, and the digest of its search document."""


class SearchPiece:
    """Pages that are indexed together; equal pieces of different sites are one index."""

    def __init__(self, lists: Sequence[Searchable]) -> None:
        self._lists = tuple(lists)
        self.digest = digest_texts(each.digest for each in self._lists)
        """Identifies the indexed pages."""

    @property
    def pages(self) -> SearchPages:
        """The pages, in reading order."""
        return tuple(page for each in self._lists for page in each.pages)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, SearchPiece) and self.digest == other.digest

    def __hash__(self) -> int:
        return hash(self.digest)


class SearchBundle:
    """Pieces that a browser searches as one index."""

    def __init__(self, pieces: Iterable[SearchPiece]) -> None:
        self.pieces = tuple(pieces)
        self.digest = digest_texts(("bundle", *(piece.digest for piece in self.pieces)))
        """Identifies the indexed pages."""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, SearchBundle) and self.digest == other.digest

    def __hash__(self) -> int:
        return hash(self.digest)


class Searchable(Lazy[SearchPages]):
    """Pages that the search covers."""

    @classmethod
    def of(cls, pages: SearchPages) -> Searchable:
        """Return a lazy list of these pages, identified by their digests."""
        return cls(digest_texts(part for page in pages for part in page), lambda: pages)

    @property
    def pages(self) -> SearchPages:
        """The pages, in reading order."""
        return self.content


class Layer(Lazy[Mapping[str, Object]]):
    """Paths of a site that change together: an edition, or the site's own pages.

    Many sites may share a layer. A layer that did not change since the last build is not composed
    again.
    """

    @classmethod
    def of(cls, entries: Mapping[str, Object]) -> Layer:
        """Return a layer of these objects, by path relative to the site's folder."""
        ordered = sorted(entries.items())
        named = digest_texts(part for path, entry in ordered for part in (path, entry.digest))
        return cls(named, lambda: entries)

    @property
    def entries(self) -> Mapping[str, Object]:
        """The objects by path relative to the site's folder."""
        return self.content


@dataclass(frozen=True)
class SitePlan:
    """The complete description of one site."""

    site: Site
    folder: str
    """Relative to ``site_dir``; empty for the public site."""

    layers: Mapping[str, Layer]
    """By name; no path is in two of them."""

    bundles: tuple[SearchBundle, ...] = ()
    """The site's own pages that its search covers."""

    archive_bundles: tuple[SearchBundle, ...] = ()
    """The bundles of the archive, which its search covers too."""

    way_to_archive: str = ""
    """Relative path from its home to the archive's."""

    window: Window = ALWAYS
    """The instants at which the plan is right, unless somebody edits the sources."""

    def files(self) -> Iterator[tuple[str, Object]]:
        """Yield every object with its path under ``site_dir``."""
        for name in self.layers:
            yield from self.files_of(name)

    def files_of(self, layer: str) -> Iterator[tuple[str, Object]]:
        """Yield the objects of a layer with their paths under ``site_dir``."""
        prefix = f"{self.folder}/" if self.folder else ""
        for path, entry in self.layers[layer].entries.items():
            yield prefix + path, entry
