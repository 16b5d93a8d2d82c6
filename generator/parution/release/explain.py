"""Finds the decisions for `parution explain`: who sees which part, and why."""

from __future__ import annotations

from datetime import datetime

from parution.domain import ARCHIVES, Audience, Catalogue, Decision, Part
from parution.release.decide import Decisions


def explain(
    catalogue: Catalogue,
    instant: datetime,
    group: str | None = None,
    theme: str | None = None,
    audience: Audience | None = None,
    part: Part | None = None,
) -> tuple[Decision, ...]:
    """Return the matching decisions by site, then theme, then part; all without arguments.

    `group` is a slug; without one, the result includes the public site. It includes an archive only
    if `audience` is the archive's, because the groups' decisions cover its content. `theme` is an
    address. Unknown values match nothing. Raise ValueError if `instant` is naive.
    """
    decisions = Decisions(catalogue, instant)
    return tuple(
        Decision(site, address, openness)
        for site in decisions.sites
        if group in (None, site.group) and audience in (None, site.audience)
        if site not in ARCHIVES or audience
        for address in decisions.outlooks(site)
        if theme in (None, address)
        for openness in decisions.outlook(site, address)
        if part in (None, openness.part)
    )
