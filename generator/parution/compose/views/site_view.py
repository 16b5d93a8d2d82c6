"""The view of one site: its group, its meetings, its themes and its openings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime, time
from typing import TYPE_CHECKING, Any

from parution.compose.room_key import RoomKey
from parution.compose.site_addresses import locate_site_folder
from parution.compose.views.cache_inputs import DECISIONS, EDITIONS, FACILITATORS_PAGES, PAGES
from parution.compose.views.hidden import Hidden
from parution.compose.views.news import RECENTLY, is_news, is_old, list_dated_openings
from parution.compose.views.own_group import OwnGroup, OwnRules, collect_rules, title_subjects
from parution.compose.views.own_view import NO_WRITINGS, MinutesView, list_minutes, open_if_for
from parution.compose.views.recorded import recorded
from parution.compose.views.room import Room, make_room
from parution.compose.views.theme_view import EditionView, OwnMeeting, ThemeView, drop_past
from parution.domain import (
    ARCHIVE,
    ARCHIVES,
    FACILITATORS_ARCHIVE,
    PUBLIC_SITE,
    Announcement,
    Audience,
    Edition,
    Group,
    Meeting,
    Opening,
    Openness,
    Outlook,
    Site,
    Theme,
)
from parution.release import (
    Decisions,
    convert_to_utc,
    list_latest_on,
    list_opening_days,
    list_upcoming_on,
)
from parution.rendition import Attachments, Digest, MinutesTexts, OwnRendition, Sealed, TitledPage

if TYPE_CHECKING:
    from parution.compose.views.door import Views


class SiteView:
    """The view of one site: its group, its meetings, its themes and its openings."""

    def __init__(self, views: Views, hidden: Hidden, site: Site) -> None:
        self.site, self._hidden = site, hidden
        self.context, self._zone = views.context, views.context.zone
        self._views = views
        self._read_input = views.context.recorder.read

    def __repr__(self) -> str:
        """Identify the view among all views; cache keys use it, inputs hold the content."""
        return f"SiteView({self.site}, {self.folder!r})"

    # --- the site and its group ----------------------------------------------------------------

    @recorded
    def folder(self) -> str:
        """The site's folder under ``site_dir``; empty for the public site."""
        return locate_site_folder(self._hidden.catalogue, self._hidden.secret, self.site)

    @property
    def folder_depth(self) -> int:
        """Number of folders between ``site_dir`` and the site's home."""
        return self.folder.count("/") + 1 if self.folder else 0

    @property
    def _group(self) -> Group | None:
        self._read_group()
        return self._hidden.groups.get(self.site.group or "")

    def _read_group(self) -> None:
        if self.site.group is not None:
            self._read_input(f"group {self.site.group}")

    @property
    def is_facilitators(self) -> bool:
        """Whether this is the site of a group's facilitator."""
        return self.site.audience is Audience.FACILITATOR

    @property
    def is_public(self) -> bool:
        """Whether this is the public site."""
        return self.site == PUBLIC_SITE

    @property
    def is_archive(self) -> bool:
        """Whether this is the archive of all groups, or that of all facilitators."""
        return self.site in ARCHIVES

    @property
    def archive(self) -> SiteView | None:
        """The archive that a group's site links to; None for the public site and the archives."""
        archive = FACILITATORS_ARCHIVE if self.is_facilitators else ARCHIVE
        return self._views.of(archive) if self.site.group is not None else None

    @recorded
    def way_to_archive(self) -> str:
        """Relative path from a group's home to its archive; empty for any other site."""
        return "../" * self.folder_depth + self.archive.folder + "/" if self.archive else ""

    @property
    def members(self) -> SiteView:
        """The view of the members of the facilitator's own group."""
        return self._views.of(replace(self.site, audience=Audience.MEMBER))

    @property
    def readers(self) -> SiteView | None:
        """The view of the designated readers of the facilitator's own group, if it has any."""
        site = replace(self.site, audience=Audience.READER)
        self._read_group()
        return self._views.of(site) if site in self._views.sites else None

    @recorded
    def group(self) -> OwnGroup | None:
        """The site's own group; None for the public site and the archives."""
        group = self._group
        return OwnGroup(group.slug, group.name) if group else None

    @recorded
    def rules(self) -> OwnRules:
        """The rules of the facilitator's own group; raises LookupError on any other site."""
        group = self._group
        if group is None or not self.is_facilitators:
            raise LookupError(self.site)
        return collect_rules(group)

    @recorded
    def meetings(self) -> tuple[OwnMeeting, ...]:
        """The meetings of the site's own group, past and to come, soonest first."""
        group = self._group
        return tuple(map(self._view_meeting, group.meetings)) if group else ()

    @recorded
    def meetings_ahead(self) -> tuple[OwnMeeting, ...]:
        """The meetings that are not over at the instant, soonest first."""
        ends = (convert_to_utc(each.starts, self._zone) + each.duration for each in self.meetings)
        held = map(self._has_come, ends)
        return tuple(each for each, is_over in zip(self.meetings, held, strict=True) if not is_over)

    def _view_meeting(self, meeting: Meeting) -> OwnMeeting:
        self._read_editions()
        theme = self._hidden.themes.get(meeting.theme or "")
        if theme and theme.owner not in (None, self.site.group):
            theme = None  # Reading the sources refuses it too (D2).
        return OwnMeeting(
            starts=meeting.starts,
            duration=meeting.duration,
            title=meeting.title or "",
            venue=meeting.venue or "",
            theme=theme.announcement if theme and self._knows(theme) else None,
            is_on_draft=theme is not None and not self._knows(theme),
        )

    @property
    def _decisions(self) -> Decisions:
        """The decisions for the site, which depend on its group, the editions and the instant."""
        self._read_input(DECISIONS)
        self._read_group()
        self._read_editions()
        return self._hidden.decisions

    @recorded
    def _outlooks(self) -> Mapping[str, Outlook]:
        return self._decisions.outlooks(self.site)

    @recorded
    def association_pages(self) -> tuple[TitledPage, ...]:
        """The association's pages that the site shows; some are for facilitators alone."""
        self._read_input(PAGES)
        for_all = self._hidden.rendition.association_pages
        if not self.is_facilitators:
            return for_all
        self._read_input(FACILITATORS_PAGES)
        return (*for_all, *self._hidden.rendition.for_facilitators)

    # --- the group's own texts ------------------------------------------------------------------

    @property
    def _own(self) -> OwnRendition:
        if self.site.group is None:
            return NO_WRITINGS
        self._read_input(f"own {self.site.group}")
        return self._hidden.rendition.own.get(self.site.group, NO_WRITINGS)

    @recorded
    def minutes(self) -> tuple[MinutesView, ...]:
        """The minutes of the site's own group by day; drafts only for its facilitator."""
        return tuple(list_minutes(self._own, self.site, self._open_texts))

    @recorded
    def files_as_written(self) -> Attachments:
        """The group's bibliography and subject files, for its facilitator to download."""
        return open_if_for(self._own.files, self.site) or ()

    @recorded
    def citable(self) -> Digest | None:
        """The group's own references, for its facilitator's forms."""
        return open_if_for(self._own.citable, self.site)

    def _open_texts(self, texts: MinutesTexts | Sealed[Any]) -> MinutesTexts | None:
        """Return the texts of minutes; None while they cite references that are closed."""
        while isinstance(texts, Sealed):
            view = self._find_announced(texts.theme)
            if view is None or not view.shows(texts.reveals):
                return None
            texts = view.open(texts)
        return texts

    # --- themes --------------------------------------------------------------------------------

    @recorded
    def editions(self) -> tuple[EditionView, ...]:
        """The editions that the site shows or links to, newest first.

        The subjects of its own group come before them, as an edition that is never archived. An
        archive shows archived editions; a group's site shows the others, and links to the archive.
        """
        if self.archive is None:
            shown = [e for e in self._editions if self._is_archived(e) or not self.is_archive]
            return tuple(map(self._view_edition, shown))
        archived = self.archive.editions_seen_from(self.way_to_archive)
        return tuple(archived.get(each.name) or self._view_edition(each) for each in self._editions)

    def editions_seen_from(self, way: str) -> Mapping[str, EditionView]:
        """Return an archive's editions by name, for all sites with the same relative path to it."""
        return self.context.recorder.once(
            (self, way), lambda: {each.name: each.seen_from(way) for each in self.editions}
        )

    @recorded
    def own_editions(self) -> tuple[EditionView, ...]:
        """The editions whose pages are on this site."""
        return tuple(each for each in self.editions if not each.way)

    @recorded
    def themes_elsewhere(self) -> tuple[Announcement, ...]:
        """The announced themes that no archive shows yet."""
        current = (each for each in self._editions if not self._is_archived(each))
        known = (theme for each in current for theme in each.themes if self._knows(theme))
        return tuple(theme.announcement for theme in known)

    @property
    def _editions(self) -> tuple[Edition, ...]:
        self._read_editions()
        return self._hidden.decisions.editions(self.site)

    def _read_editions(self) -> None:
        self._read_input(EDITIONS)
        if self.site.group is not None:
            self._read_input(f"subjects {self.site.group}")
        for edition in self._hidden.decisions.editions(self.site):
            self._read_input(f"edition {edition.name}")

    def theme(self, address: str) -> ThemeView:
        """Return an announced theme; raises LookupError if there is none at this address."""
        if (found := self._find_announced(address)) is None:
            raise LookupError(address)
        return found

    def outlook_on(self, address: str) -> Outlook:
        """Return the decisions on an announced theme, past openings included."""
        self.theme(address)
        return self._outlooks[address]

    def _find_announced(self, address: str) -> ThemeView | None:
        name = address.partition("/")[0]
        named = (each for each in self.editions if each.name == name)
        views = (view for each in named for view in each.themes if view.theme.address == address)
        return next(views, None)

    @recorded
    def room(self) -> Room | None:
        """The parts that the code of the next meeting opens; None without one (RC1, RC2)."""
        group = self._group
        meeting = next(iter(self.meetings_ahead), None)
        if group is None or not group.room_code or meeting is None or meeting.theme is None:
            return None
        theme = meeting.theme
        members = self._decisions.outlook(self.members.site, theme.address)
        own = self._outlooks[theme.address]
        key = RoomKey.derive(self._hidden.secret, group.slug, group.generation, theme.address)
        return make_room(meeting, theme, members, own, key, self._hidden.texts)

    def _view_edition(self, edition: Edition) -> EditionView:
        themes = tuple(map(self._view_theme, filter(self._knows, edition.themes)))
        is_archived, hers = self._is_archived(edition), self.is_facilitators
        depth, own = self.folder_depth, edition.owner is not None
        title = self.context.say(title_subjects(edition, self.site)) if own else edition.title
        return EditionView(edition.name, title, themes, depth, is_archived, hers, own)

    def _is_archived(self, edition: Edition) -> bool:
        """Return whether an edition is open to every group at the instant."""
        return any(map(self._has_come, list_opening_days(edition, self._zone)))

    def _view_theme(self, theme: Theme) -> ThemeView:
        announcement = theme.announcement
        room = self.room if self.room and self.room.theme == announcement else None
        return ThemeView(
            theme=announcement,
            outlook=self._drop_past(self._outlooks[theme.address]),
            meetings=tuple(each for each in self.meetings_ahead if each.theme == announcement),
            folder_depth=self.folder_depth,
            _texts=self._hidden.texts,
            group_sees=tuple(self._group_sees(theme)),
            is_facilitators=self.is_facilitators,
            is_own=theme.owner is not None,
            sealed=room.key.path if room and room.is_sealed_here else "",
            has_code=room is not None and self.is_facilitators,
        )

    def _group_sees(self, theme: Theme) -> Iterator[tuple[Audience, Outlook]]:
        """Yield the outlook of a facilitator's members, and of readers if theirs differs."""
        if self.site == FACILITATORS_ARCHIVE:
            of_all = self._views.of(ARCHIVE)._outlooks[theme.address]
            yield Audience.MEMBER, self._drop_past(of_all)
        if not self.is_facilitators:
            return
        of_members = self.members._outlooks[theme.address]
        of_readers = self.readers._outlooks[theme.address] if self.readers else of_members
        yield Audience.MEMBER, of_members
        if of_readers != of_members:
            yield Audience.READER, of_readers

    def _drop_past(self, outlook: Outlook) -> Outlook:
        """Return an outlook that hides when and why the open parts opened.

        A theme's pages do not show that, and so stay the same for all groups as meetings pass.
        """
        known = self._hidden.without_past
        if id(outlook) not in known:
            known[id(outlook)] = tuple(map(drop_past, outlook))
        return known[id(outlook)]

    def _knows(self, theme: Theme) -> bool:
        """Return whether a theme is announced; in a preview, its authors also see a draft."""
        return not theme.draft or any(each.visible for each in self._outlooks[theme.address])

    @recorded
    def opening_days(self) -> Mapping[str, tuple[datetime, ...]]:
        """The moments at which each edition opens to every group and to the public, by edition."""
        zone = self._zone
        return {each.name: list_opening_days(each, zone) for each in self._editions}

    # --- openings ------------------------------------------------------------------------------

    @recorded
    def openings(self) -> tuple[Opening, ...]:
        """The dated openings of the site, soonest first, except those of editions open for a year.

        So calendars and feeds stay short, however long the archive is.
        """
        editions, outlooks = self._editions_in_the_news, self._outlooks
        dated = list_dated_openings(self.site, editions, outlooks, self._has_come)
        return tuple(sorted(dated, key=lambda opening: opening.opens_at))

    @recorded
    def past_openings(self) -> tuple[Opening, ...]:
        """The `openings` up to the instant."""
        return tuple(each for each in self.openings if self._has_come(each.opens_at))

    @property
    def recent(self) -> tuple[Opening, ...]:
        """The openings of the last days, newest first."""
        return list_latest_on(self._decisions, self.site, RECENTLY)

    @property
    def coming(self) -> tuple[Opening, ...]:
        """The next openings, soonest first."""
        return list_upcoming_on(self._decisions, self.site)

    def openness(self, opening: Opening) -> Openness:
        """Return the decision on the part of an opening."""
        outlook = self._outlooks[opening.theme]
        return next(each for each in outlook if each.part is opening.part)

    def announcements(self) -> Iterator[tuple[Announcement, datetime]]:
        """Yield the announced themes with a review date, and the beginning of that day."""
        for edition in self._editions_in_the_news:
            for theme in edition.themes:
                if theme.reviewed is not None and self._knows(theme):
                    day = convert_to_utc(datetime.combine(theme.reviewed, time()), self._zone)
                    if self._has_come(day) and not is_old(edition, day, self._has_come):
                        yield theme.announcement, day

    @property
    def _editions_in_the_news(self) -> Iterator[Edition]:
        zone = self._zone
        return (each for each in self._editions if is_news(each, zone, self._has_come))

    def _has_come(self, moment: datetime) -> bool:
        """Return whether a moment is at or before the instant."""
        return self.context.recorder.instant.has_reached(moment)
