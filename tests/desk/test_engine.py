"""The desk computes the instants of `parution.release`: one table of cases runs through both."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desk.cases import CASES, PARTS, Case
from desk.scripts import run
from parution.compose.desk.facts import YEARS, collect_zone_facts, convert_written_rule
from parution.release import convert_to_utc, word_rule
from parution.release.grammar import parse_rule

DECIDE = """
const { openingOf } = await scripts("desk-engine");
const told = ({ opensAt, reason }) => {
  if (opensAt === null) return reason;
  const isDated = Number.isFinite(opensAt);
  const moment = isDated ? new Date(opensAt).toISOString().replace(".000", "") : "open";
  return moment + (reason === "open" ? "!" : "");
};
return given.map(({ facts, now, theme: address }) => {
  const theme = facts.themes.find((each) => each.address === address);
  const audiences = facts.group.readers ? ["member", "reader"] : ["member"];
  return Object.fromEntries(
    audiences.map((audience) => [
      audience,
      Object.fromEntries(
        theme.parts.map((part) => [part, told(openingOf(facts, theme, part, audience, now))]),
      ),
    ]),
  );
});
"""


def compute_by_desk(cases: list[Case]) -> list[Any]:
    """Return the answers of the desk's script to cases."""
    return list(run(DECIDE, [case.given for case in cases]))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_rules_decide_as_the_table_says(case: Case) -> None:
    """`parution.release` decides as the table says."""
    assert case.decided == case.row["expected"]


def test_the_desk_decides_as_the_table_says() -> None:
    """The browser's script decides as the same table says."""
    found = dict(zip((case.name for case in CASES), compute_by_desk(CASES), strict=True))
    assert found == {case.name: case.row["expected"] for case in CASES}


RULES = st.sampled_from(
    [
        "toujours", "jamais", "au début", "à la fin", "la veille", "le lendemain à 2 h 30",
        "15 jours avant", "2 jours avant à 2:30", "2 heures avant", "20 minutes après le début",
        "90 minutes après", "2026-10-25 02:30", "2027-03-28 02:30",
        "la veille, pas avant 2026-10-25 02:30", "3 jours après, pas après 2027-03-28 02:30",
        "1 jour avant, pas avant 2026-10-01, pas après 2027-01-01",
    ]
)  # fmt: skip
NIGHTS = ("2026-10-25", "2027-03-28")
"""The nights when clocks change in Paris, which the cases use often."""

MOMENTS = st.one_of(
    st.datetimes(datetime(2026, 9, 1), datetime(2027, 6, 30)),
    st.builds(
        lambda night, minute: datetime.fromisoformat(night) + timedelta(minutes=minute),
        st.sampled_from(NIGHTS),
        st.integers(-1440, 1440),
    ),
).map(lambda moment: f"{moment:%Y-%m-%d %H:%M}")
RELEASES = st.dictionaries(
    st.sampled_from([part for part in PARTS if part not in ("presentation", "guide")]),
    RULES | st.fixed_dictionaries({}, optional={"member": RULES, "reader": RULES}),
    max_size=3,
)
POLICIES = st.sampled_from(["before", "references-first", "after", "readers-first", "maison"])


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """Draw any group, any meetings, any instant."""
    meetings = st.fixed_dictionaries(
        {"starts": MOMENTS, "minutes": st.integers(15, 300)},
        optional={"policy": POLICIES, "releases": RELEASES, "theme": st.just("2026/autre")},
    )
    row: dict[str, Any] = {
        "policy": draw(POLICIES),
        "readers": draw(st.booleans()),
        "at": draw(MOMENTS).replace(" ", "T") + "Z",
        "meetings": draw(st.lists(meetings, max_size=3)),
    }
    for key in ("opens_to_all", "opens_to_public"):
        if draw(st.booleans()):
            row[key] = draw(MOMENTS)
    return Case("drawn", row)


@settings(max_examples=settings.default.max_examples // 10)
@given(st.lists(cases(), min_size=20, max_size=20))
def test_both_engines_agree_on_any_case(drawn: list[Case]) -> None:
    """Both decide alike for any group, rules, meetings, year and hour."""
    assert compute_by_desk(drawn) == [case.decided for case in drawn]


INSTANTS = """
const { instantOf } = await scripts("desk-engine");
return given.map(({ zone, moments }) => moments.map((each) => instantOf(zone, each)));
"""


def test_local_moments_are_the_same_instants() -> None:
    """Both agree on every quarter of an hour around each change of clocks, in many zones."""
    zones = [ZoneInfo(name) for name in ("Europe/Paris", "America/New_York", "Australia/Lord_Howe")]
    told = []
    expected = []
    for zone in zones:
        known = collect_zone_facts(zone)
        changes = [
            datetime.fromtimestamp(ms / 1000, zone).replace(tzinfo=None)
            for ms, _ in known["changes"]
        ]  # type: ignore[union-attr,misc,index]
        moments = [
            change + timedelta(minutes=minutes)
            for change in changes[::7]
            for minutes in range(-150, 151, 15)
        ]
        told.append({"zone": known, "moments": [f"{each:%Y-%m-%d %H:%M}" for each in moments]})
        expected.append([round(convert_to_utc(each, zone).timestamp() * 1000) for each in moments])
    assert run(INSTANTS, told) == expected


def test_the_desk_knows_the_clocks_of_many_years() -> None:
    """The desk has two clock changes a year in Paris, from the first to the last year."""
    changes = collect_zone_facts(ZoneInfo("Europe/Paris"))["changes"]
    assert isinstance(changes, list)
    assert len(changes) == 2 * len(YEARS)


FORMS = """
const { fieldsOf, ruleOf } = await scripts("desk-rules");
return given.map((rule) => ruleOf(fieldsOf(rule)));
"""
WRITTEN = [
    "toujours", "jamais", "au début", "à la fin", "la veille", "3 jours après à 20 h",
    "2 semaines avant à 18 h", "2 heures avant", "90 minutes avant", "1 heure après le début",
    "20 minutes après le début", "une heure après", "2026-10-01", "2026-10-01 18:30",
    "15 jours avant, pas avant 2026-10-01", "à la fin, pas avant 2026-10-01, pas après 2026-12-01",
]  # fmt: skip


def test_a_form_shows_a_rule_and_gives_it_back() -> None:
    """A form shows a rule in the program's own canonical words, and returns the same rule."""
    rules = [parse_rule(text) for text in WRITTEN]
    found = run(FORMS, [convert_written_rule(rule) for rule in rules])
    assert [parse_rule(each["text"]).rule for each in found] == [rule.rule for rule in rules]
    assert [each["text"] for each in found] == [word_rule(rule.rule, "fr") for rule in rules]
