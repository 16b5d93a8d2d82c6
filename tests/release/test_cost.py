"""The cost of decisions for a large archive grows with its editions, not with themes × sites."""

from __future__ import annotations

from builders import catalogue, edition, group, instant, local, meeting, theme
from parution.domain import Catalogue
from parution.release import Decisions
from parution.release.policies import BUILT_IN

CURRENT = [f"2026/theme-{number}" for number in range(6)]


def make_archive(editions: int, themes: int) -> Catalogue:
    """Return past editions open to all, a current one, and 28 groups with 84 sites."""
    past = [
        edition(
            str(year),
            *(theme(f"{year}/theme-{number}") for number in range(themes)),
            opens_to_all=local(f"{year + 1}-07-01 08:00"),
        )
        for year in range(2025 - editions, 2025)
    ]
    policies = list(BUILT_IN)
    groups = [
        group(
            f"group-{number:02}",
            *(
                meeting(address, f"2026-1{month % 3}-08 20:30")
                for month, address in enumerate(CURRENT)
            ),
            policy=policies[number % 4],
            readers=True,
        )
        for number in range(28)
    ]
    current = edition("2026", *map(theme, CURRENT), opens_to_all=local("2027-07-01 08:00"))
    return catalogue(current, *past, groups=groups)


def count_outlooks(everything: Catalogue) -> tuple[int, int]:
    """Return the number of themes × sites, and the number of distinct outlooks among them."""
    decisions = Decisions(everything, instant("2026-10-01 12:00Z"))
    told = [outlook for site in decisions.sites for outlook in decisions.outlooks(site).values()]
    return len(told), len({id(outlook) for outlook in told})


def test_more_themes_cost_no_more_outlooks() -> None:
    """Ten times the themes of the archive share the very same outlooks."""
    small, few = count_outlooks(make_archive(editions=5, themes=6))
    large, as_few = count_outlooks(make_archive(editions=5, themes=60))
    assert large > 8 * small
    assert as_few == few


def test_the_archive_is_shared_by_all_groups() -> None:
    """An archived edition adds three outlooks: the public's, the groups', the facilitators'."""
    _, before = count_outlooks(make_archive(editions=5, themes=6))
    _, after = count_outlooks(make_archive(editions=6, themes=6))
    assert after - before <= 3
