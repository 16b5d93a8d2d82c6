"""Relative links between the pages of a site, valid wherever the site is served."""

from __future__ import annotations

import posixpath
from functools import cache

from parution.domain import Part

INDEX = "index.html"
HOME = INDEX
ROOM_PAGE = "room/index.html"
"""Path of the facilitator's page with her room code."""

SITE = "/g/site/"
"""Assumed path of a site, for targets outside of it."""


def locate_page(theme: str, part: Part) -> str:
    """Return the path of a part's page within a site."""
    if part is Part.PRESENTATION:
        return f"{theme}/{INDEX}"
    return f"{theme}/{part.value}/{INDEX}"


def strip_index(path: str) -> str:
    """Return the address of the page at a path: its folder, with a final slash."""
    return path.removesuffix(INDEX)


@cache
def link_from(origin: str, target: str) -> str:
    """Return the link from the page at ``origin`` to the page or file at ``target``.

    >>> link_from("2026/menstruations/dossier/index.html", "2026/menstruations/index.html")
    '../'
    >>> link_from("index.html", "2026/index.html")
    '2026/'
    >>> link_from("index.html", "index.html")
    './'
    >>> link_from("themes/index.html", "../../archives/abc/2018/index.html")
    '../../../archives/abc/2018/'
    """
    here = posixpath.dirname(SITE + origin)
    if not target.endswith(INDEX):
        return posixpath.relpath(SITE + target, here)
    return posixpath.relpath(posixpath.dirname(SITE + target), here) + "/"


def link_to_root(path: str, site_folder: str) -> str:
    """Return the relative address of ``site_dir`` from a page of a site.

    >>> link_to_root("2026/index.html", "g/la-mothe-achard-abc")
    '../../../'
    """
    depth = path.count("/") + (site_folder.count("/") + 1 if site_folder else 0)
    return "../" * depth
