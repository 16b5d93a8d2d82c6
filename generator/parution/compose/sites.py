"""Compose one plan per site."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial

from parution.compose.context import Context
from parution.compose.offline import LIST, make_offline_list
from parution.compose.pages.edition_pages import EditionPages, recall_edition_pages
from parution.compose.pages.leading_on import LEADS, make_redirect_layer
from parution.compose.pages.meeting_pages import compose_meeting_pages, list_searchable_minutes
from parution.compose.pages.site_pages import compose_site_pages, list_searchable_explaining
from parution.compose.plans import Layer, Searchable, SearchBundle, SearchPiece, SitePlan, Stored
from parution.compose.sealed_room import ROOM, compose_room_layer
from parution.compose.views import EditionView, SiteView, Views
from parution.domain import Site

ASSETS, MEETINGS = "assets", "meetings"
"""Names of layers."""

LARGEST_SHARE = 60
"""Themes of the archive indexed together. More would need much memory; fewer would make browsers
load more files, since they search each bundle.
"""


def compose(views: Views, sites: Iterable[Site]) -> Iterator[SitePlan]:
    """Yield the plan of each site, with the window of instants at which it is right."""
    context = views.context
    for site in sites:
        view = views.of(site)
        (layers, own, lent), trace = context.recorder.record(
            partial(compose_site_parts, context, view)
        )
        for name in {"", MEETINGS} & layers.keys():
            layers[name].let_go()  # No other site has it: it is loaded again when it is written.
        yield SitePlan(site, view.place, layers, own, lent, view.way_to_archive, trace.window)


Bundles = tuple[SearchBundle, ...]


def compose_site_parts(
    context: Context, view: SiteView
) -> tuple[Mapping[str, Layer], Bundles, Bundles]:
    """Return the layers of a site, and the search bundles of its own and of its archive."""
    lent = context.once(get_search_bundles, view.archive) if view.archive else ()
    return compose_layers(context, view), context.once(get_search_bundles, view), lent


def compose_layers(context: Context, view: SiteView) -> Mapping[str, Layer]:
    """Return the layers of a site by name, reusing those composed for equal views."""
    own = context.kept(compose_own_layer, view)
    layers = {"": own}
    if view.group is not None:
        layers[MEETINGS] = context.kept(compose_meetings_layer, view)
    if not view.is_public:
        layers[LIST] = make_offline_list(context, view, [*layers.values()])
        layers[LEADS] = context.kept(make_redirect_layer, view)
    if view.room and view.room.is_sealed_here:
        layers[ROOM] = compose_room_layer(context, view.room)
    for edition in view.own_editions:
        layers |= recall_edition_pages(context, edition).layers
    if view.is_public:
        assets = context.assets.items()
        layers[ASSETS] = Layer.of({path: Stored(digest) for path, digest in assets})
    return layers


def compose_own_layer(context: Context, view: SiteView) -> Layer:
    """Compose the pages of a site other than its themes."""
    return Layer.of(compose_site_pages(context, view))


def compose_meetings_layer(context: Context, view: SiteView) -> Layer:
    """Compose the pages of a group's meetings, which change with its dates and minutes."""
    return Layer.of(compose_meeting_pages(context, view))


def get_search_bundles(context: Context, view: SiteView) -> Bundles:
    """Return the search bundles of a site's own pages.

    Those of an unchanged archive come from the cache: every group's site lists them, and composing
    them means reading each page of the archive.
    """
    return (
        context.kept(make_search_bundles, view)
        if view.is_archive
        else make_search_bundles(context, view)
    )


def make_search_bundles(context: Context, view: SiteView) -> Bundles:
    """Return the search bundles of a site's own pages, in pieces that other sites can share.

    Archived themes are in a few large pieces, indexed once for all sites; the guides, which only
    facilitators have, are in separate ones. Each current theme is a small piece. A current edition
    is one bundle, so that past editions do not change.
    """
    editions = [(each, recall_edition_pages(context, each)) for each in view.own_editions]
    # Oldest first, so that a newly archived year does not change the pieces of the years before.
    archived = split_into_shares(
        [(each, pages) for each, pages in editions[::-1] if each.is_archived]
    )
    current = [[*make_theme_pieces(pages)] for each, pages in editions if not each.is_archived] or [
        []
    ]
    # Groups' sites, which search the archive too, have these pages themselves.
    explaining = () if view.is_archive else make_explaining_piece(view)
    current[0] += [*make_own_pieces(view), *explaining]
    bundles = (*map(make_archive_pieces, archived), *current)
    return tuple(SearchBundle(pieces) for pieces in map(tuple, bundles) if pieces)


def make_own_pieces(view: SiteView) -> Iterator[SearchPiece]:
    """Yield the search piece of a group's own minutes, which only its sites have."""
    if pages := list_searchable_minutes(view):
        yield SearchPiece([Searchable.of(pages)])


def make_explaining_piece(view: SiteView) -> Iterator[SearchPiece]:
    """Yield the search piece of the association's pages, which sites share."""
    if pages := list_searchable_explaining(view):
        yield SearchPiece([Searchable.of(pages)])


def make_archive_pieces(share: Sequence[EditionPages]) -> Iterator[SearchPiece]:
    """Yield the search pieces of some archived editions."""
    archive = [each for pages in share for each in pages.searchable]
    guides = [each for pages in share for each in pages.guides]
    return (SearchPiece(lists) for lists in (archive, guides) if lists)


def make_theme_pieces(pages: EditionPages) -> Iterator[SearchPiece]:
    """Yield the search pieces of a current edition."""
    return (SearchPiece([each]) for each in pages.searchable)


def split_into_shares(
    archived: Sequence[tuple[EditionView, EditionPages]],
) -> Iterator[Sequence[EditionPages]]:
    """Split archived editions into shares small enough to index at once."""
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
