"""From the Rendition and the Decisions to one plan per site."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial

from parution.compose.context import Context
from parution.compose.offline import LIST, offline_list
from parution.compose.pages.edition_pages import EditionPages, pages_for
from parution.compose.pages.leading_on import LEADS, lead_on
from parution.compose.pages.meeting_pages import meeting_pages, searchable_minutes
from parution.compose.pages.site_pages import searchable_explaining, site_pages
from parution.compose.plans import Layer, Searchable, SearchBundle, SearchPiece, SitePlan, Stored
from parution.compose.room import ROOM, room_layer
from parution.compose.views import EditionView, SiteView, Views
from parution.domain import Site

ASSETS, MEETINGS = "assets", "meetings"
"""Layers by these names."""

LARGEST_SHARE = 60
"""Themes of the archive that are indexed together. More would take much memory; fewer would make a
reader's browser load more files, since it looks into each bundle."""


def compose(views: Views, sites: Iterable[Site]) -> Iterator[SitePlan]:
    """Yield the plan of each of these sites, each with the window in which it is right."""
    context = views.context
    for site in sites:
        view = views.of(site)
        (layers, own, lent), trace = context.recorder.record(partial(site_parts, context, view))
        yield SitePlan(site, view.place, layers, own, lent, view.way_to_archive, trace.window)


Bundles = tuple[SearchBundle, ...]


def site_parts(context: Context, view: SiteView) -> tuple[Mapping[str, Layer], Bundles, Bundles]:
    """Return the layers of a site, and what its search covers of its own and of its archive."""
    lent = context.once(search_bundles, view.archive) if view.archive else ()
    return layers_of(context, view), context.once(search_bundles, view), lent


def layers_of(context: Context, view: SiteView) -> Mapping[str, Layer]:
    """Return the layers of a site, by name; what is composed for an equal view is taken over."""
    own = context.kept(own_layer, view)
    layers = {"": own}
    if view.group is not None:
        layers[MEETINGS] = context.kept(meetings_layer, view)
    if not view.is_public:
        layers[LIST] = offline_list(context, view, [*layers.values()])
        layers[LEADS] = context.kept(lead_on, view)
    if view.room and view.room.is_sealed_here:
        layers[ROOM] = room_layer(context, view.room)
    for edition in view.own_editions:
        layers |= pages_for(context, edition).layers
    if view.is_public:
        assets = context.assets.items()
        layers[ASSETS] = Layer.of({path: Stored(digest) for path, digest in assets})
    return layers


def own_layer(context: Context, view: SiteView) -> Layer:
    """Compose the pages that a site has besides its themes."""
    return Layer.of(site_pages(context, view))


def meetings_layer(context: Context, view: SiteView) -> Layer:
    """Compose the pages of a group's meetings, which change when its minutes do, or its dates."""
    return Layer.of(meeting_pages(context, view))


def search_bundles(context: Context, view: SiteView) -> Bundles:
    """Return what a site's search covers of its own pages, in pieces that other sites can share.

    What is open to every group stands in a few large pieces, indexed once for all sites; the
    guides, which facilitators alone have, in others. Each current theme is a small one. Those of a
    year are one bundle; so a year that is over stays as it is.
    """
    editions = [(each, pages_for(context, each)) for each in view.own_editions]
    # From the oldest on, so that the pieces of past years stay as they are when a year joins them.
    archived = shares([(each, pages) for each, pages in editions[::-1] if each.is_archived])
    current = [[*theme_pieces(pages)] for each, pages in editions if not each.is_archived] or [[]]
    # An archive is searched with a group's site, which has these pages too.
    explaining = () if view.is_archive else explaining_piece(view)
    current[0] += [*own_pieces(view), *explaining]
    bundles = (*map(archive_pieces, archived), *current)
    return tuple(SearchBundle(pieces) for pieces in map(tuple, bundles) if pieces)


def own_pieces(view: SiteView) -> Iterator[SearchPiece]:
    """Yield what search covers of a group's own writings: a piece for its own sites alone."""
    if pages := searchable_minutes(view):
        yield SearchPiece([Searchable.of(pages)])


def explaining_piece(view: SiteView) -> Iterator[SearchPiece]:
    """Yield what search covers of the association's own pages: a piece for all such sites."""
    if pages := searchable_explaining(view):
        yield SearchPiece([Searchable.of(pages)])


def archive_pieces(share: Sequence[EditionPages]) -> Iterator[SearchPiece]:
    """Yield the pieces of some archived editions."""
    archive = [each for pages in share for each in pages.searchable]
    guides = [each for pages in share for each in pages.guides]
    return (SearchPiece(lists) for lists in (archive, guides) if lists)


def theme_pieces(pages: EditionPages) -> Iterator[SearchPiece]:
    """Yield the pieces of a current edition."""
    return (SearchPiece([each]) for each in pages.searchable)


def shares(
    archived: Sequence[tuple[EditionView, EditionPages]],
) -> Iterator[Sequence[EditionPages]]:
    """Yield archived editions in shares that are not too large to be indexed at once."""
    share: list[EditionPages] = []
    count = 0
    for view, pages in archived:
        if share and count + len(view.themes) > LARGEST_SHARE:
            yield share
            share, count = [], 0
        share.append(pages)
        count += len(view.themes)
    if share:
        yield share
