"""Decides who sees which part, from when, and why: pure functions of dates, meetings and policies.

`openness` states the release policy as numbered rules (R). It builds on `grammar` (G), which parses
rules, on `written_rules` (S), which chooses the rules that apply, and on `schedule` (T), which
computes instants.
"""

from parution.release.claims import list_opening_days
from parution.release.decide import Decisions, list_sites
from parution.release.explain import explain
from parution.release.room_rules import list_parts_behind_code, needs_code
from parution.release.rule_words import word_rule
from parution.release.schedule import convert_to_utc
from parution.release.upcoming import (
    list_latest_on,
    list_moments_ahead,
    list_opened_since,
    list_upcoming,
    list_upcoming_on,
)

__all__ = [
    "Decisions",
    "convert_to_utc",
    "explain",
    "list_latest_on",
    "list_moments_ahead",
    "list_opened_since",
    "list_opening_days",
    "list_parts_behind_code",
    "list_sites",
    "list_upcoming",
    "list_upcoming_on",
    "needs_code",
    "word_rule",
]
