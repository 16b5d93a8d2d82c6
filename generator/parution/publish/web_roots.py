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
    """Return what shows that a folder, or one around it, is served; None if nothing does."""
    for each in (folder, *folder.parents):
        if each.name.lower() in NAMES or (each.parent.name, each.name) == OF_DEBIAN:
            return each
        if found := next((each / name for name in PAGES if os.path.lexists(each / name)), None):
            return found
    return None
