"""The pages a site has besides its themes: home, themes by year, bibliography."""

from __future__ import annotations

import html
from collections.abc import Mapping, Sequence
from dataclasses import replace

from parution.compose import agenda
from parution.compose.calendar.events import CALENDAR, calendar
from parution.compose.context import Desk
from parution.compose.feed import FEED, feed
from parution.compose.host_files import host_files
from parution.compose.offline import offline_files
from parution.compose.pages.edition_pages import THEMES, EditionPages, EditionView, listing
from parution.compose.pages.relative_links import HOME, relative, to_root
from parution.compose.pages.shells import shell
from parution.compose.plans import Composed, Object, Stored, Text
from parution.domain import Audience, Site
from parution.domain.messages import message
from parution.language import labels

BIBLIOGRAPHY = "bibliography/index.html"
NOT_FOUND = "404.html"


def site_pages(
    desk: Desk,
    site: Site,
    folder: str,
    views: Sequence[EditionView],
    editions: Sequence[EditionPages],
) -> Mapping[str, Object]:
    """Compose a site's own pages, by path.

    They are made from `Rendition.facts`, and change only at the moments named in `changes`.
    """
    pages: dict[str, Object] = {
        HOME: home(desk, site, folder, views),
        THEMES: themes_by_year(desk, folder, editions),
        BIBLIOGRAPHY: bibliography(desk, folder, views, editions),
        CALENDAR: Text(calendar(desk, site, folder)),
        FEED: Text(feed(desk, site, folder)),
    }
    group = desk.group(site)
    if group is not None:
        pages |= offline_files(desk, group)
    else:
        pages[NOT_FOUND] = not_found(desk)
        pages |= host_files(desk)
    return pages


def home(desk: Desk, site: Site, folder: str, views: Sequence[EditionView]) -> Composed:
    """Compose the home page: for a group, its next meeting first."""
    group = desk.group(site)
    if group is None:
        return public_home(desk, views)
    watched = replace(site, audience=Audience.MEMBER) if is_facilitator(site) else site
    meetings = [agenda.meeting_view(desk, site, each) for each in agenda.ahead(desk, group)]
    main = desk.fill(
        "home",
        next=meetings[0] if meetings else None,
        later=meetings[1:],
        # A facilitator sees everything at once; what opens matters to her for her members.
        for_members=is_facilitator(site),
        recent=agenda.recent(desk, watched),
        coming=agenda.coming(desk, watched),
        has_archive=any(view.is_archived for view in views),
        editions=[
            {
                "edition": view.edition,
                "link": relative(HOME, f"{view.edition.name}/index.html"),
                "themes": [theme.theme for theme in view.themes],
            }
            for view in views
        ],
    )
    audience = labels.AUDIENCES[site.audience].text(desk.translate)
    above = message("Site of the group · %(audience)s", audience=audience).text(desk.translate)
    return shell(desk, HOME, to_root(HOME, folder), group.name, (main,), above)


def is_facilitator(site: Site) -> bool:
    """Tell whether a site is a facilitator's."""
    return site.audience is Audience.FACILITATOR


def public_home(desk: Desk, views: Sequence[EditionView]) -> Composed:
    """Compose the public home: the association's own words, then the themes."""
    words = (Stored(desk.rendition.home),) if desk.rendition.home else ()
    title = desk.catalogue.home.title or desk.catalogue.settings.site_name
    listed = "".join(listing(desk, view, HOME) for view in views)
    return shell(desk, HOME, "", title, (*words, listed))


def themes_by_year(desk: Desk, folder: str, editions: Sequence[EditionPages]) -> Composed:
    """Compose the list of all themes, newest edition first."""
    listed = tuple(pages.listed for pages in editions)
    title = message("Themes by year").text(desk.translate)
    return shell(desk, THEMES, to_root(THEMES, folder), title, listed)


def bibliography(
    desk: Desk, folder: str, views: Sequence[EditionView], editions: Sequence[EditionPages]
) -> Composed:
    """Compose the entrance to the references, by year."""
    main = desk.fill(
        "bibliography",
        editions=[
            {
                "edition": view.edition,
                "link": f"{view.edition.name}/",
                "themes": pages.with_references,
            }
            for view, pages in zip(views, editions, strict=True)
        ],
    )
    title = message("Bibliography").text(desk.translate)
    return shell(desk, BIBLIOGRAPHY, to_root(BIBLIOGRAPHY, folder), title, (main,))


def not_found(desk: Desk) -> Composed:
    """Compose the page for an address that leads nowhere; it may be shown at any depth."""
    title = message("This page does not exist").text(desk.translate)
    root = desk.root_address
    main = desk.fill("not-found", home=root)
    # Shown at any depth, its relative links can only count from the top.
    return shell(
        desk, NOT_FOUND, root, title, (main,), in_head=f'<base href="{html.escape(root)}">'
    )
