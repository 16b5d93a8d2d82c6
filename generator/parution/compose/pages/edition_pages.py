"""The pages of an edition, for all sites that have the same view of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial

from parution.compose.context import Context
from parution.compose.pages.part_steps import list_steps
from parution.compose.pages.shells import compose_shell
from parution.compose.pages.theme_pages import compose_theme_pages
from parution.compose.plans import Layer, Object, Stored, Value
from parution.compose.relative_links import link_from
from parution.compose.views import EditionView, SiteView, ThemeView
from parution.domain import Part
from parution.domain.messages import message
from parution.rendition import Digest

Layers = Mapping[str, Layer]
"""Layers by name: one for a whole archived edition, else one per theme, by address, and one for the
edition's own lists.
"""


THEMES = "themes/index.html"


def recall_edition_pages(context: Context, view: EditionView) -> Layers:
    """Return an edition's pages in a view, cached from another site or build, or composed now."""
    return context.once(compose_archived if view.is_archived else compose_edition_pages, view)


def compose_archived(context: Context, view: EditionView) -> Layers:
    """Return an archived edition as a single layer, loaded on demand.

    The merged layer is asked for twice: the first result is dropped, and the stored one loads its
    pages only when they are written, so that even a large archive does not fill memory.
    """
    context.recorder.forget_after(lambda: context.recall(compose_merged, view))
    return {view.name: context.recall(compose_merged, view)}


def compose_merged(context: Context, view: EditionView) -> Layer:
    """Compose an edition with all of its pages in one layer."""
    entries: dict[str, Object] = {}
    for layer in compose_edition_pages(context, view).values():
        entries |= layer.entries
    return Layer.of(entries)


def compose_edition_pages(context: Context, view: EditionView) -> Layers:
    """Compose all pages that sites with this view of an edition share."""
    themes = {theme.theme.address: context.once(get_theme_pages, theme) for theme in view.themes}
    return {view.name: context.recall(compose_own_pages, view), **themes}


def get_theme_pages(context: Context, view: ThemeView) -> Layer:
    """Return a theme's pages in a view, from an earlier build or composed now."""
    return context.recall(compose_theme, view)


def compose_theme(context: Context, view: ThemeView) -> Layer:
    """Compose a theme's pages in a view."""
    return Layer.of(compose_theme_pages(context, view))


def compose_own_pages(context: Context, view: EditionView) -> Layer:
    """Compose the pages of an edition other than those of its themes."""
    return Layer.of(dict(compose_lists(context, view)))


def compose_lists(context: Context, view: EditionView) -> Iterator[tuple[str, Object]]:
    """Yield the page that lists an edition's themes, and the one that lists its references."""
    path = f"{view.name}/index.html"
    themes = list_themes(context, view, path)
    own = partial(compose_shell, context, is_facilitators=view.is_facilitators)
    yield path, own(path, view.root(path), view.title, (themes,))
    path = f"bibliography/{view.name}/index.html"
    heading = context.say(message("References of %(edition)s", edition=view.title))
    yield path, own(path, view.root(path), heading, collect_references(context, view))


def collect_references(context: Context, view: EditionView) -> Value:
    """Return the visible reference lists of an edition, theme after theme."""
    listed = tuple(map(Stored, find_reference_lists(view)))
    return listed or (context.fill("no-references"),)


def find_reference_lists(view: EditionView) -> list[Digest]:
    """Return the digests of the visible reference lists."""
    lists = (theme.piece(Part.REFERENCES, "bibliography") for theme in view.with_references)
    return [each for each in lists if each is not None]


def list_for_years(context: Context, view: EditionView) -> str:
    """Return an edition's list of themes, for the page of all years."""
    return context.recall(list_themes, view, THEMES)


def list_archived_year(context: Context, archive: SiteView, way: str, name: str) -> str:
    """Return the list of an archived edition's themes, for sites with this path to the archive.

    The cache key is these few words, not the whole edition: there are many years, and each group's
    site lists them all.
    """
    return context.recall(list_seen_from, archive, way, name)


def list_seen_from(context: Context, archive: SiteView, way: str, name: str) -> str:
    """Compose the list of an archived edition's themes."""
    return list_themes(context, archive.editions_seen_from(way)[name], THEMES)


def list_themes(context: Context, view: EditionView, origin: str) -> str:
    """Return an edition's list of themes with the states of their parts, for a page."""
    return context.fill(
        "edition",
        edition=view,
        link=link_from(origin, f"{view.way}{view.name}/index.html"),
        themes=[
            {
                "theme": theme.theme,
                "link": link_from(origin, theme.path(Part.PRESENTATION)),
                # The states are not shown for editions that are on another site.
                "steps": () if view.way else list_steps(context, theme, origin, timed=False),
            }
            for theme in view.themes
        ],
    )
