"""The parts that each site shows of a theme, and why (R1 to R13 of `parution.release.openness`)."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from builders import catalogue, edition, group, instant, local, meeting, policy, rules, theme
from parution.domain import (
    ARCHIVES,
    PUBLIC_SITE,
    Audience,
    Catalogue,
    Group,
    Meeting,
    Openness,
    Part,
    Reason,
    Site,
)
from parution.release import Decisions, list_sites

PAIN = "2026/pain"
TICK = timedelta(microseconds=1)
AHEAD = instant("2026-09-23 06:00Z")
"""15 days before the meeting, 08:00 in Paris."""
START = instant("2026-10-08 18:30Z")
END = instant("2026-10-08 20:30Z")
EVENING = meeting(PAIN, "2026-10-08 20:30")
MEMBER, READER = Site("blain", Audience.MEMBER), Site("blain", Audience.READER)
FACILITATOR = Site("blain", Audience.FACILITATOR)

INITIALS = dict(zip("Pprmsdcg", Part, strict=True))
"""P(resentation) p(reparation) r(eferences) s(ummary) d(ossier) c(ommentary) g(uide), m: sources"""


def blain(*meetings: Meeting, policy: str = "before", **dates: str) -> Catalogue:
    """Return a catalogue of one theme, and one group with readers; `dates` are the edition's."""
    moments = {key: local(date) for key, date in dates.items()}
    return catalogue(
        edition("2026", theme(PAIN), **moments),
        groups=[group("blain", *meetings, policy=policy, readers=True)],
    )


def decide(everything: Catalogue, site: Site, theme: str, part: Part, at: datetime) -> Openness:
    """Return the decision on one part for one site at one instant."""
    return Decisions(everything, at).of(site, theme)[part]


def initials_of(decisions: Decisions, site: Site, address: str = PAIN) -> str:
    """Return the initials of the parts that a site shows."""
    of_theme = decisions.of(site, address)
    return "".join(letter for letter, part in INITIALS.items() if of_theme[part].visible)


#    policy              audience             before   ahead    until end   at end
POLICIES = [
    ("before", Audience.MEMBER, "P", "Pprmsd", "Pprmsd", "Pprmsdc"),
    ("before", Audience.READER, "P", "Pprmsd", "Pprmsd", "Pprmsdc"),
    ("references-first", Audience.MEMBER, "P", "Ppr", "Ppr", "Pprmsdc"),
    ("references-first", Audience.READER, "P", "Ppr", "Ppr", "Pprmsdc"),
    ("after", Audience.MEMBER, "P", "Pp", "Pp", "Pprmsdc"),
    ("after", Audience.READER, "P", "Pp", "Pp", "Pprmsdc"),
    ("readers-first", Audience.MEMBER, "P", "Pp", "Pp", "Pprmsdc"),
    ("readers-first", Audience.READER, "P", "Pprmsd", "Pprmsd", "Pprmsdc"),
    *(
        (policy, Audience.FACILITATOR, "Pprmsdcg", "Pprmsdcg", "Pprmsdcg", "Pprmsdcg")
        for policy in ("before", "references-first", "after", "readers-first")
    ),
]


@pytest.mark.parametrize(("name", "audience", "before", "ahead", "until_end", "at_end"), POLICIES)
def test_policy_at_each_moment(
    name: str, audience: Audience, before: str, ahead: str, until_end: str, at_end: str
) -> None:
    """Each policy shows each audience its parts, to the microsecond (R2, R3, R6, R10)."""
    site = Site("blain", audience)
    found = [
        initials_of(Decisions(blain(EVENING, policy=name), moment), site)
        for moment in (AHEAD - TICK, AHEAD, END - TICK, END)
    ]
    assert found == [before, ahead, until_end, at_end]


@pytest.mark.parametrize("site", [PUBLIC_SITE, MEMBER, READER, FACILITATOR], ids=str)
def test_draft_is_hidden_from_everyone(site: Site) -> None:
    """A draft shows nothing to anyone, whatever its dates (R1)."""
    drafted = catalogue(
        edition("2026", theme(PAIN, draft=True), opens_to_public=local("2026-01-01 08:00")),
        groups=[group("blain", EVENING, readers=True)],
    )
    found = Decisions(drafted, END).of(site, PAIN).values()
    assert {(one.visible, one.opens_at, one.reason, one.rule) for one in found} == {
        (False, None, Reason.DRAFT, "draft: true")
    }


