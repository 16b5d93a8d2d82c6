"""The sentences of the desk's scripts, in the readers' language, with placeholders."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

from parution.changes.write_request import (
    AS_USUAL,
    BY_POLICY,
    HEADINGS,
    LABELS,
    NO,
    NO_PLACE,
    NO_THEME,
    NOTHING,
    OF_MINUTES,
    OF_QUESTIONS,
    OTHER_WISH,
    YES,
)
from parution.domain.messages import Message, Translate, message
from parution.language.dates import FIRST_OF_MONTH, MONTHS, WEEKDAYS
from parution.language.labels import AUDIENCES, PARTS, POLICIES
from parution.language.patient_signs import LOOKS_LIKE, WHAT, WHY

Words: TypeAlias = Mapping[str, "str | Sequence[str]"]

SENTENCES: Mapping[str, Message] = {
    # Moments, in the words of `parution.language.dates`.
    "first": FIRST_OF_MONTH,
    "date": message("%(day)s %(month)s %(year)s"),
    "weekdayAndDate": message("%(weekday)s %(date)s"),
    "dayAtTime": message("%(day)s at %(time)s"),
    "hour": message("%(hour)s:00"),
    "hourAndMinute": message("%(hour)s:%(minute)s"),
    # Change texts, in the words of `parution.changes`.
    "requestOf": message("Request of the group %(group)s"),
    "otherWish": OTHER_WISH,
    "momentAndAbout": message("%(moment)s, %(about)s"),
    "partAndAudience": message("%(part)s, %(audience)s"),
    "wanted": message("- %(label)s: %(wanted)s"),
    "wantedInstead": message("- %(label)s: %(wanted)s (so far: %(before)s)"),
    "noPlace": NO_PLACE,
    "noTheme": NO_THEME,
    "yes": YES,
    "no": NO,
    "noValue": NOTHING,
    "asUsual": AS_USUAL,
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
    "ofOneTheme": message("%(theme)s – %(said)s"),
    # Obstacles to a wish.
    "noStart": message("Say on which day and at what time the meeting begins."),
    "noSubject": message("Choose a theme, or say what the meeting is about."),
    "overlaps": message("Your group already has a meeting then: %(meeting)s."),
    "past": message("This date is past."),
    "contradicts": message(
        "Another meeting on this theme says otherwise (%(meeting)s): change that one instead."
    ),
    "noLength": message("A meeting lasts between 15 minutes and 12 hours."),
    "noLead": message("How long before: write a number of days, from 1 to 366."),
    "noNumber": message("%(part)s: say how many (at most 366 days)."),
    "noDate": message("%(part)s: say on which day."),
    "bounds": message("%(part)s: “not before” lies after “not after”."),
    # Minutes, questions and answers.
    "decided": message("What we decided"),
    "toTry": message("What each wants to try"),
    "basedOn": message("The minutes of %(day)s stand here as they are written on the site."),
    "basedOnNothing": message("The meeting of %(day)s has no minutes yet."),
    "withheld": message(
        "The minutes of %(day)s cite a theme that is still to be announced: write to the"
        " association to change them."
    ),
    "noMeetingHeld": message("Your group has held no meeting yet."),
    "questionOfDay": message("%(asked)s (meeting of %(day)s)"),
    "questionMissing": message("Question %(number)s: write the question itself."),
    "questionGone": message(
        "Question %(number)s stands on the site: to take it away, write to the association."
    ),
    "noAnswerDay": message("Say on which day the question was answered."),
    "answerGone": message(
        "The answer stands on the site: to take it away, write to the association."
    ),
    "toAnswer": message("Without an answer"),
    "toCorrect": message("Answered: correct the answer"),
    "answerTooEarly": message("The answer is dated before the meeting that left the question."),
    "ofTheme": message("Of the theme"),
    "ofGroup": message("Of your group"),
    "kept": message(
        "What you write is kept on this device alone, even if you close the page. Once the request"
        " has left, erase it."
    ),
    "keptFound": message("Here is what you had begun to write on this device."),
    "keptSent": message(
        "Has it left? Then erase it from this device; otherwise it is erased by itself tomorrow."
    ),
    "notKept": message(
        "This browser keeps nothing: send your text, or copy it, before you close the page."
    ),
    "changedSince": message(
        "Here is what you had begun to write; since then the site has changed, and the association"
        " could not apply it. Copy what you need, then erase it to begin again from the site."
    ),
    "looksLike": LOOKS_LIKE,
    "patientsWhy": WHY,
    # Sending the text.
    "subject": message("Request of the group %(group)s: meeting of %(day)s"),
    "tooLong": message(
        "This text is too long for a mail that opens by itself: copy it and paste it into your"
        " mail, or attach the file."
    ),
    "copied": message("Copied"),
    "notCopied": message("This browser does not copy: select the text and copy it yourself."),
}


def collect_script_words(translate: Translate) -> Words:
    """Return all sentences by the names that the scripts use."""
    return dict(list_script_words(translate))


def list_script_words(translate: Translate) -> Iterator[tuple[str, str | Sequence[str]]]:
    """Yield names and sentences, in which ``%(name)s`` stands for a value."""
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
        "patient": WHAT,
    }
    for table, labels in tables.items():
        for name, label in labels.items():
            yield f"{table}.{name}", translate(label.msgid)
