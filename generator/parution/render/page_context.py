"""The data that templates get about a page: public facts and the page's own part, no more."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from parution.domain import Catalogue, Change, Part, Theme
from parution.domain.messages import Translate, message
from parution.domain.themes import YEARS_UNTIL_STALE
from parution.language import labels
from parution.language.dates import word_date
from parution.render.headings import Heading
from parution.render.page_sources import PageKind, Source
from parution.rendition import Slot


@dataclass(frozen=True, slots=True)
class ChangeView:
    """A dated note about a change to a text, for templates."""

    day: str
    """ISO 8601."""

    words: str
    text: str


class Replacement(NamedTuple):
    """The theme that replaces another."""

    title: str
    address: str


@dataclass(frozen=True, slots=True)
class PageContext:
    """The variable ``parution`` of the page templates."""

    kind: str
    """``part`` or ``shell``."""

    part: str
    """The part's name, empty for a shell."""

    home: str
    """Relative address of the site's home: ``../../../`` or ``./``."""

    notice: str
    """The association's sentence for every page."""

    edition: str
    """The name of the theme's edition; « Our subjects » for a group's own; empty for a shell."""

    theme: Theme | None
    reading_minutes: int
    """Time to read the page's own text."""

    searched_until: str
    reviewed: str
    """Days in words; empty if not given."""

    changes: tuple[ChangeView, ...] = ()
    """The changes to this part's text, newest first."""

    replaced_by: Replacement | None = None
    stale_after: int = YEARS_UNTIL_STALE
    """Age in years at which a theme's last review is too old."""
    stale_from: str = ""
    """The day (ISO 8601) from which the theme's last review is too old; empty without a review."""

    has_pages: bool = False
    """Whether the association has pages about itself."""

    contents: tuple[Heading, ...] = ()
    """The headings of the text."""


def title_page(source: Source, translate: Translate) -> str:
    """Return the heading of a page; a slot for a shell."""
    if source.kind is PageKind.PAGE:
        return source.title
    if source.theme is None or source.part is None:
        return Slot("title").marker
    if source.title:
        return source.title
    if source.part is Part.PRESENTATION:
        return source.theme.title
    return labels.PARTS[source.part].text(translate)


def make_context(
    source: Source,
    reading_minutes: int,
    contents: tuple[Heading, ...],
    catalogue: Catalogue,
    translate: Translate,
) -> PageContext:
    """Return the template variables of a page; ``reading_minutes`` is the time to read it."""
    theme = source.theme
    return PageContext(
        kind=source.kind.value,
        part=source.part.value if source.part else "",
        home="../" * source.path.count("/") or "./",
        notice=catalogue.settings.notice or "",
        has_pages=catalogue.association_pages.are_for_all,
        edition=name_edition(theme, translate) if theme else "",
        theme=theme,
        reading_minutes=reading_minutes,
        searched_until=word_day(theme.searched_until if theme else None, translate),
        reviewed=word_day(theme.reviewed if theme else None, translate),
        changes=list_changes(source, translate),
        contents=contents,
        replaced_by=find_replacement(theme, catalogue),
        stale_from=find_stale_day(theme),
    )


def name_edition(theme: Theme, translate: Translate) -> str:
    """Return the line above the titles of a theme's pages: the edition, or « Our subjects »."""
    return theme.edition if theme.owner is None else message("Our subjects").text(translate)


def find_replacement(theme: Theme | None, catalogue: Catalogue) -> Replacement | None:
    """Return the theme that replaces this one, if any."""
    if theme is None or theme.replaced_by is None:
        return None
    return Replacement(catalogue.themes[theme.replaced_by].title, theme.replaced_by)


def find_stale_day(theme: Theme | None) -> str:
    """Return the day (ISO 8601) from which a theme's last review is too old; empty without one."""
    reviewed = theme and (theme.reviewed or theme.searched_until)
    if not reviewed:
        return ""
    # The anniversary of 29 February is 1 March.
    leap = (reviewed.month, reviewed.day) == (2, 29)
    later = date(reviewed.year + YEARS_UNTIL_STALE, 3 if leap else reviewed.month, 1)
    return later.replace(day=1 if leap else reviewed.day).isoformat()


def list_changes(source: Source, translate: Translate) -> tuple[ChangeView, ...]:
    """Return the changes to the text of a part, newest first."""
    document = source.theme.documents.get(source.part) if source.theme and source.part else None
    return tuple(
        ChangeView(change.day.isoformat(), word_day(change.day, translate), change.text)
        for change in sorted(document.changes if document else (), key=get_day, reverse=True)
    )


def get_day(change: Change) -> date:
    """Return the day of a change."""
    return change.day


def word_day(value: date | None, translate: Translate) -> str:
    """Return a day in words; empty for None."""
    return word_date(value, translate, weekday=False) if value else ""
