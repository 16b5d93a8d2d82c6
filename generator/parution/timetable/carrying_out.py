"""The functions that carry out the wishes of change texts.

Unknown wishes are refused. To add a kind of wish, add to `WISHES` a function that takes the request
and the run, and returns the new files.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from parution.changes import Request
from parution.domain.messages import Message, message
from parution.timetable.minutes_wishes import (
    answer_question,
    are_alike_in_minutes,
    is_new,
    label_minutes_key,
    write_minutes,
)
from parution.timetable.wishes import (
    Files,
    Run,
    WishRefused,
    add_meeting,
    are_alike,
    cancel_meeting,
    check_values,
    edit_meeting,
    find_same_meeting,
    find_unset,
    label_key,
)

WISHES: Mapping[str, Callable[[Request, Run], Files]] = {
    "edit-meeting": edit_meeting,
    "add-meeting": add_meeting,
    "cancel-meeting": cancel_meeting,
    "minutes": write_minutes,
    "answer": answer_question,
}


def carry_out(request: Request, run: Run) -> Files:
    """Return the files after a request; raise `WishRefused` with the reason."""
    wish = WISHES.get(request.wish)
    if wish is None:
        raise WishRefused(
            message("this version does not know the wish “%(wish)s”", wish=request.wish),
            message("Update parution, or ask for what is wanted in words."),
        )
    return wish(request, run)


def list_contradicted(request: Request, earlier: Request) -> list[Message]:
    """Return labels of the values that a request sets otherwise than an earlier one.

    A question that a request adds contradicts none: it gets a number of its own.
    """
    shared = [key for key in earlier.sets if key in request.sets]
    if WISHES.get(earlier.wish) in (write_minutes, answer_question):
        shared = [key for key in shared if not is_new(key, earlier)]
        alike, label = are_alike_in_minutes, label_minutes_key
    else:
        alike, label = are_alike, label_key
    return [label(key) for key in shared if not alike(key, earlier.sets[key], request.sets[key])]


def is_on_same_meeting(one: Request, other: Request, run: Run) -> bool:
    """Return whether two requests are about one meeting, which one of them may have moved (C1)."""
    present = [
        run.moved.get((each.group, each.target), each.target) if each.group == one.group else None
        for each in (one, other)
    ]
    return present[0] == present[1]


def list_values_left_out(request: Request, run: Run) -> list[Message]:
    """Return labels of the values that an addition cannot set, because its meeting exists."""
    group = run.copy.groups.get(request.group)
    meeting = find_same_meeting(request.target, group) if group else None
    if request.wish != "add-meeting" or group is None or meeting is None:
        return []
    return [label_key(key) for key in find_unset(check_values(request), group, meeting, run)]
