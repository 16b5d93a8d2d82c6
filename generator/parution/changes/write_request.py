"""Write a request as text: first in words, then the block. Desks write the same bytes.

CW1 Each sentence is a line, with blank lines between paragraphs; the block comes last.
CW2 Each wanted value is followed by the former one, in the order of `sets`.
CW3 The question precedes its answer; the request holds it among the values it was based on.
CW4 A rule of members and the same rule of designated readers are one line, if both held the same.
CW5 A policy without a name on the site, or a wish with words of its own, is written as it is.
CW6 A value that is a day or a moment is said in words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime

from parution.changes.block import write_block_lines
from parution.changes.request import LOCAL_FORMAT, Request, parse_local_moment
from parution.domain import Audience, Part
from parution.domain.messages import Message, Translate, message
from parution.language.dates import word_date, word_time
from parution.language.labels import AUDIENCES, PARTS, POLICIES

HEADINGS: Mapping[str, Message] = {
    "edit-meeting": message("I would like to change this meeting:"),
    "add-meeting": message("I would like to add this meeting:"),
    "cancel-meeting": message("I would like to cancel this meeting:"),
    "minutes": message("Here is what we write down of this meeting:"),
    "answer": message("Here is the answer to a question that this meeting left open:"),
}
OTHER_WISH = message("This is about the following meeting:")

LABELS: Mapping[str, Message] = {
    "theme": message("Theme"),
    "title": message("Title"),
    "starts": message("Date"),
    "duration": message("Length"),
    "policy": message("Way of opening"),
    "place": message("Place"),
}

OF_MINUTES: Mapping[str, Message] = {
    "text": message("Minutes"),
    "draft": message("Draft, which the group does not see yet"),
}
OF_QUESTIONS: Mapping[str, Message] = {
    "question": message("Question %(number)s"),
    "population": message("Question %(number)s, population"),
    "intervention": message("Question %(number)s, intervention"),
    "comparison": message("Question %(number)s, comparison"),
    "outcome": message("Question %(number)s, outcome"),
    "searched_by": message("Question %(number)s, searched by"),
    "answer": message("Answer"),
    "answered": message("Answered on"),
}

YES, NO = message("yes"), message("no")

BY_POLICY = message("by the way of opening")
AS_USUAL = message("as usual in the group")
NO_PLACE = message("none")
NO_THEME = message("a free subject")
NOTHING = message("nothing")

RULE = re.compile(r"releases\.([a-z]+)\.([a-z]+)")
DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
MOMENT = re.compile(rf"{DAY.pattern} \d\d:\d\d", re.ASCII)
QUESTION = re.compile(r"question\.(\d+)(?:\.([a-z_]+))?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Names:
    """Display names of the things in a request."""

    group: str
    themes: Mapping[str, str] = field(default_factory=dict)
    """Titles by address."""


def write_change(request: Request, names: Names, translate: Translate) -> str:
    """Return a whole change text, with line ends ``\\n``."""
    return "\n".join(
        (*word_request(request, names, translate), "", *write_block_lines(request.rows()), "")
    )


def write_block(request: Request) -> str:
    """Return only the block of a request."""
    return "\n".join((*write_block_lines(request.rows()), ""))


def word_request(request: Request, names: Names, translate: Translate) -> Iterator[str]:
    """Yield the lines for people (CW1)."""
    yield message("Request of the group %(group)s", group=names.group).text(translate)
    yield ""
    yield HEADINGS.get(request.wish, OTHER_WISH).text(translate)
    yield say_meeting(request, names, translate)
    wanted = tuple(say_wish(request, names, translate))
    if wanted:
        yield from ("", *wanted)
    yield ""
    yield message(
        "What follows is for the association’s program. Please change nothing in it."
    ).text(translate)


def say_wish(request: Request, names: Names, translate: Translate) -> Iterator[str]:
    """Yield the wanted values (CW2); one of several lines keeps its lines."""
    yield from say_question(request, translate)
    for key in request.sets:
        if not (key.endswith(f".{Audience.READER}") and is_for_both(key, request)):
            yield from say_difference(key, request, names, translate)


def say_question(request: Request, translate: Translate) -> Iterator[str]:
    """Yield the line with the question to which an answer belongs (CW3)."""
    for key, value in request.was.items() if request.wish == "answer" else ():
        question = QUESTION.fullmatch(key)
        if question and not question[2]:
            label = find_label(key, translate)
            yield message("- %(label)s: %(wanted)s", label=label or "", wanted=value or "").text(
                translate
            )


def say_meeting(request: Request, names: Names, translate: Translate) -> str:
    """Return the date and the subject of the meeting."""
    target = request.target
    about = target.title or names.themes.get(target.theme or "", target.theme or "")
    return message(
        "%(moment)s, %(about)s", moment=word_local_moment(target.starts, translate), about=about
    ).text(translate)


def word_local_moment(moment: datetime, translate: Translate) -> str:
    """Return a naive local moment in words."""
    day, time = word_date(moment.date(), translate), word_time(moment, translate)
    return message("%(day)s at %(time)s", day=day, time=time).text(translate)


def say_difference(key: str, request: Request, names: Names, translate: Translate) -> Iterator[str]:
    """Yield the line with the wanted value, and the former one (CW2); none for other keys."""
    label = find_label(key, translate, is_for_both(key, request))
    if label is None:
        return
    wanted = word_value(key, request.sets[key], names, translate)
    if request.wish != "edit-meeting":
        yield message("- %(label)s: %(wanted)s", label=label, wanted=wanted).text(translate)
        return
    yield message(
        "- %(label)s: %(wanted)s (so far: %(before)s)",
        label=label,
        wanted=wanted,
        before=word_value(key, find_former(key, request), names, translate),
    ).text(translate)


def is_for_both(key: str, request: Request) -> bool:
    """Return whether a rule holds for members and designated readers alike (CW4)."""
    rule = RULE.fullmatch(key)
    if rule is None or rule[2] not in {Audience.MEMBER, Audience.READER}:
        return False
    members, readers = (f"releases.{rule[1]}.{each}" for each in (Audience.MEMBER, Audience.READER))
    sets, was = request.sets, request.was
    if members not in sets or readers not in sets:
        return False
    return sets[members] == sets[readers] and was.get(members) == was.get(readers)


def find_label(key: str, translate: Translate, of_both: bool = False) -> str | None:
    """Return the label of a key; None for a key of another wish.

    A rule is named by its part, and by its audience unless it is ``of_both``.
    """
    if key in LABELS:
        return LABELS[key].text(translate)
    if key in OF_MINUTES:
        return OF_MINUTES[key].text(translate)
    question = QUESTION.fullmatch(key)
    if question and (label := OF_QUESTIONS.get(question[2] or "question")):
        return translate(label.msgid) % {"number": question[1]}
    rule = RULE.fullmatch(key)
    if rule is None or rule[1] not in list(Part) or rule[2] not in list(Audience):
        return None
    part, audience = PARTS[Part(rule[1])], AUDIENCES[Audience(rule[2])]
    if of_both:
        return part.text(translate)
    return message("%(part)s, %(audience)s", part=part, audience=audience).text(translate)


def find_former(key: str, request: Request) -> str | None:
    """Return the former value of a key; those that identify the meeting are in the target."""
    target = request.target
    match key:
        case "starts":
            return target.starts.strftime(LOCAL_FORMAT)
        case "theme":
            return target.theme
        case "title":
            return target.title
        case _:
            return request.was.get(key)


def word_value(key: str, value: str | None, names: Names, translate: Translate) -> str:
    """Return a value in words (CW5)."""
    match key, value:
        case _, None:
            return describe_absence(key).text(translate)
        case "theme", str():
            return names.themes.get(value, value)
        case "draft", _:
            return (YES if value == "true" else NO).text(translate)
        case "policy", str() if value in POLICIES:
            return POLICIES[value].text(translate)
        case "starts", str():
            return word_local_moment(parse_local_moment(value), translate)
        case _:
            return word_instant(value or "", translate)


def word_instant(value: str, translate: Translate) -> str:
    """Return a day or a moment in words, any other value as it is (CW6)."""
    with suppress(ValueError):
        if DAY.fullmatch(value):
            return word_date(date.fromisoformat(value), translate)
        if MOMENT.fullmatch(value):
            return word_local_moment(parse_local_moment(value), translate)
    return value


def describe_absence(key: str) -> Message:
    """Return what holds where a key has no value."""
    if key == "theme":
        return NO_THEME
    if key in {"place", "title"}:
        return NO_PLACE
    if key.startswith("releases."):
        return BY_POLICY
    return AS_USUAL if key in LABELS else NOTHING
