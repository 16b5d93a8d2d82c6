"""The questions that views ask, answered by digests, so that the cache knows its inputs."""

from __future__ import annotations

from parution.cache.digests import digest_texts
from parution.compose.views.own_view import get_own_version
from parution.compose.views.theme_view import Texts
from parution.domain import PUBLIC_SITE, Catalogue
from parution.release import Decisions
from parution.rendition import Rendition

EDITIONS, DECISIONS = "editions", "decisions"
"""Questions: which editions are known to all, and in which order; how decisions are made."""

PAGES, FACILITATORS_PAGES = "pages", "pages for facilitators"
"""Questions: which pages of the association exist, for all readers and for facilitators."""


def digest_decisions(decisions: Decisions) -> dict[str, str]:
    """Return digests of the answers that depend on how decisions are made, by question."""
    names = [edition.name for edition in decisions.editions(PUBLIC_SITE)]
    answers = {EDITIONS: names, DECISIONS: type(decisions).__name__}
    return {question: digest_texts((repr(answer),)) for question, answer in answers.items()}


def digest_answers(catalogue: Catalogue, rendition: Rendition) -> dict[str, str]:
    """Return digests of the answers to all other questions that a view can ask, by question."""
    answers: dict[str, object] = {}
    for edition in (*catalogue.editions, *catalogue.subjects.values()):
        themes = [(theme.announcement, theme.draft, theme.parts) for theme in edition.themes]
        dates = (edition.opens_to_all, edition.opens_to_public)
        answers[f"edition {edition.name}"] = (edition.title, dates, themes)
    answers |= {f"group {group.slug}": group for group in catalogue.groups}
    announced = {slug for slug, subjects in catalogue.subjects.items() if subjects.is_announced}
    answers |= {f"subjects {each.slug}": each.slug in announced for each in catalogue.groups}
    answers |= {
        f"own {group.slug}": get_own_version(rendition, group.slug) for group in catalogue.groups
    }
    answers |= {PAGES: rendition.association_pages, FACILITATORS_PAGES: rendition.for_facilitators}
    digests = {question: digest_texts((repr(answer),)) for question, answer in answers.items()}
    return digests | dict(Texts.answers(rendition))
