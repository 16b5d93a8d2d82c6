"""What is shown, and at which instant, as the first two folders of an address.

    /@sites/2026-10-08T20:30:00Z/g/blain-…/2026/douleur/    as a reader would have it then
    /@apres/2026-10-08T20:30:00Z/g/blain-…/2026/douleur/    the same, once a change is carried out
    /@tout/2026-10-08T20:30:00Z/2026/douleur/               everything, drafts included

What follows is the address on the sites' own host: links within a site stay in its preview.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum
from typing import Self

from parution.language.dates import YEARS, utc_iso

MARK = "/@"
"""Begins an address that says what is shown; no site has such a folder."""


class Kind(StrEnum):
    """What a preview shows."""

    EVERYTHING = "tout"
    """Every part of every theme on one site."""
    SITES = "sites"
    """The sites, as the sources are."""
    AFTER = "apres"
    """The sites, as they would be after a change."""


@dataclass(frozen=True, slots=True)
class Preview:
    """What is shown, and when it is.

    >>> shown, path = Preview.of("/@sites/2026-10-08T20:30:00Z/g/blain-abc/")
    >>> shown.kind, path, shown.prefix
    (<Kind.SITES: 'sites'>, '/g/blain-abc/', '/@sites/2026-10-08T20:30:00Z')
    """

    kind: Kind
    instant: datetime
    """Aware, in UTC, in whole seconds."""

    @property
    def prefix(self) -> str:
        """What its addresses begin with; no final slash."""
        return f"{MARK}{self.kind}/{utc_iso(self.instant)}"

    def at(self, instant: datetime) -> Self:
        """Return the same at another instant (aware)."""
        return replace(self, instant=instant.astimezone(UTC).replace(microsecond=0))

    def showing(self, kind: Kind) -> Self:
        """Return something else at the same instant."""
        return replace(self, kind=kind)

    @classmethod
    def of(cls, address: str) -> tuple[Self, str] | None:
        """Return what an address shows, and the path that follows; None when it does not say so."""
        if not address.startswith(MARK):
            return None
        kind, _, rest = address.removeprefix(MARK).partition("/")
        moment, slash, path = rest.partition("/")
        try:
            instant = datetime.fromisoformat(moment)
            shown = cls(Kind(kind), instant)
        except ValueError:
            return None
        if not slash or instant.tzinfo is None or instant.year not in YEARS:
            return None
        return shown.at(instant), f"/{path}"
