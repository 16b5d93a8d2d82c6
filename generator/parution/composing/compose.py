"""From the Rendition and the Decisions to one plan per site."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence

from parution.composing.addresses import site_folder
from parution.composing.agenda import ahead
from parution.composing.desk import Desk
from parution.composing.links import INDEX
from parution.composing.plans import Layer, Object, SearchPiece, SitePlan, Stored
from parution.composing.site_pages import announced, site_layer
from parution.composing.theme_pages import ThemeView, theme_layer
from parution.model import Edition, Openness, Outlook, Part, Reason, Site
from parution.rendition import Digest

ASSETS = "assets"


def compose(desk: Desk) -> Iterator[SitePlan]:
    """Yield the plan of the public site and of every audience of every group."""
    known = Known()
    for site in desk.decisions.sites:
        yield site_plan(desk, site, known)


class Known:
    """The layers composed so far, to be shared by all sites that would have the same."""

    def __init__(self) -> None:
        self._themes: dict[Hashable, Layer] = {}
        self._editions: dict[tuple[int, ...], Layer] = {}

    def theme(self, desk: Desk, view: ThemeView) -> Layer:
        """Return the layer of a theme as it is in this view."""
        if view.key not in self._themes:
            self._themes[view.key] = theme_layer(desk, view)
        return self._themes[view.key]

    def together(self, layers: tuple[Layer, ...]) -> Layer:
        """Return one layer for all themes of an edition, which change no more."""
        key = tuple(map(id, layers))
        if key not in self._editions:
            entries = {path: entry for layer in layers for path, entry in layer.entries.items()}
            self._editions[key] = Layer(entries)
        return self._editions[key]


def site_plan(desk: Desk, site: Site, known: Known) -> SitePlan:
    """Return the plan of one site; layers composed for an equal view are taken over."""
    place = site_folder(desk.catalogue, desk.secret, site)
    layers: dict[str, Layer] = {"": site_layer(desk, site, place)}
    archive: list[Layer] = []
    current: list[Layer] = []
    for edition in desk.catalogue.editions:
        themes = {name: known.theme(desk, view) for name, view in views(desk, site, edition, place)}
        if desk.is_archived(edition):
            archive.extend(themes.values())
            layers[edition.name] = known.together(tuple(themes.values()))
        else:
            current.extend(themes.values())
            layers.update(themes)
    if site.group is None:
        layers[ASSETS] = Layer(assets(desk))
    return SitePlan(site, place, layers, tuple(search_pieces(archive, current)))


def views(desk: Desk, site: Site, edition: Edition, place: str) -> Iterator[tuple[str, ThemeView]]:
    """Yield the view that a site has of each announced theme of an edition."""
    depth = place.count("/") + 1 if place else 0
    group = desk.group(site)
    dated = ahead(desk, group) if group else ()
    for theme in announced(desk, site, edition):
        meetings = tuple(meeting for meeting in dated if meeting.theme == theme.address)
        outlook = settled(desk.decisions.outlook(site, theme.address))
        yield theme.address, ThemeView(theme, outlook, meetings, depth)


def settled(outlook: Outlook) -> Outlook:
    """Forget when and why the visible parts opened: a theme's pages do not tell it.

    So the pages become one and the same for all groups as their meetings pass.
    """
    return tuple(
        Openness(openness.part, True, None, Reason.OPEN, "") if openness.visible else openness
        for openness in outlook
    )


def assets(desk: Desk) -> dict[str, Object]:
    """Return the files that all sites share; they stand with the public site."""
    return {path: Stored(digest) for path, digest in desk.rendition.assets.items()}


def search_pieces(archive: Sequence[Layer], current: Sequence[Layer]) -> Iterator[SearchPiece]:
    """Yield what a site's search covers, in pieces that other sites can share.

    What is open to every group is one large piece, indexed once for all sites; the guides, which
    facilitators alone have, are another; each current theme is a small one.
    """
    pages = [page for layer in archive for page in layer.searchable]
    guides = [page for page in pages if is_guide(page[0])]
    yield from pieces([page for page in pages if not is_guide(page[0])], guides)
    for layer in current:
        yield from pieces(layer.searchable)


def pieces(*lists: Sequence[tuple[str, Digest]]) -> Iterator[SearchPiece]:
    """Yield one piece for each list of pages that is not empty."""
    for pages in lists:
        if pages:
            yield SearchPiece(tuple(pages))


def is_guide(path: str) -> bool:
    """Tell whether a page is a facilitator's guide."""
    return path.endswith(f"/{Part.GUIDE.value}/{INDEX}")
