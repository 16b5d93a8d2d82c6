"""What one site may say: of its group and its meetings, of themes, and of what opens when."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from functools import cached_property

from parution.compose.addresses import site_folder
from parution.compose.context import Context
from parution.compose.views.theme_view import EditionView, OwnMeeting, ThemeView
from parution.domain import (
    Announcement,
    Audience,
    Catalogue,
    Edition,
    Meeting,
    Opening,
    Openness,
    Outlook,
    Reason,
    Site,
    Theme,
)
from parution.release import Decisions, in_utc, latest_on, upcoming_on
from parution.rendition import Rendition

RECENTLY = timedelta(days=30)
"""How long an opening is news."""

LASTING = timedelta(days=366)
"""How long calendars and feeds name the openings of an edition that everybody may read."""


@dataclass(frozen=True, slots=True)
class OwnGroup:
    """What a group's site says of its group."""

    slug: str
    name: str


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
            if not self.has_come(in_utc(meeting.starts, self._all._zone) + meeting.duration)
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
        is_archived = any(self.has_come(day) for day in self._opening_days(edition))
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
        return tuple(each for each in self.openings if self.has_come(each.opens_at))

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
                    if self.has_come(day):
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

    def _is_news(self, edition: Edition) -> bool:
        """Tell whether an edition still has openings that are news to somebody."""
        days = self._opening_days(edition)
        return not days or not all(self.has_come(day + LASTING) for day in days)

    def _opening_days(self, edition: Edition) -> list[datetime]:
        """Return when an edition opens to every group, and to the public, if it does."""
        days = (edition.opens_to_all, edition.opens_to_public)
        return [in_utc(day, self._all._zone) for day in days if day is not None]

    def has_come(self, moment: datetime) -> bool:
        """Tell whether a moment lies in the past at the instant, or is it."""
        return moment <= self._all._decisions.instant


def without_past(openness: Openness) -> Openness:
    """Forget when and why a part opened, if it is open."""
    part, visible, *_ = openness
    return Openness(part, True, None, Reason.OPEN, "") if visible else openness
