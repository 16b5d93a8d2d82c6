"""A theme that is old, or replaced by another, says so at its top."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from builders import catalogue, edition, theme
from parution.render.page_context import Replacement, find_replacement, find_stale_day

ROWS = [
    ({"reviewed": date(2020, 5, 12)}, "2023-05-12"),
    ({"searched_until": date(2020, 1, 31)}, "2023-01-31"),
    ({"reviewed": date(2024, 2, 29)}, "2027-03-01"),
    ({}, ""),
]


@pytest.mark.parametrize(("dates", "from_day"), ROWS, ids=[row[1] or "undated" for row in ROWS])
def test_a_review_is_old_after_three_years(dates: dict[str, date], from_day: str) -> None:
    """A theme is old three years after its review, else after its search ended, to the day."""
    assert find_stale_day(replace(theme("2020/old"), **dates)) == from_day


def test_a_page_leads_to_the_theme_that_replaces_its_own() -> None:
    """A replaced theme names its successor's title and address."""
    old = replace(theme("2018/old"), replaced_by="2026/new")
    everything = catalogue(edition("2026", old, theme("2026/new", title="Le nouveau")))
    assert find_replacement(old, everything) == Replacement("Le nouveau", "2026/new")
    assert find_replacement(theme("2026/new"), everything) is None
