"""Views for composing without a build: a made-up rendition, and the real templates.

    views = views_at(catalogue(edition("2026", theme("2026/pain"))), instant("2026-10-08 20:30Z"))
    view = views.of(PUBLIC_SITE)
    compose(views, views.sites)        # one plan for each site

Every digest of the rendition names its content: ``skeleton of 2026/pain dossier``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from parution import templates
from parution.cache import Recorder, Shelf
from parution.compose.context import Context, PublicPieces
from parution.compose.views import Views, digest_decisions, digest_inputs
from parution.domain import Catalogue, Part, Theme
from parution.language.catalogues import load_translations
from parution.release import Decisions
from parution.release.everything import Everything
from parution.rendition import OwnRendition, Page, RenderedPart, Rendition, Sealed, Slot, Version

SECRET = b"secret" * 8
ASSETS = {"assets/parution/service-worker.js": "worker", "assets/images/parution.svg": "icon"}
OF_SHELLS = ("head", "heading", "main", "menu", "root", "steps", "title")

Says = Mapping[tuple[str, Part], str]
"""The text of a part, by address and part; “text” by default."""


class NoShelf:
    """A shelf that keeps nothing."""

    def get(self, key: str, make: Callable[[], Any], recorder: Recorder) -> Any:
        return make()


def views_at(
    catalogue: Catalogue,
    instant: datetime,
    says: Says | None = None,
    *,
    pdf_set_by: str = "typst",
    everything: bool = False,
    shelf: Shelf | None = None,
    own: Mapping[str, OwnRendition] | None = None,
    **settings: Any,
) -> Views:
    """Return the views of all sites at an instant; `settings` replace those of the catalogue.

    ``own`` is the rendition of groups' own texts, by slug.
    """
    catalogue = replace(catalogue, settings=replace(catalogue.settings, **settings))
    decisions = (Everything if everything else Decisions)(catalogue, instant)
    rendition = replace(rendition_of(catalogue, says or {}), own=own or {})
    public = PublicPieces(rendition.shells, rendition.assets)
    known = {
        **public.digests(),
        **digest_inputs(catalogue, rendition),
        **digest_decisions(decisions),
    }
    context = Context(
        settings=catalogue.settings,
        templates=templates.make_environment(),
        translate=load_translations("fr").gettext,
        recorder=Recorder(decisions.instant, known),
        shelf=shelf or NoShelf(),
        public=public,
        pdf_set_by=pdf_set_by,
    )
    return Views(context, catalogue, rendition, decisions, SECRET)


def rendition_of(catalogue: Catalogue, says: Says) -> Rendition:
    """Return a rendition with a text for every part of every theme."""
    themes = catalogue.themes
    parts = {
        address: {part: render_part(theme, part, says) for part in theme.parts}
        for address, theme in themes.items()
    }
    return Rendition(
        themes={
            address: {part: Sealed(address, part, content) for part, content in of_theme.items()}
            for address, of_theme in parts.items()
        },
        versions={
            address: {
                part: Version(repr(content), content.page.reading_minutes)
                for part, content in of_theme.items()
            }
            for address, of_theme in parts.items()
        },
        shells={
            depth: Page("", f"shell {depth}", tuple(map(Slot, OF_SHELLS))) for depth in range(4)
        },
        assets=ASSETS,
    )


def render_part(theme: Theme, part: Part, says: Says) -> RenderedPart:
    """Return a made-up rendition of a part, in which everything depends on its text."""
    said = says.get((theme.address, part), "text")
    name = f"{theme.address} {part}"
    key = f"{theme.slug}2024"
    pieces = {f"chapter:{part}": f"chapter of {name}: {said}"}
    slots = [Slot("root"), Slot("head", "../"), Slot("steps"), Slot("onward"), Slot("group-sees")]
    if part is Part.PRESENTATION:
        slots.append(Slot("standing"))
        pieces["frame"] = f"frame of {theme.address}: {said}"
    if part is Part.REFERENCES:
        slots.append(Slot("cited-in", key))
        pieces |= {
            f"{kind} of {name}".split()[0]: f"{kind} of {name}: {said}"
            for kind in (f"source:{key}", "bibliography", "export:bib")
        }
    if said != "nothing":
        slots.append(Slot("source", key))
    page = Page(
        path=f"{theme.address}/{'' if part is Part.PRESENTATION else f'{part}/'}index.html",
        skeleton=f"skeleton of {name}: {said}",
        slots=tuple(slots),
        title=f"title of {name}: {said}",
        reading_minutes=len(said),
        cited=(key, said),
        searchable=f"searchable of {name}: {said}",
    )
    files = tuple((path, f"{path}: {said}") for path in theme.attachments if part in path)
    return RenderedPart(page, pieces, files)
