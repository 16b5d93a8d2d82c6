"""What a site's reader has before her: the next meeting, what has just opened, what opens next."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from parution.compose.context import Desk
from parution.compose.pages.part_steps import Step, steps
from parution.compose.pages.reasons import since, why
from parution.compose.pages.relative_links import HOME, page_path, relative
from parution.domain import Group, Meeting, Opening, Site
from parution.domain.messages import message
from parution.language import labels
from parution.language.dates import day_in_words, moment_in_words, time_in_words
from parution.release import in_utc, latest_on, upcoming_on

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
    question: str = ""
    """What the theme asks."""

    link: str = ""
    """To the theme, relative to the home page; empty for a free subject."""

    steps: tuple[Step, ...] = ()
    """The parts of the theme, with their states."""


@dataclass(frozen=True, slots=True)
class PartLink:
    """A part of a theme, by its name and its address."""

    label: str
    link: str


@dataclass(frozen=True, slots=True)
class OpeningView:
    """Parts of a theme that open together, past or to come."""

    moment: str
    theme: str
    parts: tuple[PartLink, ...]
    why: str = ""
    """Why then; said only of what is to come."""


def ahead(desk: Desk, group: Group) -> tuple[Meeting, ...]:
    """Return the meetings that are not over at the instant, soonest first."""

    def is_over(meeting: Meeting) -> bool:
        return in_utc(meeting.starts, desk.zone) + meeting.duration <= desk.instant

    return tuple(meeting for meeting in group.meetings if not is_over(meeting))


def meeting_view(desk: Desk, site: Site, meeting: Meeting) -> MeetingView:
    """Return a meeting in words, with its theme; a draft theme's title stays unsaid."""
    theme = desk.themes.get(meeting.theme or "")
    if theme is None:
        return in_words(desk, meeting)
    if theme.draft:
        title = meeting.title or message("Theme to come").text(desk.translate)
        return replace(in_words(desk, meeting), title=title)
    return replace(
        in_words(desk, meeting),
        title=theme.title,
        question=theme.question or "",
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
    return [
        OpeningView(
            moment=since(together[0].opens_at, desk.zone, desk.translate),
            theme=desk.themes[together[0].theme].title,
            parts=part_links(desk, together),
        )
        for together in gathered(latest_on(desk.decisions, site, desk.instant - RECENTLY))
    ]


def coming(desk: Desk, site: Site) -> list[OpeningView]:
    """Return what opens next and why then, soonest first."""
    return [
        OpeningView(
            moment=moment_in_words(together[0].opens_at, desk.zone, desk.translate),
            theme=desk.themes[together[0].theme].title,
            parts=part_links(desk, together),
            why=reason(desk, site, together),
        )
        for together in gathered(upcoming_on(desk.decisions, site))
    ]


def gathered(openings: Iterable[Opening]) -> list[list[Opening]]:
    """Put the parts of a theme together that open at one moment, in the order given."""
    found: dict[tuple[datetime, str], list[Opening]] = {}
    for opening in openings:
        found.setdefault((opening.opens_at, opening.theme), []).append(opening)
    return list(found.values())


def part_links(desk: Desk, openings: Iterable[Opening]) -> tuple[PartLink, ...]:
    """Return the parts that open, as links from the home page."""
    return tuple(
        PartLink(
            label=labels.PARTS[opening.part].text(desk.translate),
            link=relative(HOME, page_path(opening.theme, opening.part)),
        )
        for opening in openings
    )


def reason(desk: Desk, site: Site, together: Sequence[Opening]) -> str:
    """Return why parts open together when they do, in a sentence."""
    outlook = desk.decisions.outlook(site, together[0].theme)
    openness = next(each for each in outlook if each.part is together[0].part)
    return why(openness, site.group is None, desk.translate, several=len(together) > 1)
