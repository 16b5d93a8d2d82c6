"""A group's home shows the next openings, not all of them, and to whom to write."""

from __future__ import annotations

import pytest

from builders import catalogue, edition, group, instant, meeting, theme
from compose.views import views_at
from parution.compose.pages.site_pages import compose_site_pages
from parution.compose.plans import Composed
from parution.domain import PUBLIC_SITE, Audience, Site

MEMBER = Site("blain", Audience.MEMBER)
THEMES = [f"2026/theme-{number}" for number in range(1, 7)]


def read_home(contact: str | None = None, site: Site = MEMBER) -> str:
    """Return the values of a home, before six meetings on a theme each."""
    held = [meeting(each, f"2026-10-{10 + day} 20:30") for day, each in enumerate(THEMES)]
    year = edition("2026", *map(theme, THEMES))
    made = catalogue(year, groups=[group("blain", *held, policy="after")])
    view = views_at(made, instant("2026-09-01 12:00Z"), contact=contact).of(site)
    page = compose_site_pages(view.context, view)["index.html"]
    assert isinstance(page, Composed)
    values = (each for filling in page.fillings for _, value in filling.values for each in value)
    return "".join(each for each in values if isinstance(each, str))


def test_the_home_shows_the_next_four_openings() -> None:
    """Six moments are ahead; the list has the nearest four."""
    listed = read_home().partition('id="home-coming"')[2].partition("</section>")[0]
    assert [each for each in THEMES if f"{each}/" in listed] == THEMES[:4]


@pytest.mark.parametrize("contact", ["dossiers@example.org", None])
def test_the_home_says_to_whom_to_write(contact: str | None) -> None:
    """The association's address is there if it has given one."""
    assert ("home__contact" in read_home(contact)) is bool(contact)


@pytest.mark.parametrize(("site", "is_listed"), [(PUBLIC_SITE, True), (MEMBER, False)])
def test_search_engines_may_list_the_public_site_alone(site: Site, is_listed: bool) -> None:
    """A group's address is its key; whatever everybody may read is meant to be found."""
    assert ("noindex" in read_home(site=site)) is not is_listed
