"""The parts that sites show at one moment, and the differences between two moments. Pure.

SH1 A part *opens* or *closes* on a site if the site and the part existed before and still do.
    Otherwise it *appears* or *vanishes*: a new group, a removed theme, an added part.
SH2 A site that shows no part of any theme appears or vanishes as a whole.
SH3 Parts that appear in the archives are not reported, because the groups already hear of them.
    Parts that leave the archives are, because their addresses then lead nowhere.
SH4 An opening is *explained* when its hour has come since the last publication, or when the group
    meets on the theme around that date. Otherwise an edit caused it, perhaps by mistake: a mistyped
    year, or day and month swapped. The same holds for the open parts of a theme that did not exist
    before.
    A meeting explains nothing if its date is doubted, being unlike the others.
SH5 Presentations need no explanation, nor do the facilitator's parts, since facilitators see all
    parts of an announced theme.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from parution.domain import ARCHIVES, Audience, Catalogue, Part, Site
from parution.domain.problems import Place
from parution.release import Decisions, convert_to_utc

PartsByTheme = Mapping[str, tuple[Part, ...]]

Shown = Mapping[Site, PartsByTheme]
"""The parts that each site shows, by theme."""

BEFORE_A_MEETING, AFTER_A_MEETING = timedelta(days=16), timedelta(days=7)
"""How long before and after a meeting an edit may open parts of its theme: a policy opens them
fifteen days ahead, and people correct a date within the week.
"""


class SitePart(NamedTuple):
    """One part of one theme on one site; theme and part are None for a site as a whole."""

    site: Site
    theme: str | None
    part: Part | None


@dataclass(frozen=True, slots=True)
class Showing:
    """The parts that every site shows at an instant, and all parts that exist."""

    instant: datetime
    """Aware, in UTC."""

    shown: Shown
    parts: PartsByTheme
    """Every part of every announced theme, by address."""

    @classmethod
    def of(cls, catalogue: Catalogue, decisions: Decisions) -> Showing:
        """Return the parts that the sites of a catalogue show by these decisions."""
        shown = {site: decisions.visible(site) for site in decisions.sites}
        announced = {
            address: theme.parts for address, theme in catalogue.themes.items() if not theme.draft
        }
        return cls(decisions.moment, shown, announced)

    def rows(self) -> Iterator[SitePart]:
        """Yield the shown parts one by one; an empty site yields a row without a part (SH2)."""
        for site, themes in self.shown.items():
            if not themes:
                yield SitePart(site, None, None)
            for theme, parts in themes.items():
                for part in parts:
                    yield SitePart(site, theme, part)

    def common(self, other: Showing) -> Showing:
        """Return the parts that both show, as of the instant of this one."""
        shown = {
            site: intersect(themes, other.shown[site])
            for site, themes in self.shown.items()
            if site in other.shown
        }
        return Showing(self.instant, shown, intersect(self.parts, other.parts))

    def together(self, other: Showing) -> Showing:
        """Return the parts that either shows, as of the instant of this one."""
        shown = {
            site: unite(self.shown.get(site, {}), other.shown.get(site, {}))
            for site in {**self.shown, **other.shown}
        }
        return Showing(self.instant, shown, unite(self.parts, other.parts))

    def may_lack(self, row: SitePart) -> bool:
        """Return whether the absence of a row counts: for an empty site, only if it is gone."""
        return row.theme is not None or row.site not in self.shown

    def has(self, row: SitePart) -> bool:
        """Return whether the site and the part exist, open or closed."""
        return row.site in self.shown and row.part in self.parts.get(row.theme or "", ())


def intersect(one: PartsByTheme, other: PartsByTheme) -> PartsByTheme:
    """Return the parts that are in both, for the themes that are in both."""
    return {
        theme: tuple(part for part in parts if part in other[theme])
        for theme, parts in one.items()
        if theme in other
    }


def unite(one: PartsByTheme, other: PartsByTheme) -> PartsByTheme:
    """Return the parts that are in either."""
    return {
        theme: tuple(dict.fromkeys((*one.get(theme, ()), *other.get(theme, ()))))
        for theme in {**one, **other}
    }


NOTHING = Showing(datetime.min.replace(tzinfo=UTC), {}, {})
"""The state before the first publication: no sites, no parts."""


@dataclass(frozen=True, slots=True)
class Changes:
    """The differences between two moments (SH1)."""

    opens: tuple[SitePart, ...] = ()
    closes: tuple[SitePart, ...] = ()
    appears: tuple[SitePart, ...] = ()
    vanishes: tuple[SitePart, ...] = ()

    @classmethod
    def between(cls, before: Showing, after: Showing) -> Changes:
        """Return the differences that readers notice between one moment and another."""
        old, new = dict.fromkeys(before.rows()), dict.fromkeys(after.rows())
        come = [row for row in new if row not in old and before.may_lack(row)]
        gone = [row for row in old if row not in new and after.may_lack(row)]
        come = [row for row in come if row.site not in ARCHIVES]
        return cls(
            opens=tuple(row for row in come if before.has(row)),
            closes=tuple(row for row in gone if after.has(row)),
            appears=tuple(row for row in come if not before.has(row)),
            vanishes=tuple(row for row in gone if not after.has(row)),
        )

    def __bool__(self) -> bool:
        return bool(self.opens or self.closes or self.appears or self.vanishes)

    @property
    def withdrawn(self) -> tuple[SitePart, ...]:
        """The parts that readers have and would lose."""
        return (*self.closes, *self.vanishes)


def find_unexplained(
    changes: Changes,
    before: Showing,
    catalogue: Catalogue,
    decisions: Decisions,
    doubted: Collection[Place] = (),
) -> tuple[SitePart, ...]:
    """Return the parts that an edit opens at once and no meeting near explains (SH4, SH5).

    ``doubted`` are the places of the meetings with a date that is probably mistyped.
    """
    met = set(list_near_meetings(catalogue, decisions.moment, doubted))

    def is_explained(row: SitePart) -> bool:
        if row.theme is None or row.part is None or row.part is Part.PRESENTATION:
            return True
        if row.site.audience is Audience.FACILITATOR or (row.site.group, row.theme) in met:
            return True
        opens_at = decisions.of(row.site, row.theme)[row.part].opens_at
        return opens_at is not None and opens_at > before.instant

    themes_of_before = before.parts.keys()
    new_themes = (
        row
        for row in changes.appears
        if row.site in before.shown and row.theme not in themes_of_before
    )
    return tuple(row for row in (*changes.opens, *new_themes) if not is_explained(row))


def list_near_meetings(
    catalogue: Catalogue, instant: datetime, doubted: Collection[Place]
) -> Iterator[tuple[str, str]]:
    """Yield the slug of the group and the theme of each undoubted meeting near an instant."""
    for group in catalogue.groups:
        for meeting in group.meetings:
            starts = convert_to_utc(meeting.starts, catalogue.settings.timezone)
            is_near = -AFTER_A_MEETING <= starts - instant <= BEFORE_A_MEETING
            if meeting.theme and is_near and meeting.place not in doubted:
                yield group.slug, meeting.theme


def is_named(row: SitePart, names: Iterable[str]) -> bool:
    """Return whether a withdrawn part belongs to a named group, edition, theme or part.

    >>> row = SitePart(Site("blain", Audience.MEMBER), "2026/douleur", Part.DOSSIER)
    >>> [is_named(row, [name]) for name in ("blain", "2026", "2026/douleur/dossier", "2026/doul")]
    [True, True, True, False]
    """
    path = f"{row.theme}/{row.part}/" if row.theme else ""
    return any(
        row.site.group == name or path.startswith(f"{name.strip('/')}/") for name in names if name
    )
