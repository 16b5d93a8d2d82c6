"""What a group wrote for itself, as the sites of that group see it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from parution.compose.views.theme_view import WouldLeak
from parution.domain import Audience, Question, Site
from parution.rendition import Digest, MinutesTexts, Own, OwnRendition, Rendition, Sealed

Content = TypeVar("Content")

NO_WRITINGS = OwnRendition()


@dataclass(frozen=True, slots=True)
class MinutesView:
    """The minutes of a day."""

    day: date
    questions: tuple[Question, ...]
    """Without the texts of their answers, which are pieces of the texts."""

    texts: MinutesTexts | None
    """None while they cite references of a theme that are closed to the site."""

    is_draft: bool
    """Whether the facilitator alone sees them."""


def is_for(own: Own[Content], site: Site) -> bool:
    """Tell whether a site may show something of a group's own."""
    is_facilitators = site.audience is Audience.FACILITATOR
    return own.group == site.group and (is_facilitators or not own.for_facilitator)


def open_own(own: Own[Content], site: Site) -> Content:
    """Return something of a group's own; raise `WouldLeak` for a site of another group (D6)."""
    if not is_for(own, site):
        raise WouldLeak(own, f"the site of {site.group or 'the public'} for a {site.audience}")
    return own._content


def open_if_for(own: Own[Content] | None, site: Site) -> Content | None:
    """Return something of a group's own where there is some and the site may show it."""
    return open_own(own, site) if own and is_for(own, site) else None


def minutes_shown(
    own: OwnRendition,
    site: Site,
    texts_of: Callable[[MinutesTexts | Sealed[Any]], MinutesTexts | None],
) -> Iterator[MinutesView]:
    """Yield the minutes that a site may show; ``texts_of`` opens what cites a theme."""
    for each in own.minutes:
        if is_for(each, site):
            minutes = open_own(each, site)
            texts = texts_of(minutes.texts)
            yield MinutesView(minutes.day, minutes.questions, texts, each.for_facilitator)


def own_version(rendition: Rendition, slug: str) -> Digest:
    """Return what tells what a group wrote from anything else it might write."""
    return rendition.own.get(slug, NO_WRITINGS).version
