"""What lets a group's site be read without a network: an installable app that keeps its pages.

The list of what to keep names only files that this site shows; it changes with them and with
nothing else. The public site is not kept: it has no meeting room to be read in.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping

from parution.composing.agenda import ahead
from parution.composing.desk import Desk
from parution.composing.editions import EditionPages, EditionView
from parution.composing.links import INDEX
from parution.composing.plans import Object, Stored, Text
from parution.composing.shells import shell
from parution.messages import message
from parution.model import Group

WORKER = "service-worker.js"
WORKER_ASSET = f"assets/parution/{WORKER}"
MANIFEST = "app.webmanifest"
LIST = "offline.json"
MISSING = "offline/index.html"
ICON = "assets/images/parution.svg"

TO_ROOT = "../../"
"""From a group's site to ``site_dir``."""


def offline_files(
    desk: Desk,
    group: Group,
    pages: Mapping[str, Object],
    views: Iterable[EditionView],
    editions: Iterable[EditionPages],
) -> dict[str, Object]:
    """Return the files that make a group's site an app; ``pages`` are the site's own."""
    title = message("Not on your device").text(desk.translate)
    missing = shell(desk, MISSING, "../" + TO_ROOT, title, (desk.fill("offline"),))
    own = {**pages, MISSING: missing}
    files = sorted(listed(desk, group, own, zip(views, editions, strict=True)))
    return {
        WORKER: Stored(desk.rendition.assets[WORKER_ASSET]),
        MANIFEST: Text(manifest(desk, group)),
        LIST: Text(json.dumps({"files": files}, separators=(",", ":"))),
        MISSING: missing,
    }


def listed(
    desk: Desk,
    group: Group,
    own: Mapping[str, Object],
    editions: Iterable[tuple[EditionView, EditionPages]],
) -> Iterator[tuple[str, str]]:
    """Yield what to keep: addresses relative to the site, each with a mark of its version."""
    for path, digest in desk.rendition.assets.items():
        if path.startswith("assets/parution/") or path.endswith((".css", ".svg", ".json")):
            yield TO_ROOT + path, digest[:16]
    for path, entry in own.items():
        if path.endswith(INDEX):
            yield path.removesuffix(INDEX) or "./", entry.digest[:16]
    yield MANIFEST, desk.catalogue.settings.site_name
    theme = next((meeting.theme for meeting in ahead(desk, group) if meeting.theme), None)
    for view, pages in editions:
        if theme is None or theme.partition("/")[0] != view.edition.name:
            continue
        layer = pages.layers.get(theme) or pages.layers[view.edition.name]
        for path, entry in layer.entries.items():
            if path.startswith(f"{theme}/"):
                yield path.removesuffix(INDEX), entry.digest[:16]


def manifest(desk: Desk, group: Group) -> str:
    """Return the web app manifest of a group's site (W3C Web Application Manifest)."""
    name = desk.catalogue.settings.site_name
    described = {
        "name": f"{group.name} – {name}",
        "short_name": group.name,
        "lang": "fr",
        "start_url": "./",
        "scope": "./",
        "display": "standalone",
        "background_color": "#ffffff",
        "theme_color": "#1f5a63",
        "icons": [{"src": TO_ROOT + ICON, "sizes": "any", "type": "image/svg+xml"}],
    }
    return json.dumps(described, ensure_ascii=False, indent=2)
