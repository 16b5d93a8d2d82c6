"""The release policy: which parts of a theme an audience sees at an instant, and why.

This is the one place that decides who may see a part. It is pure: it reads no file and no clock,
and knows no text. `parution.sources` reads the rules and dates; `parution.compose` makes sites of
the decisions. Code and tests cite the rules by number; where several apply, the first decides. The
right column gives the reason of the decision.

    R1  A draft is hidden from everyone.                                        draft
    R2  The presentation of an announced theme (one that is no draft) is open
        to everyone, always.                                                    open
    R3  The facilitator sees every part of an announced theme at once.          open
    R4  The guide is for the facilitator alone; no rule and no date opens it
        to anyone else.                                                         not-for-audience
    R5  The public sees the other parts from the edition's `opens_to_public`;
        without that date they are not for the public.                          not-for-audience
    R6  A group's members and readers see a part from the moment its rule
        opens it (`written_rules` says which rule, `schedule` when).
    R7  Rules of one level that contradict each other open at the latest.
    R8  A reader is a member too: parts that open to members open to readers.
    R9  From `opens_to_all` on, and from `opens_to_public` on, every part is open
        to every group, whatever its rules say and whether or not it has met.
    R10 The earliest of the openings that R6, R8 and R9 give is the one that
        counts. A part is visible if and only if the instant has reached it,
        compared in UTC.                                                        open, not-yet
    R11 A part that a rule closes, or that has no rule, stays hidden.           never
    R12 A part whose rule counts from a meeting that is not dated stays hidden. unscheduled
    R13 A part that the theme does not have gets no decision.
    R14 The archive shows an edition once it is open to every group, and nothing of
        any other, its presentations included: all parts but the guides, which
        the facilitators' archive alone has.           open, not-yet, unscheduled,
                                                                   not-for-audience
    R15 The same rules decide a group's own subject, for the sites of that group.
        No other site gets a decision or an outlook on it, and no edition's date
        opens it (`decide`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from parution.domain import ARCHIVES, Audience, Ground, Openness, Outlook, Part, Reason
from parution.domain.instant import Instant
from parution.release.claims import Claim, rank_claim
from parution.release.schedule import ALWAYS_OPEN

OF_ARCHIVES = frozenset(site.audience for site in ARCHIVES)


@dataclass(frozen=True, slots=True)
class Circumstances:
    """The inputs of a decision; they hold no text, no title and no other group."""

    parts: tuple[Part, ...]
    """The parts that the theme has."""
    draft: bool
    audience: Audience
    of_group: Mapping[Part, Claim]
    """The claims of the group's rules for members or readers; empty for other audiences."""
    of_edition: tuple[Claim, ...]
    """The claims of the edition's dates for this audience."""


def decide_outlook(circumstances: Circumstances, instant: Instant) -> Outlook:
    """Return the decision on each part at an instant, in reading order (R13)."""
    return tuple(decide_part(part, circumstances, instant) for part in circumstances.parts)


def decide_part(part: Part, circumstances: Circumstances, instant: Instant) -> Openness:
    if circumstances.draft:
        return Openness(part, False, None, Reason.DRAFT, Ground.DRAFT)  # R1
    if circumstances.audience in OF_ARCHIVES:
        return open_archived(part, circumstances, instant)  # R14
    if part is Part.PRESENTATION or circumstances.audience is Audience.FACILITATOR:
        return Openness(part, True, None, Reason.OPEN, Ground.ALWAYS)  # R2, R3
    if part is Part.GUIDE:
        return Openness(part, False, None, Reason.NOT_FOR_AUDIENCE, Ground.FACILITATOR_ONLY)  # R4
    claims = circumstances.of_edition
    if part in circumstances.of_group:
        claims = (circumstances.of_group[part], *claims)
    if not claims:
        return Openness(part, False, None, Reason.NOT_FOR_AUDIENCE, Ground.GROUPS_ONLY)  # R5
    return decide_by_claim(part, min(claims, key=rank_claim), instant)  # R10


def open_archived(part: Part, circumstances: Circumstances, instant: Instant) -> Openness:
    if part is Part.GUIDE and circumstances.audience is not Audience.ARCHIVE_FACILITATOR:
        return Openness(part, False, None, Reason.NOT_FOR_AUDIENCE, Ground.FACILITATOR_ONLY)
    if not circumstances.of_edition:
        return Openness(part, False, None, Reason.UNSCHEDULED, Ground.NOT_TO_ALL)
    return decide_by_claim(part, min(circumstances.of_edition, key=rank_claim), instant)


def decide_by_claim(part: Part, claim: Claim, instant: Instant) -> Openness:
    """Return the decision that follows from the earliest claim on a part (R10 to R12)."""
    if claim.opens_at is None:
        return Openness(part, False, None, claim.otherwise, claim.rule, claim.group_rule)
    visible = instant.has_reached(claim.opens_at)
    opens_at = None if claim.opens_at == ALWAYS_OPEN else claim.opens_at
    reason = Reason.OPEN if visible else Reason.NOT_YET
    return Openness(part, visible, opens_at, reason, claim.rule, claim.group_rule)
