"""Views of a theme and of an edition: the only place that opens sealed texts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any, TypeVar

from parution.cache.recording import Recorder
from parution.compose.relative_links import locate_page
from parution.domain import Announcement, Audience, Openness, Outlook, Part, Reason
from parution.domain.failures import Failure
from parution.domain.messages import message
from parution.rendition import Attachments, Digest, Own, Page, RenderedPart, Rendition, Sealed

Content = TypeVar("Content")
View = TypeVar("View")
Found = TypeVar("Found")


class WouldLeak(Failure):
    """A site was about to show hidden content; nothing was written."""

    def __init__(self, sealed: Sealed[Any] | Own[Any], asked_by: str) -> None:
        what = (
            f"{sealed.group}: its own texts"
            if isinstance(sealed, Own)
            else (f"{sealed.theme}: {sealed.reveals}")
        )
        self.detail = f"{what} is hidden from {asked_by}"
        super().__init__(
            message(
                "parution was about to show a part to readers from whom it is hidden, and stopped:"
                " nothing was written. This is a mistake of the program, not of your texts."
            ),
            message("Please report it, with this line: %(detail)s.", detail=self.detail),
        )


@dataclass(frozen=True, slots=True)
class OwnMeeting:
    """A meeting of a site's own group."""

    starts: datetime
    """Naive local time."""

    duration: timedelta
    title: str
    venue: str
    """In words; empty if not set."""

    theme: Announcement | None
    """None for a free subject, and for a draft theme."""

    is_on_draft: bool
    """Whether the theme is a draft, still to be announced."""


class Texts:
    """The sealed rendering of all themes; records which parts are read."""

    def __init__(self, recorder: Recorder, rendition: Rendition) -> None:
        self._recorder = recorder
        self._rendition = rendition

    def part(self, theme: str, part: Part) -> Sealed[RenderedPart]:
        """Return the sealed rendering of a part."""
        self._recorder.read(f"part {theme} {part}")
        return self._rendition.themes[theme][part]

    def reading_minutes(self, theme: str, part: Part) -> Sealed[int]:
        """Return the sealed reading time of a part, in minutes."""
        self._recorder.read(f"reading minutes {theme} {part}")
        return Sealed(theme, part, self._rendition.versions[theme][part].reading_minutes)

    @staticmethod
    def list_digests(rendition: Rendition) -> Iterator[tuple[str, str]]:
        """Yield the names of the texts and reading times, with their digests."""
        for theme, versions in rendition.versions.items():
            for part, version in versions.items():
                yield f"part {theme} {part}", version.digest
                yield f"reading minutes {theme} {part}", str(version.reading_minutes)


def name_once(view: type[View]) -> type[View]:
    """Make values of a class cache their hash and `repr`: each page of a view is found by them."""
    view.__hash__ = remember("hash", view.__hash__)  # type: ignore[assignment]
    view.__repr__ = remember("repr", view.__repr__)  # type: ignore[method-assign]
    return view


def remember(name: str, compute: Callable[[View], Found]) -> Callable[[View], Found]:
    """Return a method that computes once for each value, and keeps the result under a name."""

    def find(self: View) -> Found:
        kept = vars(self)
        if name not in kept:
            kept[name] = compute(self)
        found: Found = kept[name]
        return found

    return find


