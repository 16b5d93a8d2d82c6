"""The parts of a theme as steps of a path, with their states."""

from __future__ import annotations

from dataclasses import dataclass

from parution.compose.context import Context
from parution.compose.pages.reasons import word_openness
from parution.compose.relative_links import link_from
from parution.compose.views import ThemeView
from parution.domain import Openness, Part, Reason
from parution.language import labels
from parution.language.dates import format_utc_iso, word_moment


@dataclass(frozen=True, slots=True)
class PartStep:
    """A part of a theme, as a page lists it."""

    part: Part
    label: str
    link: str
    state: str
    """``open``, ``closed`` or ``reserved``."""

    current: bool
    when: str
    """The time at which it opens, in words; « ouvert » for an open part."""

    reading_minutes: int | None
    """Reading time; None for a closed part."""

    moment: str = ""
    """The time at which it opens, alone; empty if it is open or has no date."""

    opens_at: str = ""
    """The same in UTC, for scripts."""


def list_steps(
    context: Context, view: ThemeView, origin: str, timed: bool = True
) -> tuple[PartStep, ...]:
    """Return the theme's parts in reading order, with links from the page at ``origin``.

    ``timed`` adds reading times; lists that do not show them pass False.
    """
    return tuple(
        context.once(
            make_step,
            view.path(openness.part),
            openness,
            estimate_reading_time(view, openness) if timed else None,
            origin,
        )
        for openness in view.outlook
    )


def estimate_reading_time(view: ThemeView, openness: Openness) -> int | None:
    """Return the reading time of a part in minutes; None if it is closed."""
    return view.reading_minutes(openness.part) if openness.visible else None


def make_step(
    context: Context, target: str, openness: Openness, reading_minutes: int | None, origin: str
) -> PartStep:
    """Return the part whose page is ``target``, with a link from the page at ``origin``."""
    awaited = None if openness.visible else openness.opens_at
    return PartStep(
        part=openness.part,
        label=context.say(labels.PARTS[openness.part]),
        link=link_from(origin, target),
        state=name_state(openness.visible, openness.reason),
        current=target == origin,
        when=word_openness(openness, context.zone, context.translate),
        reading_minutes=reading_minutes,
        moment=word_moment(awaited, context.zone, context.translate) if awaited else "",
        opens_at=format_utc_iso(awaited) if awaited else "",
    )


def name_state(visible: bool, reason: Reason) -> str:
    """Return the CSS class of a step's state."""
    if visible:
        return "open"
    return "reserved" if reason is Reason.NOT_FOR_AUDIENCE else "closed"
