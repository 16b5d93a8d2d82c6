"""The inputs of views by name, each with a digest, so that the cache knows when one changed."""

from __future__ import annotations

from parution.cache.digests import digest_texts
from parution.compose.views.own_view import get_own_version
from parution.compose.views.theme_view import Texts
from parution.domain import PUBLIC_SITE, Catalogue
from parution.release import Decisions
from parution.rendition import Rendition

EDITIONS, DECISIONS = "editions", "decisions"
"""The editions that are known to all, in order; how decisions are made."""

PAGES, FACILITATORS_PAGES = "pages", "pages for facilitators"
"""The pages of the association, for all readers and for facilitators."""


def digest_decisions(decisions: Decisions) -> dict[str, str]:
    """Return digests of the inputs that depend on how decisions are made, by name."""
    names = [edition.name for edition in decisions.editions(PUBLIC_SITE)]
    inputs = {EDITIONS: names, DECISIONS: type(decisions).__name__}
    return {name: digest_texts((repr(content),)) for name, content in inputs.items()}


def digest_inputs(catalogue: Catalogue, rendition: Rendition) -> dict[str, str]:
    """Return digests of all other inputs that a view can read, by name."""
    inputs: dict[str, object] = {}
    for edition in (*catalogue.editions, *catalogue.subjects.values()):
        themes = [(theme.announcement, theme.draft, theme.parts) for theme in edition.themes]
        dates = (edition.opens_to_all, edition.opens_to_public)
        inputs[f"edition {edition.name}"] = (edition.title, dates, themes)
    inputs |= {f"group {group.slug}": group for group in catalogue.groups}
    announced = {slug for slug, subjects in catalogue.subjects.items() if subjects.is_announced}
    inputs |= {f"subjects {each.slug}": each.slug in announced for each in catalogue.groups}
    inputs |= {
        f"own {group.slug}": get_own_version(rendition, group.slug) for group in catalogue.groups
    }
    inputs |= {PAGES: rendition.association_pages, FACILITATORS_PAGES: rendition.for_facilitators}
    digests = {name: digest_texts((repr(content),)) for name, content in inputs.items()}
    return digests | dict(Texts.list_digests(rendition))
