"""A group's own texts, as the sites of that group see them."""

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
    """Without answers, which are pieces of `texts`."""

    texts: MinutesTexts | None
    """None while they cite a theme's references that are closed to the site."""

    is_draft: bool
    """Whether only the facilitator sees them."""


def is_for(own: Own[Content], site: Site) -> bool:
    """Return whether a site may show an own text of a group."""
    is_facilitators = site.audience is Audience.FACILITATOR
    return own.group == site.group and (is_facilitators or not own.for_facilitator)


def open_own(own: Own[Content], site: Site) -> Content:
    """Return the content of a group's own text; raise `WouldLeak` for other groups' sites (D6)."""
    if not is_for(own, site):
        raise WouldLeak(own, f"the site of {site.group or 'the public'} for a {site.audience}")
    return own._content


def open_if_for(own: Own[Content] | None, site: Site) -> Content | None:
    """Return the content of a group's own text; None if the site may not show it."""
    return open_own(own, site) if own and is_for(own, site) else None


def list_minutes(
    own: OwnRendition,
    site: Site,
    texts_of: Callable[[MinutesTexts | Sealed[Any]], MinutesTexts | None],
) -> Iterator[MinutesView]:
    """Yield the minutes that a site may show; ``texts_of`` opens those that cite a theme."""
    for each in own.minutes:
        if is_for(each, site):
            minutes = open_own(each, site)
            texts = texts_of(minutes.texts)
            yield MinutesView(minutes.day, minutes.questions, texts, each.for_facilitator)


def get_own_version(rendition: Rendition, slug: str) -> Digest:
    """Return the digest of a group's own texts."""
    return rendition.own.get(slug, NO_WRITINGS).version
