"""The owner of all hidden content: it shows none of it, and gives each site its own view."""

from __future__ import annotations

from parution.compose.context import Context
from parution.compose.views.site_view import SiteView
from parution.compose.views.theme_view import Texts
from parution.domain import Catalogue, Outlook, Site
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
        """Create the views; the context's recorder must know the `answers` of the same inputs."""
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
        """Return the view of a site, always the same one."""
        if site not in self._views:
            self._views[site] = SiteView(self, site)
        return self._views[site]
