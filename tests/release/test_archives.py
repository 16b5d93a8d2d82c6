"""The content of the archives, and from when they have it (R14)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from builders import catalogue, edition, group, instant, local, theme
from parution.domain import ARCHIVE, FACILITATORS_ARCHIVE, Audience, Catalogue, Part, Reason
from parution.release import Decisions, explain, list_upcoming
from parution.release.upcoming import list_moments_ahead, list_opened_since

PAIN, SLEEP, DRAFT = "2026/pain", "2026/sleep", "2026/draft"
ARCHIVED = instant("2027-07-01 06:00Z")
TICK = timedelta(microseconds=1)
BLAIN = group("blain", policy="before")


def catalogue_with_dates(**dates: str) -> Catalogue:
    moments = {name: local(day) for name, day in dates.items()}
    themes = (theme(PAIN), theme(DRAFT, draft=True))
    return catalogue(edition("2026", *themes, **moments), groups=[BLAIN])


TO_ALL = catalogue_with_dates(opens_to_all="2027-07-01 08:00")


@pytest.mark.parametrize("part", Part)
def test_an_edition_is_archived_with_all_its_parts(part: Part) -> None:
    """An edition is archived at `opens_to_all`, not before, guides for facilitators only."""
    for site in (ARCHIVE, FACILITATORS_ARCHIVE):
        before = Decisions(TO_ALL, ARCHIVED - TICK).of(site, PAIN)[part]
        after = Decisions(TO_ALL, ARCHIVED).of(site, PAIN)[part]
        is_for_it = part is not Part.GUIDE or site == FACILITATORS_ARCHIVE
        assert (before.visible, after.visible) == (False, is_for_it)
        assert before.reason is (Reason.NOT_YET if is_for_it else Reason.NOT_FOR_AUDIENCE)


def test_a_draft_is_in_no_archive() -> None:
    """The archives leave out a draft, however long its edition has been archived."""
    for site in (ARCHIVE, FACILITATORS_ARCHIVE):
        assert DRAFT not in Decisions(TO_ALL, ARCHIVED).visible(site)


def test_an_edition_without_a_date_is_never_archived() -> None:
    """An edition without `opens_to_all` stays out of the archives, though every group met on it."""
    found = Decisions(catalogue_with_dates(), ARCHIVED).of(ARCHIVE, PAIN).values()
    assert {(each.visible, each.opens_at) for each in found} == {(False, None)}


def test_a_public_edition_is_archived() -> None:
    """`opens_to_public` archives an edition too, for it opens it to every group (R9)."""
    of = catalogue_with_dates(opens_to_public="2027-07-01 08:00")
    assert Part.DOSSIER in Decisions(of, ARCHIVED).visible(ARCHIVE)[PAIN]


def test_the_archives_are_explained_where_they_are_asked_for() -> None:
    """`explain` tells of the archives only when asked: the groups' decisions say the same."""
    assert {row.site.audience for row in explain(TO_ALL, ARCHIVED)} == {
        Audience.PUBLIC,
        Audience.MEMBER,
        Audience.FACILITATOR,
    }
    asked = explain(TO_ALL, ARCHIVED, audience=Audience.ARCHIVE, theme=PAIN)
    assert {row.site for row in asked} == {ARCHIVE}


def test_openings_name_groups_and_not_archives() -> None:
    """Upcoming and recent openings name groups, never the archives, which nobody waits for."""
    told = (
        *list_upcoming(TO_ALL, ARCHIVED - TICK),
        *list_opened_since(TO_ALL, ARCHIVED - TICK, ARCHIVED),
    )
    assert {(each.group, each.audience) for each in told} == {("blain", Audience.MEMBER)}


def test_an_edition_that_is_archived_is_a_reason_to_publish() -> None:
    """`list_moments_ahead` names an archiving even where no group waits for a part."""
    closed = catalogue(
        edition("2026", theme(PAIN), opens_to_all=local("2027-07-01 08:00")), groups=[]
    )
    assert list_upcoming(closed, ARCHIVED - TICK) == ()
    assert list_moments_ahead(closed, ARCHIVED - TICK) == (ARCHIVED,)
    assert list_moments_ahead(closed, ARCHIVED) == ()
