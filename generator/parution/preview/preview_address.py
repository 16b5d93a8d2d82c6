"""The kind and the instant of a preview, as the first two folders of an address.

    /@sites/2026-10-08T20:30:00Z/g/blain-…/2026/douleur/    as readers see it at that instant
    /@apres/2026-10-08T20:30:00Z/g/blain-…/2026/douleur/    the same, after the pending change
    /@tout/2026-10-08T20:30:00Z/2026/douleur/               everything, drafts included

The rest is the address on the sites' own host, so that links within a site stay in its preview.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum
from typing import Self

from parution.language.dates import YEARS, format_utc_iso

MARK = "/@"
"""Beginning of a preview's address; no site has such a folder."""


class Kind(StrEnum):
    """The kind of a preview."""

    EVERYTHING = "tout"
    """Every part of every theme on one site."""
    SITES = "sites"
    """The sites with the current sources."""
    AFTER = "apres"
    """The sites after the pending change."""


@dataclass(frozen=True, slots=True)
class Preview:
    """The kind and the instant of a preview.

    >>> shown, path = Preview.of("/@sites/2026-10-08T20:30:00Z/g/blain-abc/")
    >>> shown.kind, path, shown.prefix
    (<Kind.SITES: 'sites'>, '/g/blain-abc/', '/@sites/2026-10-08T20:30:00Z')
    """

    kind: Kind
    instant: datetime
    """Aware, in UTC, in whole seconds."""

    @property
    def prefix(self) -> str:
        """The beginning of its addresses, without a final slash."""
        return f"{MARK}{self.kind}/{format_utc_iso(self.instant)}"

    def at(self, instant: datetime) -> Self:
        """Return the same at another instant (aware)."""
        return replace(self, instant=instant.astimezone(UTC).replace(microsecond=0))

    def show(self, kind: Kind) -> Self:
        """Return a preview of another kind at the same instant."""
        return replace(self, kind=kind)

    @classmethod
    def of(cls, address: str) -> tuple[Self, str] | None:
        """Parse an address into a preview and the rest of the path; None if it names none."""
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
