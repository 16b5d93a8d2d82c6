"""Files that let readers use a group's site offline, as an installable app.

The list of files to keep names only files that this site shows or links to in the archive, and
changes only with them. An archive keeps the pages that somebody read there. The public site is not
kept, because nobody reads it in a meeting room.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from parution.cache.digests import digest_texts
from parution.compose.calendar.events import CALENDAR
from parution.compose.context import Context
from parution.compose.pages.edition_pages import recall_edition_pages
from parution.compose.pages.meeting_paper import NAME as SHEETS
from parution.compose.pages.shells import compose_shell
from parution.compose.plans import Layer, Object, SmallFile, Stored
from parution.compose.relative_links import INDEX
from parution.compose.views import OwnMeeting, SiteView
from parution.domain.messages import message

WORKER = "service-worker.js"
WORKER_ASSET = f"assets/parution/{WORKER}"
WEB_MANIFEST = "app.webmanifest"
LIST = "offline.json"
MISSING = "offline/index.html"
ICON = "assets/images/parution.svg"

OF_DESK = "assets/parution/desk"
"""Path prefix of the assets that only a facilitator's desk uses."""

LAST_MEETINGS = 2
"""Past meetings whose themes are kept: people read them in the days after they open."""

TO_ROOT = "../../"
"""The way from a group's site or an archive to ``site_dir``."""


def make_offline_files(context: Context, view: SiteView) -> dict[str, Object]:
    """Return the files that make a site an app, except the list of files to keep."""
    title = context.say(message("Not on your device"))
    missing = (context.fill("offline"),)
    hers = view.is_facilitators
    return {
        WORKER: Stored(context.assets[WORKER_ASSET]),
        WEB_MANIFEST: SmallFile(write_web_manifest(context, view)),
        MISSING: compose_shell(
            context, MISSING, "../" + TO_ROOT, title, missing, is_facilitators=hers
        ),
    }


@dataclass(frozen=True, slots=True)
class Years:
    """The pages of years, and of the group's own subjects, that a site lists or leads to."""

    layers: Mapping[str, Layer]
    """By name: that of an edition, or of a theme if the edition is not archived."""

    ways: Mapping[str, str]
    """The way from the site to the one that holds a layer: to an archive, or empty."""

    current: tuple[str, ...]
    """The layers with the lists of a current year, or of the group's own subjects."""


def make_offline_list(context: Context, view: SiteView, own: Sequence[Layer]) -> Layer:
    """Return a layer with the list of files to keep; ``own`` are the layers of the site itself.

    ``files`` are to be kept, each with a version mark; files without a mark are fetched again from
    time to time. ``themes`` holds a mark for each theme or archived year of the site: when it
    changes, the app fetches again the pages of it that a reader has kept by reading them.
    """
    themes = context.recall(choose_themes_to_keep, view)
    years = find_years(context, view, themes)
    layers, ways = years.layers, years.ways
    # A sealed file has no mark, because a mark made from its content would reveal changes.
    sealed = [(view.room.key.path, "")] if view.room and view.room.is_sealed_here else []

    def make() -> Mapping[str, Object]:
        assets = list_assets_to_keep(context, view.is_facilitators)
        files = sorted([*assets, *list_pages_to_keep(context, own, themes, years), *sealed])
        marks = {name: layers[name].digest[:16] for name in sorted(layers) if not ways[name]}
        listed = {"files": files, "themes": marks}
        return {LIST: SmallFile(json.dumps(listed, separators=(",", ":")))}

    assets = (part for asset in context.assets.items() for part in asset)
    of_layers = (each for name in sorted(layers) for each in (ways[name], layers[name].digest))
    of_own = (layer.digest for layer in own)
    named = (*assets, *of_own, *themes, *of_layers, *(path for path, _ in sealed))
    return Layer(digest_texts((LIST, *named)), make)