def test_presentation_is_open_to_everyone() -> None:
    """The presentation is always open, even if a policy closes it (R2)."""
    closing = policy("closed", presentation="never")
    closed = catalogue(
        edition("2026", theme(PAIN)),
        groups=[group("blain", policy="closed", readers=True)],
        policies=[closing],
    )
    for site in list_sites(closed):
        if site in ARCHIVES:
            continue
        decision = decide(closed, site, PAIN, Part.PRESENTATION, AHEAD)
        assert (decision.visible, decision.opens_at, decision.rule) == (True, None, "always")


def test_facilitator_needs_no_meeting() -> None:
    """The facilitator sees every part of an announced theme, with or without a meeting (R3)."""
    decisions = Decisions(blain(), AHEAD)
    assert initials_of(decisions, FACILITATOR) == "Pprmsdcg"
    assert {one.rule for one in decisions.of(FACILITATOR, PAIN).values()} == {"always"}


@pytest.mark.parametrize("site", [PUBLIC_SITE, MEMBER, READER], ids=str)
def test_nothing_opens_the_guide(site: Site) -> None:
    """No date of the edition and no rule opens the guide to other audiences (R4)."""
    opened = blain(
        meeting(PAIN, "2026-10-08 20:30", releases=rules(guide="always")),
        opens_to_all="2026-01-01 08:00",
        opens_to_public="2026-01-01 08:00",
    )
    decision = decide(opened, site, PAIN, Part.GUIDE, END)
    assert (decision.visible, decision.opens_at) == (False, None)
    assert (decision.reason, decision.rule) == (Reason.NOT_FOR_AUDIENCE, "facilitator only")


def test_public_sees_presentations_alone() -> None:
    """Without `opens_to_public`, the public sees only the presentation (R5)."""
    decisions = Decisions(blain(EVENING, opens_to_all="2026-01-01 08:00"), END)
    assert initials_of(decisions, PUBLIC_SITE) == "P"
    dossier = decisions.of(PUBLIC_SITE, PAIN)[Part.DOSSIER]
    assert (dossier.reason, dossier.rule) == (Reason.NOT_FOR_AUDIENCE, "groups only")


def test_public_sees_the_rest_from_its_date_on() -> None:
    """From `opens_to_public` on, to the microsecond, the public sees all but the guide (R5)."""
    dated = blain(EVENING, opens_to_public="2027-07-01 08:00")
    opens = instant("2027-07-01 06:00Z")
    assert initials_of(Decisions(dated, opens - TICK), PUBLIC_SITE) == "P"
    assert initials_of(Decisions(dated, opens), PUBLIC_SITE) == "Pprmsdc"
    waiting = decide(dated, PUBLIC_SITE, PAIN, Part.DOSSIER, opens - TICK)
    assert (waiting.opens_at, waiting.reason) == (opens, Reason.NOT_YET)
    assert waiting.rule == "opens_to_public 2027-07-01"


