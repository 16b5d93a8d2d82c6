"""Words for readers: whether a part is open, when it opens, and why it is closed."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from parution.domain import (
    Always,
    Bounded,
    DaysFromMeeting,
    ElapsedFromMeeting,
    Never,
    OnDate,
    Openness,
    Part,
    Reason,
    Rule,
)
from parution.domain.messages import Message, Translate, message
from parution.language.dates import word_date, word_moment

AT_END = ElapsedFromMeeting(timedelta(0))

IT_IS_OPEN = message("This part is open.")
IT_IS_CHOSEN = message("It is the moment your group's facilitator has chosen.")


def word_openness(openness: Openness, zone: ZoneInfo, translate: Translate) -> str:
    """Return in a few words that a part is open, or when it will be."""
    if openness.visible:
        return message("open").text(translate)
    if openness.opens_at is not None:
        moment = word_moment(openness.opens_at, zone, translate)
        return message("opens on %(moment)s", moment=moment).text(translate)
    match openness.reason:
        case Reason.NOT_FOR_AUDIENCE:
            return message("reserved").text(translate)
        case _:
            return message("no date yet").text(translate)


def word_dated_openness(openness: Openness, zone: ZoneInfo, translate: Translate) -> str:
    """Return in a few words since when a part is open, or when it will be."""
    if openness.visible and openness.opens_at is not None:
        moment = word_moment(openness.opens_at, zone, translate)
        return message("open since %(moment)s", moment=moment).text(translate)
    return word_openness(openness, zone, translate)


def word_openness_to_others(openness: Openness, zone: ZoneInfo, translate: Translate) -> str:
    """Return for a facilitator's table, without weekdays, when her members see a part."""
    if openness.opens_at is not None:
        moment = word_moment(openness.opens_at, zone, translate, weekday=False)
        if openness.visible:
            return message("open since %(moment)s", moment=moment).text(translate)
        return message("from %(moment)s on", moment=moment).text(translate)
    if openness.visible:
        return message("always open").text(translate)
    if openness.reason is Reason.NEVER:
        return message("stays closed").text(translate)
    return message("no date yet").text(translate)


def is_awaited(openness: Openness) -> bool:
    """Return whether a part is closed but opens later, or may."""
    return openness.reason in (Reason.NOT_YET, Reason.UNSCHEDULED)


def explain_closed(
    openness: Openness, is_public: bool, translate: Translate, several: bool = False
) -> str:
    """Return the reason why a part is closed, in one or two sentences.

    With ``several``, the sentence speaks of all parts that open together with it.
    """
    return explain_closed_part(openness, is_public, several).text(translate)


def explain_closed_part(openness: Openness, is_public: bool, several: bool) -> Message:
    match openness.reason:
        case Reason.NOT_FOR_AUDIENCE if openness.part is Part.GUIDE:
            return message("This guide is for the group's facilitator alone.")
        case Reason.NOT_FOR_AUDIENCE:
            return message("This part is reserved for the members of the groups.")
        case Reason.UNSCHEDULED:
            return message("Your group has not yet dated a meeting on this theme.")
        case Reason.NEVER:
            return message("Your group has chosen not to open this part.")
        case Reason.NOT_YET if is_public:
            return message("Until then it is reserved for the members of the groups.")
        case Reason.NOT_YET:
            return explain_own_rule(openness, several)
        case Reason.DRAFT:
            return message("This theme is a draft: it does not exist for readers yet.")
        case Reason.OPEN:
            return IT_IS_OPEN


def explain_own_rule(openness: Openness, several: bool) -> Message:
    """Return the sentence on the group's rule, for readers who did not write it."""
    rule = openness.group_rule
    if rule is None:
        return message("On that date the year's dossiers open to every group.")
    if openness.part is Part.COMMENTARY and rule == AT_END:
        return message("The cases are discussed first: their commentaries open after the meeting.")
    return explain_chosen_rule(rule, several)


def explain_chosen_rule(rule: Rule, several: bool) -> Message:
    """Return the sentence that tells a group's members the rule of a part, or of several."""
    one, together = explain_rule(rule)
    return together if several else one


def explain_rule(rule: Rule) -> tuple[Message, Message]:
    """Return the sentences on a rule: about one part, and about several that open together."""
    match rule:
        case DaysFromMeeting(days=-1):
            return (
                message("Your group reads this part from the day before the meeting."),
                message("Your group reads these parts from the day before the meeting."),
            )
        case DaysFromMeeting(days=1):
            return (
                message("Your group reads this part from the day after the meeting."),
                message("Your group reads these parts from the day after the meeting."),
            )
        case DaysFromMeeting(days=days) if days < 0:
            return (
                message(
                    "Your group reads this part from %(days)s days before the meeting.", days=-days
                ),
                message(
                    "Your group reads these parts from %(days)s days before the meeting.",
                    days=-days,
                ),
            )
        case DaysFromMeeting(days=days):
            return (
                message(
                    "Your group reads this part from %(days)s days after the meeting.", days=days
                ),
                message(
                    "Your group reads these parts from %(days)s days after the meeting.", days=days
                ),
            )
        case ElapsedFromMeeting():
            return explain_elapsed(rule)
        case OnDate() | Bounded():
            return (IT_IS_CHOSEN, IT_IS_CHOSEN)
        case Always() | Never():
            return (IT_IS_OPEN, IT_IS_OPEN)


def explain_elapsed(rule: ElapsedFromMeeting) -> tuple[Message, Message]:
    """Return the sentences on a rule that counts hours and minutes, as `explain_rule` does."""
    match rule:
        case ElapsedFromMeeting(from_start=True) if rule.delay:
            return (
                message("Your group opens this part together, in the course of the meeting."),
                message("Your group opens these parts together, in the course of the meeting."),
            )
        case ElapsedFromMeeting(from_start=True):
            return (
                message("Your group opens this part together, when the meeting begins."),
                message("Your group opens these parts together, when the meeting begins."),
            )
        case _ if rule == AT_END:
            return (
                message(
                    "Your group has chosen to discuss its own cases first: this part opens at the"
                    " end of the meeting."
                ),
                message(
                    "Your group has chosen to discuss its own cases first: these parts open at the"
                    " end of the meeting."
                ),
            )
        case _:
            return (IT_IS_CHOSEN, IT_IS_CHOSEN)


def word_opening_day(moment: datetime, zone: ZoneInfo, translate: Translate) -> str:
    """Return the day of a past opening in words."""
    return word_date(moment.astimezone(zone).date(), translate)
