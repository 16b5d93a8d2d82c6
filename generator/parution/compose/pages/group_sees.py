"""Sentences that tell a facilitator from when her group sees a part."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from parution.compose.views import ThemeView
from parution.domain import Audience, Openness, Part, Reason
from parution.domain.messages import Message, Translate, message
from parution.language.dates import word_moment


def describe_group_access(
    view: ThemeView, part: Part, zone: ZoneInfo, translate: Translate
) -> list[str]:
    """Return a sentence on the members, and one on the designated readers if theirs differs.

    Each stays true before and after the moment that it names, because people may read a page long
    after the build.
    """
    of_audience = {
        audience: next(each for each in outlook if each.part is part)
        for audience, outlook in view.group_sees
    }
    if part is Part.PRESENTATION and view.is_own:
        return [message("Your group can read this page, and nobody else.").text(translate)]
    sentences = [
        describe_audience_access(audience, each, zone, translate)
        for audience, each in of_audience.items()
    ]
    of_readers = of_audience.get(Audience.READER)
    is_alike = of_readers is None or of_readers == of_audience[Audience.MEMBER]
    return [each.text(translate) for each in (sentences[:1] if is_alike else sentences)]


def describe_audience_access(
    audience: Audience, openness: Openness, zone: ZoneInfo, translate: Translate
) -> Message:
    """Return a sentence on whether and when members, or designated readers, see a part."""
    is_readers = audience is Audience.READER
    if openness.part is Part.PRESENTATION:
        return message("Everybody can read this page.")
    if openness.opens_at is not None:
        moment = word_moment(openness.opens_at, zone, translate)
        if openness.visible:
            return describe_open_since(moment, is_readers)
        return describe_open_from(moment, is_readers)
    if openness.visible:
        return message("Your members read this part.")
    match openness.reason:
        case Reason.NOT_FOR_AUDIENCE:
            return message("This part is for you alone: your members do not see it.")
        case Reason.UNSCHEDULED:
            return message("This part is closed to your members: no meeting on it is dated.")
        case _ if is_readers:
            return message("This part stays closed to your designated readers.")
        case _:
            return message("This part stays closed to your members.")


def describe_open_since(moment: str, is_readers: bool) -> Message:
    """Return the sentence that a part has been open since a moment."""
    if is_readers:
        return message("Your designated readers read it since %(moment)s.", moment=moment)
    return message("Your members read this part since %(moment)s.", moment=moment)


def describe_open_from(moment: str, is_readers: bool) -> Message:
    """Return the sentence that a part opens at a moment."""
    if is_readers:
        return message("Your designated readers read it from %(moment)s on.", moment=moment)
    return message("Your members read this part from %(moment)s on.", moment=moment)
