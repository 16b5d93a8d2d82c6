"""The effects of an edit on readers: parts that move, open or close. Pure.

E1  An effect is a part whose opening, or whose state at the instant, changes.
E2  The part *opens now* if it was closed at the instant and would be open; it is *withdrawn* if it
    was open and would be closed, or would not exist any more.
E3  Both need consent: for withdrawals by the name of a group, edition, theme or part; for all
    openings at once together.
E4  If early readers gain or lose a site of their own, they are compared with the members' site.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from parution.domain import Audience, Openness, Outlook, Part, Site
from parution.domain.messages import Translate, message
from parution.language.dates import word_moment
from parution.release import Decisions


@dataclass(frozen=True, slots=True)
class Effect:
    """A change of one part on one site (E1, E2)."""

    site: Site
    theme: str
    part: Part
    before: datetime | None
    """The opening before the edit: aware, in UTC. None if always open, or if it has no date."""
    after: datetime | None
    was_open: bool
    opens_now: bool
    withdraws: bool


def find_effects(before: Decisions, after: Decisions) -> tuple[Effect, ...]:
    """Return the differences between decisions at one instant, by site, theme and part."""
    sites = dict.fromkeys((*before.sites, *after.sites))
    return tuple(each for site in sites for each in find_site_effects(site, before, after))


def find_site_effects(site: Site, before: Decisions, after: Decisions) -> Iterator[Effect]:
    """Yield the differences on one site."""
    old, new = get_outlooks(before, site), get_outlooks(after, site)
    for theme in dict.fromkeys((*old, *new)):
        was, will_be = old.get(theme, ()), new.get(theme, ())
        if was != will_be:
            yield from compare_outlooks(site, theme, was, will_be)


def get_outlooks(decisions: Decisions, site: Site) -> Mapping[str, Outlook]:
    """Return the outlooks of a site, or those of members if readers have no site (E4)."""
    if site.audience is Audience.READER and site not in decisions.sites:
        site = Site(site.group, Audience.MEMBER)
    return decisions.outlooks(site) if site in decisions.sites else {}


def compare_outlooks(site: Site, theme: str, was: Outlook, will_be: Outlook) -> Iterator[Effect]:
    """Yield an effect for each part of a theme whose decision differs for readers."""
    old, new = ({each.part: each for each in outlook} for outlook in (was, will_be))
    for part in dict.fromkeys((*old, *new)):
        one, other = old.get(part), new.get(part)
        if get_noticed(one) != get_noticed(other):
            (is_open, before), (would_be_open, after) = get_noticed(one), get_noticed(other)
            yield Effect(
                site,
                theme,
                part,
                before,
                after,
                was_open=is_open,
                opens_now=would_be_open and not is_open,
                withdraws=is_open and not would_be_open,
            )


def get_noticed(openness: Openness | None) -> tuple[bool, datetime | None]:
    """Return the parts of a decision that readers notice: state and opening."""
    return (False, None) if openness is None else (openness.visible, openness.opens_at)


@dataclass(frozen=True, slots=True)
class Row:
    """Parts of a theme that change alike, and the audiences affected."""

    group: str | None
    theme: str
    parts: tuple[Part, ...]
    audiences: tuple[Audience, ...]
    before: datetime | None
    after: datetime | None
    was_open: bool
    opens_now: bool
    withdraws: bool

    def say_before(self, zone: ZoneInfo, translate: Translate) -> str:
        """Return the opening before the edit in words."""
        return say_opening(self.before, self.was_open, zone, translate)

    def say_after(self, zone: ZoneInfo, translate: Translate) -> str:
        """Return the opening after the edit in words."""
        is_open = self.opens_now or (self.was_open and not self.withdraws)
        return say_opening(self.after, is_open, zone, translate)


def say_opening(
    moment: datetime | None, is_open: bool, zone: ZoneInfo, translate: Translate
) -> str:
    """Return an opening in words; without a moment, a part that is open always was."""
    if moment is not None:
        return word_moment(moment, zone, translate)
    return (message("always") if is_open else message("no date")).text(translate)


def group_effects(effects: Iterable[Effect]) -> Iterator[Row]:
    """Group effects into rows: parts of a theme that change alike, with their audiences."""
    together: dict[tuple[Any, ...], dict[Audience, list[Part]]] = {}
    for each in effects:
        moved = each.before, each.after, each.was_open, each.opens_now, each.withdraws
        of_audience = together.setdefault((each.site.group, each.theme, *moved), {})
        of_audience.setdefault(each.site.audience, []).append(each.part)
    for (group, theme, *how), of_audience in together.items():
        for parts, audiences in group_by_parts(of_audience).items():
            yield Row(group, theme, parts, tuple(audiences), *how)


def group_by_parts(
    of_audience: dict[Audience, list[Part]],
) -> dict[tuple[Part, ...], list[Audience]]:
    """Group audiences that have the same parts."""
    found: dict[tuple[Part, ...], list[Audience]] = {}
    for audience, parts in of_audience.items():
        found.setdefault(tuple(parts), []).append(audience)
    return found
