"""What leads from old addresses on a group's site to where a theme stands now: into the archive.

A theme that was archived leaves the groups' sites. Its address there keeps a small page that leads
into the archive, and so does that of its year. Every other address below it, and those of years
that are long archived, are led on by the host: by ``.htaccess`` where it is read, else by the page
for addresses that lead nowhere, which looks into ``archive.json`` of the site. That page also leads
from an archive back to the group's site, whose current themes an archived text may link to.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from parution.compose.context import Context
from parution.compose.pages.relative_links import page_path, relative, to_root
from parution.compose.pages.theme_pages import document_title
from parution.compose.plans import Layer, Object, SmallFile
from parution.compose.views import EditionView, SiteView
from parution.domain import Part

LEADS = "archive"
"""Name of the layer that leads on."""

KNOWN = "archive.json"
"""Says to scripts which years are archived, and where."""

SMALL_PAGES = 30
"""Themes that keep a small page on each group's site, five years of them: sixty would be a quarter
of all files, and without a bound sites would grow with the archive. The newest archived year keeps
all of its own, however many."""

A_GROUPS = "g/site"
"""A folder that stands as deep as every group's site."""

HTACCESS = """\
<IfModule mod_alias.c>
RedirectMatch 302 "^(.*/)g/[^/]+/((?:bibliography/)?(?:{editions})(?:/.*)?)$" "$1{archive}/$2"
</IfModule>
"""


def lead_on(context: Context, view: SiteView) -> Layer:
    """Return what leads on from a group's site to its archive; from an archive, what it has."""
    return Layer.of(dict(leads(context, view)))


def leads(context: Context, view: SiteView) -> Iterator[tuple[str, Object]]:
    """Yield what says to scripts, to hosts and to readers where the archived years stand."""
    archived = [each for each in view.editions if each.is_archived]
    names = [each.name for each in archived]
    yield KNOWN, known(names, view.way_to_archive)
    if archived and view.archive:
        escaped = "|".join(map(re.escape, names))
        yield ".htaccess", SmallFile(HTACCESS.format(editions=escaped, archive=view.archive.place))
        for edition in last_ones(archived):
            # Some hosts refuse a folder that has no page of its own, and lead nobody on then.
            path = f"{edition.name}/index.html"
            yield path, context.once(small_page, edition.title, path, view.way_to_archive)
            for theme in edition.themes:
                path = page_path(theme.theme.address, Part.PRESENTATION)
                title = theme.theme.title
                yield path, context.once(small_page, title, path, view.way_to_archive)


def known(editions: list[str], way: str) -> SmallFile:
    """Return what is said to scripts: the years that are archived, and the way there from home."""
    return SmallFile(json.dumps({"archive": way, "editions": editions}, separators=(",", ":")))


def last_ones(archived: list[EditionView]) -> Iterator[EditionView]:
    """Yield the newest of some editions, and those before it as long as there is room."""
    room = SMALL_PAGES
    for number, edition in enumerate(archived):
        room -= len(edition.themes)
        if number and room < 0:
            return
        yield edition


def small_page(context: Context, title: str, path: str, way: str) -> SmallFile:
    """Return the page that stands at an old path and leads to the same path of the archive.

    ``way`` leads from a site's home to the archive's: it is the same for every group.
    """
    link, root = relative(path, way + path), to_root(path, A_GROUPS)
    named = document_title(context, title)
    return SmallFile(context.fill("leading-on", named=named, title=title, link=link, root=root))
