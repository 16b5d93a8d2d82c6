"""Who may hold what, as bits: a thing may stand in a site that has one of the rights it asks for.

Every part of every theme is a right, granted to the sites that show it; every site is a right,
granted to itself. What asks for no right may stand nowhere.
"""

from __future__ import annotations

from collections.abc import Iterable

from parution.domain import ARCHIVE, FACILITATORS_ARCHIVE, Audience, Part, Site
from parution.release import Decisions

Rights = int
"""A set of rights, one bit each."""

NOBODY: Rights = 0
"""What asks for this may stand nowhere."""

EVERYBODY: Rights = 1
"""What asks for this is a public fact."""

PartOf = tuple[str, Part]
"""A theme's address and one of its parts."""


class Book:
    """The rights of every site at one instant, as `parution.release` decides them."""

    def __init__(self, decisions: Decisions) -> None:
        self._decisions = decisions
        parts = {
            (theme, openness.part)
            for site in decisions.sites
            for theme, outlook in decisions.outlooks(site).items()
            for openness in outlook
        }
        self._parts: dict[PartOf, Rights] = {
            part: 1 << number for number, part in enumerate(sorted(parts), start=1)
        }
        first = len(parts) + 1
        self._sites = {site: 1 << n for n, site in enumerate(decisions.sites, start=first)}

    @property
    def order(self) -> tuple[tuple[PartOf, ...], tuple[Site, ...]]:
        """The parts and the sites, in the order of the bits that stand for them."""
        return tuple(self._parts), tuple(self._sites)

    def part(self, theme: str, part: Part) -> Rights:
        """Return the right to show a part."""
        return self._parts[theme, part]

    def any_part(self, theme: str, parts: Iterable[Part]) -> Rights:
        """Return the rights of which each allows to show one of these parts."""
        rights = NOBODY
        for part in parts:
            rights |= self._parts[theme, part]
        return rights

    def site(self, site: Site) -> Rights:
        """Return the right that one site alone has."""
        return self._sites[site]

    def group(self, slug: str) -> Rights:
        """Return the rights of which each of a group's sites has one, and no other site."""
        rights = NOBODY
        for site, right in self._sites.items():
            if site.group == slug:
                rights |= right
        return rights

    def among(self, sites: Rights, parts: Iterable[PartOf]) -> Rights:
        """Return, of the rights of some sites, those of the sites that show all these parts."""
        asked = [self._parts[part] for part in parts]
        rights = NOBODY
        for site, right in self._sites.items():
            if right & sites and all(part & self.all_of(site) for part in asked):
                rights |= right
        return rights

    def may_name(self, site: Site) -> Rights:
        """Return the rights of which each site has one that may name the address of a site.

        An archive is named by the sites whose readers it is for, and by itself.
        """
        if site == FACILITATORS_ARCHIVE:
            return self.facilitators | self._sites[site]
        if site == ARCHIVE:
            return self._of(Audience.MEMBER, Audience.READER) | self._sites[site]
        return self._sites[site]

    @property
    def facilitators(self) -> Rights:
        """The rights of which each facilitator's site has one, and no other site."""
        return self._of(Audience.FACILITATOR)

    def _of(self, *audiences: Audience) -> Rights:
        rights = NOBODY
        for site, right in self._sites.items():
            if site.audience in audiences:
                rights |= right
        return rights

    def all_of(self, site: Site) -> Rights:
        """Return all rights of a site."""
        rights = EVERYBODY | self._sites[site]
        for theme, parts in self._decisions.visible(site).items():
            rights |= self.any_part(theme, parts)
        return rights

    def first_part(self, rights: Rights) -> PartOf | None:
        """Return the first part among rights; None when none of them is about a part."""
        return next((part for part, right in self._parts.items() if right & rights), None)
