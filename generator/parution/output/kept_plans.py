"""Keeps the plans of sites from build to build, so that unchanged sites are not composed again.

Most evenings change the sites of two or three groups only. For a site whose plan is still right the
build composes nothing and compares a few digests. If its files are needed after all (somebody
emptied ``site_dir``, say), the build composes it then.

A plan is right within the window that its comparisons left, and while sources, programs, templates,
secret and settings are the same.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import cache, partial

from parution.cache import Recorder, Shelf, Trace
from parution.cache.digests import digest_texts
from parution.compose import Layer, Object, SitePlan
from parution.domain import Site
from parution.domain.instant import Instant, Window

Compose = Callable[[Sequence[Site]], Sequence[SitePlan]]
"""A function that composes sites, their search included."""

Row = tuple[str, Mapping[str, str], Window]
"""The kept form of a plan: its folder, the digests of its layers by name, its window."""


class KeptPlans:
    """The kept plans of all sites of a project."""

    def __init__(self, shelf: Shelf, made_from: str, instant: datetime) -> None:
        """Read the kept plans; ``made_from`` digests all that they depend on but the instant.

        If it is empty, keep no plans and find none: nobody knows on what they depend.
        """
        self._shelf = shelf
        self._made_from = made_from
        self._recorder = Recorder(Instant(instant), {})

    @property
    def sites(self) -> tuple[Site, ...]:
        """All sites, in order; empty if no earlier build kept them."""
        found = self._shelf.find(self._make_key("sites")) if self._made_from else None
        return found.value if found else ()

    def plans(self, sites: Sequence[Site], compose: Compose) -> list[SitePlan]:
        """Return the plan of each site: the kept one if it is still right, else a new one."""
        kept = {site: found for site in sites if (found := self._find(site))}
        due = [site for site in sites if site not in kept]
        made = {plan.site: plan for plan in compose(due)} if due else {}
        if self._made_from:
            self._shelf.keep(self._make_key("sites"), tuple(sites))
            for plan in made.values():
                self._keep(plan)
        again = cache(lambda: {plan.site: plan for plan in compose([*kept])})
        return [made.get(site) or make_plan(site, kept[site], again) for site in sites]

    def _make_key(self, name: str) -> str:
        return digest_texts((self._made_from, name))

    def _find(self, site: Site) -> Row | None:
        if not self._made_from:
            return None
        found = self._shelf.find(self._make_key(repr(site)), self._recorder)
        return found.value if found else None

    def _keep(self, plan: SitePlan) -> None:
        layers = {name: layer.digest for name, layer in plan.layers.items()}
        key, trace = self._make_key(repr(plan.site)), Trace(window=plan.window)
        self._shelf.keep(key, (plan.folder, layers, plan.window), trace, self._recorder)


def make_plan(site: Site, kept: Row, again: Callable[[], Mapping[Site, SitePlan]]) -> SitePlan:
    """Return a kept plan; looking into a layer calls ``again``, which composes all such plans."""

    folder, layers, window = kept

    def entries(name: str) -> Mapping[str, Object]:
        return again()[site].layers[name].entries

    lazy = {name: Layer(digest, partial(entries, name)) for name, digest in layers.items()}
    return SitePlan(site, folder, lazy, window=window)
