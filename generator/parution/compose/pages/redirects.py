"""Redirects from old addresses on a group's site into the archive.

An archived theme leaves the groups' sites. A small page at its old address leads into the archive,
and so does one at the address of its year. The host redirects all deeper addresses, and those of
long archived years: by ``.htaccess`` if it reads that, else by a 404 page, which looks them up in
the site's ``archive.json``. Without scripts the 404 page of the group's own site, which some hosts
find, links to the archived years; that of all sites may not.

An archived text may link to current themes, and name the one that replaces it. In an archive a page
at the address of each such theme leads to the reader's group, and without scripts to what everybody
may read of it. The 404 page leads deeper addresses there.

The address of a meeting's page names its day. When the meeting moves or is cancelled, hosts and the
404 page lead from that day to the list of the group's meetings.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator

from parution.compose.context import Context
from parution.compose.pages.frame import render_document_title
from parution.compose.pages.meeting_pages import MEETINGS
from parution.compose.pages.shells import compose_own_shell
from parution.compose.plans import Composed, Layer, Object, SmallFile
from parution.compose.relative_links import HOME, link_from, link_to_root, locate_page
from parution.compose.views import EditionView, SiteView
from parution.domain import Announcement, Part
from parution.domain.messages import message

REDIRECTS = "archive"
"""Name of the layer that holds the redirects."""

KNOWN = "archive.json"
"""Tells scripts which years are archived, and where."""

SMALL_PAGES = 30
"""Number of themes that keep a small page on each group's site, five years of them: sixty would be
a quarter of all files, and without a limit sites would grow with the archive. The newest archived
year keeps all of its pages, however many.
"""

NOT_FOUND = "404.html"

MOVED = "meeting-moved"
"""Anchor in the list of meetings: the words there are for who comes from a day without one."""

A_GROUPS = "g/site"
"""A path as deep as that of any group's site."""

HTACCESS = """\
<IfModule mod_alias.c>
RedirectMatch 302 "^(.*/)g/[^/]+/((?:bibliography/)?(?:{editions})(?:/.*)?)$" "$1{archive}/$2"
</IfModule>
"""


def make_redirect_layer(context: Context, view: SiteView) -> Layer:
    """Return the layer of redirects into the archive; for an archive, only its list of years."""
    return Layer.of(dict(list_redirects(context, view)))


def list_redirects(context: Context, view: SiteView) -> Iterator[tuple[str, Object]]:
    """Yield the files that tell scripts, hosts and readers where the archived years are."""
    archived = [each for each in view.editions if each.is_archived]
    names = [each.name for each in archived]
    yield KNOWN, make_archive_list(names, view.way_to_archive)
    if view.group is not None:
        yield NOT_FOUND, compose_group_not_found(context, view, archived if view.archive else [])
    for current in view.themes_elsewhere if view.is_archive else ():
        path = locate_page(current.address, Part.PRESENTATION)
        yield path, compose_page_elsewhere(context, view, current, path)
    if archived and view.archive:
        escaped = "|".join(map(re.escape, names))
        yield ".htaccess", SmallFile(HTACCESS.format(editions=escaped, archive=view.archive.folder))
        for edition in choose_newest_editions(archived):
            # Some hosts refuse a folder that has no page of its own, and lead nobody on then.
            path = f"{edition.name}/index.html"
            yield path, context.once(make_redirect, edition.title, path, view.way_to_archive)
            for theme in edition.themes:
                path = locate_page(theme.theme.address, Part.PRESENTATION)
                title = theme.theme.title
                yield path, context.once(make_redirect, title, path, view.way_to_archive)


def compose_page_elsewhere(
    context: Context, view: SiteView, theme: Announcement, path: str
) -> Composed:
    """Compose the page in an archive at the address of a current theme."""
    main = context.fill(
        "elsewhere",
        root=link_to_root(path, view.folder),
        public=link_from(path, "../" * view.folder_depth + path),
    )
    return compose_own_shell(context, view, path, theme.title, (main,))


def compose_group_not_found(
    context: Context, view: SiteView, archived: list[EditionView]
) -> Composed:
    """Compose a group's 404 page, with links to its meetings and to archived years.

    Hosts that look for a 404 page in the folder of the address show it.
    """
    title = context.say(message("This page does not exist"))
    way = view.way_to_archive
    links = [(link_from(NOT_FOUND, f"{way}{each.name}/{HOME}"), each.title) for each in archived]
    main = context.fill(
        "not-found",
        root=link_to_root(NOT_FOUND, view.folder),
        meetings=f"{link_from(NOT_FOUND, MEETINGS)}#{MOVED}",
        archived=links,
    )
    # Shown at any depth, its relative links can only count from the site's home.
    base = html.escape(f"{context.root_address}{view.folder}/")
    return compose_own_shell(
        context, view, NOT_FOUND, title, (main,), in_head=f'<base href="{base}">'
    )


def make_archive_list(editions: list[str], way: str) -> SmallFile:
    """Return the file that gives scripts the archived years, and the way to them from home."""
    return SmallFile(json.dumps({"archive": way, "editions": editions}, separators=(",", ":")))


def choose_newest_editions(archived: list[EditionView]) -> Iterator[EditionView]:
    """Yield the newest edition, and older ones while `SMALL_PAGES` allows."""
    room = SMALL_PAGES
    for number, edition in enumerate(archived):
        room -= len(edition.themes)
        if number and room < 0:
            return
        yield edition


def make_redirect(context: Context, title: str, path: str, way: str) -> SmallFile:
    """Return the page at an old path that redirects to the same path in the archive.

    ``way`` leads from a site's home to the archive's home; it is the same for every group.
    """
    link, root = link_from(path, way + path), link_to_root(path, A_GROUPS)
    named = render_document_title(context, title)
    return SmallFile(context.fill("leading-on", named=named, title=title, link=link, root=root))
