"""What a site's reader has before her: the next meeting, what has just opened, what opens next."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from parution import labels
from parution.composing.desk import Desk
from parution.composing.links import HOME, page_path, relative
from parution.composing.steps import Step, steps
from parution.dates import day_in_words, moment_in_words, time_in_words
from parution.model import Group, Meeting, Opening, Site
from parution.releasing import in_utc, latest_on, upcoming_on

RECENTLY = timedelta(days=30)
"""How long an opening is told as new."""


@dataclass(frozen=True, slots=True)
class MeetingView:
    """A meeting in words."""

    starts: datetime
    """Naive local time, for the ``<time>`` element."""

    day: str
    time: str
    venue: str
    title: str
    link: str = ""
    """To the theme, relative to the home page; empty for a free subject."""

    steps: tuple[Step, ...] = ()
    """The parts of the theme, with their states."""


@dataclass(frozen=True, slots=True)
class OpeningView:
    """An opening in words, past or to come."""

    moment: str
    opens_at: datetime
    label: str
    theme: str
    link: str


def ahead(desk: Desk, group: Group) -> tuple[Meeting, ...]:
    """Return the meetings that are not over at the instant, soonest first."""

    def is_over(meeting: Meeting) -> bool:
        return in_utc(meeting.starts, desk.zone) + meeting.duration <= desk.instant

    return tuple(meeting for meeting in group.meetings if not is_over(meeting))


def meeting_view(desk: Desk, site: Site, meeting: Meeting) -> MeetingView:
    """Return a meeting in words, with its theme; a draft theme's title stays unsaid."""
    theme = desk.themes.get(meeting.theme or "")
    if theme is None or theme.draft:
        return in_words(desk, meeting)
    return replace(
        in_words(desk, meeting),
        title=theme.title,
        link=f"{theme.address}/",
        steps=steps(desk, theme, desk.decisions.outlook(site, theme.address), HOME),
    )


def in_words(desk: Desk, meeting: Meeting) -> MeetingView:
    """Return when and where a meeting is held, in words."""
    return MeetingView(
        starts=meeting.starts,
        day=day_in_words(meeting.starts.date(), desk.translate),
        time=time_in_words(meeting.starts, desk.translate),
        venue=meeting.venue or "",
        title=meeting.title or "",
    )


def recent(desk: Desk, site: Site) -> list[OpeningView]:
    """Return what has opened in the last days, newest first."""
    openings = latest_on(desk.decisions, site, desk.instant - RECENTLY)
    return [opening_view(desk, opening) for opening in openings]


def coming(desk: Desk, site: Site) -> list[OpeningView]:
    """Return what opens next, soonest first."""
    return [opening_view(desk, opening) for opening in upcoming_on(desk.decisions, site)]


def opening_view(desk: Desk, opening: Opening) -> OpeningView:
    """Return an opening in words."""
    return OpeningView(
        moment=moment_in_words(opening.opens_at, desk.zone, desk.translate),
        opens_at=opening.opens_at,
        label=labels.PARTS[opening.part].text(desk.translate),
        theme=desk.themes[opening.theme].title,
        link=relative(HOME, page_path(opening.theme, opening.part)),
    )
