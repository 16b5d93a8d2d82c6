"""The openings to come, the recent ones, and the explanation of every decision."""

from __future__ import annotations

from datetime import timedelta

import pytest

from builders import catalogue, edition, group, instant, local, meeting, theme
from parution.domain import PUBLIC_SITE, Audience, Opening, Part, Reason, Site
from parution.release import (
    Decisions,
    explain,
    list_latest_on,
    list_opened_since,
    list_upcoming,
    list_upcoming_on,
)

PAIN, DRAFT = "2026/pain", "2026/draft"
PARTS = (Part.PRESENTATION, Part.REFERENCES, Part.DOSSIER, Part.GUIDE)
TICK = timedelta(microseconds=1)
AHEAD, END = instant("2026-09-23 06:00Z"), instant("2026-10-08 20:30Z")
ALL, PUBLIC = instant("2027-07-01 06:00Z"), instant("2027-09-01 06:00Z")
BLAIN, LAVAL = Site("blain", Audience.MEMBER), Site("laval", Audience.MEMBER)

YEAR = catalogue(
    edition(
        "2026",
        theme(PAIN, parts=PARTS),
        theme(DRAFT, parts=PARTS, draft=True),
        opens_to_all=local("2027-07-01 08:00"),
        opens_to_public=local("2027-09-01 08:00"),
    ),
    groups=[
        group("blain", meeting(PAIN, "2026-10-08 20:30"), policy="references-first"),
        group("laval", meeting(DRAFT, "2026-10-08 20:30")),
    ],
)


def test_openings_since_a_moment_exclude_that_moment() -> None:
    """Openings since a moment leave out the moment itself and include the instant."""
    assert [one.opens_at for one in list_opened_since(YEAR, AHEAD, END)] == [END] * 1
    assert {one.opens_at for one in list_opened_since(YEAR, AHEAD - TICK, END)} == {AHEAD, END}
    assert list_opened_since(YEAR, AHEAD, END - TICK) == ()
    assert list_opened_since(YEAR, END, END) == ()


def rows_of(openings: tuple[Opening, ...]) -> list[tuple[object, ...]]:
    """Return openings as rows, without the theme if it is the announced one."""
    assert {opening.theme for opening in openings} <= {PAIN}
    return [(one.opens_at, one.group, one.audience.value, one.part.value) for one in openings]


EVERY_OPENING = [
    (AHEAD, "blain", "member", "references"),
    (END, "blain", "member", "dossier"),
    (ALL, "laval", "member", "references"),
    (ALL, "laval", "member", "dossier"),
    (PUBLIC, None, "public", "references"),
    (PUBLIC, None, "public", "dossier"),
]
"""The openings, soonest first: facilitators wait for none; drafts and guides open to nobody."""


def test_upcoming_soonest_first() -> None:
    """`list_upcoming` names each opening once, for the sites where it changes something."""
    assert rows_of(list_upcoming(YEAR, AHEAD - TICK)) == EVERY_OPENING


def test_upcoming_is_strictly_after_the_instant() -> None:
    """A part that opens at this very instant is open, not upcoming."""
    assert rows_of(list_upcoming(YEAR, AHEAD)) == EVERY_OPENING[1:]


def test_upcoming_on_one_site() -> None:
    """A site lists only its own upcoming openings."""
    decisions = Decisions(YEAR, AHEAD)
    assert rows_of(list_upcoming_on(decisions, BLAIN)) == EVERY_OPENING[1:2]
    assert rows_of(list_upcoming_on(decisions, LAVAL)) == EVERY_OPENING[2:4]
    assert rows_of(list_upcoming_on(decisions, PUBLIC_SITE)) == EVERY_OPENING[4:]


def test_latest_newest_first() -> None:
    """Recent openings come newest first; the instant counts, the limit of age does not."""
    at_end, before = Decisions(YEAR, END), Decisions(YEAR, END - TICK)
    newest_first = [EVERY_OPENING[1], EVERY_OPENING[0]]
    assert rows_of(list_latest_on(at_end, BLAIN, lasting=END - AHEAD + TICK)) == newest_first
    assert rows_of(list_latest_on(at_end, BLAIN, lasting=END - AHEAD)) == [EVERY_OPENING[1]]
    assert rows_of(list_latest_on(before, BLAIN, lasting=END - TICK - AHEAD)) == []


def test_latest_on_one_site() -> None:
    """A site lists only its own recent openings, and no part that is always open."""
    decisions = Decisions(YEAR, ALL)
    assert rows_of(list_latest_on(decisions, LAVAL, lasting=ALL - AHEAD)) == EVERY_OPENING[2:4]
    assert rows_of(list_latest_on(decisions, PUBLIC_SITE, lasting=ALL - AHEAD)) == []


def test_naive_moments_are_refused() -> None:
    """A moment without an offset is an error here too."""
    naive = local("2026-10-08 20:30")
    with pytest.raises(ValueError, match="offset"):
        list_upcoming(YEAR, naive)
    with pytest.raises(ValueError, match="offset"):
        Decisions(YEAR, naive)


def test_explain_everything() -> None:
    """Without filters `explain` lists every site, theme and part, the public site first."""
    found = explain(YEAR, AHEAD)
    assert len(found) == 5 * 2 * len(PARTS)
    assert found[0].site == PUBLIC_SITE


def test_explain_one_decision() -> None:
    """Asked about one part, audience and group, `explain` gives one decision and its rule."""
    (found,) = explain(YEAR, AHEAD, "blain", PAIN, Audience.MEMBER, Part.DOSSIER)
    assert found.openness[:5] == (Part.DOSSIER, False, END, Reason.NOT_YET, "at end")


@pytest.mark.parametrize(
    ("asked", "count"),
    [
        ({"group": "blain"}, 2 * 2 * 4),
        ({"audience": Audience.PUBLIC}, 2 * 4),
        ({"theme": PAIN}, 5 * 4),
        ({"part": Part.GUIDE}, 5 * 2),
        ({"group": "blain", "audience": Audience.PUBLIC}, 0),
        ({"group": "nowhere"}, 0),
        ({"part": Part.SUMMARY}, 0),
    ],
    ids=str,
)
def test_explain_filters(asked: dict[str, object], count: int) -> None:
    """Each filter narrows the answer; one that names nothing existing matches nothing."""
    found = explain(YEAR, AHEAD, **asked)  # type: ignore[arg-type]
    assert len(found) == count
    for each in found:
        keys = {
            "group": each.site.group,
            "audience": each.site.audience,
            "theme": each.theme,
            "part": each.openness.part,
        }
        assert asked.items() <= keys.items()
