"""What does this group see at this instant, and why: the decisions a person asks about."""

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
    """Return the decisions that match, by site, then theme, then part; all when nothing is asked.

    `group` is a slug; without one the public site is among the answers, and an archive is where its
    audience is asked for: what stands there the decisions of the groups say. `theme` is an address.
    What does not exist matches nothing. Raises ValueError when `instant` is naive.
    """
    decisions = Decisions(catalogue, instant)
    return tuple(
        decision
        for site in decisions.sites
        if group in (None, site.group) and audience in (None, site.audience)
        if site not in ARCHIVES or audience
        for address in decisions.outlooks(site)
        if theme in (None, address)
        for decision in decisions.of(site, address).values()
        if part in (None, decision.part)
    )
