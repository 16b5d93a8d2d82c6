"""The changes for readers that need consent, because they are rarely meant.

CO1 A part that readers have and that would close or vanish (`Withdraws`), unless the user names its
    group, edition, theme or the part itself.
CO2 Sites that would have other addresses (`Moves`): every link sent to them would lead nowhere.
CO3 Parts that an edit would open at once and that no meeting of these days explains (`OpensNow`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from parution.domain import Part
from parution.publish.proposal import Proposal
from parution.publish.showing import Changes, SitePart, is_named


@dataclass(frozen=True, slots=True)
class Withdraws:
    """Parts that would close or vanish (CO1)."""

    rows: tuple[SitePart, ...]
    renamed: tuple[tuple[str, str], ...]
    """The old and the new name of each group that only seems to have another one."""


@dataclass(frozen=True, slots=True)
class Moves:
    """Sites that would have other addresses (CO2)."""

    groups: tuple[str, ...]
    is_other_secret: bool
    """Whether all move, because the master secret is another one."""


@dataclass(frozen=True, slots=True)
class OpensNow:
    """Parts that would open at once (CO3)."""

    rows: tuple[SitePart, ...]


Doubt = Withdraws | Moves | OpensNow


@dataclass(frozen=True, slots=True)
class Consent:
    """Consent given in advance by options."""

    withdraw: tuple[str, ...] = ()
    """Names of groups, editions, themes or parts that may close or vanish."""

    new_addresses: bool = False
    open_now: bool = False

    def find_unnamed(self, rows: Iterable[SitePart]) -> tuple[SitePart, ...]:
        """Return the parts that may not close or vanish."""
        return tuple(row for row in rows if not is_named(row, self.withdraw))

    def find_doubts(self, proposal: Proposal) -> Iterator[Doubt]:
        """Yield the changes that need consent and have none."""
        withdrawn = self.find_unnamed(proposal.changes.withdrawn)
        if withdrawn:
            yield Withdraws(withdrawn, tuple(find_renamed(proposal.changes)))
        if proposal.moved and not self.new_addresses:
            yield Moves(tuple(proposal.moved), proposal.is_other_secret)
        if proposal.sudden and not self.open_now:
            yield OpensNow(tuple(proposal.sudden))


def list_withdrawn_names(rows: Sequence[SitePart]) -> tuple[str, ...]:
    """Return the groups, or else the themes or their parts, that cover all withdrawn parts."""
    groups = tuple(dict.fromkeys(row.site.group for row in rows))
    themes = tuple(dict.fromkeys(row.theme for row in rows))
    by_group = None in themes or (None not in groups and len(groups) <= len(themes))
    if by_group:
        return tuple(filter(None, groups))
    return tuple(name for theme in themes if theme for name in list_names_within(theme, rows))


def list_names_within(theme: str, rows: Iterable[SitePart]) -> tuple[str, ...]:
    """Return the name of a theme that is withdrawn as a whole, else the names of its parts."""
    parts = dict.fromkeys(row.part for row in rows if row.theme == theme)
    return (theme,) if Part.PRESENTATION in parts else tuple(f"{theme}/{part}" for part in parts)


def find_renamed(changes: Changes) -> Iterator[tuple[str, str]]:
    """Yield the old and the new name of each group that only seems to have another one."""
    come = group_rows(changes.appears)
    for old, rows in group_rows(changes.vanishes).items():
        alike = [new for new, others in come.items() if others == rows]
        if len(alike) == 1:
            yield old, alike[0]


def group_rows(rows: Iterable[SitePart]) -> dict[str, set[tuple[object, ...]]]:
    """Return audiences, themes and parts by group."""
    found: dict[str, set[tuple[object, ...]]] = {}
    for site, theme, part in rows:
        if site.group:
            found.setdefault(site.group, set()).add((site.audience, theme, part))
    return found
