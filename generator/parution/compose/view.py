"""The one door to what may be hidden: a site's view of themes, meetings and texts.

Whatever composing says of a text, of a group or of a date it asks of a view, and a view belongs to
one site, or to all sites that may see the same:

    views.of(site)          →  SiteView     its own group, its meetings, what opens there and when
    site_view.editions      →  EditionView  the themes announced to it
    site_view.theme(name)   →  ThemeView    the parts with their states, and the texts of those open
    theme_view.open(sealed) →               the content, if the part that it reveals is open

D1  Sealed content is read here and nowhere else. `open` compares what it reveals with what was
    decided for these sites, and raises `WouldLeak` when the part is not visible, or is another
    theme's. Nothing is published then: it is a mistake of ours, never of those who write.
D2  A site's view knows one group, its own. Of the others it has neither meetings nor names.
D3  A draft is announced to nobody: it has no view, and a meeting on a draft has no theme.
D4  Views are values: equal views show the same. What sites share is composed from a view alone
    (`Context.once`), so it cannot say more than each of them may say.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, time, timedelta
from functools import cached_property
from typing import Any, TypeVar

from parution.compose.addresses import site_folder
from parution.compose.context import Context
from parution.domain import (
    Announcement,
    Audience,
    Catalogue,
    Edition,
    Meeting,
    Opening,
    Openness,
    Outlook,
    Part,
    Reason,
    Site,
    Theme,
)
from parution.release import Decisions, in_utc, latest_on, upcoming_on
from parution.rendition import (
    Attachments,
    Digest,
    Page,
    RenderedPart,
    RenderedTheme,
    Rendition,
    Sealed,
)

Content = TypeVar("Content")

RECENTLY = timedelta(days=30)
"""How long an opening is news."""

LASTING = timedelta(days=366)
"""How long calendars and feeds name the openings of an edition that everybody may read."""


class WouldLeak(Exception):
    """A site was about to show what is hidden from it; nothing was written."""

    def __init__(self, sealed: Sealed[Any], asked_by: str) -> None:
        super().__init__(f"{sealed.theme}: {sealed.reveals} is hidden from {asked_by}")


@dataclass(frozen=True, slots=True)
class OwnGroup:
    """What a group's site says of its group."""

    slug: str
    name: str


@dataclass(frozen=True, slots=True)
class OwnMeeting:
    """A meeting of a site's own group."""

    starts: datetime
    """Naive local time."""

    duration: timedelta
    title: str
    venue: str
    """In words; empty when nobody said."""

    theme: Announcement | None
    """None for a free subject, and for a theme that is still a draft."""

    is_on_draft: bool
    """Whether the theme is still to be announced."""


@dataclass(frozen=True)
class ThemeView:
    """A theme as some sites see it."""

    theme: Announcement
    outlook: Outlook
    meetings: tuple[OwnMeeting, ...]
    """The meetings to come that these sites' group holds on the theme."""

    folder_depth: int
    """How many folders below ``site_dir`` the sites stand; 0 is the public site."""

    _rendered: Callable[[str], RenderedTheme] = field(compare=False, repr=False)

    @property
    def is_public(self) -> bool:
        """Whether the site is the public one."""
        return self.folder_depth == 0

    @property
    def awaits_meeting(self) -> bool:
        """Whether a group's readers wait for parts, and for the date of its meeting too."""
        awaited = any(
            openness.reason in (Reason.NOT_YET, Reason.UNSCHEDULED) for openness in self.outlook
        )
        return awaited and not self.is_public and not self.meetings

    @property
    def undated(self) -> ThemeView:
        """The same theme for all sites that show the same parts, whenever the others open."""
        return replace(
            self, outlook=tuple(map(without_date, self.outlook)), meetings=(), folder_depth=1
        )

    @property
    def visible(self) -> tuple[Part, ...]:
        """The parts that are open, in reading order."""
        return tuple(openness.part for openness in self.outlook if openness.visible)

    def shows(self, part: Part) -> bool:
        """Tell whether a part is open."""
        return any(openness.visible for openness in self.outlook if openness.part is part)

    def open(self, sealed: Sealed[Content]) -> Content:
        """Return what is sealed; raise `WouldLeak` when these sites do not show its part (D1)."""
        if sealed.theme != self.theme.address or not self.shows(sealed.reveals):
            raise WouldLeak(sealed, f"a view of {self.theme.address}")
        return sealed._content

    def page(self, part: Part) -> Page:
        """Return the page of an open part."""
        return self._part(part).page

    def minutes(self, part: Part) -> int:
        """Return how long it takes to read an open part."""
        return self._part(part).page.minutes

    def piece(self, part: Part, name: str) -> Digest | None:
        """Return a piece made from an open part, by its name; None when there is none."""
        return self._part(part).pieces.get(name)

    def pieces(self, part: Part, kind: str) -> Mapping[str, Digest]:
        """Return the pieces of a kind made from an open part, by what follows the colon."""
        found = self._part(part).pieces.items()
        return {
            name.partition(":")[2]: digest for name, digest in found if name.startswith(f"{kind}:")
        }

    def attachments(self, part: Part) -> Attachments:
        """Return the files that the text of an open part links to."""
        return self._part(part).attachments

    def _part(self, part: Part) -> RenderedPart:
        return self.open(self._rendered(self.theme.address)[part])


