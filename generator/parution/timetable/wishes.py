"""Carry out wishes about meetings in a group's file, or refuse them.

C1  A wish names a group and a meeting, by start and theme or title. If another wish of the same run
    has changed the meeting, it is still found by its former start and subject.
C2  A wish is *stale* if a value that it was based on is neither the present one nor the one before
    this run: policy, length, place, rules of the meeting.
C3  Values that are already so are not written again; if all are, nothing is done.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import reduce
from typing import NoReturn

from parution.changes import Request, RequestedMeeting
from parution.changes.block import simplify_characters
from parution.changes.request import LOCAL_FORMAT, parse_local_moment
from parution.changes.write_request import LABELS
from parution.domain import Audience, Group, Meeting, Part
from parution.domain.messages import Message, message
from parution.domain.problems import Place
from parution.language.fold import fold
from parution.language.labels import AUDIENCES, PARTS
from parution.language.nearest import list_names, propose_one_of
from parution.release.claims import RULED as RULED_PARTS
from parution.release.grammar import RuleNotUnderstood, parse_rule
from parution.sources.yaml.moments import parse_length
from parution.timetable.edits import RULED, GroupEdits, MeetingEdit, Values, edit_file, own_values
from parution.timetable.group_text import find_value, parse_root
from parution.timetable.working_copy import WorkingCopy

NEW_REQUEST = message(
    "Ask for a new one: her page has to be opened anew, then the choice made again."
)

ABOUT = ("theme", "title")
"""The keys that identify a meeting besides its start; an edit may change them."""

WORDED = ("place", "title")
"""Values for people, which keep their typographic characters."""

STATE = ("duration", "policy", "place")
"""The values on which every edit of a meeting is based, besides the meeting's own rules."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """The reason why something is refused, and a remedy."""

    message: Message
    remedy: Message
    place: Place | None = None
    """The place of the mistake in the new files, if there is one."""
    code: str = ""


class WishRefused(Exception):
    """A wish cannot be carried out."""

    def __init__(self, said: Message, remedy: Message) -> None:
        self.refusal = Refusal(said, remedy)
        super().__init__(said.text())


@dataclass(slots=True)
class Run:
    """The state of a run, in which wishes are carried out one after another."""

    first: WorkingCopy
    """The project before the run."""
    copy: WorkingCopy
    """The project after the wishes carried out so far."""
    moved: dict[tuple[str, RequestedMeeting], RequestedMeeting] = field(default_factory=dict)
    """The present start and subject of meetings, by group and former ones."""


Files = Mapping[str, bytes]
"""New contents of files, by path below the project; empty if there is nothing to do."""


def edit_meeting(request: Request, run: Run) -> Files:
    """Return the file after changing a meeting."""
    group, wanted = get_group(request, run), check_values(request, ABOUT)
    target = move_target(request.target, wanted)
    moved = find_same_meeting(target, group) if target != request.target else None
    if moved and not find_unset(wanted, group, moved, run):
        return {}
    meeting = find_meeting(request, group, run)
    refuse_stale(request, group, meeting, run)
    number = run.copy.number_of(group, meeting)
    sets = find_unset(wanted, group, meeting, run)
    if not sets:
        return {}
    if target != request.target:
        run.moved[group.slug, request.target] = target
    if "theme" in sets:
        sets = {**sets, **name_subject(sets["theme"], group)}
    return edit_group(group, run, GroupEdits((MeetingEdit(number, sets),)))


def move_target(target: RequestedMeeting, wanted: Values) -> RequestedMeeting:
    """Return the start and the subject of a meeting after the wanted changes."""
    starts, theme = wanted.get("starts"), wanted.get("theme", target.theme)
    title = None if theme else wanted.get("title", target.title)
    return RequestedMeeting(parse_local_moment(starts) if starts else target.starts, theme, title)


def find_unset(wanted: Values, group: Group, meeting: Meeting, run: Run) -> Values:
    """Return the wanted values that a meeting does not have yet (C3)."""
    own = own_values(run.copy.text_of(group), run.copy.number_of(group, meeting))
    return {key: value for key, value in wanted.items() if not holds(key, value, meeting, own)}


