"""The parts of a theme as the steps of a path, with their states."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from parution.compose.pages.reasons import when
from parution.compose.pages.relative_links import page_path, relative
from parution.domain import Openness, Outlook, Part, Reason, Theme
from parution.language import labels

if TYPE_CHECKING:
    from parution.compose.context import Desk


@dataclass(frozen=True, slots=True)
class Step:
    """One part of a theme as a page shows it in the theme's path."""

    part: Part
    label: str
    link: str
    state: str
    """``open``, ``closed`` or ``reserved``."""

    current: bool
    when: str
    """When it opens, in words; « ouvert » for a part that is."""

    minutes: int | None
    """Time to read it; only for a part that is visible."""


def steps(desk: Desk, theme: Theme, outlook: Outlook, origin: str) -> tuple[Step, ...]:
    """Return the theme's parts in reading order, as seen from the page at ``origin``."""
    return tuple(
        desk.once(
            ("step", theme.address, openness, origin),
            lambda openness=openness: step(desk, theme, openness, origin),  # type: ignore[misc]
        )
        for openness in outlook
    )


def step(desk: Desk, theme: Theme, openness: Openness, origin: str) -> Step:
    """Return one part of a theme, as seen from the page at ``origin``."""
    target = page_path(theme.address, openness.part)
    page = desk.rendered(theme).pages[openness.part]
    return Step(
        part=openness.part,
        label=labels.PARTS[openness.part].text(desk.translate),
        link=relative(origin, target),
        state=state(openness.visible, openness.reason),
        current=target == origin,
        when=when(openness, desk.zone, desk.translate),
        minutes=page.minutes if openness.visible else None,
    )


def states(outlook: Outlook) -> tuple[str, ...]:
    """Return the states of a theme's parts, without a date."""
    return tuple(state(openness.visible, openness.reason) for openness in outlook)


def state(visible: bool, reason: Reason) -> str:
    """Return the word by which a step's state is styled."""
    if visible:
        return "open"
    return "reserved" if reason is Reason.NOT_FOR_AUDIENCE else "closed"
