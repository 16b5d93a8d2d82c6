"""Chooses the written rules for a part: those of the meetings, else of the policy in force.

WR1 If the `releases` of the meetings have rules for a part and an audience, these decide alone.
WR2 Else the policy in force decides: the `policy` of the meetings, else that of the group. A policy
    counts whole: a part without a rule in it never opens, and a policy that does not exist opens
    nothing.
WR3 For a theme with several meetings, the rules of all count. If they contradict each other,
    `Statements.on` returns them all: the latest opening will win (`openness`, R7).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from parution.domain import Audience, Meeting, Never, Part, Policy, WrittenRule

UNSPOKEN = WrittenRule(Never(), "never")
"""The rule for a part without a rule in the policy in force."""


@dataclass(frozen=True, slots=True)
class Statements:
    """The rules of one group for one theme."""

    policies: Mapping[str, Policy]
    policy: str
    """Name of the group's policy."""
    meetings: Sequence[Meeting] = ()
    """The group's meetings on the theme."""

    def on(self, part: Part, audience: Audience) -> tuple[WrittenRule, ...]:
        """Return the rules for a part and an audience: one, or several of which the latest wins."""
        spoken = tuple(
            meeting.releases[part][audience]
            for meeting in self.meetings
            if audience in meeting.releases.get(part, {})
        )
        return spoken or tuple(
            self._choose_rule(policy, part, audience) for policy in self._list_policies_in_force()
        )

    def _list_policies_in_force(self) -> tuple[str, ...]:
        of_meetings = tuple(meeting.policy for meeting in self.meetings if meeting.policy)
        return of_meetings or (self.policy,)

    def _choose_rule(self, policy: str, part: Part, audience: Audience) -> WrittenRule:
        if policy not in self.policies:
            return UNSPOKEN
        return self.policies[policy].releases.get(part, {}).get(audience, UNSPOKEN)
