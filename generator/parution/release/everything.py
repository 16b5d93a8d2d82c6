"""Decisions for authors' previews: everything is open, drafts included."""

from __future__ import annotations

from datetime import datetime

from parution.domain import PUBLIC_SITE, Catalogue, Edition, Openness, Outlook, Reason, Site
from parution.release.decide import Decisions


class Everything(Decisions):
    """Decisions for one site, in place of the public one, that shows every part of every theme.

    It also shows the subjects of all groups, whose authors have no other preview.
    """

    def __init__(self, catalogue: Catalogue, instant: datetime) -> None:
        super().__init__(catalogue, instant)
        self.sites = (PUBLIC_SITE,)
        self._themes = catalogue.themes
        self._all_editions = (*catalogue.subjects.values(), *catalogue.editions)

    def editions(self, site: Site) -> tuple[Edition, ...]:
        """Return every edition, and the subjects of every group."""
        return self._all_editions if site in self.sites else super().editions(site)

    def _find_outlooks(self, site: Site) -> dict[str, Outlook]:
        if site != PUBLIC_SITE:
            raise LookupError(f"no such site: {site}")
        return {
            address: tuple(
                Openness(part, True, None, Reason.OPEN, "preview") for part in theme.parts
            )
            for address, theme in self._themes.items()
        }
