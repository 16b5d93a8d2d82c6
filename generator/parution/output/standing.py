"""The plans that earlier builds made and that time has not changed, kept from build to build.

Meetings pass, but on most evenings for two or three groups only. A site whose plan still stands is
neither composed nor looked at again: a few digests stand for it. Should its files be needed after
all, because ``site_dir`` was emptied say, it is composed then.

A plan stands from the instant it was made for until the first moment that may change it, and only
for what it was made from: the same sources, programs, templates, secret and settings.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache, partial
from typing import Any

from parution.compose import Layer, Object, SitePlan
from parution.domain import Audience, Site
from parution.private_store import PrivateStore, replace_file

FILE = "standing.json"

Compose = Callable[[Sequence[Site]], Sequence[SitePlan]]
"""Composes sites, their search included."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What is remembered of a plan."""

    site: Site
    folder: str
    layers: Mapping[str, str]
    """Digests by name."""

    since: datetime
    until: datetime | None

    def holds(self, instant: datetime) -> bool:
        """Tell whether the site is at an instant what it was when it was composed."""
        return self.since <= instant and (self.until is None or instant < self.until)

    @classmethod
    def of(cls, plan: SitePlan, instant: datetime) -> Standing:
        """Return what to remember of a plan made for an instant."""
        layers = {name: layer.digest for name, layer in plan.layers.items()}
        return cls(plan.site, plan.folder, layers, instant, plan.until)


class StandingPlans:
    """The plans remembered for all sites of a project."""

    def __init__(self, store: PrivateStore, made_from: str) -> None:
        """Begin with what is remembered; ``made_from`` digests everything but the instant.

        With an empty one nothing is remembered: nobody knows what the plans are made from.
        """
        self._path = store.folder / FILE
        self._made_from = made_from
        self._before = self._load()
        self._now: dict[Site, Standing] = {}

    def plans(self, sites: Sequence[Site], instant: datetime, compose: Compose) -> list[SitePlan]:
        """Return the plan of each site at an instant: remembered if it stands, else composed."""
        due = [site for site in sites if not self._stands(site, instant)]
        made = {plan.site: plan for plan in compose(due)} if due else {}
        self._now = {
            site: Standing.of(made[site], instant) if site in made else self._before[site]
            for site in sites
        }
        standing = [site for site in sites if site not in made]
        again = cache(lambda: {plan.site: plan for plan in compose(standing)})
        return [made.get(site) or self._remembered(site, again) for site in sites]

    @property
    def sites(self) -> tuple[Site, ...]:
        """The sites of which something is remembered, in their order."""
        return tuple(self._before)

    def save(self) -> None:
        """Keep what stands now, for the next build."""
        if self._made_from and self._now != self._before:
            rows = [written(standing) for standing in self._now.values()]
            text = json.dumps({"made_from": self._made_from, "sites": rows})
            replace_file(self._path, text.encode(), 0o600)

    def _stands(self, site: Site, instant: datetime) -> bool:
        return site in self._before and self._before[site].holds(instant)

    def _remembered(self, site: Site, again: Callable[[], Mapping[Site, SitePlan]]) -> SitePlan:
        """Return a site's plan; what is in a layer is asked of all plans made again, together."""
        standing = self._before[site]

        def entries(name: str) -> Mapping[str, Object]:
            return again()[site].layers[name].entries

        layers = {
            name: Layer(digest, partial(entries, name)) for name, digest in standing.layers.items()
        }
        return SitePlan(site, standing.folder, layers, until=standing.until)

    def _load(self) -> dict[Site, Standing]:
        try:
            kept = json.loads(self._path.read_bytes())
            if not self._made_from or kept["made_from"] != self._made_from:
                return {}
            return {standing.site: standing for standing in map(understood, kept["sites"])}
        except (OSError, ValueError, KeyError, TypeError):
            return {}


def written(standing: Standing) -> dict[str, Any]:
    """Return a standing plan as JSON can hold it."""
    return {
        "group": standing.site.group,
        "audience": standing.site.audience,
        "folder": standing.folder,
        "layers": dict(standing.layers),
        "since": standing.since.isoformat(),
        "until": standing.until and standing.until.isoformat(),
    }


def understood(row: dict[str, Any]) -> Standing:
    """Return the standing plan that was written so."""
    return Standing(
        Site(row["group"], Audience(row["audience"])),
        row["folder"],
        row["layers"],
        datetime.fromisoformat(row["since"]),
        datetime.fromisoformat(row["until"]) if row["until"] else None,
    )
