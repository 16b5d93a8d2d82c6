"""What lets a group's site be read without a network: an installable app that keeps its pages.

The list of what to keep names only files that this site shows; it changes with them and with
nothing else. The public site is not kept: it has no meeting room to be read in.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence

from parution.cache.digests import digest_of_texts
from parution.compose.context import Context
from parution.compose.pages.edition_pages import EditionPages
from parution.compose.pages.relative_links import INDEX
from parution.compose.pages.shells import shell
from parution.compose.plans import Layer, Object, Stored, Text
from parution.compose.views import OwnGroup, OwnMeeting, SiteView
from parution.domain.messages import message

WORKER = "service-worker.js"
WORKER_ASSET = f"assets/parution/{WORKER}"
MANIFEST = "app.webmanifest"
LIST = "offline.json"
MISSING = "offline/index.html"
ICON = "assets/images/parution.svg"

TO_ROOT = "../../"
"""From a group's site to ``site_dir``."""


def offline_files(context: Context, group: OwnGroup) -> dict[str, Object]:
    """Return the files that make a group's site an app, save the list of what to keep."""
    title = context.say(message("Not on your device"))
    return {
        WORKER: Stored(context.assets[WORKER_ASSET]),
        MANIFEST: Text(manifest(context, group)),
        MISSING: shell(context, MISSING, "../" + TO_ROOT, title, (context.fill("offline"),)),
    }


def offline_list(
    context: Context, view: SiteView, own: Layer, editions: Sequence[EditionPages]
) -> Layer:
    """Return the list of what to keep, in a layer of its own; ``own`` are the site's own pages."""
    theme = next((meeting.theme for meeting in view.meetings_ahead if has_theme(meeting)), None)
    address = theme.address if theme else ""
    places = zip(view.editions, editions, strict=True)
    read_next = next((each for view, each in places if is_in(address, view.name)), None)

    def make() -> Mapping[str, Object]:
        files = sorted(files_to_keep(context, own, address, read_next))
        return {LIST: Text(json.dumps({"files": files}, separators=(",", ":")))}

    layers = [layer.digest for layer in layers_of(address, read_next)]
    assets = (part for asset in context.assets.items() for part in asset)
    return Layer(digest_of_texts((LIST, *assets, own.digest, address, *layers)), make)


def has_theme(meeting: OwnMeeting) -> bool:
    """Tell whether a meeting is on a theme, be it announced or not."""
    return meeting.theme is not None or meeting.is_on_draft


def is_in(theme: str, edition: str) -> bool:
    """Tell whether a theme is one of an edition's."""
    return theme.partition("/")[0] == edition


def layers_of(theme: str, edition: EditionPages | None) -> Sequence[Layer]:
    """Return the layers in which a theme's pages stand."""
    if edition is None:
        return ()
    return [edition.layers[theme]] if theme in edition.layers else list(edition.layers.values())


def files_to_keep(
    context: Context, own: Layer, theme: str, edition: EditionPages | None
) -> Iterator[tuple[str, str]]:
    """Yield what to keep: addresses relative to the site, each with a mark of its version."""
    for path, digest in context.assets.items():
        if path.startswith("assets/parution/") or path.endswith((".css", ".svg", ".json")):
            yield TO_ROOT + path, digest[:16]
    for path, entry in own.entries.items():
        if path.endswith(INDEX):
            yield path.removesuffix(INDEX) or "./", entry.digest[:16]
    yield MANIFEST, own.entries[MANIFEST].digest[:16]
    for layer in layers_of(theme, edition):
        for path, entry in layer.entries.items():
            if path.startswith(f"{theme}/"):
                yield path.removesuffix(INDEX), entry.digest[:16]


def manifest(context: Context, group: OwnGroup) -> str:
    """Return the web app manifest of a group's site (W3C Web Application Manifest)."""
    name = context.settings.site_name
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