@dataclass(frozen=True)
class EditionView:
    """An edition as some sites see it."""

    name: str
    title: str
    themes: tuple[ThemeView, ...]
    """The announced themes, in the association's order."""

    folder_depth: int
    """How many folders below ``site_dir`` the sites stand."""

    is_archived: bool
    """Whether it is open to every group, and so the same for all of them."""

    @property
    def with_references(self) -> tuple[ThemeView, ...]:
        """The themes whose references are shown."""
        return tuple(view for view in self.themes if view.shows(Part.REFERENCES))

    def root(self, path: str) -> str:
        """Return the relative address of ``site_dir`` from a page of the site."""
        return "../" * (path.count("/") + self.folder_depth)


class Views:
    """Hands each site the view that is its own; holds all that may be hidden, and shows none."""

    def __init__(
        self,
        context: Context,
        catalogue: Catalogue,
        rendition: Rendition,
        decisions: Decisions,
        secret: bytes,
    ) -> None:
        self.context = context
        self.sites = decisions.sites
        self._catalogue = catalogue
        self._rendition = rendition
        self._decisions = decisions
        self._secret = secret
        self._zone = catalogue.settings.timezone
        self._themes = catalogue.themes
        self._groups = {group.slug: group for group in catalogue.groups}
        self._views: dict[Site, SiteView] = {}
        self._without_past: dict[int, Outlook] = {}

    def of(self, site: Site) -> SiteView:
        """Return a site's view."""
        if site not in self._views:
            self._views[site] = SiteView(self, site)
        return self._views[site]


