"""Which changes for readers need an explanation, from rows of decisions, without a file."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta

import pytest

from builders import catalogue, edition, group, instant, local, meeting, theme
from parution.domain import ARCHIVES, PUBLIC_SITE, Audience, Catalogue, Meeting, Part, Site
from parution.domain.problems import Place
from parution.publish.showing import NOTHING, Changes, Showing, SitePart, find_unexplained, is_named
from parution.release import Decisions

NOW = instant("2026-09-30 12:00Z")
MEMBER = Site("blain", Audience.MEMBER)
ADDRESS = "2026/douleur"


def catalogue_of(
    *meetings: Meeting, policy: str = "after", themes: tuple[str, ...] = (ADDRESS,)
) -> Catalogue:
    """Return a catalogue with one group that has these meetings."""
    return catalogue(
        edition("2026", *map(theme, themes)), groups=[group("blain", *meetings, policy=policy)]
    )


def showing(of: Catalogue, at: datetime = NOW) -> Showing:
    return Showing.of(of, Decisions(of, at))


def between(before: Catalogue, after: Catalogue, since: datetime, at: datetime) -> Changes:
    return Changes.between(showing(before, since), showing(after, at))


def find_sudden(
    before: Catalogue,
    after: Catalogue,
    since: datetime,
    at: datetime,
    doubted: Collection[Place] = (),
) -> set[SitePart]:
    """Return the openings between two moments that nothing explains."""
    earlier = showing(before, since)
    changes = Changes.between(earlier, showing(after, at))
    return set(find_unexplained(changes, earlier, after, Decisions(after, at), doubted))


def at(when: str) -> Meeting:
    return meeting(ADDRESS, when)


HOUR = timedelta(hours=1)


def test_a_due_opening_opens() -> None:
    """After the meeting the dossier opens to the members, and to nobody else."""
    same = catalogue_of(at("2026-10-08 20:30"))
    changes = between(same, same, NOW, instant("2026-10-09 12:00Z"))
    assert SitePart(MEMBER, ADDRESS, Part.DOSSIER) in changes.opens
    assert {row.site for row in changes.opens} == {MEMBER}
    assert changes.closes + changes.appears + changes.vanishes == ()


def test_a_postponed_meeting_closes_open_parts() -> None:
    """A postponed meeting closes parts that its members could read."""
    later = instant("2026-10-09 12:00Z")
    changes = between(
        catalogue_of(at("2026-10-08 20:30")),
        catalogue_of(at("2026-12-10 20:30")),
        later,
        later + HOUR,
    )
    assert SitePart(MEMBER, ADDRESS, Part.DOSSIER) in changes.closes
    assert changes.withdrawn == changes.closes


def test_a_group_taken_away_vanishes() -> None:
    """A removed group's content vanishes; other groups' stays the same."""
    before = catalogue_of(at("2026-10-08 20:30"))
    after = catalogue(edition("2026", theme(ADDRESS)), groups=[])
    changes = between(before, after, NOW, NOW)
    assert {row.site for row in changes.vanishes} == {
        MEMBER,
        Site("blain", Audience.FACILITATOR),
    }
    assert changes.opens + changes.closes + changes.appears == ()


def test_a_theme_that_was_not_there_appears() -> None:
    """A new theme appears, and opens nothing: nobody waited for it."""
    both = (ADDRESS, "2026/sommeil")
    changes = between(catalogue_of(), catalogue_of(themes=both), NOW, NOW)
    assert SitePart(PUBLIC_SITE, "2026/sommeil", Part.PRESENTATION) in changes.appears
    assert changes.opens + changes.closes + changes.vanishes == ()


def test_at_first_everything_appears() -> None:
    """At the first publication everything appears."""
    changes = Changes.between(NOTHING, showing(catalogue_of()))
    assert changes.appears
    assert changes.opens + changes.closes + changes.vanishes == ()


def test_a_site_that_shows_nothing_appears_and_vanishes_whole() -> None:
    """A site without a visible part appears and vanishes as a whole."""
    empty = Showing(NOW, {MEMBER: {}}, {})
    assert Changes.between(NOTHING, empty).appears == (SitePart(MEMBER, None, None),)
    assert Changes.between(empty, NOTHING).vanishes == (SitePart(MEMBER, None, None),)


DATES = [
    pytest.param("2025-10-08 20:30", True, id="a-year-mistyped"),
    pytest.param("2026-08-10 20:30", True, id="day-and-month-swapped"),
    pytest.param("2026-09-29 20:30", False, id="held-yesterday"),
    pytest.param("2026-09-24 20:30", False, id="held-last-week"),
    pytest.param("2026-09-20 20:30", True, id="held-ten-days-ago"),
]


@pytest.mark.parametrize(("moved_to", "is_sudden"), DATES)
def test_a_date_that_opens_at_once_wants_an_explanation(moved_to: str, is_sudden: bool) -> None:
    """A recent meeting explains an opening at once; a date far back does not."""
    found = find_sudden(
        catalogue_of(at("2026-10-08 20:30")), catalogue_of(at(moved_to)), NOW - HOUR, NOW
    )
    assert bool(found) is is_sudden
    if is_sudden:
        assert SitePart(MEMBER, ADDRESS, Part.DOSSIER) in found
        assert {row.site for row in found} == {MEMBER}


def test_a_doubted_date_explains_nothing() -> None:
    """A meeting typed at 8:30 for 20:30, over hours before it begins, explains no opening."""
    noon = instant("2026-10-08 12:00Z")
    evening, morning = catalogue_of(at("2026-10-08 20:30")), catalogue_of(at("2026-10-08 08:30"))
    doubted = [each.place for each in morning.groups[0].meetings]
    found = find_sudden(evening, morning, noon - HOUR, noon, doubted)
    assert SitePart(MEMBER, ADDRESS, Part.DOSSIER) in found
    assert find_sudden(evening, morning, noon - HOUR, noon) == set()


def test_a_due_opening_needs_no_explanation() -> None:
    """A due opening needs no explanation, however long ago the last publication."""
    same = catalogue_of(at("2026-10-08 20:30"))
    assert find_sudden(same, same, NOW, instant("2026-11-30 12:00Z")) == set()


def test_a_near_meeting_explains_openings_before_it() -> None:
    """A meeting entered ten days ahead explains a part that opens fifteen days before it."""
    soon = at("2026-10-09 20:30")
    assert (
        find_sudden(catalogue_of(), catalogue_of(soon, policy="before"), NOW - HOUR, NOW) == set()
    )


def test_another_policy_far_from_any_meeting_wants_an_explanation() -> None:
    """A policy changed far from a meeting needs explaining, and so does a past opening to all."""
    opened = catalogue(
        edition("2026", theme(ADDRESS), opens_to_all=local("2025-07-01 00:00")),
        groups=[group("blain", policy="after")],
    )
    found = find_sudden(catalogue_of(), opened, NOW - HOUR, NOW)
    assert SitePart(MEMBER, ADDRESS, Part.DOSSIER) in found


def test_a_new_theme_that_is_open_at_once_wants_an_explanation() -> None:
    """A new theme's open parts need explaining, except its presentation and the facilitator's."""
    both = (ADDRESS, "2026/sommeil")
    after = catalogue_of(meeting("2026/sommeil", "2025-10-08 20:30"), themes=both)
    found = find_sudden(catalogue_of(), after, NOW - HOUR, NOW)
    assert SitePart(MEMBER, "2026/sommeil", Part.DOSSIER) in found
    assert {row.site for row in found} == {MEMBER}
    assert Part.PRESENTATION not in {row.part for row in found}


def test_a_new_theme_that_is_closed_needs_no_explanation() -> None:
    """Announcing a year of closed themes needs no agreement."""
    both = (ADDRESS, "2026/sommeil")
    after = catalogue_of(meeting("2026/sommeil", "2026-12-10 20:30"), themes=both)
    assert find_sudden(catalogue_of(), after, NOW - HOUR, NOW) == set()


NAMES = [
    ("blain", True),
    ("2026", True),
    ("2026/douleur", True),
    ("2026/douleur/dossier", True),
    ("2026/douleur/", True),
    ("2026/doul", False),
    ("2026/douleur/summary", False),
    ("vertou", False),
    ("", False),
    ("/", False),
]


@pytest.mark.parametrize(("name", "is_meant"), NAMES)
def test_a_withdrawal_is_named(name: str, is_meant: bool) -> None:
    """A withdrawal names a group, an edition, a theme or a part, by whole names only."""
    row = SitePart(MEMBER, ADDRESS, Part.DOSSIER)
    assert is_named(row, ["no-such-thing", name]) is is_meant


ARCHIVED = instant("2027-07-01 12:00Z")


def archived_on(day: str) -> Catalogue:
    of_all = edition("2026", theme(ADDRESS), opens_to_all=local(f"{day} 08:00"))
    return catalogue(of_all, groups=[group("blain", at("2026-10-08 20:30"), policy="after")])


def test_an_edition_that_is_archived_is_not_withdrawn() -> None:
    """Archiving an edition closes nothing and reports nothing: its readers read it elsewhere."""
    of = archived_on("2027-07-01")
    changes = between(of, of, ARCHIVED - timedelta(days=1), ARCHIVED)
    assert not changes


def test_leaving_the_archive_is_a_withdrawal() -> None:
    """Leaving the archive is a withdrawal, even of a theme that the group has met on."""
    changes = between(archived_on("2027-07-01"), archived_on("2028-07-01"), ARCHIVED, ARCHIVED)
    assert {row.site for row in changes.withdrawn} == set(ARCHIVES)


def test_an_empty_archive_that_fills_does_not_vanish() -> None:
    """An archive that gets its first theme does not vanish as an empty one."""
    before = Showing(NOW, {ARCHIVES[0]: {}}, {ADDRESS: (Part.DOSSIER,)})
    after = Showing(NOW, {ARCHIVES[0]: {ADDRESS: (Part.DOSSIER,)}}, {ADDRESS: (Part.DOSSIER,)})
    assert Changes.between(before, after).vanishes == ()
