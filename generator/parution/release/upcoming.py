"""Lists the next openings, and the latest ones, on every site or on one.

The lists hold only parts that become visible: a part that is already open to a site, or never opens
to it, is not upcoming there. Openings at one instant are in the order of sites, themes, parts. The
lists leave out the archives, whose parts open to the groups.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta
from operator import attrgetter

from parution.domain import ARCHIVES, Catalogue, Opening, Part, Site
from parution.release.decide import Decisions

_by_time = attrgetter("opens_at")


def list_upcoming(catalogue: Catalogue, instant: datetime) -> tuple[Opening, ...]:
    """Return the openings after `instant`, soonest first; raise ValueError if it is naive."""
    decisions = Decisions(catalogue, instant)
    return sort_soonest_first(
        found
        for site in list_reader_sites(decisions)
        for found in list_upcoming_on(decisions, site)
    )


def list_moments_ahead(catalogue: Catalogue, instant: datetime) -> tuple[datetime, ...]:
    """Return the moments at which the sites must be published again, soonest first, in UTC.

    They are those of all openings, the archives' included: an edition moves to the archive even
    where no reader waits for it. Raise ValueError if `instant` is naive.
    """
    decisions = Decisions(catalogue, instant)
    openings = (found for site in decisions.sites for found in list_upcoming_on(decisions, site))
    return tuple(sorted({each.opens_at for each in openings}))


def list_opened_since(
    catalogue: Catalogue, since: datetime, instant: datetime
) -> tuple[Opening, ...]:
    """Return the openings after `since` up to `instant`, oldest first; both are aware."""
    decisions = Decisions(catalogue, instant)
    return sort_soonest_first(
        found
        for site in list_reader_sites(decisions)
        for found in list_openings(decisions, site, visible=True)
        if found.opens_at > since
    )


def list_reader_sites(decisions: Decisions) -> Iterator[Site]:
    """Yield every site except the archives."""
    return (site for site in decisions.sites if site not in ARCHIVES)


def list_upcoming_on(decisions: Decisions, site: Site) -> tuple[Opening, ...]:
    """Return one site's openings after the instant of `decisions`, soonest first."""
    return sort_soonest_first(list_openings(decisions, site, visible=False))


def list_latest_on(decisions: Decisions, site: Site, lasting: timedelta) -> tuple[Opening, ...]:
    """Return one site's openings in the time ``lasting`` before the instant, newest first."""

    def is_late(opens_at: datetime) -> bool:
        return not decisions.instant.has_reached(opens_at + lasting)

    found = list_openings(decisions, site, visible=True, when=is_late)
    return tuple(sorted(found, key=_by_time, reverse=True))


def list_openings(
    decisions: Decisions,
    site: Site,
    *,
    visible: bool,
    when: Callable[[datetime], bool] = lambda _: True,
) -> Iterator[Opening]:
    """Yield the dated openings of a site: the past ones if ``visible``, else those to come.

    ``when`` picks among their moments.
    """
    # Equal outlooks are one object: the archive has many themes and few of these.
    dated: dict[int, list[tuple[Part, datetime]]] = {}
    for theme, outlook in decisions.outlooks(site).items():
        if id(outlook) not in dated:
            dated[id(outlook)] = [
                (part, opens_at)
                for part, is_visible, opens_at, *_ in outlook
                if opens_at is not None and is_visible is visible and when(opens_at)
            ]
        for part, opens_at in dated[id(outlook)]:
            yield Opening(opens_at, site.group, site.audience, theme, part)


def sort_soonest_first(openings: Iterable[Opening]) -> tuple[Opening, ...]:
    return tuple(sorted(openings, key=_by_time))
