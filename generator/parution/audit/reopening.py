"""Whether going back to what was shown once would show what is hidden now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime

from parution.audit.leaks import Leak, LeakKind
from parution.domain import Catalogue, Part, Site
from parution.release import Decisions

Shown = Mapping[Site, Mapping[str, tuple[Part, ...]]]
"""The parts that sites showed when they were written, by theme."""


def find_reopened(catalogue: Catalogue, instant: datetime, shown: Shown) -> Iterator[Leak]:
    """Yield what was shown then and may not be shown at an instant (aware).

    An old snapshot may hold an older wording of what is hidden now, which no search for today's
    words would find; so what it showed is compared, beside what it says.
    """
    decisions = Decisions(catalogue, instant)
    sites = frozenset(decisions.sites)
    for site, themes in shown.items():
        visible = decisions.visible(site) if site in sites else {}
        for theme, parts in themes.items():
            for part in parts:
                if part not in visible.get(theme, ()):
                    yield Leak(LeakKind.REOPENED, site, "", (theme, part))
