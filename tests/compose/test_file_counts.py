"""How many files sites have: they grow with themes and with sites, not with themes times sites."""

from __future__ import annotations

from functools import cache
from itertools import groupby

import pytest

from builders import catalogue, edition, group, instant, local, meeting, theme
from compose.views import views_at
from parution.compose.pages.leading_on import SMALL_PAGES
from parution.compose.sites import compose
from parution.domain import Edition, Part, Site, Theme

LATE = instant("2026-12-01 12:00Z")
NEWEST = 2025
A_YEAR = 6


def short(address: str) -> Theme:
    """Return a theme of two parts: enough to be counted."""
    return theme(address, parts=(Part.PRESENTATION, Part.GUIDE))


def past(themes: int) -> list[Edition]:
    """Return archived years of six themes each, the newest first."""
    numbered = groupby(range(themes), lambda number: NEWEST - number // A_YEAR)
    return [
        edition(
            f"{year}",
            *(short(f"{year}/t{number}") for number in numbers),
            opens_to_all=local(f"{year + 1}-07-01 00:00"),
        )
        for year, numbers in numbered
    ]


@cache
def counted(past_themes: int, groups: int) -> dict[Site, int]:
    """Return how many files each site has besides its search, one theme being current."""
    views = views_at(
        catalogue(
            edition("2026", short("2026/now")),
            *past(past_themes),
            groups=[
                group(f"g{number}", meeting("2026/now", "2026-10-08 20:30"), readers=True)
                for number in range(groups)
            ],
        ),
        LATE,
    )
    return {plan.site: sum(1 for _ in plan.files()) for plan in compose(views, views.sites)}


def of_groups(found: dict[Site, int]) -> int:
    return sum(count for site, count in found.items() if site.group is not None)


def test_an_archived_theme_costs_a_group_s_site_one_small_page() -> None:
    """With the year it belongs to; all the rest of it stands in the archive, once."""
    few, many = of_groups(counted(A_YEAR, 1)), of_groups(counted(3 * A_YEAR, 1))
    sites = sum(1 for site in counted(A_YEAR, 1) if site.group is not None)
    assert many - few == sites * (12 + 2)


def test_what_is_long_archived_costs_a_group_s_site_nothing() -> None:
    """However large the archive becomes, groups' sites stay as they are."""
    assert of_groups(counted(SMALL_PAGES, 1)) == of_groups(counted(SMALL_PAGES + A_YEAR, 1))


def test_groups_add_nothing_to_the_archive() -> None:
    """One group or three: the archives have the same files, and so has the public site."""
    one, three = (
        [count for site, count in counted(A_YEAR, groups).items() if site.group is None]
        for groups in (1, 3)
    )
    assert one == three


@pytest.mark.parametrize("current", [1, 6])
def test_a_group_s_site_searches_two_indexes(current: int) -> None:
    """One of its own, whatever the number of current themes, and one of the archive."""
    themes = [short(f"2026/t{number}") for number in range(current)]
    held = [meeting(each.address, "2026-10-08 20:30") for each in themes]
    views = views_at(
        catalogue(edition("2026", *themes), *past(A_YEAR), groups=[group("g", *held)]), LATE
    )
    for plan in compose(views, [site for site in views.sites if site.group]):
        assert (len(plan.bundles), len(plan.lent)) == (1, 1)
