"""The agenda on a site's home: the next meeting, recent openings, coming openings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from parution.compose.context import Context
from parution.compose.pages.part_steps import PartStep, list_steps
from parution.compose.pages.reasons import explain_closed, word_opening_day
from parution.compose.relative_links import HOME, link_from, strip_index
from parution.compose.updates import Update, find_next_update
from parution.compose.views import OwnMeeting, SiteView
from parution.domain import Announcement, Opening, Part
from parution.domain.messages import message
from parution.language import labels
from parution.language.dates import format_utc_iso, word_date, word_moment, word_time
from parution.release import convert_to_utc


@dataclass(frozen=True, slots=True)
class MeetingInWords:
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
class OpeningInWords:
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


def describe_coming_meeting(
    context: Context, view: SiteView, meeting: OwnMeeting
) -> MeetingInWords:
    """Describe a meeting with its theme; hide the title of a draft theme."""
    if meeting.theme is None:
        unsaid = context.say(message("Theme to come")) if meeting.is_on_draft else ""
        return word_meeting(context, meeting, meeting.title or unsaid)
    theme = meeting.theme
    shown = list_steps(context, view.theme(theme.address), HOME)
    link = link_to_theme(view, theme)
    return word_meeting(context, meeting, theme.title, theme.question or "", link, shown)


def describe_past_meeting(context: Context, view: SiteView, meeting: OwnMeeting) -> MeetingInWords:
    """Describe a meeting that is over, with a link to its theme."""
    theme = meeting.theme
    link = link_to_theme(view, theme) if theme else ""
    return word_meeting(context, meeting, theme.title if theme else meeting.title, link=link)


def link_to_theme(view: SiteView, theme: Announcement) -> str:
    """Return the link from a site's home to a theme, on this site or in the archive."""
    return strip_index(view.theme(theme.address).path(Part.PRESENTATION))


def word_meeting(
    context: Context,
    meeting: OwnMeeting,
    title: str,
    question: str = "",
    link: str = "",
    steps: tuple[PartStep, ...] = (),
) -> MeetingInWords:
    """Return the date, time, venue and subject of a meeting in words."""
    ends = convert_to_utc(meeting.starts, context.zone) + meeting.duration
    return MeetingInWords(
        starts=meeting.starts,
        ends=format_utc_iso(ends),
        update=find_update_after(context, ends),
        day=word_date(meeting.starts.date(), context.translate),
        time=word_time(meeting.starts, context.translate),
        venue=meeting.venue,
        title=title,
        question=question,
        link=link,
        steps=steps,
    )


def find_update_after(context: Context, moment: datetime) -> Update | None:
    """Return the first scheduled build at or after a moment; None if unknown."""
    return find_next_update(moment, context.settings.updates, context.zone, context.translate)


def list_recent(context: Context, view: SiteView, watched: SiteView) -> list[OpeningInWords]:
    """Return the openings of the last days, newest first.

    The openings are those of the site ``watched``; the links belong to the site of ``view``.
    """
    return [
        OpeningInWords(
            moment=word_opening_day(together[0].opens_at, context.zone, context.translate),
            theme=view.theme(together[0].theme).theme.title,
            parts=link_opening_parts(context, view, together),
        )
        for together in group_by_moment(watched.recent)
    ]


def list_coming(context: Context, view: SiteView, watched: SiteView) -> list[OpeningInWords]:
    """Return the next openings with their reasons, soonest first, as `list_recent` does."""
    return [
        OpeningInWords(
            moment=word_moment(together[0].opens_at, context.zone, context.translate),
            theme=view.theme(together[0].theme).theme.title,
            parts=link_opening_parts(context, view, together),
            why=explain_together(context, watched, together),
            opens_at=format_utc_iso(together[0].opens_at),
            update=find_update_after(context, together[0].opens_at),
        )
        for together in group_by_moment(watched.coming)
    ]


def group_by_moment(openings: Iterable[Opening]) -> list[list[Opening]]:
    """Group openings by moment and theme, keeping their order."""
    found: dict[tuple[datetime, str], list[Opening]] = {}
    for opening in openings:
        found.setdefault((opening.opens_at, opening.theme), []).append(opening)
    return list(found.values())


def link_opening_parts(
    context: Context, view: SiteView, openings: Iterable[Opening]
) -> tuple[PartLink, ...]:
    """Return links from the home page to the parts that open."""
    return tuple(
        PartLink(
            label=context.say(labels.PARTS[opening.part]),
            link=link_from(HOME, locate_opening(view, opening)),
        )
        for opening in openings
    )


def locate_opening(view: SiteView, opening: Opening) -> str:
    """Return the path from a site's home to an opening part, here or in the archive."""
    return view.theme(opening.theme).path(opening.part)


def explain_together(context: Context, view: SiteView, together: Sequence[Opening]) -> str:
    """Return a sentence on why parts open together at their moment."""
    openness = view.openness(together[0])
    return explain_closed(openness, view.is_public, context.translate, several=len(together) > 1)


def name_subject(context: Context, meeting: OwnMeeting) -> str:
    """Return the subject of a meeting; the title of a draft theme stays hidden."""
    if meeting.theme is not None:
        return meeting.theme.title
    unsaid = message("Theme to come") if meeting.is_on_draft else message("Free subject")
    return meeting.title or context.say(unsaid)
