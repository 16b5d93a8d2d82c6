"""The built-in policies agree with the table of the documentation."""

from __future__ import annotations

import pytest

from parution.domain import Audience, Part
from parution.release.policies import BUILT_IN, find_meant_policy

TABLE = """
                before          references-first  after           readers-first
presentation    always          always            always          always
preparation     15 days before  15 days before    15 days before  15 days before
references      15 days before  15 days before    at end          at end
sources         15 days before  at end            at end          at end
summary         15 days before  at end            at end          at end
dossier         15 days before  at end            at end          at end
commentary      at end          at end            at end          at end
guide           never           never             never           never
"""
HEADER, *LINES = (
    [cell.strip() for cell in line.split("  ") if cell.strip()]
    for line in TABLE.strip().splitlines()
)
CELLS = [
    (name, line[0], cell) for line in LINES for name, cell in zip(HEADER, line[1:], strict=True)
]
READERS_FIRST = {Part.REFERENCES, Part.SOURCES, Part.SUMMARY, Part.DOSSIER}


@pytest.mark.parametrize(("policy", "part", "rule"), CELLS)
def test_rule_for_members(policy: str, part: str, rule: str) -> None:
    """Each policy opens each part to members by the rule in the table."""
    assert BUILT_IN[policy].releases[Part(part)][Audience.MEMBER].text == rule


@pytest.mark.parametrize(("policy", "part", "rule"), CELLS)
def test_rule_for_readers(policy: str, part: str, rule: str) -> None:
    """Readers have the members' rules, except for four parts that *readers-first* opens early."""
    early = policy == "readers-first" and Part(part) in READERS_FIRST
    expected = "15 days before" if early else rule
    assert BUILT_IN[policy].releases[Part(part)][Audience.READER].text == expected


def test_there_are_four() -> None:
    """An association finds four policies ready, each under its own name."""
    assert list(BUILT_IN) == ["before", "references-first", "after", "readers-first"]
    assert all(name == policy.name for name, policy in BUILT_IN.items())


def test_every_part_has_a_rule() -> None:
    """Every policy has a rule for every part."""
    assert all(set(policy.releases) == set(Part) for policy in BUILT_IN.values())


WORDS = {
    "before": ["tout avant la réunion", "before the meeting", "J-15", "tout 15 jours avant"],
    "after": ["tout en même temps à la fin", "Après la réunion", "rien avant", "pas avant",
              "références à la fin", "dossier après"],
    "references-first": ["les références avant", "biblio d’abord", "refs", "Réf. puis dossier",
                         "bibliographie avant, dossier après", "articles avant"],
    "readers-first": ["lecteurs désignés", "quelques lecteurs d’abord", "lecture anticipée",
                      "2-3 personnes en avance"],
    None: ["au choix", "avant ou après", "tout de suite", "avant sauf le dossier", "idem", ""],
}  # fmt: skip


@pytest.mark.parametrize(
    ("words", "name"), [(words, name) for name, each in WORDS.items() for words in each]
)
def test_a_policy_in_words_is_understood(words: str, name: str | None) -> None:
    """Words for a policy name it, so that it can be proposed; words that leave a choice do not."""
    assert find_meant_policy(words) == name
