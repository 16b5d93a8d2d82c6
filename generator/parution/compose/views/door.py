"""The owner of all hidden content: it shows none of it, and gives each site its own view."""

from __future__ import annotations

from parution.compose.context import Context
from parution.compose.views.hidden import hide
from parution.compose.views.site_view import SiteView
from parution.domain import Catalogue, Site
from parution.release import Decisions
from parution.rendition import Rendition


class Views:
    """Owns all hidden content, and gives each site its own view of it."""

    def __init__(
        self,
        context: Context,
        catalogue: Catalogue,
        rendition: Rendition,
        decisions: Decisions,
        secret: bytes,
    ) -> None:
        """Create the views; the recorder must know their `cache_inputs`."""
        self.context = context
        self.sites = decisions.sites
        self._hidden = hide(context.recorder, catalogue, rendition, decisions, secret)
        self._views: dict[Site, SiteView] = {}

    def of(self, site: Site) -> SiteView:
        """Return the view of a site, always the same one."""
        if site not in self._views:
            self._views[site] = SiteView(self, self._hidden, site)
        return self._views[site]
