"""Holds all that may be hidden, shows none of it, and hands each site the view that is its own."""

from __future__ import annotations

from parution.compose.context import Context
from parution.compose.views.site_view import SiteView
from parution.compose.views.theme_view import Texts
from parution.domain import Catalogue, Outlook, Site
from parution.release import Decisions
from parution.rendition import Rendition


class Views:
    """Hands each site the view that is its own; holds all that may be hidden, and shows none."""

    def __init__(
        self,
        context: Context,
        catalogue: Catalogue,
        rendition: Rendition,
        decisions: Decisions,
        secret: bytes,
    ) -> None:
        """The context's recorder must know the `answers` of the same catalogue and rendition."""
        self.context = context
        self.sites = decisions.sites
        self._catalogue = catalogue
        self._texts = Texts(context.recorder, rendition)
        self._explaining = (rendition.explaining, rendition.for_facilitators)
        self._own = rendition.own
        self._decisions = decisions
        self._secret = secret
        self._themes = catalogue.themes
        self._groups = {group.slug: group for group in catalogue.groups}
        self._views: dict[Site, SiteView] = {}
        self._without_past: dict[int, Outlook] = {}

    def of(self, site: Site) -> SiteView:
        """Return a site's view."""
        if site not in self._views:
            self._views[site] = SiteView(self, site)
        return self._views[site]
