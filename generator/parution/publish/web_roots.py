"""Notices folders that a host probably serves as a whole, in which no versions may lie."""

from __future__ import annotations

import os
from pathlib import Path

NAMES = frozenset({"public_html", "htdocs", "httpdocs", "wwwroot"})
"""Names, without case, of folders that hosts serve."""

OF_DEBIAN = ("www", "html")

PAGES = ("index.html", "index.htm", "index.php", "index.nginx-debian.html", ".htaccess")
"""Files that are of use in a served folder alone."""


def find_sign_of_web_root(folder: Path) -> Path | None:
    """Return what shows that a folder is served, by itself or within another; None if nothing."""
    pages = (folder / name for name in PAGES)
    if found := next(filter(os.path.lexists, pages), None):
        return found
    return next(filter(is_named_so, (folder, *folder.parents)), None)


def is_named_so(folder: Path) -> bool:
    """Return whether a folder has the name of one that hosts serve."""
    return folder.name.lower() in NAMES or (folder.parent.name, folder.name) == OF_DEBIAN
