"""Check whether going back to a snapshot would show parts that are hidden now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime

from parution.audit.leaks import Leak, LeakKind
from parution.domain import Catalogue, Part, Site
from parution.release import Decisions

Shown = Mapping[Site, Mapping[str, tuple[Part, ...]]]
"""The parts that each site showed when it was written, by theme."""


def find_reopened(catalogue: Catalogue, instant: datetime, shown: Shown) -> Iterator[Leak]:
    """Yield a leak for each part that was shown then but is hidden at an instant (aware).

    An old snapshot may hold an older wording of a hidden part, which a search for today's words
    would miss; so the parts that it showed are compared besides its texts.
    """
    decisions = Decisions(catalogue, instant)
    sites = frozenset(decisions.sites)
    for site, themes in shown.items():
        visible = decisions.visible(site) if site in sites else {}
        for theme, parts in themes.items():
            for part in parts:
                if part not in visible.get(theme, ()):
                    yield Leak(LeakKind.REOPENED, site, "", (theme, part))
