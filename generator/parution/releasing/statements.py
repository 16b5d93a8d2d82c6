"""Which written rules speak for a part: what the meetings say, then what the group's policy says.

S1  The most specific level that speaks of a part and an audience decides alone:
    first the `releases` of the meetings, then the `policy` of the meetings, then the
    policy of the group.
S2  A theme worked over several meetings hears them all. Statements of one level that
    contradict each other are all returned: the latest opening will win (`openness`, R7).
S3  A policy that does not exist says nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from parution.model import Audience, Meeting, Part, Policy, Releases, WrittenRule


@dataclass(frozen=True, slots=True)
class Statements:
    """What one group says of one theme."""

    policies: Mapping[str, Policy]
    policy: str
    """Name of the group's policy."""
    meetings: Sequence[Meeting] = ()
    """Those of the group on the theme."""

    def on(self, part: Part, audience: Audience) -> tuple[WrittenRule, ...]:
        """Return the rules that speak for a part and an audience; none when nothing does."""
        for level in self._levels():
            spoken = tuple(
                releases[part][audience] for releases in level if audience in releases.get(part, {})
            )
            if spoken:
                return spoken
        return ()

    def _levels(self) -> Iterator[Iterable[Releases]]:
        """Yield what is said, the most specific first (S1)."""
        yield [meeting.releases for meeting in self.meetings]
        yield [self._releases(meeting.policy) for meeting in self.meetings if meeting.policy]
        yield [self._releases(self.policy)]

    def _releases(self, policy: str) -> Releases:
        return self.policies[policy].releases if policy in self.policies else {}
