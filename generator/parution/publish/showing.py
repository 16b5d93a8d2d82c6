"""What sites show at a moment, and what differs between two moments: for whom, part by part. Pure.

C1  A part *opens* or *closes* on a site where the site and the part were there before and still
    are. Otherwise it *appears* or *vanishes*: a new group, a theme taken away, a part added.
C2  A site that shows nothing of any theme appears or vanishes as a whole.
C3  What the archives show the groups are told of; but what leaves them is said, because its
    addresses lead nowhere then.
C4  What opens is *explained* when its hour has come since the last publication, or when the
    group meets on the theme these days. Otherwise an edit opens it, perhaps by mistake: a year
    mistyped, a day and a month that changed places. So it is when a theme that was not there
    before appears with open parts.
C5  Nobody need explain what the facilitator sees, who sees everything of an announced theme, nor
    a presentation.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from parution.domain import ARCHIVES, Audience, Catalogue, Part, Site
from parution.release import Decisions, in_utc

PartsByTheme = Mapping[str, tuple[Part, ...]]

Shown = Mapping[Site, PartsByTheme]
"""The parts that each site shows, by theme."""

BEFORE_A_MEETING, AFTER_A_MEETING = timedelta(days=16), timedelta(days=7)
"""How long before and after a meeting an edit may open something of its theme: a policy opens
fifteen days ahead, and a date is mended within the week."""


class SitePart(NamedTuple):
    """One part of one theme, as one site has it; no theme and no part for a site as a whole."""

    site: Site
    theme: str | None
    part: Part | None


@dataclass(frozen=True, slots=True)
class Showing:
    """What every site shows at an instant, and what there is to be shown."""

    instant: datetime
    """Aware, in UTC."""

    shown: Shown
    parts: PartsByTheme
    """Every part of every announced theme, by address."""

    @classmethod
    def of(cls, catalogue: Catalogue, decisions: Decisions) -> Showing:
        """Return what the sites of a catalogue show by these decisions."""
        shown = {site: decisions.visible(site) for site in decisions.sites}
        announced = {
            address: theme.parts for address, theme in catalogue.themes.items() if not theme.draft
        }
        return cls(decisions.moment, shown, announced)

    def rows(self) -> Iterator[SitePart]:
        """Yield what is shown, part by part (C2)."""
        for site, themes in self.shown.items():
            if not themes:
                yield SitePart(site, None, None)
            for theme, parts in themes.items():
                for part in parts:
                    yield SitePart(site, theme, part)

    def common(self, other: Showing) -> Showing:
        """Return what both show, as of this one's instant."""
        shown = {
            site: intersect(themes, other.shown[site])
            for site, themes in self.shown.items()
            if site in other.shown
        }
        return Showing(self.instant, shown, intersect(self.parts, other.parts))

    def together(self, other: Showing) -> Showing:
        """Return what either shows, as of this one's instant."""
        shown = {
            site: unite(self.shown.get(site, {}), other.shown.get(site, {}))
            for site in {**self.shown, **other.shown}
        }
        return Showing(self.instant, shown, unite(self.parts, other.parts))

    def may_lack(self, row: SitePart) -> bool:
        """Tell whether a row says something by not being here: a whole site does if it is gone."""
        return row.theme is not None or row.site not in self.shown

    def has(self, row: SitePart) -> bool:
        """Tell whether the site and the part are there, open or closed."""
        return row.site in self.shown and row.part in self.parts.get(row.theme or "", ())


def intersect(one: PartsByTheme, other: PartsByTheme) -> PartsByTheme:
    """Return the parts that stand in both, of the themes that stand in both."""
    return {
        theme: tuple(part for part in parts if part in other[theme])
        for theme, parts in one.items()
        if theme in other
    }


def unite(one: PartsByTheme, other: PartsByTheme) -> PartsByTheme:
    """Return the parts that stand in either."""
    return {
        theme: tuple(dict.fromkeys((*one.get(theme, ()), *other.get(theme, ()))))
        for theme in {**one, **other}
    }


NOTHING = Showing(datetime.min.replace(tzinfo=UTC), {}, {})
"""What is shown before the first publication."""


@dataclass(frozen=True, slots=True)
class Changes:
    """What differs between two moments (C1)."""

    opens: tuple[SitePart, ...] = ()
    closes: tuple[SitePart, ...] = ()
    appears: tuple[SitePart, ...] = ()
    vanishes: tuple[SitePart, ...] = ()

    @classmethod
    def between(cls, before: Showing, after: Showing) -> Changes:
        """Return what readers will notice of going from one to the other."""
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
        """What readers have and would not have any more."""
        return (*self.closes, *self.vanishes)


def find_unexplained(
    changes: Changes, before: Showing, catalogue: Catalogue, decisions: Decisions
) -> tuple[SitePart, ...]:
    """Return what an edit opens at once, though no meeting of these days explains it (C4, C5)."""
    met = set(met_these_days(catalogue, decisions.moment))

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


def met_these_days(catalogue: Catalogue, instant: datetime) -> Iterator[tuple[str, str]]:
    """Yield the groups and themes of meetings that are near an instant."""
    for group in catalogue.groups:
        for meeting in group.meetings:
            starts = in_utc(meeting.starts, catalogue.settings.timezone)
            if meeting.theme and -AFTER_A_MEETING <= starts - instant <= BEFORE_A_MEETING:
                yield group.slug, meeting.theme


def is_named(row: SitePart, names: Iterable[str]) -> bool:
    """Tell whether what is withdrawn is among what somebody named: a group, a theme, a part.

    >>> row = SitePart(Site("blain", Audience.MEMBER), "2026/douleur", Part.DOSSIER)
    >>> [is_named(row, [name]) for name in ("blain", "2026", "2026/douleur/dossier", "2026/doul")]
    [True, True, True, False]
    """
    path = f"{row.theme}/{row.part}/" if row.theme else ""
    return any(
        row.site.group == name or path.startswith(f"{name.strip('/')}/") for name in names if name
    )
