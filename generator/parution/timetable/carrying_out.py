"""The functions that carry out the wishes of change texts.

Unknown wishes are refused. To add a kind of wish, add to `WISHES` a function that takes the request
and the run, and returns the new files.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from parution.changes import Request
from parution.domain.messages import message
from parution.timetable.minutes_wishes import answer_question, write_minutes
from parution.timetable.wishes import (
    Files,
    Run,
    WishRefused,
    add_meeting,
    cancel_meeting,
    edit_meeting,
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
