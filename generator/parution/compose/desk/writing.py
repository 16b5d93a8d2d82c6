"""Initial content of the desk's forms for minutes and answers, as data in its page.

The page holds the minutes as they were written, under the seals of the pages that show them
(docs/decisions/0119), and the references that they may cite: those of the group, and those of the
themes on which it met.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date

from parution.compose.desk.year import PAST_MEETINGS
from parution.compose.plans import Stored, Value
from parution.compose.views import MinutesView, SiteView
from parution.domain import Part

DATA = '<script type="application/json" id="{}">'
END = "</script>"

CITABLE = "citable"
"""Name of the piece that lists a theme's references for the forms."""


def collect_writing_data(view: SiteView) -> Value:
    """Return the data of the forms as script elements: editable minutes, citable references."""
    return (
        *(DATA.format("desk-minutes"), "[", *list_editable_minutes(view), "]", END),
        *(DATA.format("desk-references"), "{", *list_citable(view), "}", END),
    )


def list_editable_minutes(view: SiteView) -> Iterator[str | Stored]:
    """Yield the minutes that can be edited or answered, soonest first, as JSON list items.

    While minutes wait for a theme to be announced, only their day is given.
    """
    days = collect_days_at_hand(view)
    for number, each in enumerate(m for m in view.minutes if m.day in days or is_open(m)):
        if number:
            yield ","
        yield (
            Stored(each.texts.in_form)
            if each.texts
            else json.dumps({"day": each.day.isoformat(), "withheld": True})
        )


def is_open(minutes: MinutesView) -> bool:
    """Return whether a question of a meeting has no answer yet."""
    return any(question.answered is None for question in minutes.questions)


def collect_days_at_hand(view: SiteView) -> set[date]:
    """Return the days of the past year's meetings and of those to come."""
    over = [each for each in view.meetings if each not in view.meetings_ahead]
    return {each.starts.date() for each in (*over[-PAST_MEETINGS:], *view.meetings_ahead)}


def list_citable(view: SiteView) -> Iterator[str | Stored]:
    """Yield the citable references as JSON: lists by theme address, the group's own under ""."""
    days = collect_days_at_hand(view) | {each.day for each in view.minutes if is_open(each)}
    met = (each.theme for each in view.meetings if each.theme and each.starts.date() in days)
    themes = (view.theme(address) for address in dict.fromkeys(theme.address for theme in met))
    lists = {
        theme.theme.address: theme.piece(Part.REFERENCES, CITABLE)
        for theme in themes
        if theme.shows(Part.REFERENCES)
    }
    found = {address: digest for address, digest in {"": view.citable, **lists}.items() if digest}
    for number, (address, digest) in enumerate(found.items()):
        yield f"{',' if number else ''}{json.dumps(address)}:"
        yield Stored(digest)
