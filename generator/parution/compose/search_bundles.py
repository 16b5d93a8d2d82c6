"""The pages that a site's search covers, in pieces that other sites can share.

Archived themes are in a few large pieces, indexed once for all sites; the guides, which only
facilitators have, are in separate ones. Each current theme is a small piece. A current edition is
one bundle, so that past editions do not change.

Pieces are known before a page is composed: they follow from the parts that a view shows.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from parution.compose.context import Context
from parution.compose.pages.meeting_pages import list_searchable_minutes
from parution.compose.pages.site_pages import list_searchable_association_pages
from parution.compose.plans import Searchable, SearchBundle, SearchPiece
from parution.compose.views import EditionView, SiteView, ThemeView
from parution.domain import Part
from parution.rendition import Digest

LARGEST_SHARE = 60
"""Themes of the archive indexed together. More would need much memory; fewer would make browsers
load more files, since they search each bundle.
"""

Bundles = tuple[SearchBundle, ...]

ThemePages = Mapping[Part, tuple[str, Digest]]
"""The pages of a theme that the search covers: path and search document, by part."""

Found = tuple[EditionView, Sequence[ThemePages]]
"""An edition, with the pages of each of its themes."""


def get_search_bundles(context: Context, view: SiteView) -> Bundles:
    """Return the search bundles of a site's own pages.

    Those of an unchanged archive come from the cache: every group's site lists them, and to find
    them means asking for each page of the archive.
    """
    return (
        context.recall(make_search_bundles, view)
        if view.is_archive
        else make_search_bundles(context, view)
    )


def make_search_bundles(context: Context, view: SiteView) -> Bundles:
    """Return the search bundles of a site's own pages, found through its view."""
    editions: list[Found] = [
        (each, [context.once(find_searchable_pages, theme) for theme in each.themes])
        for each in view.own_editions
    ]
    # Oldest first, so that a newly archived year does not change the pieces of the years before.
    archived = split_into_shares([each for each in editions[::-1] if each[0].is_archived])
    current = [
        [*make_theme_pieces(themes)] for each, themes in editions if not each.is_archived
    ] or [[]]
    # Groups' sites, which search the archive too, have these pages themselves.
    association_pages = () if view.is_archive else make_association_piece(view)
    current[0] += [*make_own_pieces(view), *association_pages]
    bundles = (*map(make_archive_pieces, archived), *current)
    return tuple(SearchBundle(pieces) for pieces in map(tuple, bundles) if pieces)


def find_searchable_pages(_context: Context, view: ThemeView) -> ThemePages:
    """Return the pages of the visible parts of a theme that the search covers."""
    pages = {part: view.page(part) for part in view.visible}
    return {part: (page.path, page.searchable) for part, page in pages.items() if page.searchable}


def make_own_pieces(view: SiteView) -> Iterator[SearchPiece]:
    """Yield the search piece of a group's own minutes, which only its sites have."""
    if pages := list_searchable_minutes(view):
        yield SearchPiece([Searchable.of(pages)])


def make_association_piece(view: SiteView) -> Iterator[SearchPiece]:
    """Yield the search piece of the association's pages, which sites share."""
    if pages := list_searchable_association_pages(view):
        yield SearchPiece([Searchable.of(pages)])


def make_theme_pieces(themes: Sequence[ThemePages]) -> Iterator[SearchPiece]:
    """Yield the search pieces of a current edition."""
    return (SearchPiece([Searchable.of(tuple(pages.values()))]) for pages in themes if pages)


def make_archive_pieces(share: Sequence[Sequence[ThemePages]]) -> Iterator[SearchPiece]:
    """Yield the search pieces of some archived editions: their guides apart from all else."""
    archive = [collect_pages(themes, of_guides=False) for themes in share]
    guides = [collect_pages(themes, of_guides=True) for themes in share]
    for lists in (archive, guides):
        if found := [each for each in lists if each.pages]:
            yield SearchPiece(found)


def collect_pages(themes: Sequence[ThemePages], *, of_guides: bool) -> Searchable:
    """Return the pages of an edition that are guides, or those that are not."""
    return Searchable.of(
        tuple(
            page
            for pages in themes
            for part, page in pages.items()
            if (part is Part.GUIDE) is of_guides
        )
    )


def split_into_shares(archived: Sequence[Found]) -> Iterator[Sequence[Sequence[ThemePages]]]:
    """Split archived editions into shares small enough to index at once."""
    share: list[Sequence[ThemePages]] = []
    count = 0
    for view, themes in archived:
        if share and count + len(view.themes) > LARGEST_SHARE:
            yield share
            share, count = [], 0
        share.append(themes)
        count += len(view.themes)
    if share:
        yield share
