"""A table of a group's meetings: when members and readers can see each part."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from parution.compose import agenda
from parution.compose.context import Context
from parution.compose.pages.reasons import word_openness_to_others
from parution.compose.relative_links import link_from
from parution.compose.views import OwnMeeting, SiteView, ThemeView
from parution.domain import Audience, Openness, Part
from parution.domain.messages import message
from parution.language import labels
from parution.release.claims import RULED

PAST_MEETINGS = 12
"""Number of past meetings in the table: a year of them."""


@dataclass(frozen=True, slots=True)
class Cell:
    """When a group sees a part."""

    members: str
    """From when members see it, in words."""

    readers: str
    """From when designated readers see it; empty if it is the same as for members."""

    is_open: bool
    """Whether members see it now."""


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """A meeting, and the parts that it opens."""

    number: int
    """Its index among all meetings of the group, from 0."""

    meeting: agenda.MeetingInWords
    is_ahead: bool
    is_unannounced: bool
    """Whether its theme is still to be announced."""

    policy: str
    """Name of the policy; empty for a free subject."""

    cells: tuple[Cell | None, ...]
    """One for each column; None for a part that the theme does not have."""


COLUMNS = RULED
"""The parts that release rules open."""


def list_meeting_rows(context: Context, view: SiteView, origin: str) -> list[MeetingRow]:
    """Return the rows of the group's meetings, soonest first, for the page at ``origin``."""
    over = [each for each in view.meetings if each not in view.meetings_ahead]
    dropped = {id(each) for each in over[:-PAST_MEETINGS]}
    return [
        make_meeting_row(context, view, origin, number)
        for number, meeting in enumerate(view.meetings)
        if id(meeting) not in dropped
    ]


def make_meeting_row(context: Context, view: SiteView, origin: str, number: int) -> MeetingRow:
    """Return the row of one meeting."""
    meeting = view.meetings[number]
    theme = view.theme(meeting.theme.address) if meeting.theme else None
    return MeetingRow(
        number=number,
        meeting=describe_linked_meeting(context, view, meeting, origin),
        is_ahead=meeting in view.meetings_ahead,
        is_unannounced=meeting.is_on_draft,
        policy=word_policy(context, view, number) if theme else "",
        cells=tuple(list_cells(context, theme)) if theme else (),
    )


def describe_linked_meeting(
    context: Context, view: SiteView, meeting: OwnMeeting, origin: str
) -> agenda.MeetingInWords:
    """Describe a meeting, with a link to its theme."""
    if meeting.theme is None:
        unsaid = context.say(message("Theme to come")) if meeting.is_on_draft else ""
        return agenda.word_meeting(context, meeting, meeting.title or unsaid)
    link = link_from(origin, view.theme(meeting.theme.address).path(Part.PRESENTATION))
    return agenda.word_meeting(context, meeting, meeting.theme.title, link=link)


def word_policy(context: Context, view: SiteView, number: int) -> str:
    """Return the name of a meeting's policy, and whether the meeting has rules of its own."""
    policy, releases = view.rules.of_meetings[number]
    name = name_policy(context, policy or view.rules.policy)
    if not releases:
        return name
    return context.say(message("%(policy)s, with rules of its own", policy=name))


def name_policy(context: Context, policy: str) -> str:
    """Return the display name of a policy; those of the association keep their own name."""
    return context.say(labels.POLICIES[policy]) if policy in labels.POLICIES else policy


def list_cells(context: Context, theme: ThemeView) -> Iterator[Cell | None]:
    """Yield a cell for each column: when the group sees that part."""
    outlooks: Mapping[Audience, Mapping[Part, Openness]] = {
        audience: {openness.part: openness for openness in outlook}
        for audience, outlook in theme.group_sees
    }
    of_members = outlooks[Audience.MEMBER]
    of_readers = outlooks.get(Audience.READER, of_members)
    for part in COLUMNS:
        if part not in of_members:
            yield None
            continue
        members, readers = of_members[part], of_readers[part]
        differs = (readers.visible, readers.opens_at) != (members.visible, members.opens_at)
        yield Cell(
            members=word_openness_to_others(members, context.zone, context.translate),
            readers=word_openness_to_others(readers, context.zone, context.translate)
            if differs
            else "",
            is_open=members.visible,
        )
