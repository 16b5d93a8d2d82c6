"""Which written rules speak for a part: what the meetings say of it, else the policy in force.

S1  What the `releases` of the meetings say of a part and an audience decides alone.
S2  Else the policy in force does: the `policy` of the meetings, else that of the group.
    A policy is taken whole: a part it does not speak of is never open, and a policy that
    does not exist opens nothing.
S3  A theme worked over several meetings hears them all. Statements that contradict each
    other are all returned: the latest opening will win (`openness`, R7).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from parution.domain import Audience, Meeting, Never, Part, Policy, WrittenRule

UNSPOKEN = WrittenRule(Never(), "never")
"""What holds for a part of which the policy in force does not speak."""


@dataclass(frozen=True, slots=True)
class Statements:
    """What one group says of one theme."""

    policies: Mapping[str, Policy]
    policy: str
    """Name of the group's policy."""
    meetings: Sequence[Meeting] = ()
    """Those of the group on the theme."""

    def on(self, part: Part, audience: Audience) -> tuple[WrittenRule, ...]:
        """Return the rules that speak for a part and an audience: one, or several to weigh."""
        spoken = tuple(
            meeting.releases[part][audience]
            for meeting in self.meetings
            if audience in meeting.releases.get(part, {})
        )
        return spoken or tuple(
            self._rule(policy, part, audience) for policy in self._policies_in_force()
        )

    def _policies_in_force(self) -> tuple[str, ...]:
        of_meetings = tuple(meeting.policy for meeting in self.meetings if meeting.policy)
        return of_meetings or (self.policy,)

    def _rule(self, policy: str, part: Part, audience: Audience) -> WrittenRule:
        if policy not in self.policies:
            return UNSPOKEN
        return self.policies[policy].releases.get(part, {}).get(audience, UNSPOKEN)
