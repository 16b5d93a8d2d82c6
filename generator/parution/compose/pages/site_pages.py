"""The pages of a site other than its themes: home, themes by year, bibliography."""

from __future__ import annotations

import html
from collections.abc import Mapping, Sequence

from parution.compose import agenda
from parution.compose.calendar.events import CALENDAR, write_calendar
from parution.compose.context import Context
from parution.compose.desk import compose_desk_pages
from parution.compose.feed import FEED, compose_feed
from parution.compose.host_files import make_host_files
from parution.compose.offline import make_offline_files
from parution.compose.pages.edition_pages import (
    THEMES,
    list_archived_year,
    list_for_years,
    list_themes,
)
from parution.compose.pages.meeting_pages import list_lately_answered, list_unanswered
from parution.compose.pages.redirects import NOT_FOUND
from parution.compose.pages.room_page import compose_room_page
from parution.compose.pages.shells import compose_own_shell, compose_shell, fill_page
from parution.compose.plans import Composed, Object, SearchPages, SmallFile, Stored
from parution.compose.relative_links import HOME, ROOM_PAGE, link_from, link_to_root
from parution.compose.views import EditionView, OwnGroup, SiteView
from parution.domain.messages import Message, message
from parution.language import labels

BIBLIOGRAPHY = "bibliography/index.html"
PAGES = "pages/index.html"


def compose_site_pages(context: Context, view: SiteView) -> Mapping[str, Object]:
    """Compose the pages of a site other than its themes, by path."""
    pages: dict[str, Object] = {
        HOME: compose_home(context, view),
        THEMES: compose_themes_by_year(context, view),
        BIBLIOGRAPHY: compose_bibliography(context, view),
        FEED: SmallFile(compose_feed(context, view)),
    }
    pages |= compose_association_pages(context, view)
    pages |= compose_desk_pages(context, view)
    if view.room and view.is_facilitators:
        pages[ROOM_PAGE] = compose_room_page(context, view, view.room)
    if not view.is_archive:
        pages[CALENDAR] = SmallFile(write_calendar(context, view))
    if not view.is_public:
        pages |= make_offline_files(context, view)
    else:
        pages[NOT_FOUND] = compose_not_found(context)
        pages |= make_host_files(context)
    return pages


def compose_home(context: Context, view: SiteView) -> Composed:
    """Compose the home page; a group's begins with its next meeting."""
    if view.group is not None:
        return compose_group_home(context, view, view.group)
    if view.is_archive:
        return compose_archive_home(context, view)
    return compose_public_home(context, view.editions)


def compose_group_home(context: Context, view: SiteView, group: OwnGroup) -> Composed:
    """Compose the home page of a group's site."""
    # A facilitator sees everything at once, so her home page lists her members' openings.
    watched = view.members if view.is_facilitators else view
    meetings = [agenda.describe_coming_meeting(context, view, each) for each in view.meetings_ahead]
    over = [each for each in view.meetings if each not in view.meetings_ahead]
    main = context.fill(
        "home",
        next=meetings[0] if meetings else None,
        later=meetings[1:],
        past=[agenda.describe_past_meeting(context, view, each) for each in reversed(over)],
        for_members=view.is_facilitators,
        contact=context.settings.contact,
        pages=link_association_pages(view, HOME),
        recorded=[each.day for each in view.minutes],
        open_questions=list_unanswered(context, view, HOME),
        answers=list_lately_answered(context, view, HOME),
        recent=agenda.list_recent(context, view, watched),
        coming=agenda.list_coming(context, view, watched),
        room_page=link_from(HOME, ROOM_PAGE) if view.room and view.is_facilitators else "",
        has_archive=any(edition.is_archived for edition in view.editions),
        editions=link_editions(view, HOME),
        editions_title=context.say(title_theme_list(view)),
    )
    audience = context.say(labels.AUDIENCES[view.site.audience])
    above = context.say(message("Site of the group · %(audience)s", audience=audience))
    to_archive = context.fill("archive-link", way=view.way_to_archive)
    return compose_own_shell(context, view, HOME, group.name, (main,), above, in_head=to_archive)


