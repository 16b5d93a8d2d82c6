"""Laws of every catalogue at every instant (R1 to R13 of `parution.release.openness`)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import product

from hypothesis import example, given
from hypothesis import strategies as st

from builders import PARIS, catalogue, edition, group, instant, meeting, rules, theme
from parution.domain import (
    ARCHIVES,
    Always,
    Audience,
    Catalogue,
    Group,
    OnDate,
    Outlook,
    Part,
    Policy,
    Reason,
    Site,
)
from parution.domain.instant import Instant
from parution.release import Decisions, explain, list_latest_on, list_upcoming
from parution.release.claims import collect_edition_claims, collect_group_claims
from parution.release.openness import Circumstances, decide_outlook
from parution.release.written_rules import Statements

TICK = timedelta(microseconds=1)
MEMBERS_AND_READERS = (Audience.MEMBER, Audience.READER)

PAIN, OTHER, OLD = "2026/pain", "2026/other", "2018/old"
RULES = st.sampled_from(
    [
        "always",
        "never",
        "at start",
        "at end",
        "20 minutes after start",
        "3 heures après le début",
        "15 days before",
        "la veille à 2h30",
        "2 hours before",
        "90 minutes après",
        "2 days after at 02:30",
        "2026-10-25 02:30",
        "2027-03-28 02:30",
    ]
)
POLICIES = ["before", "references-first", "after", "readers-first", "own", "unknown"]
MOMENTS = st.datetimes(datetime(2026, 9, 1), datetime(2027, 6, 30)) | st.sampled_from(
    [
        datetime(2026, 10, 25, 1, 30),
        datetime(2026, 10, 25, 2, 30),
        datetime(2027, 3, 28, 2, 30),
        datetime(2027, 3, 27, 20, 30),
    ]
)
INSTANTS = st.datetimes(datetime(2026, 8, 1), datetime(2027, 10, 1), timezones=st.just(UTC))


SAID = RULES | st.builds(
    lambda who, rule: {who: rule}, st.sampled_from(["member", "reader"]), RULES
)
"""A rule for members and readers alike, or for one of them."""
RELEASES = st.dictionaries(st.sampled_from([part.value for part in Part]), SAID, max_size=3).map(
    lambda said: rules(**said)
)
MEETINGS = st.builds(
    lambda address, starts, hours, name, releases: meeting(
        address, starts.isoformat(), hours=hours, policy=name, releases=releases
    ),
    st.sampled_from([PAIN, OTHER, OLD, None]),
    MOMENTS,
    st.sampled_from([0.5, 2, 5]),
    st.sampled_from([None, *POLICIES]),
    RELEASES,
)
GROUPS = st.builds(
    lambda name, met: group("blain", *met, policy=name, readers=True),
    st.sampled_from(POLICIES),
    st.lists(MEETINGS, max_size=3),
)
"""A group called Blain, with readers."""
DATES = st.none() | MOMENTS
CATALOGUES = st.builds(
    lambda draft, parts, to_all, to_public, blain, laval, own: catalogue(
        edition(
            "2026",
            theme(PAIN),
            theme(OTHER, parts=parts, draft=draft),
            opens_to_all=to_all,
            opens_to_public=to_public,
        ),
        edition("2018", theme(OLD), opens_to_all=datetime(2019, 7, 1)),
        groups=[blain, replace(laval, slug="laval")],
        policies=[Policy("own", own)],
    ),
    st.booleans(),
    st.sampled_from([tuple(Part), (Part.PRESENTATION, Part.DOSSIER), (Part.REFERENCES,)]),
    DATES,
    DATES,
    GROUPS,
    GROUPS,
    RELEASES,
)
"""Two groups, an edition being worked on, an old one; drafts, dates and policies of all kinds."""


@given(CATALOGUES, INSTANTS, INSTANTS)
def test_a_visible_part_stays_visible(
    everything: Catalogue, one: datetime, other: datetime
) -> None:
    """Time only opens: a visible part is never hidden later."""
    earlier, later = Decisions(everything, min(one, other)), Decisions(everything, max(one, other))
    for site in earlier.sites:
        shown_later = later.visible(site)
        for address, parts in earlier.visible(site).items():
            assert set(parts) <= set(shown_later[address])


@given(CATALOGUES, GROUPS, INSTANTS)
def test_groups_are_independent(everything: Catalogue, changed: Group, moment: datetime) -> None:
    """No change to one group changes another group's decisions, or the public's."""
    laval = everything.groups[1]
    changed_elsewhere = replace(everything, groups=(changed, laval))
    before, after = Decisions(everything, moment), Decisions(changed_elsewhere, moment)
    for site in before.sites:
        if site.group != "blain":
            assert before.outlooks(site) == after.outlooks(site)


@given(CATALOGUES, INSTANTS)
def test_unknown_means_hidden(everything: Catalogue, moment: datetime) -> None:
    """A part is visible only if it is always open, or the instant has reached its opening."""
    for decision in explain(everything, moment):
        _, visible, opens_at, reason, *_ = decision.openness
        reached = opens_at is not None and opens_at <= moment
        always = opens_at is None and reason is Reason.OPEN
        assert visible == (reached or always)
        assert visible == (reason is Reason.OPEN)
        assert (reason is Reason.NOT_YET) == (opens_at is not None and moment < opens_at)
        assert opens_at is None or opens_at.tzinfo is UTC


@given(CATALOGUES, INSTANTS)
@example(
    catalogue(edition("2026", theme(PAIN)), groups=[group("blain")]), instant("2026-10-01 00:00Z")
)
def test_without_dates_nothing_opens(everything: Catalogue, moment: datetime) -> None:
    """Without meetings and dates of editions, only a rule that needs neither opens a part."""
    undated = replace(
        everything,
        groups=tuple(replace(each, meetings=()) for each in everything.groups),
        editions=tuple(
            replace(each, opens_to_all=None, opens_to_public=None) for each in everything.editions
        ),
    )
    policies = undated.settings.policies
    for decision in explain(undated, moment):
        site, part = decision.site, decision.openness.part
        if part is Part.PRESENTATION or site.audience is Audience.FACILITATOR:
            continue
        policy = next((g.policy for g in undated.groups if g.slug == site.group), "")
        said = policies[policy].releases.get(part, {}) if policy in policies else {}
        rules_in_force = [written.rule for written in said.values()]
        needs_nothing = any(isinstance(rule, Always | OnDate) for rule in rules_in_force)
        assert not decision.openness.visible or needs_nothing, decision


@given(CATALOGUES, INSTANTS)
@example(
    catalogue(
        edition("2026", theme(PAIN)),
        groups=[group("blain", meeting(PAIN, "2026-10-25 01:30"), policy="after")],
    ),
    instant("2026-08-01 00:00Z"),
)
def test_opens_at_its_very_microsecond(everything: Catalogue, moment: datetime) -> None:
    """Each part opens at its opening, and is hidden one microsecond before."""
    openings = list_upcoming(everything, moment)
    for opens_at in {opening.opens_at for opening in openings}:
        before, at = Decisions(everything, opens_at - TICK), Decisions(everything, opens_at)
        for opening in openings:
            if opening.opens_at == opens_at:
                site = Site(opening.group, opening.audience)
                assert not before.of(site, opening.theme)[opening.part].visible
                assert at.of(site, opening.theme)[opening.part].visible


@given(CATALOGUES, INSTANTS)
def test_audiences_are_nested(everything: Catalogue, moment: datetime) -> None:
    """The facilitator sees all that readers see, they all members see, they all the public sees."""
    decisions = Decisions(everything, moment)

    def shown(site: Site) -> set[tuple[str, Part]]:
        visible = decisions.visible(site)
        return {(address, part) for address, parts in visible.items() for part in parts}

    for of_group in everything.groups:
        member, reader, facilitator = (shown(Site(of_group.slug, a)) for a in of_group.audiences)
        assert shown(decisions.sites[0]) <= member <= reader <= facilitator


@given(CATALOGUES, INSTANTS)
def test_the_guide_is_for_the_facilitator(everything: Catalogue, moment: datetime) -> None:
    """No catalogue shows the guide to anyone but the facilitator."""
    for decision in explain(everything, moment, part=Part.GUIDE):
        assert not decision.openness.visible or decision.site.audience is Audience.FACILITATOR


@given(CATALOGUES, INSTANTS)
def test_drafts_show_nothing(everything: Catalogue, moment: datetime) -> None:
    """No catalogue shows any part of a draft to anyone."""
    drafts = {theme.address for theme in everything.themes.values() if theme.draft}
    decisions = Decisions(everything, moment)
    assert not any(drafts & decisions.visible(site).keys() for site in decisions.sites)


@given(CATALOGUES, INSTANTS)
def test_sharing_changes_nothing(everything: Catalogue, moment: datetime) -> None:
    """A shared outlook equals the one computed for its site alone."""
    decisions = Decisions(everything, moment)
    for of_edition, of_group in product(everything.editions, everything.groups):
        for one_theme, audience in product(of_edition.themes, MEMBERS_AND_READERS):
            met = tuple(m for m in of_group.meetings if m.theme == one_theme.address)
            said = Statements(everything.settings.policies, of_group.policy, met)
            alone = Circumstances(
                parts=one_theme.parts,
                draft=one_theme.draft,
                audience=audience,
                of_group=collect_group_claims(said, audience, PARIS),
                of_edition=collect_edition_claims(of_edition, audience, PARIS),
            )
            site = Site(of_group.slug, audience)
            assert decisions.outlook(site, one_theme.address) == decide_outlook(
                alone, Instant(moment)
            )


@given(CATALOGUES, INSTANTS)
def test_equal_outlooks_are_one_object(everything: Catalogue, moment: datetime) -> None:
    """Equal outlooks are the same object, so that pages are shared by identity."""
    decisions = Decisions(everything, moment)
    found: list[Outlook] = [
        outlook for site in decisions.sites for outlook in decisions.outlooks(site).values()
    ]
    assert len(set(found)) == len({id(outlook) for outlook in found})


@given(CATALOGUES, INSTANTS, INSTANTS)
def test_every_upcoming_opening_is_listed_once_it_has_opened(
    everything: Catalogue, one: datetime, other: datetime
) -> None:
    """The openings upcoming until an instant are those listed as recent at that instant."""
    earlier, later = min(one, other), max(one, other)
    announced = [each for each in list_upcoming(everything, earlier) if each.opens_at <= later]
    then = Decisions(everything, later)
    readers = [site for site in then.sites if site not in ARCHIVES]
    happened = [each for site in readers for each in list_latest_on(then, site, later - earlier)]
    assert len(set(announced)) == len(announced)
    assert set(announced) == set(happened)


@given(
    st.integers(-30, 30),
    st.sampled_from(["2 days before", "at start", "1 hour after start", "2 hours after"]),
)
def test_a_meeting_moved_moves_its_releases(days: int, rule: str) -> None:
    """Moving a meeting by some days moves the openings that count from it by as many."""

    def opens_at(days: int) -> datetime:
        starts = datetime(2027, 1, 14, 20, 30) + timedelta(days=days)
        moved = catalogue(
            edition("2026", theme(PAIN)),
            groups=[
                group("blain", meeting(PAIN, starts.isoformat(), releases=rules(dossier=rule)))
            ],
        )
        site, early = Site("blain", Audience.MEMBER), instant("2026-01-01 00:00Z")
        found = Decisions(moved, early).of(site, PAIN)[Part.DOSSIER].opens_at
        assert found is not None
        return found

    assert opens_at(days) == opens_at(0) + timedelta(days=days)
