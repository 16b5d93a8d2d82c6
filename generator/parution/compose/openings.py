"""The dated openings of a site, past and to come, as calendars and feeds tell them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from parution.compose.context import Desk
from parution.domain import Edition, Opening, Site
from parution.release import in_utc

LASTING = timedelta(days=366)
"""How long the openings of an edition are told after it has opened to everybody."""


def openings(desk: Desk, site: Site) -> tuple[Opening, ...]:
    """Return what has a date on a site, soonest first; years that are past are told no more.

    So calendars and feeds stay as short as a year, however long the archive.
    """
    return tuple(sorted(_dated(desk, site), key=lambda opening: opening.opens_at))


def has_happened(desk: Desk, opening: Opening) -> bool:
    """Tell whether an opening lies in the past at the instant."""
    return opening.opens_at <= desk.instant


def is_told(desk: Desk, edition: Edition) -> bool:
    """Tell whether an edition still has openings that are news to somebody."""
    days = [day for day in (edition.opens_to_all, edition.opens_to_public) if day is not None]
    return not days or any(in_utc(day, desk.zone) + LASTING > desk.instant for day in days)


def _dated(desk: Desk, site: Site) -> Iterator[Opening]:
    for edition in desk.catalogue.editions:
        if not is_told(desk, edition):
            continue
        for theme in edition.themes:
            for openness in desk.decisions.outlook(site, theme.address):
                if openness.opens_at is not None:
                    yield Opening(
                        openness.opens_at, site.group, site.audience, theme.address, openness.part
                    )
