"""The number of files grows with themes and with sites, not with themes times sites."""

from __future__ import annotations

from functools import cache
from itertools import groupby

import pytest

from builders import catalogue, edition, group, instant, local, meeting, theme
from compose.views import views_at
from parution.compose.pages.redirects import SMALL_PAGES
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
def count_files(past_themes: int, groups: int) -> dict[Site, int]:
    """Return the number of files of each site besides its search, with one current theme."""
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
    """Each archived theme adds one page to a group's site, and each archived year another."""
    few, many = of_groups(count_files(A_YEAR, 1)), of_groups(count_files(3 * A_YEAR, 1))
    sites = sum(1 for site in count_files(A_YEAR, 1) if site.group is not None)
    assert many - few == sites * (12 + 2)


def test_old_archived_themes_cost_a_group_s_site_nothing() -> None:
    """Groups' sites have the same files however large the archive becomes."""
    assert of_groups(count_files(SMALL_PAGES, 1)) == of_groups(count_files(SMALL_PAGES + A_YEAR, 1))


def test_groups_add_nothing_to_the_archive() -> None:
    """With one group or three, the archives and the public site have the same files."""
    one, three = (
        [count for site, count in count_files(A_YEAR, groups).items() if site.group is None]
        for groups in (1, 3)
    )
    assert one == three


@pytest.mark.parametrize("current", [1, 6])
def test_a_group_s_site_searches_two_indexes(current: int) -> None:
    """A group's site has one index of its own and one of the archive, however many themes."""
    themes = [short(f"2026/t{number}") for number in range(current)]
    held = [meeting(each.address, "2026-10-08 20:30") for each in themes]
    views = views_at(
        catalogue(edition("2026", *themes), *past(A_YEAR), groups=[group("g", *held)]), LATE
    )
    for plan in compose(views, [site for site in views.sites if site.group]):
        assert (len(plan.bundles), len(plan.archive_bundles)) == (1, 1)
