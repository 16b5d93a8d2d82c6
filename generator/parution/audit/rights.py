"""Rights as bits: a site may hold a text if it has one of the rights that the text requires.

Every part of every theme is a right, granted to the sites that show it; every site is a right,
granted to itself. Nobody may hold a text that lists no right.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from parution.domain import ARCHIVE, FACILITATORS_ARCHIVE, Audience, Part, Site
from parution.release import Decisions

Rights = int
"""A set of rights, one bit each."""

NOBODY: Rights = 0
"""No site may hold texts with these rights."""

EVERYBODY: Rights = 1
"""Public texts, which every site may hold."""

PartOf = tuple[str, Part]
"""The address of a theme, and one of its parts."""


class Book:
    """The rights of every site at one instant, by the decisions of `parution.release`."""

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
        """The parts and the sites, in the order of their bits."""
        return tuple(self._parts), tuple(self._sites)

    def part(self, theme: str, part: Part) -> Rights:
        """Return the right to show a part."""
        return self._parts[theme, part]

    def any_part(self, theme: str, parts: Iterable[Part]) -> Rights:
        """Return the rights to show any one of these parts."""
        rights = NOBODY
        for part in parts:
            rights |= self._parts[theme, part]
        return rights

    def site(self, site: Site) -> Rights:
        """Return the right that only this site has."""
        return self._sites[site]

    def group(self, slug: str) -> Rights:
        """Return the rights of the group's sites, which no other site has."""
        rights = NOBODY
        for site, right in self._sites.items():
            if site.group == slug:
                rights |= right
        return rights

    def openings(self, group: str | None) -> frozenset[datetime]:
        """Return the moments at which parts open on the sites of a group, past and to come.

        None asks for the sites of no group: the public one and the archives.
        """
        outlooks = (
            self._decisions.outlooks(site).values() for site in self._sites if site.group == group
        )
        shared = {id(outlook): outlook for each in outlooks for outlook in each}
        return frozenset(
            openness.opens_at
            for outlook in shared.values()
            for openness in outlook
            if openness.opens_at is not None
        )

    def among(self, sites: Rights, parts: Iterable[PartOf]) -> Rights:
        """Return the rights of those of these sites that show all these parts."""
        asked = [self._parts[part] for part in parts]
        rights = NOBODY
        for site, right in self._sites.items():
            if right & sites and all(part & self.all_of(site) for part in asked):
                rights |= right
        return rights

    def may_name(self, site: Site) -> Rights:
        """Return the rights of the sites that may hold the address of a site.

        The sites that link to an archive may hold its address, and so may the archive itself.
        """
        if site == FACILITATORS_ARCHIVE:
            return self.facilitators | self._sites[site]
        if site == ARCHIVE:
            return self._find_rights(Audience.MEMBER, Audience.READER) | self._sites[site]
        return self._sites[site]

    @property
    def facilitators(self) -> Rights:
        """The rights of the facilitators' sites, which no other site has."""
        return self._find_rights(Audience.FACILITATOR)

    def _find_rights(self, *audiences: Audience) -> Rights:
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
        """Return the first part among rights; None if they include no part."""
        return next((part for part, right in self._parts.items() if right & rights), None)
