"""Compose one plan per site."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import partial

from parution.compose.context import Context
from parution.compose.offline import LIST, make_offline_list
from parution.compose.pages.edition_pages import recall_edition_pages
from parution.compose.pages.meeting_pages import compose_meeting_pages
from parution.compose.pages.redirects import REDIRECTS, make_redirect_layer
from parution.compose.pages.site_pages import compose_site_pages
from parution.compose.plans import Layer, SitePlan, Stored
from parution.compose.sealed_room import ROOM, compose_room_layer
from parution.compose.search_bundles import Bundles, get_search_bundles
from parution.compose.views import SiteView, Views
from parution.domain import Site

ASSETS, MEETINGS = "assets", "meetings"
"""Names of layers."""

IN_MEMORY = 100
"""Number of sites composed before values that none of them used are dropped: more than most
associations have, so that only a larger one composes some values twice."""


def compose(views: Views, sites: Iterable[Site]) -> Iterator[SitePlan]:
    """Yield the plan of each site, with the window of instants at which it is right."""
    composed: list[SitePlan] = []
    for site in sites:
        composed.append(compose_site(views.context, views.of(site)))
        yield composed[-1]
        if len(composed) == IN_MEMORY:
            free_memory(views.context, composed)
            composed.clear()


def free_memory(context: Context, composed: Iterable[SitePlan]) -> None:
    """Drop values that no site used lately, and the pages of plans: writing loads them again."""
    context.recorder.forget_unused()
    for plan in composed:
        for layer in plan.layers.values():
            layer.let_go()


def compose_site(context: Context, view: SiteView) -> SitePlan:
    """Return the plan of a site."""
    made = partial(compose_site_parts, context, view)
    (layers, own, archived), trace = context.recorder.record(made)
    for name in {"", MEETINGS} & layers.keys():
        layers[name].let_go()  # No other site has it: it is loaded again when it is written.
    return SitePlan(
        view.site, view.folder, layers, own, archived, view.way_to_archive, trace.window
    )


def compose_site_parts(
    context: Context, view: SiteView
) -> tuple[Mapping[str, Layer], Bundles, Bundles]:
    """Return the layers of a site, and the search bundles of its own and of its archive."""
    archived = context.once(get_search_bundles, view.archive) if view.archive else ()
    return compose_layers(context, view), context.once(get_search_bundles, view), archived


def compose_layers(context: Context, view: SiteView) -> Mapping[str, Layer]:
    """Return the layers of a site by name, reusing those composed for equal views."""
    own = context.recall(compose_own_layer, view)
    layers = {"": own}
    if view.group is not None:
        layers[MEETINGS] = context.recall(compose_meetings_layer, view)
    if not view.is_public:
        layers[LIST] = make_offline_list(context, view, [*layers.values()])
        layers[REDIRECTS] = context.recall(make_redirect_layer, view)
    if view.room and view.room.is_sealed_here:
        layers[ROOM] = compose_room_layer(context, view.room)
    for edition in view.own_editions:
        layers |= recall_edition_pages(context, edition)
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
