"""Claims: the opening that a rule gives to a part, or the reason why it gives none.

A group's rules and an edition's dates make separate claims; `openness` chooses among them. Its
docstring holds the rules cited here (R).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from parution.domain import Audience, Edition, Never, Part, Reason, Rule, WrittenRule
from parution.release.rule_words import DAY_OPENS_AT
from parution.release.schedule import ALWAYS_OPEN, convert_to_utc, find_opening
from parution.release.written_rules import Statements


@dataclass(frozen=True, slots=True)
class Claim:
    """A rule and the opening it gives."""

    rule: str
    """The rule in its author's words."""
    opens_at: datetime | None
    """In UTC; None if the rule gives no opening."""
    otherwise: Reason = Reason.UNSCHEDULED
    """The reason if there is no opening: `NEVER` or `UNSCHEDULED`."""
    group_rule: Rule | None = None
    """The rule itself, if it is one of the group."""


RULED = tuple(part for part in Part if part not in (Part.PRESENTATION, Part.GUIDE))
"""The parts that rules open; R2 and R4 decide the others without them."""


def rank_claim(claim: Claim) -> tuple[int, datetime]:
    """Return a sort key: always, then dates in order, then unscheduled, then never."""
    if claim.opens_at is not None:
        return 0, claim.opens_at
    return (2 if claim.otherwise is Reason.NEVER else 1), ALWAYS_OPEN


def collect_group_claims(
    statements: Statements, audience: Audience, zone: ZoneInfo
) -> dict[Part, Claim]:
    """Return the claims of a group's rules for its members, or its readers, by part (R6 to R8)."""

    def claim(part: Part) -> Claim:
        of_members = claim_latest(statements, part, Audience.MEMBER, zone)
        if audience is Audience.MEMBER:
            return of_members
        of_readers = claim_latest(statements, part, audience, zone)
        return min(of_readers, of_members, key=rank_claim)  # R8

    return {part: claim(part) for part in RULED}


def collect_edition_claims(
    edition: Edition, audience: Audience, zone: ZoneInfo
) -> tuple[Claim, ...]:
    """Return the claims of an edition's dates for an audience (R5, R9)."""
    return tuple(
        claim_date(key, moment, zone)
        for key, moment in list_dates(edition, audience)
        if moment is not None
    )


def claim_latest(statements: Statements, part: Part, audience: Audience, zone: ZoneInfo) -> Claim:
    """Return the latest claim on a part for an audience (R7)."""

    def claim(written: WrittenRule) -> Claim:
        opens_at = find_opening(written.rule, statements.meetings, zone)
        otherwise = Reason.NEVER if isinstance(written.rule, Never) else Reason.UNSCHEDULED
        return Claim(written.text, opens_at, otherwise, written.rule)

    return max(map(claim, statements.on(part, audience)), key=rank_claim)


def list_opening_days(edition: Edition, zone: ZoneInfo) -> tuple[datetime, ...]:
    """Return the instants, in UTC, from which an edition is open to every group (R9, R14).

    At the earliest it becomes archive.
    """
    dates = (moment for _, moment in list_dates(edition, Audience.ARCHIVE))
    return tuple(convert_to_utc(moment, zone) for moment in dates if moment is not None)


def list_dates(edition: Edition, audience: Audience) -> Iterator[tuple[str, datetime | None]]:
    if audience is not Audience.PUBLIC:
        yield "opens_to_all", edition.opens_to_all
    yield "opens_to_public", edition.opens_to_public


def claim_date(key: str, moment: datetime, zone: ZoneInfo) -> Claim:
    """Return the claim of an edition's date; its words have a time only if not `DAY_OPENS_AT`."""
    written_as = "%Y-%m-%d" if moment.time() == DAY_OPENS_AT else "%Y-%m-%d %H:%M"
    return Claim(f"{key} {moment:{written_as}}", convert_to_utc(moment, zone))
