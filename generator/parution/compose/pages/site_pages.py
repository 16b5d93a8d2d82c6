"""The pages of a site other than its themes: home, themes by year, bibliography."""

from __future__ import annotations

import html
from collections.abc import Mapping, Sequence

from parution.compose import agenda
from parution.compose.calendar.events import CALENDAR, calendar
from parution.compose.context import Context
from parution.compose.desk import desk_pages
from parution.compose.feed import FEED, feed
from parution.compose.host_files import host_files
from parution.compose.offline import offline_files
from parution.compose.pages.edition_pages import (
    THEMES,
    list_archived_year,
    list_for_years,
    list_themes,
)
from parution.compose.pages.leading_on import NOT_FOUND
from parution.compose.pages.meeting_pages import list_lately_answered, list_unanswered
from parution.compose.pages.relative_links import HOME, relative, to_root
from parution.compose.pages.room_page import room_page
from parution.compose.pages.shells import fill_page, own_shell, shell
from parution.compose.pages.theme_pages import ROOM_PAGE
from parution.compose.plans import Composed, Object, SearchPages, SmallFile, Stored
from parution.compose.views import EditionView, OwnGroup, SiteView
from parution.domain.messages import Message, message
from parution.language import labels

BIBLIOGRAPHY = "bibliography/index.html"
PAGES = "pages/index.html"


def site_pages(context: Context, view: SiteView) -> Mapping[str, Object]:
    """Compose the pages of a site other than its themes, by path."""
    pages: dict[str, Object] = {
        HOME: home(context, view),
        THEMES: themes_by_year(context, view),
        BIBLIOGRAPHY: bibliography(context, view),
        FEED: SmallFile(feed(context, view)),
    }
    pages |= compose_explaining(context, view)
    pages |= desk_pages(context, view)
    if view.room and view.is_facilitators:
        pages[ROOM_PAGE] = room_page(context, view, view.room)
    if not view.is_archive:
        pages[CALENDAR] = SmallFile(calendar(context, view))
    if not view.is_public:
        pages |= offline_files(context, view)
    else:
        pages[NOT_FOUND] = not_found(context)
        pages |= host_files(context)
    return pages


def home(context: Context, view: SiteView) -> Composed:
    """Compose the home page; a group's begins with its next meeting."""
    if view.group is not None:
        return group_home(context, view, view.group)
    if view.is_archive:
        return archive_home(context, view)
    return public_home(context, view.editions)


def group_home(context: Context, view: SiteView, group: OwnGroup) -> Composed:
    """Compose the home page of a group's site."""
    # A facilitator sees everything at once, so her home page lists her members' openings.
    watched = view.members if view.is_facilitators else view
    meetings = [agenda.view_meeting(context, view, each) for each in view.meetings_ahead]
    over = [each for each in view.meetings if each not in view.meetings_ahead]
    main = context.fill(
        "home",
        next=meetings[0] if meetings else None,
        later=meetings[1:],
        past=[agenda.past_meeting(context, view, each) for each in reversed(over)],
        for_members=view.is_facilitators,
        contact=context.settings.contact,
        pages=links_to_pages(view, HOME),
        recorded=[each.day for each in view.minutes],
        open_questions=list_unanswered(context, view, HOME),
        answers=list_lately_answered(context, view, HOME),
        recent=agenda.list_recent(context, view, watched),
        coming=agenda.list_coming(context, view, watched),
        room_page=relative(HOME, ROOM_PAGE) if view.room and view.is_facilitators else "",
        has_archive=any(edition.is_archived for edition in view.editions),
        editions=years(view, HOME),
        editions_title=context.say(title_of_years(view)),
    )
    audience = context.say(labels.AUDIENCES[view.site.audience])
    above = context.say(message("Site of the group · %(audience)s", audience=audience))
    to_archive = context.fill("archive-link", way=view.way_to_archive)
    return own_shell(context, view, HOME, group.name, (main,), above, in_head=to_archive)


