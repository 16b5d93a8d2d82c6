"""The agenda on a site's home: the next meeting, recent openings, coming openings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from parution.compose.context import Context
from parution.compose.pages.part_steps import PartStep, steps
from parution.compose.pages.reasons import Update, next_update, since, why
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
    """Its end in UTC, for scripts."""

    update: Update | None
    """The first scheduled build after its end; None if unknown."""

    day: str
    time: str
    venue: str
    title: str
    question: str = ""
    """The question that the theme asks."""

    link: str = ""
    """Link to the theme, relative to the home page; empty for a free subject."""

    steps: tuple[PartStep, ...] = ()
    """The parts of the theme, with their states."""


@dataclass(frozen=True, slots=True)
class PartLink:
    """The label of a part of a theme, and a link to it."""

    label: str
    link: str


@dataclass(frozen=True, slots=True)
class OpeningView:
    """Parts of a theme that open together, in the past or in future."""

    moment: str
    theme: str
    parts: tuple[PartLink, ...]
    why: str = ""
    """The reason for that date; only for coming openings."""

    opens_at: str = ""
    """In UTC, for scripts; only for coming openings."""

    update: Update | None = None
    """The scheduled build that opens them; None if unknown."""


def view_meeting(context: Context, view: SiteView, meeting: OwnMeeting) -> MeetingView:
    """Describe a meeting with its theme; hide the title of a draft theme."""
    if meeting.theme is None:
        unsaid = context.say(message("Theme to come")) if meeting.is_on_draft else ""
        return describe_meeting(context, meeting, meeting.title or unsaid)
    theme = meeting.theme
    shown = steps(context, view.theme(theme.address), HOME)
    link = link_to_theme(view, theme)
    return describe_meeting(context, meeting, theme.title, theme.question or "", link, shown)


def past_meeting(context: Context, view: SiteView, meeting: OwnMeeting) -> MeetingView:
    """Describe a meeting that is over, with a link to its theme."""
    theme = meeting.theme
    link = link_to_theme(view, theme) if theme else ""
    return describe_meeting(context, meeting, theme.title if theme else meeting.title, link=link)


def link_to_theme(view: SiteView, theme: Announcement) -> str:
    """Return the link from a site's home to a theme, on this site or in the archive."""
    return address(view.theme(theme.address).path(Part.PRESENTATION))


def describe_meeting(
    context: Context,
    meeting: OwnMeeting,
    title: str,
    question: str = "",
    link: str = "",
    steps: tuple[PartStep, ...] = (),
) -> MeetingView:
    """Return the date, time, venue and subject of a meeting in words."""
    ends = in_utc(meeting.starts, context.zone) + meeting.duration
    return MeetingView(
        starts=meeting.starts,
        ends=utc_iso(ends),
        update=update_after(context, ends),
        day=day_in_words(meeting.starts.date(), context.translate),
        time=time_in_words(meeting.starts, context.translate),
        venue=meeting.venue,
        title=title,
        question=question,
        link=link,
        steps=steps,
    )


def update_after(context: Context, moment: datetime) -> Update | None:
    """Return the first scheduled build at or after a moment; None if unknown."""
    return next_update(moment, context.settings.updates, context.zone, context.translate)


def list_recent(context: Context, view: SiteView, watched: SiteView) -> list[OpeningView]:
    """Return the openings of the last days, newest first.

    The openings are those of the site ``watched``; the links belong to the site of ``view``.
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
    """Return the next openings with their reasons, soonest first; ``watched`` as in `recent`."""
    return [
        OpeningView(
            moment=moment_in_words(together[0].opens_at, context.zone, context.translate),
            theme=view.theme(together[0].theme).theme.title,
            parts=part_links(context, view, together),
            why=reason(context, watched, together),
            opens_at=utc_iso(together[0].opens_at),
            update=update_after(context, together[0].opens_at),
        )
        for together in group_by_moment(watched.coming)
    ]


def group_by_moment(openings: Iterable[Opening]) -> list[list[Opening]]:
    """Group openings by moment and theme, keeping their order."""
    found: dict[tuple[datetime, str], list[Opening]] = {}
    for opening in openings:
        found.setdefault((opening.opens_at, opening.theme), []).append(opening)
    return list(found.values())


def part_links(
    context: Context, view: SiteView, openings: Iterable[Opening]
) -> tuple[PartLink, ...]:
    """Return links from the home page to the parts that open."""
    return tuple(
        PartLink(
            label=context.say(labels.PARTS[opening.part]),
            link=relative(HOME, path_of(view, opening)),
        )
        for opening in openings
    )


def path_of(view: SiteView, opening: Opening) -> str:
    """Return the path from a site's home to an opening part, here or in the archive."""
    return view.theme(opening.theme).path(opening.part)


def reason(context: Context, view: SiteView, together: Sequence[Opening]) -> str:
    """Return a sentence on why parts open together at their moment."""
    openness = view.openness(together[0])
    return why(openness, view.is_public, context.translate, several=len(together) > 1)


def title_of(context: Context, meeting: OwnMeeting) -> str:
    """Return the subject of a meeting; the title of a draft theme stays hidden."""
    if meeting.theme is not None:
        return meeting.theme.title
    unsaid = message("Theme to come") if meeting.is_on_draft else message("Free subject")
    return meeting.title or context.say(unsaid)