def add_meeting(request: Request, run: Run) -> Files:
    """Return the file after adding a meeting, unless it exists."""
    group = get_group(request, run)
    if find_same_meeting(request.target, group):
        return {}
    of_group = {"policy": group.policy, "place": find_usual_venue(group, run.copy)}
    before = {
        "policy": find_group_before(group, run).policy,
        "place": find_usual_venue(find_group_before(group, run), run.first),
    }
    refuse_changed(
        label_key(key)
        for key in of_group
        if key in request.was
        and not any(are_alike(key, request.was[key], each[key]) for each in (of_group, before))
    )
    target = request.target
    sets = {
        **name_subject(target.theme, group),
        "title": None if target.theme else join_on_one_line(target.title),
        **check_values(request),
        "starts": target.starts.strftime(LOCAL_FORMAT),
    }
    return edit_group(group, run, GroupEdits((MeetingEdit(None, sets),)))


def name_subject(theme: str | None, group: Group) -> Values:
    """Return the keys that name a theme, or a group's own subject, in the group's file.

    A meeting has one of both: the other key is None.

    >>> place = Place("groups/blain.yml")
    >>> blain = Group("blain", "Blain", "before", False, 0, (), place)
    >>> name_subject("2026/douleur", blain), name_subject("blain/plaies", blain)
    ({'theme': '2026/douleur', 'subject': None}, {'theme': None, 'subject': 'plaies'})
    """
    owner, _, name = (theme or "").partition("/")
    is_own = owner == group.slug
    return {"theme": None if is_own else theme, "subject": name if is_own else None}


def cancel_meeting(request: Request, run: Run) -> Files:
    """Return the file after removing a meeting."""
    group = get_group(request, run)
    meeting = find_meeting(request, group, run)
    refuse_stale(request, group, meeting, run)
    number = run.copy.number_of(group, meeting)
    return edit_group(group, run, GroupEdits((MeetingEdit(number, is_removal=True),)))


def edit_group(group: Group, run: Run, edits: GroupEdits) -> Files:
    """Return a group's file after edits."""
    path = group.place.file
    return {path: edit_file(run.copy.content(path), edits, group)}


# --- the group and the meeting ---------------------------------------------------------------


def get_group(request: Request, run: Run) -> Group:
    """Return the group of a request; raise `WishRefused` if there is none (C1)."""
    groups = run.copy.groups
    if request.group in groups:
        return groups[request.group]
    raise WishRefused(
        message("no group of this project is called “%(group)s”", group=request.group),
        propose_one_of(request.group, groups),
    )


def find_meeting(request: Request, group: Group, run: Run) -> Meeting:
    """Return the meeting of a request; raise `WishRefused` if there is none (C1)."""
    target = request.target
    meeting = find_same_meeting(run.moved.get((group.slug, target), target), group)
    if meeting is not None:
        return meeting
    raise WishRefused(
        message(
            "%(group)s has no meeting on %(moment)s about “%(about)s”",
            group=group.name,
            moment=f"{target.starts:%Y-%m-%d %H:%M}",
            about=target.theme or target.title or "",
        ),
        propose_meetings(group),
    )


def propose_meetings(group: Group) -> Message:
    """Return the remedy for a meeting that a group does not have."""
    known = [f"{each.starts:%Y-%m-%d %H:%M}" for each in group.meetings]
    if not known:
        return message(
            "It may have been moved or cancelled since: the group has no meeting any more. Ask for"
            " a new request, made on the page as it is now."
        )
    return message(
        "It may have been moved or cancelled since (its meetings: %(known)s). Ask for a new"
        " request, made on the page as it is now.",
        known=list_names(known),
    )


def find_same_meeting(target: RequestedMeeting, group: Group) -> Meeting | None:
    """Return the meeting of a group with this start and subject; None if there is none."""
    theme, title = target.theme, fold(target.title or "")
    for each in group.meetings:
        is_meant = each.theme == theme if theme else fold(each.title or "") == title
        if each.starts == target.starts and is_meant:
            return each
    return None


def find_group_before(group: Group, run: Run) -> Group:
    """Return a group as it was before the run."""
    return run.first.groups[group.slug]


def find_usual_venue(group: Group, copy: WorkingCopy) -> str | None:
    """Return the venue of a group's meetings that set no other."""
    node = find_value(parse_root(copy.text_of(group)), "place")
    return None if node is None else str(node.value) or None


# --- stale requests --------------------------------------------------------------------------


def refuse_stale(request: Request, group: Group, meeting: Meeting, run: Run) -> None:
    """Raise `WishRefused` if a request was based on another state (C2)."""
    before = find_same_meeting(request.target, find_group_before(group, run)) or meeting
    states = [read_meeting_state(group, meeting), read_meeting_state(group, before)]
    based_on = {key: request.was.get(key) for key in STATE} | {**request.was}
    keys = dict.fromkeys((*based_on, *states[0], *states[1]))
    refuse_changed(
        label_key(key)
        for key in keys
        if speaks_to(group, key)
        and not any(are_alike(key, based_on.get(key), state.get(key)) for state in states)
    )


