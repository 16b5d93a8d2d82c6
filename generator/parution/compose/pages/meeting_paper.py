"""Printable sheets for a group's meetings; the facilitator's include the guide.

Sites offer those of the next meeting alone: for twenty-eight groups with a year of meetings, a
build would make hundreds of documents that nobody prints yet (docs/decisions/0134). A command
makes those of any meeting.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from parution.compose.agenda import name_subject
from parution.compose.context import Context
from parution.compose.plans import MeetingSheets
from parution.compose.views import OwnMeeting, SiteView
from parution.domain import Part
from parution.domain.messages import message
from parution.language.dates import word_date, word_period
from parution.rendition import Digest

NAME = "sheets.pdf"


def make_next_sheets(context: Context, view: SiteView) -> tuple[date, MeetingSheets] | None:
    """Return the day of the next meeting and its sheets.

    None if no meeting is planned, or no PDF is made.
    """
    if view.group is None or not context.pdf_set_by or not view.meetings_ahead:
        return None
    meeting = view.meetings_ahead[0]
    return meeting.starts.date(), make_meeting_sheets(context, view, meeting)


def make_meeting_sheets(context: Context, view: SiteView, meeting: OwnMeeting) -> MeetingSheets:
    """Return the sheets for one of a group's meetings."""
    if view.group is None:
        raise ValueError("only a group meets")
    day = word_date(meeting.starts.date(), context.translate)
    return MeetingSheets(
        title=f"{view.group.name} · {day}",
        author=context.settings.site_name,
        above=context.say(message("Group of %(name)s", name=view.group.name)),
        facts=tuple(list_facts(context, meeting)),
        notice=context.settings.notice or "",
        set_by=context.pdf_set_by,
        guide=find_guide(view, meeting) if view.is_facilitators else None,
    )


def list_facts(context: Context, meeting: OwnMeeting) -> Iterator[tuple[str, str]]:
    """Yield the labels and facts of the first sheet."""
    say = context.say
    yield say(message("Theme")), name_subject(context, meeting)
    when = word_period(meeting.starts, meeting.duration, context.translate)
    yield say(message("When")), when
    if meeting.venue:
        yield say(message("Where")), meeting.venue


def find_guide(view: SiteView, meeting: OwnMeeting) -> Digest | None:
    """Return the guide to a meeting's theme as a chapter; None if the site shows none."""
    if meeting.theme is None:
        return None
    theme = view.theme(meeting.theme.address)
    return theme.piece(Part.GUIDE, f"chapter:{Part.GUIDE}") if theme.shows(Part.GUIDE) else None
