"""When a site may become another: until then nobody need compose it anew.

What a site shows depends on the instant only through what has happened by then. So a plan stays
right from its instant until the first of these moments, each the edge of a comparison that
composing makes with the instant:

M1  a part opens on the site, or on the members' that a facilitator's home tells about;
M2  an opening is no longer told as new;
M3  a meeting is over;
M4  an edition opens to all, and its openings are no longer told in calendars and feeds;
M5  the day comes on which a theme was last reviewed, and a feed announces it.

To name a moment too many costs a site composed for nothing; to forget one would leave a site as it
was. So they are tried against builds from nothing (``tests/proof/test_determinism.py``).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from parution.compose.agenda import RECENTLY
from parution.compose.context import Desk
from parution.compose.feed import reviewed_at
from parution.compose.openings import LASTING
from parution.domain import Audience, Site
from parution.release import in_utc


def changes(desk: Desk, site: Site) -> tuple[datetime | None, datetime | None]:
    """Return the moments around the instant at which a site may change, or have changed.

    At the first, or ever since when there is none, it became what it is; it is that until the
    second, or for ever.
    """
    every = set(moments(desk, site))
    last = max((moment for moment in every if moment <= desk.instant), default=None)
    following = min((moment for moment in every if moment > desk.instant), default=None)
    return last, following


def moments(desk: Desk, site: Site) -> Iterator[datetime]:
    """Yield every moment, past or to come, at which a site may change."""
    members = replace(site, audience=Audience.MEMBER)
    watched = (site, members) if site.audience is Audience.FACILITATOR else (site,)
    for outlook in {
        outlook for each in watched for outlook in desk.decisions.outlooks(each).values()
    }:
        for openness in outlook:
            if openness.opens_at is not None:
                yield openness.opens_at  # M1
                yield openness.opens_at + RECENTLY  # M2
    group = desk.group(site)
    for meeting in group.meetings if group else ():
        yield in_utc(meeting.starts, desk.zone) + meeting.duration  # M3
    yield from desk.once("moments of all sites", lambda: tuple(moments_of_all(desk)))


def moments_of_all(desk: Desk) -> Iterator[datetime]:
    """Yield the moments at which every site may change."""
    for edition in desk.catalogue.editions:
        for day in (edition.opens_to_all, edition.opens_to_public):
            if day is not None:
                yield in_utc(day, desk.zone)  # M4
                yield in_utc(day, desk.zone) + LASTING
        for theme in edition.themes:
            reviewed = reviewed_at(desk, theme)
            if reviewed is not None:
                yield reviewed  # M5