def refuse_changed(labels: Iterable[Message]) -> None:
    """Raise `WishRefused` that names the changed values, if there are any."""
    names = list(labels)
    if names:
        stale = message(
            "the request is based on another state: since then this has changed: %(what)s",
            what=reduce(join_changed, names),
        )
        raise WishRefused(stale, NEW_REQUEST)


def join_changed(before: Message, last: Message) -> Message:
    """Return two names with a semicolon between: a part's name has a comma before its audience."""
    return message("%(before)s; %(last)s", before=before, last=last)


def read_meeting_state(group: Group, meeting: Meeting) -> dict[str, str | None]:
    """Return the values in force for a meeting, by the keys of `Request.was`."""
    minutes = int(meeting.duration.total_seconds()) // 60
    return {
        "duration": f"{minutes} min",
        "policy": meeting.policy or group.policy,
        "place": meeting.venue,
        **{
            f"releases.{part}.{audience}": rule.text
            for part, rules in meeting.releases.items()
            for audience, rule in rules.items()
            if part in RULED_PARTS
        },
    }


def speaks_to(group: Group, key: str) -> bool:
    """Return whether a key concerns an audience that the group has."""
    return group.readers or not key.endswith(f".{Audience.READER}")


def are_alike(key: str, one: str | None, other: str | None) -> bool:
    """Return whether two values of a key mean the same, however they are written."""
    if one is None or other is None:
        return one == other
    one, other = simplify_characters(one), simplify_characters(other)
    if key == "duration":
        return parse_length(one) == parse_length(other)
    if key.startswith("releases."):
        with suppress(RuleNotUnderstood):
            return parse_rule(one).rule == parse_rule(other).rule
    return fold(one) == fold(other) if key == "place" else one == other


# --- wanted values ---------------------------------------------------------------------------


def check_values(request: Request, also: Collection[str] = ()) -> Values:
    """Return the values of a request, normalised; raise `WishRefused` for other keys.

    ``also`` are further keys that this wish may set. Unknown policies, rules and themes are found
    when the file is read again.
    """
    sets = {
        key: join_on_one_line(value)
        if key in WORDED or value is None
        else simplify_characters(join_on_one_line(value) or "")
        for key, value in request.sets.items()
    }
    for key, value in sets.items():
        if not is_known(key) and key not in also:
            refuse_key(key)
        if key == "starts" and not is_moment(value):
            raise WishRefused(
                message("“%(text)s” is not the start of a meeting", text=value or "~"), NEW_REQUEST
            )
    return sets


def refuse_key(key: str) -> NoReturn:
    """Raise `WishRefused` for a key that a wish cannot set."""
    raise WishRefused(
        message("a meeting has nothing called “%(key)s” that can be set", key=key),
        message("Update parution, or ask for what is wanted in words."),
    )


def is_moment(text: str | None) -> bool:
    """Return whether a text is a local moment in the format of requests."""
    try:
        return parse_local_moment(text or "").strftime(LOCAL_FORMAT) == text
    except ValueError:
        return False


def is_known(key: str) -> bool:
    """Return whether a request may set a key of a meeting."""
    match key.split("."):
        case ["starts" | "duration" | "policy" | "place"]:
            return True
        case ["releases", part, audience]:
            return part in list(Part) and audience in RULED
        case _:
            return False


def join_on_one_line(value: str | None) -> str | None:
    """Return a value on one line, without excess spaces."""
    return None if value is None else " ".join(value.split())


def holds(key: str, value: str | None, meeting: Meeting, own: Mapping[str, str]) -> bool:
    """Return whether a meeting itself already has the wanted value (C3)."""
    if key.startswith("releases."):
        _, part, audience = key.split(".")
        rule = meeting.releases.get(Part(part), {}).get(Audience(audience))
        return are_alike(key, value, rule.text if rule else None)
    if key == "starts":
        return value == meeting.starts.strftime(LOCAL_FORMAT)
    return value == meeting.theme if key == "theme" else are_alike(key, value, own.get(key))


def label_key(key: str) -> Message:
    """Return the label of a key."""
    if key in LABELS:
        return LABELS[key]
    if not is_known(key):
        return Message("%(key)s", (("key", key),))
    _, part, audience = key.split(".")
    return message(
        "%(part)s, %(audience)s", part=PARTS[Part(part)], audience=AUDIENCES[Audience(audience)]
    )