def title_of_years(view: SiteView) -> Message:
    """Return the title of the list of a site's themes; a group may have subjects alone."""
    if view.editions and all(edition.holds_subjects for edition in view.editions):
        return message("Our subjects")
    return message("Themes by year")


def archive_home(context: Context, view: SiteView) -> Composed:
    """Compose the home page of an archive, for visitors who come without a group's link."""
    main = context.fill("archive", editions=years(view, HOME))
    title = context.say(message("Archive"))
    above = context.say(labels.AUDIENCES[view.site.audience])
    return own_shell(context, view, HOME, title, (main,), above)


def years(view: SiteView, origin: str) -> list[dict[str, object]]:
    """Return the editions as links from the page ``origin``, each with its themes."""
    return [
        {
            "edition": edition,
            "link": relative(origin, f"{edition.home}{edition.name}/index.html"),
            "themes": edition.themes,
        }
        for edition in view.editions
    ]


def public_home(context: Context, editions: Sequence[EditionView]) -> Composed:
    """Compose the public home: the association's own text, then the themes."""
    words = (Stored(context.home),) if context.home else ()
    title = context.home_title or context.settings.site_name
    listed = "".join(context.once(list_themes, edition, HOME) for edition in editions)
    return shell(context, HOME, "", title, (*words, listed))


def links_to_pages(view: SiteView, origin: str) -> list[tuple[str, str]]:
    """Return the titles of the association's pages, with links from the page ``origin``."""
    return [(each.title, relative(origin, each.page.path)) for each in view.explaining]


def compose_explaining(context: Context, view: SiteView) -> dict[str, Object]:
    """Compose the association's pages about itself, and the list of them."""
    if not view.explaining:
        return {}
    listed = context.fill("pages", pages=links_to_pages(view, PAGES))
    title = context.say(message("Understanding"))
    entries: dict[str, Object] = {PAGES: own_shell(context, view, PAGES, title, (listed,))}
    for each in view.explaining:
        root = to_root(each.page.path, view.place)
        hers = view.is_facilitators
        entries[each.page.path] = fill_page(context, each.page, root, is_facilitators=hers)
        for path, digest in each.attachments:
            entries[f"pages/{path}"] = Stored(digest)
    return entries


def searchable_explaining(view: SiteView) -> SearchPages:
    """Return the association's pages that the search covers."""
    return tuple(
        (each.page.path, each.page.searchable) for each in view.explaining if each.page.searchable
    )


def themes_by_year(context: Context, view: SiteView) -> Composed:
    """Compose the list of all themes, newest edition first."""
    archive, way = view.archive, view.way_to_archive
    listed = tuple(
        context.once(list_archived_year, archive, way, edition.name)
        if archive and edition.home
        else context.once(list_for_years, edition)
        for edition in view.editions
    )
    title = context.say(title_of_years(view))
    return own_shell(context, view, THEMES, title, listed)


def bibliography(context: Context, view: SiteView) -> Composed:
    """Compose the page that links to the references of each year."""
    main = context.fill(
        "bibliography",
        editions=[
            {
                "edition": edition,
                "link": relative(
                    BIBLIOGRAPHY, f"{edition.home}bibliography/{edition.name}/index.html"
                ),
                "themes": [theme.theme.title for theme in edition.with_references],
            }
            for edition in view.editions
        ],
    )
    title = context.say(message("Bibliography"))
    return own_shell(context, view, BIBLIOGRAPHY, title, (main,))


def not_found(context: Context) -> Composed:
    """Compose the 404 page, which hosts serve at any depth."""
    title = context.say(message("This page does not exist"))
    root = context.root_address
    main = context.fill("not-found", home=root)
    # Served at any depth, its relative links must start from the top.
    return shell(
        context, NOT_FOUND, root, title, (main,), in_head=f'<base href="{html.escape(root)}">'
    )
