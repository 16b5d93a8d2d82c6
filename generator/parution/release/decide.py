"""Applies the release policy to a whole catalogue, and looks decisions up by site and theme.

`openness` holds the policy itself. This module computes each outcome once and shares it. Groups
without a meeting on a theme see parts of it that depend on their policy and audience alone: so the
cost of an archive grows with its editions, not with its themes times the sites.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from functools import reduce
from operator import and_
from types import MappingProxyType

from parution.domain import (
    ARCHIVES,
    PUBLIC_SITE,
    Audience,
    Catalogue,
    Edition,
    Group,
    Meeting,
    Openness,
    Outlook,
    Part,
    Site,
)
from parution.domain.instant import ALWAYS, Instant, Window
from parution.release.claims import Claim, collect_edition_claims, collect_group_claims
from parution.release.openness import Circumstances, decide_outlook
from parution.release.written_rules import Statements

Profile = tuple[str, bool, tuple[Part, ...]]
"""Edition, draft or not, parts: the only properties of a theme that decisions depend on."""

NO_POLICY = ""
"""Stands for the policy of audiences that no rule concerns: the public, facilitators, archives."""


class Decisions:
    """Every decision about a catalogue at one instant, computed on first use."""

    def __init__(self, catalogue: Catalogue, instant: datetime) -> None:
        """Raise ValueError when `instant` is naive."""
        self.instant = Instant(instant)
        """Records the comparisons behind decisions, each time somebody asks for these."""
        self.moment = instant.astimezone(UTC)
        """The instant in UTC, for display only; cached values must compare with `instant`
        instead."""
        self.sites = list_sites(catalogue)
        """The public site, then the groups' in their order, by audience, then the archives."""
        self._settings = catalogue.settings
        self._editions, self._subjects = catalogue.editions, catalogue.subjects
        self._of_editions = {
            (edition.name, audience): collect_edition_claims(
                edition, audience, self._settings.timezone
            )
            for edition in (*self._editions, *self._subjects.values())
            for audience in Audience
        }
        self._groups = {group.slug: group for group in catalogue.groups}
        self._profiles = make_profiles(self._editions)
        self._known_sites = frozenset(self.sites)
        self._unmet: dict[tuple[Audience, str], dict[str, Outlook]] = {}
        self._outlooks: dict[Site, Mapping[str, Outlook]] = {}
        self._windows: dict[Site, Window] = {}
        self._decisions: dict[tuple[Site, str], Mapping[Part, Openness]] = {}
        self._shared: dict[Outlook, Outlook] = {}
        self._windows_of_shared: dict[int, Window] = {}

    def of(self, site: Site, theme: str) -> Mapping[Part, Openness]:
        """Return the decisions on a theme's parts for a site, in reading order.

        Raise LookupError for a site or a theme (by address) that does not exist.
        """
        key = site, theme
        if key not in self._decisions:
            self._decisions[key] = MappingProxyType(
                {openness.part: openness for openness in self.outlook(site, theme)}
            )
        return self._decisions[key]

    def outlook(self, site: Site, theme: str) -> Outlook:
        """Return the outlook of a site on a theme: the same decisions in reading order.

        Equal outlooks are the same object. Raise LookupError as `of` does.
        """
        return self.outlooks(site)[theme]

    def editions(self, site: Site) -> tuple[Edition, ...]:
        """Return the editions that a site may show (R15).

        The association's, newest first. Before them the subjects of the site's own group, if one of
        them is announced.
        """
        own = self._subjects.get(site.group or "")
        return (own, *self._editions) if own and own.is_announced else self._editions

    def outlooks(self, site: Site) -> Mapping[str, Outlook]:
        """Return a site's outlook on every theme of its `editions`, by address, drafts included."""
        if site not in self._outlooks:
            found = self._find_outlooks(site)
            windows = (
                self._windows_of_shared.get(each, ALWAYS) for each in set(map(id, found.values()))
            )
            self._windows[site] = reduce(and_, windows, ALWAYS)
            self._outlooks[site] = MappingProxyType(found)
        self.instant.note(self._windows[site])
        return self._outlooks[site]

    def visible(self, site: Site) -> Mapping[str, tuple[Part, ...]]:
        """Return the visible parts on a site by theme address; themes without any are left out."""
        parts = {
            outlook: tuple(openness.part for openness in outlook if openness.visible)
            for outlook in set(self.outlooks(site).values())
        }
        return {
            theme: parts[outlook]
            for theme, outlook in self.outlooks(site).items()
            if parts[outlook]
        }

    def _find_outlooks(self, site: Site) -> Mapping[str, Outlook]:
        if site not in self._known_sites:
            raise LookupError(f"no such site: {site}")
        if site.group is None:
            return self._find_unmet_outlooks(site.audience, NO_POLICY)
        group = self._groups[site.group]
        is_facilitators = site.audience is Audience.FACILITATOR
        policy = NO_POLICY if is_facilitators else group.policy
        met = () if is_facilitators else {meeting.theme or "" for meeting in group.meetings}
        own = self._subjects.get(group.slug)
        profiles = {each: self._profiles[each] for each in met if each in self._profiles}
        profiles |= make_profiles((own,)) if own else {}
        of_its_own = {
            theme: self._share_outlook(
                profile,
                site.audience,
                self._collect_claims(policy, list_meetings(theme, group), site.audience),
            )
            for theme, profile in profiles.items()
        }
        return {**self._find_unmet_outlooks(site.audience, policy), **of_its_own}

    def _find_unmet_outlooks(self, audience: Audience, policy: str) -> dict[str, Outlook]:
        """Return the outlooks by theme of audiences without a meeting on it, or that need none."""
        key = audience, policy
        if key not in self._unmet:
            claims = self._collect_claims(policy, (), audience)
            by_profile = self._settle(audience, policy, claims)
            for profile in set(self._profiles.values()) - by_profile.keys():
                by_profile[profile] = self._share_outlook(profile, audience, claims)
            self._unmet[key] = {
                theme: by_profile[profile] for theme, profile in self._profiles.items()
            }
        return self._unmet[key]

    def _settle(
        self, audience: Audience, policy: str, claims: Mapping[Part, Claim]
    ) -> dict[Profile, Outlook]:
        """Return the outlooks that do not depend on the policy, by profile.

        If no rule opens anything, the edition's dates decide, if it has any (R10).
        """
        if policy == NO_POLICY or any(claim.opens_at for claim in claims.values()):
            return {}
        shared = self._find_unmet_outlooks(audience, NO_POLICY)
        return {
            profile: shared[theme]
            for theme, profile in self._profiles.items()
            if self._of_editions[profile[0], audience]
        }

    def _collect_claims(
        self, policy: str, meetings: tuple[Meeting, ...], audience: Audience
    ) -> dict[Part, Claim]:
        if audience not in (Audience.MEMBER, Audience.READER):
            return {}
        statements = Statements(self._settings.policies, policy, meetings)
        return collect_group_claims(statements, audience, self._settings.timezone)

    def _share_outlook(
        self, profile: Profile, audience: Audience, claims: dict[Part, Claim]
    ) -> Outlook:
        edition, draft, parts = profile
        of_edition = self._of_editions[edition, audience]
        circumstances = Circumstances(parts, draft, audience, claims, of_edition)
        with self.instant.note_comparisons() as seen:
            computed = decide_outlook(circumstances, self.instant)
        shared = self._shared.setdefault(computed, computed)
        known = self._windows_of_shared.get(id(shared), ALWAYS)
        self._windows_of_shared[id(shared)] = known & seen.window
        return shared


def list_sites(catalogue: Catalogue) -> tuple[Site, ...]:
    """Return the public site, each group's sites in order of groups and audiences, the archives."""
    return (
        PUBLIC_SITE,
        *(Site(group.slug, audience) for group in catalogue.groups for audience in group.audiences),
        *ARCHIVES,
    )


def make_profiles(editions: Iterable[Edition]) -> dict[str, Profile]:
    return {
        theme.address: (edition.name, theme.draft, theme.parts)
        for edition in editions
        for theme in edition.themes
    }


def list_meetings(theme: str, group: Group) -> tuple[Meeting, ...]:
    return tuple(meeting for meeting in group.meetings if meeting.theme == theme)