class SiteView:
    """What one site may say: of its group and its meetings, of themes, and of what opens when."""

    def __init__(self, views: Views, site: Site) -> None:
        self.site = site
        self._all = views
        self._group = views._groups.get(site.group or "")
        self._outlooks = views._decisions.outlooks(site)

    # --- the site and its group ----------------------------------------------------------------

    @cached_property
    def place(self) -> str:
        """The site's folder under ``site_dir``; empty for the public site."""
        return site_folder(self._all._catalogue, self._all._secret, self.site)

    @property
    def folder_depth(self) -> int:
        """How many folders below ``site_dir`` the site stands."""
        return self.place.count("/") + 1 if self.place else 0

    @property
    def is_facilitators(self) -> bool:
        """Whether this is the site of a group's facilitator."""
        return self.site.audience is Audience.FACILITATOR

    @property
    def members(self) -> SiteView:
        """What the members of the facilitator's own group see."""
        return self._all.of(replace(self.site, audience=Audience.MEMBER))

    @cached_property
    def group(self) -> OwnGroup | None:
        """The site's own group; None for the public site."""
        return OwnGroup(self._group.slug, self._group.name) if self._group else None

    @cached_property
    def meetings(self) -> tuple[OwnMeeting, ...]:
        """The meetings of the site's own group, past and to come, soonest first."""
        return tuple(map(self._meeting, self._group.meetings)) if self._group else ()

    @cached_property
    def meetings_ahead(self) -> tuple[OwnMeeting, ...]:
        """The meetings that are not over at the instant, soonest first."""
        return tuple(
            meeting
            for meeting in self.meetings
            if not self._has_come(in_utc(meeting.starts, self._all._zone) + meeting.duration)
        )

    def _meeting(self, meeting: Meeting) -> OwnMeeting:
        theme = self._all._themes.get(meeting.theme or "")
        return OwnMeeting(
            starts=meeting.starts,
            duration=meeting.duration,
            title=meeting.title or "",
            venue=meeting.venue or "",
            theme=theme.announcement if theme and self._knows(theme) else None,
            is_on_draft=theme is not None and not self._knows(theme),
        )

    # --- themes --------------------------------------------------------------------------------

    @cached_property
    def editions(self) -> tuple[EditionView, ...]:
        """Every edition, newest first."""
        return tuple(map(self._edition, self._all._catalogue.editions))

    def theme(self, address: str) -> ThemeView:
        """Return an announced theme; raises LookupError for any other."""
        name = address.partition("/")[0]
        for edition in self.editions:
            for view in edition.themes if edition.name == name else ():
                if view.theme.address == address:
                    return view
        raise LookupError(address)

    def _edition(self, edition: Edition) -> EditionView:
        themes = tuple(map(self._theme, filter(self._knows, edition.themes)))
        is_archived = any(self._has_come(day) for day in self._opening_days(edition))
        return EditionView(edition.name, edition.title, themes, self.folder_depth, is_archived)

    def _theme(self, theme: Theme) -> ThemeView:
        announcement = theme.announcement
        return ThemeView(
            theme=announcement,
            outlook=self._without_past(self._outlooks[theme.address]),
            meetings=tuple(each for each in self.meetings_ahead if each.theme == announcement),
            folder_depth=self.folder_depth,
            _rendered=self._all._rendition.themes.__getitem__,
        )

    def _without_past(self, outlook: Outlook) -> Outlook:
        """Return an outlook that does not say when and why the open parts opened.

        A theme's pages do not say it, and so become the same for all groups as meetings pass.
        """
        known = self._all._without_past
        if id(outlook) not in known:
            known[id(outlook)] = tuple(map(without_past, outlook))
        return known[id(outlook)]

    def _knows(self, theme: Theme) -> bool:
        """Tell whether a theme is announced: a draft only to those who write it, in a preview."""
        return not theme.draft or any(each.visible for each in self._outlooks[theme.address])

    # --- openings ------------------------------------------------------------------------------

    @cached_property
    def openings(self) -> tuple[Opening, ...]:
        """What has a date on the site, soonest first; years that are long open no more.

        So calendars and feeds stay as short as a year, however long the archive.
        """
        return tuple(sorted(self._dated(), key=lambda opening: opening.opens_at))

    @cached_property
    def past_openings(self) -> tuple[Opening, ...]:
        """Those of the `openings` that have happened."""
        return tuple(each for each in self.openings if self._has_come(each.opens_at))

    @property
    def recent(self) -> tuple[Opening, ...]:
        """What has opened of late, newest first."""
        return latest_on(self._all._decisions, self.site, self._all._decisions.instant - RECENTLY)

    @property
    def coming(self) -> tuple[Opening, ...]:
        """What opens next, soonest first."""
        return upcoming_on(self._all._decisions, self.site)

    def openness(self, opening: Opening) -> Openness:
        """Return what is decided of the part that opens."""
        outlook = self._outlooks[opening.theme]
        return next(each for each in outlook if each.part is opening.part)

    def announcements(self) -> Iterator[tuple[Announcement, datetime]]:
        """Yield the announced themes that a reviewer has dated, with the beginning of that day."""
        for edition in self._all._catalogue.editions:
            for theme in edition.themes if self._is_news(edition) else ():
                if theme.reviewed is not None and self._knows(theme):
                    day = in_utc(datetime.combine(theme.reviewed, time()), self._all._zone)
                    if self._has_come(day):
                        yield theme.announcement, day

    def _dated(self) -> Iterator[Opening]:
        for edition in self._all._catalogue.editions:
            for theme in edition.themes if self._is_news(edition) else ():
                for part, _, opens_at, _, _ in self._outlooks[theme.address]:
                    if opens_at is not None:
                        site = self.site
                        yield Opening(opens_at, site.group, site.audience, theme.address, part)

    def moments(self) -> Iterator[datetime]:
        """Yield every moment, past or to come, at which the site may change."""
        watched = {self, self.members} if self.is_facilitators else {self}
        for outlook in {outlook for view in watched for outlook in view._outlooks.values()}:
            for openness in outlook:
                if openness.opens_at is not None:
                    yield openness.opens_at
                    yield openness.opens_at + RECENTLY
        for meeting in self.meetings:
            yield in_utc(meeting.starts, self._all._zone) + meeting.duration
        for edition in self._all._catalogue.editions:
            for day in self._opening_days(edition):
                yield day
                yield day + LASTING
            for theme in edition.themes:
                if theme.reviewed:
                    yield in_utc(datetime.combine(theme.reviewed, time()), self._all._zone)

    @property
    def instant(self) -> datetime:
        return self._all._decisions.instant

    def _is_news(self, edition: Edition) -> bool:
        """Tell whether an edition still has openings that are news to somebody."""
        days = self._opening_days(edition)
        return not days or not all(self._has_come(day + LASTING) for day in days)

    def _opening_days(self, edition: Edition) -> list[datetime]:
        """Return when an edition opens to every group, and to the public, if it does."""
        days = (edition.opens_to_all, edition.opens_to_public)
        return [in_utc(day, self._all._zone) for day in days if day is not None]

    def _has_come(self, moment: datetime) -> bool:
        return moment <= self._all._decisions.instant


def without_past(openness: Openness) -> Openness:
    """Forget when and why a part opened, if it is open."""
    part, visible, *_ = openness
    return Openness(part, True, None, Reason.OPEN, "") if visible else openness


def without_date(openness: Openness) -> Openness:
    """Keep whether a part is open and, if it is not, whether it is for these readers at all."""
    part, visible, _, reason, _ = openness
    if visible:
        return Openness(part, True, None, Reason.OPEN, "")
    reserved = reason is Reason.NOT_FOR_AUDIENCE
    return Openness(part, False, None, reason if reserved else Reason.UNSCHEDULED, "")