#    meetings on the theme, the rule that opens the dossier to members, and when
OVERRIDES = [
    ("group's policy", [EVENING], "15 days before", AHEAD),
    ("meeting's policy", [meeting(PAIN, "2026-10-08 20:30", policy="after")], "at end", END),
    (
        "meeting's release",
        [meeting(PAIN, "2026-10-08 20:30", releases=rules(dossier="à la fin"))],
        "à la fin",
        END,
    ),
    (
        "release over policy",
        [
            meeting(
                PAIN, "2026-10-08 20:30", policy="after", releases=rules(dossier="2 hours before")
            )
        ],
        "2 hours before",
        instant("2026-10-08 16:30Z"),
    ),
    (
        "release of another part",
        [meeting(PAIN, "2026-10-08 20:30", policy="after", releases=rules(summary="always"))],
        "at end",
        END,
    ),
    (
        "release for readers alone",
        [meeting(PAIN, "2026-10-08 20:30", releases=rules(dossier={"reader": "always"}))],
        "15 days before",
        AHEAD,
    ),
    (
        "a date",
        [meeting(PAIN, "2026-10-08 20:30", releases=rules(dossier="2026-10-01"))],
        "2026-10-01",
        instant("2026-10-01 06:00Z"),
    ),
    (
        "always",
        [meeting(PAIN, "2026-10-08 20:30", releases=rules(dossier="toujours"))],
        "toujours",
        None,
    ),
    (
        "two meetings",
        [EVENING, meeting(PAIN, "2026-11-12 20:30")],
        "15 days before",
        AHEAD,
    ),
    (
        "two meetings, policy said at one",
        [meeting(PAIN, "2026-10-08 20:30", policy="after"), meeting(PAIN, "2026-11-12 20:30")],
        "at end",
        instant("2026-11-12 21:30Z"),
    ),
    (
        "two meetings that contradict each other: the latest",
        [
            meeting(PAIN, "2026-10-08 20:30", releases=rules(dossier="15 days before")),
            meeting(PAIN, "2026-11-12 20:30", releases=rules(dossier="2 days after")),
        ],
        "2 days after",
        instant("2026-11-14 07:00Z"),
    ),
    (
        "two policies that contradict each other: the latest",
        [
            meeting(PAIN, "2026-10-08 20:30", policy="after"),
            meeting(PAIN, "2026-11-12 20:30", policy="before"),
        ],
        "at end",
        instant("2026-11-12 21:30Z"),
    ),
    ("meeting moved", [meeting(PAIN, "2026-10-15 20:30")], "15 days before", AHEAD + timedelta(7)),
    (
        "other theme's meeting",
        [EVENING, meeting("2026/other", "2026-09-10 20:30", policy="after")],
        "15 days before",
        AHEAD,
    ),
]


@pytest.mark.parametrize(
    ("meetings", "rule", "opens_at"), [row[1:] for row in OVERRIDES], ids=[r[0] for r in OVERRIDES]
)
def test_the_rule_that_speaks(
    meetings: list[Meeting], rule: str, opens_at: datetime | None
) -> None:
    """The most specific statement decides, and of contradictory ones the latest (S1 to S3, R7)."""
    decision = decide(blain(*meetings), MEMBER, PAIN, Part.DOSSIER, instant("2026-01-01 00:00Z"))
    assert (decision.rule, decision.opens_at) == (rule, opens_at)
    assert decision.visible is (opens_at is None)


def test_contradiction_with_never_stays_closed() -> None:
    """If one meeting says never and another a date, never wins (R7)."""
    contradictory = blain(
        meeting(PAIN, "2026-10-08 20:30", releases=rules(dossier="always")),
        meeting(PAIN, "2026-11-12 20:30", releases=rules(dossier="never")),
    )
    decision = decide(contradictory, MEMBER, PAIN, Part.DOSSIER, instant("2030-01-01 00:00Z"))
    assert (decision.visible, decision.reason) == (False, Reason.NEVER)


def test_reader_is_a_member_too() -> None:
    """A part open to members is open to readers, even if their own rule opens it later (R8)."""
    late_readers = blain(
        meeting(
            PAIN,
            "2026-10-08 20:30",
            releases=rules(dossier={"member": "at start", "reader": "never"}),
        )
    )
    decision = decide(late_readers, READER, PAIN, Part.DOSSIER, START)
    assert (decision.visible, decision.opens_at, decision.rule) == (True, START, "at start")


#    dates of the edition, meetings, rule of the dossier → deciding rule, opening
ARCHIVE = [
    ("unscheduled", {"opens_to_all": "2027-07-01 08:00"}, [], "opens_to_all 2027-07-01"),
    ("never", {"opens_to_all": "2027-07-01 08:00"}, ["never"], "opens_to_all 2027-07-01"),
    ("rule later", {"opens_to_all": "2027-07-01 08:00"}, ["2028-01-01"], "opens_to_all 2027-07-01"),
    ("with a time", {"opens_to_all": "2027-07-01 18:00"}, [], "opens_to_all 2027-07-01 18:00"),
    ("at midnight", {"opens_to_all": "2027-07-01 00:00"}, [], "opens_to_all 2027-07-01 00:00"),
    ("public alone", {"opens_to_public": "2027-07-01 08:00"}, [], "opens_to_public 2027-07-01"),
    (
        "public earlier",
        {"opens_to_all": "2027-07-01 08:00", "opens_to_public": "2027-06-01 08:00"},
        [],
        "opens_to_public 2027-06-01",
    ),
    ("rule earlier", {"opens_to_all": "2027-07-01 08:00"}, ["at end"], "at end"),
    ("same moment", {"opens_to_all": "2026-10-08 22:30"}, ["at end"], "at end"),
]


