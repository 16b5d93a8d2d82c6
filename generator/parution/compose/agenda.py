"""What a site's reader has before her: the next meeting, what has just opened, what opens next."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from parution.compose.context import Context
from parution.compose.pages.part_steps import PartStep, steps
from parution.compose.pages.reasons import since, why
from parution.compose.pages.relative_links import HOME, address, relative
from parution.compose.views import OwnMeeting, SiteView
from parution.domain import Announcement, Opening, Part
from parution.domain.messages import message
from parution.language import labels
from parution.language.dates import day_in_words, moment_in_words, time_in_words, utc_iso
from parution.release import in_utc


@dataclass(frozen=True, slots=True)
class MeetingView:
    """A meeting in words."""

    starts: datetime
    """Naive local time, for the ``<time>`` element."""

    ends: str
    """Its end in UTC, as scripts read it."""

    day: str
    time: str
    venue: str
    title: str
    question: str = ""
    """What the theme asks."""

    link: str = ""
    """To the theme, relative to the home page; empty for a free subject."""

    steps: tuple[PartStep, ...] = ()
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

    opens_at: str = ""
    """In UTC, as scripts read it; only of what is to come."""


def view_meeting(context: Context, view: SiteView, meeting: OwnMeeting) -> MeetingView:
    """Return a meeting in words, with its theme; a draft theme's title stays unsaid."""
    if meeting.theme is None:
        unsaid = context.say(message("Theme to come")) if meeting.is_on_draft else ""
        return describe_meeting(context, meeting, meeting.title or unsaid)
    theme = meeting.theme
    shown = steps(context, view.theme(theme.address), HOME)
    link = link_to_theme(view, theme)
    return describe_meeting(context, meeting, theme.title, theme.question or "", link, shown)


def past_meeting(context: Context, view: SiteView, meeting: OwnMeeting) -> MeetingView:
    """Return a meeting that is over, with the way to its theme."""
    theme = meeting.theme
    link = link_to_theme(view, theme) if theme else ""
    return describe_meeting(context, meeting, theme.title if theme else meeting.title, link=link)


def link_to_theme(view: SiteView, theme: Announcement) -> str:
    """Return the link from a site's home to a theme, wherever it stands."""
    return address(view.theme(theme.address).path(Part.PRESENTATION))


def describe_meeting(
    context: Context,
    meeting: OwnMeeting,
    title: str,
    question: str = "",
    link: str = "",
    steps: tuple[PartStep, ...] = (),
) -> MeetingView:
    """Return in words when and where a meeting is held, and on what."""
    return MeetingView(
        starts=meeting.starts,
        ends=utc_iso(in_utc(meeting.starts, context.zone) + meeting.duration),
        day=day_in_words(meeting.starts.date(), context.translate),
        time=time_in_words(meeting.starts, context.translate),
        venue=meeting.venue,
        title=title,
        question=question,
        link=link,
        steps=steps,
    )


def recent(context: Context, view: SiteView, watched: SiteView) -> list[OpeningView]:
    """Return what has opened in the last days, newest first.

    It is what a site that is ``watched`` shows; the links are the own site's.
    """
    return [
        OpeningView(
            moment=since(together[0].opens_at, context.zone, context.translate),
            theme=view.theme(together[0].theme).theme.title,
            parts=part_links(context, view, together),
        )
        for together in group_by_moment(watched.recent)
    ]


def list_coming(context: Context, view: SiteView, watched: SiteView) -> list[OpeningView]:
    """Return what opens next and why then, soonest first; on which site as in `recent`."""
    return [
        OpeningView(
            moment=moment_in_words(together[0].opens_at, context.zone, context.translate),
            theme=view.theme(together[0].theme).theme.title,
            parts=part_links(context, view, together),
            why=reason(context, watched, together),
            opens_at=utc_iso(together[0].opens_at),
        )
        for together in group_by_moment(watched.coming)
    ]


def group_by_moment(openings: Iterable[Opening]) -> list[list[Opening]]:
    """Put the parts of a theme together that open at one moment, in the order given."""
    found: dict[tuple[datetime, str], list[Opening]] = {}
    for opening in openings:
        found.setdefault((opening.opens_at, opening.theme), []).append(opening)
    return list(found.values())


def part_links(
    context: Context, view: SiteView, openings: Iterable[Opening]
) -> tuple[PartLink, ...]:
    """Return the parts that open, as links from the home page."""
    return tuple(
        PartLink(
            label=context.say(labels.PARTS[opening.part]),
            link=relative(HOME, path_of(view, opening)),
        )
        for opening in openings
    )


def path_of(view: SiteView, opening: Opening) -> str:
    """Return the path from a site's home to the part that opens, wherever it stands."""
    return view.theme(opening.theme).path(opening.part)


def reason(context: Context, view: SiteView, together: Sequence[Opening]) -> str:
    """Return why parts open together when they do, in a sentence."""
    openness = view.openness(together[0])
    return why(openness, view.is_public, context.translate, several=len(together) > 1)


def title_of(context: Context, meeting: OwnMeeting) -> str:
    """Return what a meeting is about; a draft theme's title stays unsaid."""
    if meeting.theme is not None:
        return meeting.theme.title
    unsaid = message("Theme to come") if meeting.is_on_draft else message("Free subject")
    return meeting.title or context.say(unsaid)
