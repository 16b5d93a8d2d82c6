"""The pages a site has besides its themes: home, themes by year, bibliography."""

from __future__ import annotations

import html
from collections.abc import Mapping

from parution import labels
from parution.composing import agenda
from parution.composing.desk import Desk
from parution.composing.links import HOME, page_path, relative, to_root
from parution.composing.plans import Composed, Layer, Object, Stored, Text, Value
from parution.composing.steps import steps
from parution.composing.theme_pages import head, heading
from parution.messages import message
from parution.model import Edition, Part, Site, Theme

THEMES = "themes/index.html"
BIBLIOGRAPHY = "bibliography/index.html"
NOT_FOUND = "404.html"


def site_layer(desk: Desk, site: Site, folder: str) -> Layer:
    """Compose a site's own pages."""
    pages: dict[str, Object] = {
        HOME: home(desk, site, folder),
        THEMES: themes_by_year(desk, site, folder),
        BIBLIOGRAPHY: bibliography(desk, site, folder),
    }
    for edition in desk.catalogue.editions:
        path = f"{edition.name}/index.html"
        listed = (edition_block(desk, site, edition, path),)
        pages[path] = shell(desk, path, folder, edition.title, listed)
        path = f"bibliography/{edition.name}/index.html"
        title = message("References of %(edition)s", edition=edition.title).text(desk.translate)
        pages[path] = shell(desk, path, folder, title, references(desk, site, edition))
    if site.group is None:
        pages[NOT_FOUND] = not_found(desk)
        pages["robots.txt"] = Text("User-agent: *\nDisallow: /g/\n")
    return Layer(pages)


def shell(desk: Desk, path: str, folder: str, title: str, main: Value, above: str = "") -> Composed:
    """Compose a page that has no text of its own among the sources."""
    page = desk.rendition.shells[path.count("/")]
    values: Mapping[str, Value] = {
        "title": (html.escape(title),),
        "heading": (heading(desk, title, above),),
        "main": main,
        "root": (to_root(path, folder),),
        "head": (head(desk, not folder),),
        "steps": ("",),
    }
    return Composed(page.skeleton, tuple((slot, values[slot.name]) for slot in page.slots))


def home(desk: Desk, site: Site, folder: str) -> Composed:
    """Compose the home page: for a group, its next meeting first."""
    group = desk.group(site)
    if group is None:
        return public_home(desk, site)
    meetings = agenda.ahead(desk, group)
    views = [agenda.meeting_view(desk, site, meeting) for meeting in meetings]
    main = desk.fill(
        "home",
        next=views[0] if views else None,
        later=views[1:],
        recent=agenda.recent(desk, site),
        coming=agenda.coming(desk, site),
        editions=[edition_summary(desk, site, edition) for edition in desk.catalogue.editions],
    )
    audience = labels.AUDIENCES[site.audience].text(desk.translate)
    above = message("Site of the group · %(audience)s", audience=audience).text(desk.translate)
    return shell(desk, HOME, folder, group.name, (main,), above)


def public_home(desk: Desk, site: Site) -> Composed:
    """Compose the public home: the association's own words, then the themes."""
    words = desk.rendition.fragments["", "text"]
    title = desk.catalogue.home.title or desk.catalogue.settings.site_name
    listed = "".join(
        edition_block(desk, site, edition, HOME) for edition in desk.catalogue.editions
    )
    return shell(desk, HOME, "", title, (Stored(words.digest), listed))


def themes_by_year(desk: Desk, site: Site, folder: str) -> Composed:
    """Compose the list of all themes, newest edition first."""
    listed = "".join(
        edition_block(desk, site, edition, THEMES) for edition in desk.catalogue.editions
    )
    title = message("Themes by year").text(desk.translate)
    return shell(desk, THEMES, folder, title, (listed,))


def edition_block(desk: Desk, site: Site, edition: Edition, origin: str) -> str:
    """Return the list of an edition's themes with the states of their parts."""
    outlooks = desk.decisions.outlooks(site)
    seen = tuple(outlooks[theme.address] for theme in edition.themes)
    return desk.once(
        ("edition", edition.name, origin, seen),
        lambda: desk.fill("edition", **edition_summary(desk, site, edition, origin)),
    )


def edition_summary(
    desk: Desk, site: Site, edition: Edition, origin: str = HOME
) -> dict[str, object]:
    """Return what is told of an edition: its address, and its announced themes with their steps."""
    return {
        "edition": edition,
        "link": relative(origin, f"{edition.name}/index.html"),
        "themes": [
            {
                "theme": theme,
                "link": relative(origin, page_path(theme.address, Part.PRESENTATION)),
                "steps": steps(desk, theme, desk.decisions.outlook(site, theme.address), origin),
            }
            for theme in announced(desk, site, edition)
        ],
    }


def bibliography(desk: Desk, site: Site, folder: str) -> Composed:
    """Compose the entrance to the references, by year."""
    main = desk.fill(
        "bibliography",
        editions=[
            {
                "edition": edition,
                "link": f"{edition.name}/",
                "themes": [theme.title for theme in with_references(desk, site, edition)],
            }
            for edition in desk.catalogue.editions
        ],
    )
    return shell(desk, BIBLIOGRAPHY, folder, message("Bibliography").text(desk.translate), (main,))


def references(desk: Desk, site: Site, edition: Edition) -> Value:
    """Return the reference lists of an edition that this site shows, theme after theme."""
    listed = tuple(
        Stored(desk.rendition.fragments[theme.address, "bibliography"].digest)
        for theme in with_references(desk, site, edition)
    )
    return listed or (desk.fill("no-references"),)


def with_references(desk: Desk, site: Site, edition: Edition) -> list[Theme]:
    """Return the themes of an edition whose references this site shows."""
    return [
        theme
        for theme in announced(desk, site, edition)
        for openness in desk.decisions.outlook(site, theme.address)
        if openness.part is Part.REFERENCES and openness.visible
    ]


def not_found(desk: Desk) -> Composed:
    """Compose the page for an address that leads nowhere; it may be shown at any depth."""
    page = desk.rendition.shells[0]
    title = message("This page does not exist").text(desk.translate)
    values: Mapping[str, Value] = {
        "title": (html.escape(title),),
        "heading": (heading(desk, title),),
        "main": (desk.fill("not-found"),),
        "root": ("/",),
        "head": (head(desk, is_public=True),),
        "steps": ("",),
    }
    return Composed(page.skeleton, tuple((slot, values[slot.name]) for slot in page.slots))


def announced(desk: Desk, site: Site, edition: Edition) -> tuple[Theme, ...]:
    """Return the themes of an edition that exist for a site: all but drafts, save in a preview."""
    outlooks = desk.decisions.outlooks(site)
    return tuple(
        theme
        for theme in edition.themes
        if not theme.draft or any(openness.visible for openness in outlooks[theme.address])
    )
