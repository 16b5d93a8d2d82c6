"""From the Rendition and the Decisions to one plan per site."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial

from parution.compose.context import Context
from parution.compose.offline import LIST, offline_list
from parution.compose.pages.edition_pages import EditionPages, archived_pages, edition_pages
from parution.compose.pages.meeting_pages import meeting_pages, searchable_minutes
from parution.compose.pages.site_pages import searchable_explaining, site_pages
from parution.compose.plans import Layer, Searchable, SearchPiece, SitePlan, Stored
from parution.compose.room import ROOM, room_layer
from parution.compose.views import EditionView, SiteView, Views
from parution.domain import Site

ASSETS, MEETINGS = "assets", "meetings"
"""Layers by these names."""

LARGEST_SHARE = 60
"""Themes of the archive that are indexed together. More would take much memory; fewer would make a
reader's browser load more files, since it looks into each piece."""


def compose(views: Views, sites: Iterable[Site]) -> Iterator[SitePlan]:
    """Yield the plan of each of these sites, each with the window in which it is right."""
    context = views.context
    for site in sites:
        view = views.of(site)
        (layers, pieces), trace = context.recorder.record(partial(site_parts, context, view))
        yield SitePlan(site, view.place, layers, pieces, trace.window)


def site_parts(
    context: Context, view: SiteView
) -> tuple[Mapping[str, Layer], tuple[SearchPiece, ...]]:
    """Return the layers of a site, by name, and what its search covers.

    What is composed for an equal view is taken over.
    """
    editions = [pages_for(context, edition) for edition in view.editions]
    own = context.kept(own_layer, view)
    layers = {"": own}
    if view.room and view.room.is_sealed_here:
        layers[ROOM] = room_layer(context, view.room)
    if view.group is not None:
        layers[MEETINGS] = context.kept(meetings_layer, view)
        layers[LIST] = offline_list(context, view, (own, layers[MEETINGS]), editions)
    for pages in editions:
        layers |= pages.layers
    if view.group is None:
        assets = context.assets.items()
        layers[ASSETS] = Layer.of({path: Stored(digest) for path, digest in assets})
    searched = (*search_pieces(view.editions, editions), *own_pieces(view), *explaining_piece(view))
    return layers, searched


def own_layer(context: Context, view: SiteView) -> Layer:
    """Compose the pages that a site has besides its themes."""
    return Layer.of(site_pages(context, view))


def meetings_layer(context: Context, view: SiteView) -> Layer:
    """Compose the pages of a group's meetings, which change when its minutes do, or its dates."""
    return Layer.of(meeting_pages(context, view))


def own_pieces(view: SiteView) -> Iterator[SearchPiece]:
    """Yield what search covers of a group's own writings: a piece for its own sites alone."""
    if pages := searchable_minutes(view):
        yield SearchPiece([Searchable.of(pages)])


def explaining_piece(view: SiteView) -> Iterator[SearchPiece]:
    """Yield what search covers of the association's own pages: a piece for all such sites."""
    if pages := searchable_explaining(view):
        yield SearchPiece([Searchable.of(pages)])


def pages_for(context: Context, view: EditionView) -> EditionPages:
    """Return an edition's pages in a view: from another site, an earlier build, or composed now."""
    return context.once(archived_pages if view.is_archived else edition_pages, view)


def search_pieces(
    views: Sequence[EditionView], editions: Sequence[EditionPages]
) -> Iterator[SearchPiece]:
    """Yield what a site's search covers, in pieces that other sites can share.

    What is open to every group stands in a few large pieces, indexed once for all sites; the
    guides, which facilitators alone have, in others; each current theme is a small one.
    """
    shown = [*zip(views, editions, strict=True)]
    # From the oldest on, so that the pieces of past years stay as they are when a year joins them.
    for together in shares([(view, pages) for view, pages in shown[::-1] if view.is_archived]):
        archive = [each for pages in together for each in pages.searchable]
        guides = [each for pages in together for each in pages.guides]
        yield from (SearchPiece(lists) for lists in (archive, guides) if lists)
    for view, pages in shown:
        if not view.is_archived:
            yield from (SearchPiece([each]) for each in pages.searchable)


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