@name_once
@dataclass(frozen=True)
class ThemeView:
    """A theme as some sites see it."""

    theme: Announcement
    outlook: Outlook
    meetings: tuple[OwnMeeting, ...]
    """The coming meetings of these sites' group on the theme."""

    folder_depth: int
    """Number of folders between ``site_dir`` and the sites' homes; 0 for the public site."""

    _texts: Texts = field(compare=False, repr=False)

    group_sees: tuple[tuple[Audience, Outlook], ...] = ()
    """The outlook of a facilitator's members, and of her designated readers if theirs differs;
    empty on all sites but facilitators' and their archive.
    """

    sealed: str = ""
    """Path of the object that the room code opens for the theme; empty without one."""

    has_code: bool = False
    """Whether the site shows the room code itself: only the facilitator's does."""

    is_facilitators: bool = False
    """Whether the site belongs to a group's facilitator, and so has a desk."""

    is_own: bool = False
    """Whether it is a subject of the sites' group alone."""

    way: str = ""
    """Relative path from the sites' homes to the site that holds these pages, if it is another."""

    @property
    def closed_to_members(self) -> tuple[Part, ...]:
        """The parts that a facilitator sees and her members do not; none on any other site."""
        outlooks = dict(self.group_sees)
        of_members = outlooks.get(Audience.MEMBER, ())
        return tuple(openness.part for openness in of_members if not openness.visible)

    @property
    def is_public(self) -> bool:
        """Whether the site is the public one."""
        return self.folder_depth == 0

    @property
    def awaits_meeting(self) -> bool:
        """Whether parts are still closed and the group has no meeting ahead on the theme."""
        awaited = any(
            openness.reason in (Reason.NOT_YET, Reason.UNSCHEDULED) for openness in self.outlook
        )
        return awaited and not self.is_public and not self.meetings

    @cached_property
    def undated(self) -> ThemeView:
        """The same theme for all sites that show the same parts, whenever the others open."""
        return replace(
            self,
            outlook=tuple(map(drop_date, self.outlook)),
            meetings=(),
            folder_depth=1,
            group_sees=(),
            sealed="",
            has_code=False,
            is_facilitators=False,
        )

    @property
    def visible(self) -> tuple[Part, ...]:
        """The parts that are open, in reading order."""
        return tuple(openness.part for openness in self.outlook if openness.visible)

    def path(self, part: Part) -> str:
        """Return the path from the sites' homes to a part's page, here or in the archive."""
        return self.way + locate_page(self.theme.address, part)

    def shows(self, part: Part) -> bool:
        """Return whether a part is open."""
        return any(openness.visible for openness in self.outlook if openness.part is part)

    def open(self, sealed: Sealed[Content]) -> Content:
        """Return sealed content; raise `WouldLeak` if these sites do not show its part (D1)."""
        if sealed.theme != self.theme.address or not self.shows(sealed.reveals):
            raise WouldLeak(sealed, f"a view of {self.theme.address}")
        return sealed._content

    def page(self, part: Part) -> Page:
        """Return the page of an open part; raises `WouldLeak`."""
        return self._open_part(part).page

    def reading_minutes(self, part: Part) -> int:
        """Return the reading time of an open part in minutes; raises `WouldLeak`."""
        return self.open(self._texts.reading_minutes(self.theme.address, part))

    def piece(self, part: Part, name: str) -> Digest | None:
        """Return a piece of an open part by name, None if there is none; raises `WouldLeak`."""
        return self._open_part(part).pieces.get(name)

    def pieces(self, part: Part, kind: str) -> Mapping[str, Digest]:
        """Return the pieces of a kind of an open part, by the name after the colon."""
        found = self._open_part(part).pieces.items()
        return {
            name.partition(":")[2]: digest for name, digest in found if name.startswith(f"{kind}:")
        }

    def attachments(self, part: Part) -> Attachments:
        """Return the files that the text of an open part links to; raises `WouldLeak`."""
        return self._open_part(part).attachments

    def _open_part(self, part: Part) -> RenderedPart:
        return self.open(self._texts.part(self.theme.address, part))


@name_once
@dataclass(frozen=True)
class EditionView:
    """An edition as some sites see it."""

    name: str
    title: str
    themes: tuple[ThemeView, ...]
    """The announced themes, in the association's order."""

    folder_depth: int
    """Number of folders between ``site_dir`` and the sites' homes."""

    is_archived: bool
    """Whether it is open to every group, and so the same for all of them."""

    is_facilitators: bool = False
    """Whether this is a facilitator's view."""

    holds_subjects: bool = False
    """Whether it holds a group's own subjects, not themes of the association."""

    way: str = ""
    """Relative path from the sites' homes to the site that holds these pages, if it is another."""

    shown_by: EditionView | None = field(default=None, compare=False, repr=False)
    """The view of that other site."""

    @property
    def with_references(self) -> tuple[ThemeView, ...]:
        """The themes whose references are visible."""
        return tuple(view for view in self.themes if view.shows(Part.REFERENCES))

    def seen_from(self, way: str) -> EditionView:
        """Return the same edition for sites that link to the one that shows it."""
        themes = tuple(replace(theme, way=way) for theme in self.themes)
        return replace(self, themes=themes, way=way, shown_by=self)

    def root(self, path: str) -> str:
        """Return the relative address of ``site_dir`` from a page of the site."""
        return "../" * (path.count("/") + self.folder_depth)


def drop_date(openness: Openness) -> Openness:
    """Reduce a decision to whether the part is open and, if closed, reserved for others."""
    part, visible, _, reason, *_ = openness
    if visible:
        return Openness(part, True, None, Reason.OPEN, "")
    reserved = reason is Reason.NOT_FOR_AUDIENCE
    return Openness(part, False, None, reason if reserved else Reason.UNSCHEDULED, "")


def drop_past(openness: Openness) -> Openness:
    """Remove date and reason from the decision on an open part."""
    part, visible, *_ = openness
    return Openness(part, True, None, Reason.OPEN, "") if visible else openness
