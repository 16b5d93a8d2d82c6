"""What changes for readers, and what nobody explains: rows of decisions, without a file."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from builders import catalogue, edition, group, instant, local, meeting, theme
from parution.domain import ARCHIVES, PUBLIC_SITE, Audience, Catalogue, Meeting, Part, Site
from parution.publish.showing import NOTHING, Changes, Showing, SitePart, find_unexplained, is_named
from parution.release import Decisions

NOW = instant("2026-09-30 12:00Z")
MEMBER = Site("blain", Audience.MEMBER)
ADDRESS = "2026/douleur"


def written(
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


def sudden(before: Catalogue, after: Catalogue, since: datetime, at: datetime) -> set[SitePart]:
    """Return what an edit between two moments opens without an explanation."""
    earlier = showing(before, since)
    changes = Changes.between(earlier, showing(after, at))
    return set(find_unexplained(changes, earlier, after, Decisions(after, at)))


def at(when: str) -> Meeting:
    return meeting(ADDRESS, when)


HOUR = timedelta(hours=1)


def test_what_the_hour_opens_is_said_to_open() -> None:
    """After the meeting the dossier opens to the members, and to nobody else."""
    same = written(at("2026-10-08 20:30"))
    changes = between(same, same, NOW, instant("2026-10-09 12:00Z"))
    assert SitePart(MEMBER, ADDRESS, Part.DOSSIER) in changes.opens
    assert {row.site for row in changes.opens} == {MEMBER}
    assert changes.closes + changes.appears + changes.vanishes == ()


def test_a_meeting_put_off_closes_what_was_open() -> None:
    """What its members could read, and cannot any more, closes."""
    later = instant("2026-10-09 12:00Z")
    changes = between(
        written(at("2026-10-08 20:30")), written(at("2026-12-10 20:30")), later, later + HOUR
    )
    assert SitePart(MEMBER, ADDRESS, Part.DOSSIER) in changes.closes
    assert changes.withdrawn == changes.closes


def test_a_group_taken_away_vanishes() -> None:
    """All its sites showed vanishes; nothing of the others changes."""
    before = written(at("2026-10-08 20:30"))
    after = catalogue(edition("2026", theme(ADDRESS)), groups=[])
    changes = between(before, after, NOW, NOW)
    assert {row.site for row in changes.vanishes} == {
        MEMBER,
        Site("blain", Audience.FACILITATOR),
    }
    assert changes.opens + changes.closes + changes.appears == ()


def test_a_theme_that_was_not_there_appears() -> None:
    """It is no opening: nobody waited for it."""
    both = (ADDRESS, "2026/sommeil")
    changes = between(written(), written(themes=both), NOW, NOW)
    assert SitePart(PUBLIC_SITE, "2026/sommeil", Part.PRESENTATION) in changes.appears
    assert changes.opens + changes.closes + changes.vanishes == ()


def test_at_first_everything_appears() -> None:
    """Before the first publication there is nothing."""
    changes = Changes.between(NOTHING, showing(written()))
    assert changes.appears
    assert changes.opens + changes.closes + changes.vanishes == ()


def test_a_site_that_shows_nothing_appears_and_vanishes_whole() -> None:
    """It has no part to be named by."""
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
    """A meeting of the last days explains it; a date far back does not."""
    found = sudden(written(at("2026-10-08 20:30")), written(at(moved_to)), NOW - HOUR, NOW)
    assert bool(found) is is_sudden
    if is_sudden:
        assert SitePart(MEMBER, ADDRESS, Part.DOSSIER) in found
        assert {row.site for row in found} == {MEMBER}


def test_what_the_hour_opens_needs_no_explanation() -> None:
    """However long nobody published."""
    same = written(at("2026-10-08 20:30"))
    assert sudden(same, same, NOW, instant("2026-11-30 12:00Z")) == set()


def test_a_meeting_that_is_near_explains_what_opens_before_it() -> None:
    """Written ten days ahead, it opens at once what opens fifteen days before."""
    soon = at("2026-10-09 20:30")
    assert sudden(written(), written(soon, policy="before"), NOW - HOUR, NOW) == set()


def test_another_policy_far_from_any_meeting_wants_an_explanation() -> None:
    """An edition opened to all by a date in the past does too."""
    opened = catalogue(
        edition("2026", theme(ADDRESS), opens_to_all=local("2025-07-01 00:00")),
        groups=[group("blain", policy="after")],
    )
    found = sudden(written(), opened, NOW - HOUR, NOW)
    assert SitePart(MEMBER, ADDRESS, Part.DOSSIER) in found


def test_a_new_theme_that_is_open_at_once_wants_an_explanation() -> None:
    """Its presentation does not, nor what the facilitator sees."""
    both = (ADDRESS, "2026/sommeil")
    after = written(meeting("2026/sommeil", "2025-10-08 20:30"), themes=both)
    found = sudden(written(), after, NOW - HOUR, NOW)
    assert SitePart(MEMBER, "2026/sommeil", Part.DOSSIER) in found
    assert {row.site for row in found} == {MEMBER}
    assert Part.PRESENTATION not in {row.part for row in found}


def test_a_new_theme_that_is_closed_needs_no_explanation() -> None:
    """Announcing a year asks nothing of anybody."""
    both = (ADDRESS, "2026/sommeil")
    after = written(meeting("2026/sommeil", "2026-12-10 20:30"), themes=both)
    assert sudden(written(), after, NOW - HOUR, NOW) == set()


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
def test_what_is_withdrawn_is_named(name: str, is_meant: bool) -> None:
    """A group, an edition, a theme or a part: whole names, and no other."""
    row = SitePart(MEMBER, ADDRESS, Part.DOSSIER)
    assert is_named(row, ["no-such-thing", name]) is is_meant


ARCHIVED = instant("2027-07-01 12:00Z")


def archived_on(day: str) -> Catalogue:
    of_all = edition("2026", theme(ADDRESS), opens_to_all=local(f"{day} 08:00"))
    return catalogue(of_all, groups=[group("blain", at("2026-10-08 20:30"), policy="after")])


def test_an_edition_that_is_archived_is_not_withdrawn() -> None:
    """Its readers go on reading it, elsewhere: nothing closes, and nothing else is said."""
    of = archived_on("2027-07-01")
    changes = between(of, of, ARCHIVED - timedelta(days=1), ARCHIVED)
    assert not changes


def test_what_leaves_the_archive_is_withdrawn() -> None:
    """Its addresses there would lead nowhere, though the group has read it at its meeting."""
    changes = between(archived_on("2027-07-01"), archived_on("2028-07-01"), ARCHIVED, ARCHIVED)
    assert {row.site for row in changes.withdrawn} == set(ARCHIVES)


def test_an_empty_archive_that_fills_does_not_vanish() -> None:
    """As a whole it was there before, without a theme to be named by."""
    before = Showing(NOW, {ARCHIVES[0]: {}}, {ADDRESS: (Part.DOSSIER,)})
    after = Showing(NOW, {ARCHIVES[0]: {ADDRESS: (Part.DOSSIER,)}}, {ADDRESS: (Part.DOSSIER,)})
    assert Changes.between(before, after).vanishes == ()
