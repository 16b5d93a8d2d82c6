"""What the desk's scripts say, in the readers' language: sentences with places for values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

from parution.changes.write import (
    BY_POLICY,
    HEADINGS,
    LABELS,
    NO,
    NO_PLACE,
    NOTHING,
    OF_MINUTES,
    OF_QUESTIONS,
    OTHER_WISH,
    YES,
)
from parution.domain.messages import Message, Translate, message
from parution.language.dates import FIRST_OF_MONTH, MONTHS, WEEKDAYS
from parution.language.labels import AUDIENCES, PARTS, POLICIES

Words: TypeAlias = Mapping[str, "str | Sequence[str]"]

SENTENCES: Mapping[str, Message] = {
    # Moments, as `parution.language.dates` says them.
    "first": FIRST_OF_MONTH,
    "date": message("%(day)s %(month)s %(year)s"),
    "weekdayAndDate": message("%(weekday)s %(date)s"),
    "dayAtTime": message("%(day)s at %(time)s"),
    "hour": message("%(hour)s:00"),
    "hourAndMinute": message("%(hour)s:%(minute)s"),
    # Change texts, as `parution.changes` writes them.
    "requestOf": message("Request of the group %(group)s"),
    "otherWish": OTHER_WISH,
    "momentAndAbout": message("%(moment)s, %(about)s"),
    "partAndAudience": message("%(part)s, %(audience)s"),
    "wanted": message("- %(label)s: %(wanted)s"),
    "wantedInstead": message("- %(label)s: %(wanted)s (so far: %(before)s)"),
    "noPlace": NO_PLACE,
    "yes": YES,
    "no": NO,
    "noValue": NOTHING,
    "byPolicy": BY_POLICY,
    "forTheProgram": message(
        "What follows is for the association’s program. Please change nothing in it."
    ),
    # The effect of a wish.
    "always": message("always open"),
    "since": message("open since %(moment)s"),
    "from": message("from %(moment)s on"),
    "never": message("stays closed"),
    "unscheduled": message("no date yet"),
    "opensAtOnce": message("Would open at once"),
    "closes": message("Would close again"),
    "earlier": message("Earlier than now"),
    "later": message("Later than now"),
    "turnFor": message("%(turn)s (%(who)s)"),
    "turned": message("%(turn)s: %(parts)s."),
    "nothing": message("Nothing opens or closes otherwise than now."),
    # What stands in the way of a wish.
    "noStart": message("Say on which day and at what time the meeting begins."),
    "noSubject": message("Choose a theme, or say what the meeting is about."),
    "overlaps": message("Your group already has a meeting then: %(meeting)s."),
    "past": message("This date is past."),
    "contradicts": message(
        "Another meeting on this theme says otherwise (%(meeting)s): change that one instead."
    ),
    "noLength": message("A meeting lasts between 15 minutes and 12 hours."),
    "noNumber": message("%(part)s: say how many."),
    "noDate": message("%(part)s: say on which day."),
    "bounds": message("%(part)s: “not before” lies after “not after”."),
    # What is done with the text.
    "subject": message("Request of the group %(group)s: meeting of %(day)s"),
    "tooLong": message(
        "This text is too long for a link to a mail: copy it, or attach the file to your mail."
    ),
    "copied": message("Copied"),
    "notCopied": message("This browser does not copy: select the text and copy it yourself."),
}


def words(translate: Translate) -> Words:
    """Return everything by the names under which the scripts know it."""
    return dict(told(translate))


def told(translate: Translate) -> Iterator[tuple[str, str | Sequence[str]]]:
    """Yield the names, and sentences in which ``%(name)s`` stands for a value."""
    for name, sentence in SENTENCES.items():
        yield name, translate(sentence.msgid)
    yield "months", [translate(month.msgid) for month in MONTHS]
    yield "weekdays", [translate(day.msgid) for day in WEEKDAYS]
    tables: Mapping[str, Mapping[str, Message]] = {
        "heading": HEADINGS,
        "label": {**LABELS, **OF_MINUTES},
        "ofQuestion": OF_QUESTIONS,
        "part": {part.value: label for part, label in PARTS.items()},
        "audience": {audience.value: label for audience, label in AUDIENCES.items()},
        "policy": POLICIES,
    }
    for table, labels in tables.items():
        for name, label in labels.items():
            yield f"{table}.{name}", translate(label.msgid)