@pytest.mark.parametrize(
    ("dates", "releases", "rule"), [row[1:] for row in ARCHIVE], ids=[row[0] for row in ARCHIVE]
)
def test_archive_opens_to_every_group(
    dates: dict[str, str], releases: list[str], rule: str
) -> None:
    """An edition's dates open every part to every group; the earliest opening counts (R9, R10)."""
    meetings = [
        meeting(PAIN, "2026-10-08 20:30", releases=rules(dossier=release)) for release in releases
    ]
    archived = blain(*meetings, **dates)
    decision = decide(archived, MEMBER, PAIN, Part.DOSSIER, instant("2026-01-01 00:00Z"))
    assert (decision.reason, decision.rule) == (Reason.NOT_YET, rule)
    assert decision.opens_at is not None
    after, before = decision.opens_at, decision.opens_at - TICK
    assert decide(archived, MEMBER, PAIN, Part.DOSSIER, after).visible
    assert not decide(archived, MEMBER, PAIN, Part.DOSSIER, before).visible


#    the group's rules for the dossier, and why it is hidden in the year 2030
CLOSED = [
    ("no meeting", [], "before", Reason.UNSCHEDULED, "15 days before"),
    (
        "meeting on another theme",
        [meeting("2026/other", "2026-10-08 20:30")],
        "before",
        Reason.UNSCHEDULED,
        "15 days before",
    ),
    (
        "meeting without theme",
        [meeting(None, "2026-10-08 20:30")],
        "after",
        Reason.UNSCHEDULED,
        "at end",
    ),
    (
        "never",
        [meeting(PAIN, "2026-10-08 20:30", releases=rules(dossier="jamais"))],
        "before",
        Reason.NEVER,
        "jamais",
    ),
    ("policy silent on the part", [EVENING], "silent", Reason.NEVER, "never"),
    ("policy that does not exist", [EVENING], "unknown", Reason.NEVER, "never"),
    (
        "meeting's policy that does not exist",
        [meeting(PAIN, "2026-10-08 20:30", policy="unknown")],
        "before",
        Reason.NEVER,
        "never",
    ),
    (
        "meeting's policy silent on the part",
        [meeting(PAIN, "2026-10-08 20:30", policy="silent")],
        "before",
        Reason.NEVER,
        "never",
    ),
]


@pytest.mark.parametrize(
    ("meetings", "name", "reason", "rule"), [row[1:] for row in CLOSED], ids=[r[0] for r in CLOSED]
)
def test_unknown_means_hidden(
    meetings: list[Meeting], name: str, reason: Reason, rule: str
) -> None:
    """A part that nothing opens stays hidden for ever, and the decision says why (S2, R11, R12)."""
    silent = policy("silent", preparation="always")
    closed = catalogue(
        edition("2026", theme(PAIN), theme("2026/other")),
        groups=[group("blain", *meetings, policy=name, readers=True)],
        policies=[silent],
    )
    for site in (MEMBER, READER):
        decision = decide(closed, site, PAIN, Part.DOSSIER, instant("2030-01-01 00:00Z"))
        assert (decision.visible, decision.opens_at) == (False, None)
        assert (decision.reason, decision.rule) == (reason, rule)


@pytest.mark.parametrize("rule", ["always", "2026-10-01 08:00"])
def test_some_rules_need_no_meeting(rule: str) -> None:
    """A policy that says always, or a date, holds for groups without a meeting (T5)."""
    own = catalogue(
        edition("2026", theme(PAIN)),
        groups=[group("blain", policy="own")],
        policies=[policy("own", dossier=rule)],
    )
    assert decide(own, MEMBER, PAIN, Part.DOSSIER, instant("2026-10-01 06:00Z")).visible