def title_theme_list(view: SiteView) -> Message:
    """Return the title of the list of a site's themes; a group may have subjects alone."""
    if view.editions and all(edition.holds_subjects for edition in view.editions):
        return message("Our subjects")
    return message("Themes by year")


def compose_archive_home(context: Context, view: SiteView) -> Composed:
    """Compose the home page of an archive, for visitors who come without a group's link."""
    main = context.fill("archive", editions=link_editions(view, HOME))
    title = context.say(message("Archive"))
    above = context.say(labels.AUDIENCES[view.site.audience])
    return compose_own_shell(context, view, HOME, title, (main,), above)


def link_editions(view: SiteView, origin: str) -> list[dict[str, object]]:
    """Return the editions as links from the page ``origin``, each with its themes."""
    return [
        {
            "edition": edition,
            "link": link_from(origin, f"{edition.way}{edition.name}/index.html"),
            "themes": edition.themes,
        }
        for edition in view.editions
    ]


def compose_public_home(context: Context, editions: Sequence[EditionView]) -> Composed:
    """Compose the public home: the association's own text, then the themes."""
    words = (Stored(context.home),) if context.home else ()
    title = context.home_title or context.settings.site_name
    listed = "".join(context.once(list_themes, edition, HOME) for edition in editions)
    return compose_shell(context, HOME, "", title, (*words, listed))


def link_association_pages(view: SiteView, origin: str) -> list[tuple[str, str]]:
    """Return the titles of the association's pages, with links from the page ``origin``."""
    return [(each.title, link_from(origin, each.page.path)) for each in view.association_pages]


def compose_association_pages(context: Context, view: SiteView) -> dict[str, Object]:
    """Compose the association's pages about itself, and the list of them."""
    if not view.association_pages:
        return {}
    listed = context.fill("pages", pages=link_association_pages(view, PAGES))
    title = context.say(message("Understanding"))
    entries: dict[str, Object] = {PAGES: compose_own_shell(context, view, PAGES, title, (listed,))}
    for each in view.association_pages:
        root = link_to_root(each.page.path, view.folder)
        hers = view.is_facilitators
        entries[each.page.path] = fill_page(context, each.page, root, is_facilitators=hers)
        for path, digest in each.attachments:
            entries[f"pages/{path}"] = Stored(digest)
    return entries


def list_searchable_association_pages(view: SiteView) -> SearchPages:
    """Return the association's pages that the search covers."""
    return tuple(
        (each.page.path, each.page.searchable)
        for each in view.association_pages
        if each.page.searchable
    )


def compose_themes_by_year(context: Context, view: SiteView) -> Composed:
    """Compose the list of all themes, newest edition first."""
    archive, way = view.archive, view.way_to_archive
    listed = tuple(
        context.once(list_archived_year, archive, way, edition.name)
        if archive and edition.way
        else context.once(list_for_years, edition)
        for edition in view.editions
    )
    title = context.say(title_theme_list(view))
    return compose_own_shell(context, view, THEMES, title, listed)


def compose_bibliography(context: Context, view: SiteView) -> Composed:
    """Compose the page that links to the references of each year."""
    main = context.fill(
        "bibliography",
        editions=[
            {
                "edition": edition,
                "link": link_from(
                    BIBLIOGRAPHY, f"{edition.way}bibliography/{edition.name}/index.html"
                ),
                "themes": [theme.theme.title for theme in edition.with_references],
            }
            for edition in view.editions
        ],
    )
    title = context.say(message("Bibliography"))
    return compose_own_shell(context, view, BIBLIOGRAPHY, title, (main,))


def compose_not_found(context: Context) -> Composed:
    """Compose the 404 page, which hosts serve at any depth."""
    title = context.say(message("This page does not exist"))
    root = context.root_address
    main = context.fill("not-found", home=root)
    # Served at any depth, its relative links must start from the top.
    return compose_shell(
        context, NOT_FOUND, root, title, (main,), in_head=f'<base href="{html.escape(root)}">'
    )
