"""A closed part's page leads to the dates, and lists of parts date coming openings alone."""

from __future__ import annotations

import pytest

from builders import catalogue, edition, group, instant, meeting, theme
from compose.views import views_at
from parution.compose.pages.theme_pages import compose_theme_pages
from parution.compose.plans import Composed
from parution.domain import Audience, Site

PAIN = "2026/douleur"
PRESENTATION, DOSSIER = f"{PAIN}/index.html", f"{PAIN}/dossier/index.html"
BEFORE, AFTER = "2026-10-08 12:00Z", "2026-10-09 12:00Z"


def read_page(path: str, at: str) -> str:
    """Return the values of a page of a member's site."""
    held = group("blain", meeting(PAIN, "2026-10-08 20:30"), policy="references-first")
    views = views_at(catalogue(edition("2026", theme(PAIN)), groups=[held]), instant(at))
    view = views.of(Site("blain", Audience.MEMBER))
    page = compose_theme_pages(view.context, view.theme(PAIN))[path]
    assert isinstance(page, Composed)
    values = (each for filling in page.fillings for _, value in filling.values for each in value)
    return "".join(each for each in values if isinstance(each, str))


def test_a_closed_page_leads_to_the_calendar() -> None:
    """From a closed part readers reach the calendar of their site, which has its opening."""
    assert '<a href="../../../calendar.ics">' in read_page(DOSSIER, BEFORE)


@pytest.mark.parametrize(("at", "is_dated"), [(BEFORE, True), (AFTER, False)])
def test_only_a_coming_opening_may_be_overdue(at: str, is_dated: bool) -> None:
    """A part that is open has no date on which it should have opened."""
    dated = 'data-overdue="2026-10-08T20:30:00Z"' in read_page(PRESENTATION, at)
    assert dated == is_dated
