"""Who sees what, from when, and why: pure decisions from dates, meetings and policies.

The release policy stands as numbered rules in `openness` (R), fed by the grammar in `rules` (G),
the levels in `statements` (S) and the clock in `schedule` (T).
"""

from parution.releasing.decision import Decisions, all_sites
from parution.releasing.explaining import explain
from parution.releasing.openness import FACILITATOR_ONLY, GROUPS_ONLY
from parution.releasing.policies import BUILT_IN
from parution.releasing.rules import RuleNotUnderstood, parse_rule
from parution.releasing.schedule import in_utc
from parution.releasing.upcoming import latest_on, upcoming, upcoming_on
from parution.releasing.vocabulary import wording

__all__ = [
    "BUILT_IN",
    "FACILITATOR_ONLY",
    "GROUPS_ONLY",
    "Decisions",
    "RuleNotUnderstood",
    "all_sites",
    "explain",
    "in_utc",
    "latest_on",
    "parse_rule",
    "upcoming",
    "upcoming_on",
    "wording",
]
