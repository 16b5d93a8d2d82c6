"""The release policy: what an audience sees of a theme at an instant, and why.

This is the one place that says who may see what. It is pure: it reads no file and no clock, and
knows no text. Reading what people wrote is `parution.reading`'s work, and making sites of what
is decided here is `parution.composing`'s. Code and tests cite the rules by number; when the rules
are known to apply together, the first that does decides.

    R1  A draft is hidden from everyone.                                        draft
    R2  The presentation of an announced theme (one that is no draft) is open
        to everyone, always.                                                    open
    R3  The facilitator sees every part of an announced theme at once.          open
    R4  The guide is for the facilitator alone; no rule and no date opens it
        to anyone else.                                                         not-for-audience
    R5  The public sees the other parts from the edition's `opens_to_public`;
        without that date they are not for the public.                          not-for-audience
    R6  A group's members and readers see a part from the moment its rule
        opens it (`statements` says which rule, `schedule` when).
    R7  Rules of one level that contradict each other open at the latest.
    R8  A reader is a member too: what opens to members opens to readers.
    R9  From `opens_to_all` on, and from `opens_to_public` on, every part is open
        to every group, whatever its rules say and whether or not it has met.
    R10 The earliest of the openings that R6, R8 and R9 give is the one that
        counts. A part is visible if and only if the instant has reached it,
        compared in UTC.                                                        open, not-yet
    R11 A part that a rule closes, or of which no rule speaks, stays hidden.    never
    R12 A part whose rule counts from a meeting that is not dated stays hidden. unscheduled
    R13 A part that the theme does not have gets no decision.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time
from zoneinfo import ZoneInfo

from parution.model import (
    Audience,
    Never,
    Openness,
    Outlook,
    Part,
    Reason,
    WrittenRule,
)
from parution.releasing.schedule import ALWAYS_OPEN, in_utc, opening
from parution.releasing.statements import Statements
from parution.releasing.vocabulary import DAY_OPENS_AT


@dataclass(frozen=True, slots=True)
class Circumstances:
    """All that decides who sees what of a theme. Nothing else can: no text, no title, no other
    group stands here."""

    parts: tuple[Part, ...]
    """The parts that the theme has."""
    draft: bool
    opens_to_all: datetime | None
    """The edition's, naive local time."""
    opens_to_public: datetime | None
    """The edition's, naive local time."""
    audience: Audience
    statements: Statements | None
    """What the group says; None for the public."""
    zone: ZoneInfo


@dataclass(frozen=True, slots=True)
class Claim:
    """A rule and the opening it gives."""

    rule: str
    """In the words it was written in."""
    opens_at: datetime | None
    """In UTC; None when the rule gives no opening."""
    without_opening: Reason = Reason.UNSCHEDULED
    """Why there is no opening: `NEVER` or `UNSCHEDULED`."""

    @property
    def lateness(self) -> tuple[int, datetime]:
        """Sort from always, through dates, to unscheduled and at last never."""
        if self.opens_at is not None:
            return 0, self.opens_at
        return (2 if self.without_opening is Reason.NEVER else 1), ALWAYS_OPEN


def outlook(circumstances: Circumstances, instant: datetime) -> Outlook:
    """Return what is decided of each part at an instant (aware), in reading order (R13)."""
    edition = tuple(_edition_claims(circumstances))
    return tuple(_openness(part, circumstances, edition, instant) for part in circumstances.parts)


def _openness(
    part: Part, circumstances: Circumstances, edition: tuple[Claim, ...], instant: datetime
) -> Openness:
    """Return what is decided of one part: the rules in their order."""
    audience = circumstances.audience
    if circumstances.draft:
        return Openness(part, False, None, Reason.DRAFT, "draft: true")  # R1
    if part is Part.PRESENTATION or audience is Audience.FACILITATOR:
        return Openness(part, True, None, Reason.OPEN, "always")  # R2, R3
    if part is Part.GUIDE:
        return Openness(part, False, None, Reason.NOT_FOR_AUDIENCE, "facilitator only")  # R4
    claims = (*_group_claims(part, circumstances), *edition)
    if not claims:
        return Openness(part, False, None, Reason.NOT_FOR_AUDIENCE, "groups only")  # R5
    return _decided(part, min(claims, key=_lateness), instant)  # R10


def _decided(part: Part, claim: Claim, instant: datetime) -> Openness:
    """Return what one claim decides of a part (R10 to R12)."""
    if claim.opens_at is None:
        return Openness(part, False, None, claim.without_opening, claim.rule)
    visible = instant >= claim.opens_at
    opens_at = None if claim.opens_at == ALWAYS_OPEN else claim.opens_at
    return Openness(part, visible, opens_at, Reason.OPEN if visible else Reason.NOT_YET, claim.rule)


def _group_claims(part: Part, circumstances: Circumstances) -> Iterator[Claim]:
    """Yield what the group's rules give its members, and its readers (R6, R8)."""
    statements = circumstances.statements
    if statements is None:
        return
    if circumstances.audience is Audience.READER:
        yield _spoken(statements, part, Audience.READER, circumstances.zone)
    yield _spoken(statements, part, Audience.MEMBER, circumstances.zone)


def _spoken(statements: Statements, part: Part, audience: Audience, zone: ZoneInfo) -> Claim:
    """Return the latest of what is said of a part for an audience (R7); never by default (R11)."""

    def claim(written: WrittenRule) -> Claim:
        opens_at = opening(written.rule, statements.meetings, zone)
        closed = isinstance(written.rule, Never)
        return Claim(written.text, opens_at, Reason.NEVER if closed else Reason.UNSCHEDULED)

    claims = map(claim, statements.on(part, audience))
    return max(claims, key=_lateness, default=Claim("never", None, Reason.NEVER))


def _edition_claims(circumstances: Circumstances) -> Iterator[Claim]:
    """Yield what the edition's dates give this audience (R5, R9)."""
    to_all, to_public = circumstances.opens_to_all, circumstances.opens_to_public
    if to_all is not None and circumstances.audience is not Audience.PUBLIC:
        yield _dated("opens_to_all", to_all, circumstances.zone)
    if to_public is not None:
        yield _dated("opens_to_public", to_public, circumstances.zone)


def _dated(key: str, moment: datetime, zone: ZoneInfo) -> Claim:
    """Return the claim of an edition's date; its time is shown when it is not a whole day's."""
    whole_day = moment.time() in (time(0), DAY_OPENS_AT)
    return Claim(
        f"{key} {moment:{'%Y-%m-%d' if whole_day else '%Y-%m-%d %H:%M'}}", in_utc(moment, zone)
    )


def _lateness(claim: Claim) -> tuple[int, datetime]:
    return claim.lateness
