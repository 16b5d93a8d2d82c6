"""A group's own subject is decided like a theme, for that group only (R15)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import catalogue, edition, group, instant, meeting, theme
from parution.domain import Audience, Catalogue, Group, Meeting, Site
from parution.release import Decisions, list_upcoming
from parution.release.everything import Everything
from release.test_laws import CATALOGUES, INSTANTS, MOMENTS, POLICIES, RELEASES

PLAIN, OWN = "2026/plaies", "blain/plaies"
"""One content, as a theme of an undated year and as a subject of Blain's."""

MEETINGS = st.lists(
    st.builds(
        lambda starts, name, releases: meeting(
            OWN, starts.isoformat(), policy=name, releases=releases
        ),
        MOMENTS,
        st.sampled_from([None, *POLICIES]),
        RELEASES,
    ),
    max_size=3,
)


def with_subject(everything: Catalogue, *, draft: bool = False) -> Catalogue:
    """Return a catalogue in which Blain has a subject of its own."""
    own = replace(edition("blain", replace(theme(OWN, draft=draft), owner="blain")), owner="blain")
    return replace(everything, subjects={"blain": own})


def blain(meetings: list[Meeting], policy: str) -> Group:
    return group("blain", *meetings, policy=policy, readers=True)


@given(MEETINGS, st.sampled_from(POLICIES), st.booleans(), INSTANTS)
def test_a_subject_is_decided_as_a_theme_is(
    meetings: list[Meeting], policy: str, draft: bool, moment: datetime
) -> None:
    """Parts, policies, rules and several meetings mean the same for a subject as for a theme."""
    as_subject = with_subject(catalogue(groups=[blain(meetings, policy)]), draft=draft)
    on_theme = [replace(each, theme=PLAIN) for each in meetings]
    as_theme = catalogue(
        edition("2026", theme(PLAIN, draft=draft)), groups=[blain(on_theme, policy)]
    )
    one, other = Decisions(as_subject, moment), Decisions(as_theme, moment)
    for audience in (Audience.MEMBER, Audience.READER, Audience.FACILITATOR):
        site = Site("blain", audience)
        assert one.outlook(site, OWN) == other.outlook(site, PLAIN)


@given(CATALOGUES, INSTANTS)
def test_other_sites_have_no_decision_on_it(everything: Catalogue, moment: datetime) -> None:
    """Other groups' sites, the archives and the public one have no outlook on a subject."""
    without, having = Decisions(everything, moment), Decisions(with_subject(everything), moment)
    for site in having.sites:
        if site.group == "blain":
            assert OWN in having.outlooks(site)
        else:
            assert having.outlooks(site) == without.outlooks(site)
            assert having.editions(site) == without.editions(site)


def test_upcoming_names_it_for_its_own_group_only() -> None:
    """`upcoming` names a subject's openings for its own group only."""
    met = blain([meeting(OWN, "2026-10-08 20:30")], "after")
    told = list_upcoming(
        with_subject(catalogue(groups=[met, group("laval")])), instant("2026-10-01 12:00Z")
    )
    assert {(each.group, each.theme) for each in told} == {("blain", OWN)}


def test_before_counts_from_the_first_meeting_and_after_from_the_last() -> None:
    """A subject of two evenings opens like a theme of two."""
    met = blain([meeting(OWN, "2026-10-08 20:30"), meeting(OWN, "2026-11-12 20:30")], "after")
    everything = with_subject(catalogue(groups=[met]))
    told = list_upcoming(everything, instant("2026-09-01 12:00Z"))
    opens = {each.part: each.opens_at for each in told if each.audience is Audience.MEMBER}
    assert {part.value: f"{when:%m-%d %H:%M}" for part, when in opens.items()} == {
        "preparation": "09-23 06:00",
        **dict.fromkeys(
            ("references", "sources", "summary", "dossier", "commentary"), "11-12 21:30"
        ),
    }


def test_the_preview_shows_it_draft_or_not() -> None:
    """The preview shows its authors the whole subject before any date, even a draft."""
    everything = with_subject(catalogue(groups=[group("blain")]), draft=True)
    decisions = Everything(everything, instant("2026-10-01 12:00Z"))
    (site,) = decisions.sites
    assert all(each.visible for each in decisions.outlook(site, OWN))
    assert [each.name for each in decisions.editions(site)] == ["blain"]


def test_the_preview_of_everything_has_no_site_of_a_group() -> None:
    """The preview of everything stands in for the public site, and opens nothing on another."""
    everything = with_subject(catalogue(groups=[group("blain")]))
    decisions = Everything(everything, instant("2026-10-01 12:00Z"))
    with pytest.raises(LookupError):
        decisions.outlooks(Site("blain", Audience.MEMBER))