def test_a_policy_may_open_before_the_archive_does() -> None:
    """A group without a meeting sees the parts its own policy opens, and later the rest (R10)."""
    dated = catalogue(
        edition("2026", theme(PAIN), opens_to_all=local("2027-07-01 08:00")),
        groups=[group("blain", policy="own")],
        policies=[policy("own", dossier="2026-10-01")],
    )
    decision = decide(dated, MEMBER, PAIN, Part.DOSSIER, instant("2026-10-01 06:00Z"))
    assert (decision.visible, decision.rule) == (True, "2026-10-01")


def test_no_decision_on_a_missing_part() -> None:
    """A part that the theme does not have gets no decision (R13)."""
    short = catalogue(edition("2026", theme(PAIN, parts=[Part.PRESENTATION, Part.DOSSIER])))
    assert list(Decisions(short, END).of(PUBLIC_SITE, PAIN)) == [Part.PRESENTATION, Part.DOSSIER]
    with pytest.raises(LookupError):
        decide(short, PUBLIC_SITE, PAIN, Part.GUIDE, END)


@pytest.mark.parametrize(
    "site",
    [
        Site("nowhere", Audience.MEMBER),
        Site("segre", Audience.READER),
        Site(None, Audience.MEMBER),
        Site("segre", Audience.PUBLIC),
    ],
    ids=str,
)
def test_no_decision_for_a_missing_site(site: Site) -> None:
    """A question about a site that does not exist is an error."""
    without_readers = catalogue(edition("2026", theme(PAIN)), groups=[group("segre")])
    with pytest.raises(LookupError):
        decide(without_readers, site, PAIN, Part.PRESENTATION, END)


def test_instants_compare_in_utc() -> None:
    """The same instant in another time zone gives the same decision (R10)."""
    for text in ("2026-10-08 22:30+02:00", "2026-10-08 20:30Z", "2026-10-08 10:30-10:00"):
        assert decide(blain(EVENING), MEMBER, PAIN, Part.COMMENTARY, instant(text)).visible


def test_naive_instant_is_refused() -> None:
    """An instant without an offset is an error, never a guess (R10)."""
    with pytest.raises(ValueError, match="offset"):
        Decisions(blain(EVENING), local("2026-10-08 20:30"))


def test_sites_in_order() -> None:
    """The public site comes first, then each group's (readers' if any), then the archives."""
    two: list[Group] = [group("segre"), group("blain", readers=True)]
    assert Decisions(catalogue(groups=two), END).sites == (
        PUBLIC_SITE,
        MEMBER,
        READER,
        FACILITATOR,
        Site("segre", Audience.MEMBER),
        Site("segre", Audience.FACILITATOR),
        *ARCHIVES,
    )


def test_visible_parts_by_theme() -> None:
    """`visible` lists a site's parts by theme, in reading order, without drafts."""
    shown = catalogue(
        edition("2026", theme(PAIN), theme("2026/draft", draft=True)),
        groups=[group("blain", EVENING, policy="after")],
    )
    assert Decisions(shown, AHEAD).visible(MEMBER) == {PAIN: (Part.PRESENTATION, Part.PREPARATION)}


def test_equal_outlooks_are_shared() -> None:
    """Groups that see a theme alike share one outlook: the archive's, and that of unmet themes."""
    shared = catalogue(
        edition("2018", theme("2018/old"), opens_to_all=local("2019-07-01 08:00")),
        edition("2026", theme(PAIN)),
        groups=[
            group("blain", EVENING, policy="before"),
            group("laval", EVENING, policy="before"),
            group("reze", policy="after"),
            group("segre", policy="after"),
        ],
    )
    decisions = Decisions(shared, AHEAD)
    blain, laval, reze, segre = (
        Site(slug, Audience.MEMBER) for slug in ("blain", "laval", "reze", "segre")
    )
    assert len({id(decisions.outlook(s, "2018/old")) for s in (blain, laval, reze, segre)}) == 1
    assert decisions.outlook(blain, PAIN) is decisions.outlook(laval, PAIN)
    assert decisions.outlook(reze, PAIN) is decisions.outlook(segre, PAIN)
    assert decisions.outlook(blain, PAIN) != decisions.outlook(segre, PAIN)
