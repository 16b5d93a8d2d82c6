"""Decides who sees which part, from when, and why: pure functions of dates, meetings and policies.

`openness` states the release policy as numbered rules (R). It builds on `grammar` (G), which parses
rules, on `written_rules` (S), which chooses the rules that apply, and on `schedule` (T), which
computes instants.
"""

from parution.release.decide import Decisions, all_sites
from parution.release.explain import explain
from parution.release.grammar import RuleNotUnderstood, parse_rule
from parution.release.openness import FACILITATOR_ONLY, GROUPS_ONLY, NOT_TO_ALL
from parution.release.policies import BUILT_IN
from parution.release.room import needs_code, parts_behind_code
from parution.release.rule_words import word_rule
from parution.release.schedule import in_utc
from parution.release.upcoming import (
    latest_on,
    list_opened_since,
    list_upcoming,
    list_upcoming_on,
    next_moment,
)

__all__ = [
    "BUILT_IN",
    "FACILITATOR_ONLY",
    "GROUPS_ONLY",
    "NOT_TO_ALL",
    "Decisions",
    "RuleNotUnderstood",
    "all_sites",
    "explain",
    "in_utc",
    "latest_on",
    "list_opened_since",
    "list_upcoming",
    "list_upcoming_on",
    "needs_code",
    "next_moment",
    "parse_rule",
    "parts_behind_code",
    "word_rule",
]