def find_years(context: Context, view: SiteView, themes: Sequence[str]) -> Years:
    """Return the years of a site, and those in an archive that hold a theme to keep."""
    wanted = {theme.partition("/")[0] for theme in themes}
    layers: dict[str, Layer] = {}
    ways: dict[str, str] = {}
    for edition in view.editions:
        if edition.name in wanted or not edition.way:
            # The archive's own view is used, so that its pages are composed once.
            found = recall_edition_pages(context, edition.shown_by or edition)
            layers |= found
            ways |= dict.fromkeys(found, edition.way)
    return Years(layers, ways, tuple(each.name for each in view.editions if not each.is_archived))


def choose_themes_to_keep(_context: Context, view: SiteView) -> tuple[str, ...]:
    """Return the themes of the next and the last meetings, and those that opened lately.

    None for an archive: the list of each group includes the archive pages that its readers need.
    """
    if view.is_archive:
        return ()
    following = next(filter(has_theme, view.meetings_ahead), None)
    past = [meeting for meeting in view.meetings if meeting not in view.meetings_ahead]
    announced = [meeting.theme.address for meeting in past if meeting.theme]
    # A facilitator sees everything at once; her members' openings are the news for her.
    recent = (view.members if view.is_facilitators else view).recent
    found = [following.theme.address] if following and following.theme else []
    found += [*announced[-LAST_MEETINGS:], *(opening.theme for opening in recent)]
    return tuple(sorted({*found}))


def has_theme(meeting: OwnMeeting) -> bool:
    """Return whether a meeting has a theme, announced or not."""
    return meeting.theme is not None or meeting.is_on_draft


def list_assets_to_keep(context: Context, is_facilitators: bool) -> Iterator[tuple[str, str]]:
    """Yield the paths and version marks of the scripts, styles and images of a site."""
    for path, digest in context.assets.items():
        if path.startswith(OF_DESK) and not is_facilitators:
            continue
        if path.startswith("assets/parution/") or path.endswith((".css", ".svg", ".json")):
            yield TO_ROOT + path, digest[:16]


def list_pages_to_keep(
    context: Context, own: Sequence[Layer], themes: Sequence[str], years: Years
) -> Iterator[tuple[str, str]]:
    """Yield the pages and documents to keep: addresses relative to the site, with version marks."""
    for layer in own:
        yield from context.recall(list_files_of_layer, layer)
    for theme in themes:
        name = theme if theme in years.layers else theme.partition("/")[0]
        for path, mark in context.once(list_files_of_theme, years.layers[name], theme):
            yield years.ways[name] + path, mark
    for name in years.current:
        yield from context.recall(list_files_of_layer, years.layers[name])


def list_files_of_theme(_context: Context, layer: Layer, theme: str) -> tuple[tuple[str, str], ...]:
    """Return the files of a theme in a layer, with version marks; many sites keep the same."""
    return tuple(
        (path.removesuffix(INDEX), entry.digest[:16])
        for path, entry in layer.entries.items()
        if path.startswith(f"{theme}/")
    )


def list_files_of_layer(_context: Context, layer: Layer) -> tuple[tuple[str, str], ...]:
    """Return what to keep of a site's own layer, with version marks: pages, calendar, sheets.

    This list is kept apart, because the layer itself holds the pages.
    """
    return tuple(
        (path.removesuffix(INDEX) or "./", entry.digest[:16])
        for path, entry in layer.entries.items()
        if path.endswith((INDEX, CALENDAR, WEB_MANIFEST, SHEETS))
    )


def write_web_manifest(context: Context, view: SiteView) -> str:
    """Return the web app manifest of a site (W3C Web Application Manifest)."""
    site_name = context.settings.site_name
    name = view.group.name if view.group else context.say(message("Archive"))
    described = {
        "name": f"{name} – {site_name}",
        "short_name": name,
        "lang": "fr",
        "start_url": "./",
        # The archive opens in the same window.
        "scope": TO_ROOT,
        "display": "standalone",
        "background_color": "#ffffff",
        "theme_color": "#1f5a63",
        "icons": [{"src": TO_ROOT + ICON, "sizes": "any", "type": "image/svg+xml"}],
    }
    return json.dumps(described, ensure_ascii=False, indent=2)
