"""The words of release rules in English and in French: one grammar, two vocabularies.

Vocabularies hold words in their best spelling, accents included. The grammar compares them by
`fold_words`, so that « A LA FIN » and « à la fin » are equal.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time, timedelta

from parution.domain import (
    Always,
    Bounded,
    DaysFromMeeting,
    ElapsedFromMeeting,
    Never,
    OnDate,
    Rule,
)
from parution.language.fold import fold

DAY_OPENS_AT = time(8)
"""Wall-clock time at which a day without a time opens."""

AT_START = ElapsedFromMeeting(timedelta(0), from_start=True)
AT_END = ElapsedFromMeeting(timedelta(0))

DAY, WEEK = timedelta(days=1), timedelta(weeks=1)
HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of one language; of several words for one meaning, the best comes first."""

    phrases: Mapping[str, Rule]
    """Fixed phrases, e.g. ``at the end``."""
    neighbours: Mapping[str, int]
    """Days next to the meeting's, e.g. ``the day before``: -1."""
    units: Mapping[str, timedelta]
    """Singular, plural, short forms, in this order."""
    lengths: Mapping[str, timedelta]
    """Lengths of time without a number: ``half an hour``."""
    fractions: Mapping[str, int]
    """Minutes by the words for them after hours: ``and a half``."""
    sides: Mapping[str, int]
    """``before``: -1, ``after``: 1."""
    meeting: tuple[str, ...]
    """Words that may follow a side: ``the meeting``."""
    start: tuple[str, ...]
    """Words that may follow a side, for the start of the meeting."""
    end: tuple[str, ...]
    """Words that may follow a side, for the end of the meeting."""
    of_meeting: tuple[str, ...]
    """Words that may follow a phrase: ``of the meeting``."""
    at: str
    """The word before a time of day."""
    not_before: str
    not_after: str
    """The words before the dates that bound a rule."""
    numbers: Mapping[str, int]
    """From one to sixty, and ninety."""


def name_counts(up_to_nineteen: str, tens: str, *, and_one: tuple[str, ...]) -> dict[str, int]:
    """Return the numbers from one to sixty by their words; ``and_one`` follows a ten."""
    words = up_to_nineteen.split()
    counts = {word: number for number, word in enumerate(words, 1)}
    for count, ten in zip(range(20, 70, 10), tens.split(), strict=True):
        counts[ten] = count
        if count < 60:
            counts |= {f"{ten}{one}": count + 1 for one in and_one}
            counts |= {f"{ten}-{word}": count + one for one, word in enumerate(words[1:9], 2)}
    return counts


ENGLISH = Vocabulary(
    phrases={
        "always": Always(),
        "never": Never(),
        "at start": AT_START,
        "at the start": AT_START,
        "at end": AT_END,
        "at the end": AT_END,
    },
    neighbours={"the day before": -1, "the day after": 1},
    units={
        "day": DAY,
        "days": DAY,
        "week": WEEK,
        "weeks": WEEK,
        "hour": HOUR,
        "hours": HOUR,
        "h": HOUR,
        "minute": MINUTE,
        "minutes": MINUTE,
        "min": MINUTE,
    },
    lengths={
        "half an hour": 30 * MINUTE,
        "a quarter of an hour": 15 * MINUTE,
        "three quarters of an hour": 45 * MINUTE,
    },
    fractions={"and a half": 30, "and a quarter": 15},
    sides={"before": -1, "after": 1},
    meeting=("the meeting", "the session"),
    start=("start", "the start", "the beginning"),
    end=("end", "the end"),
    of_meeting=("of the meeting", "of the session"),
    at="at",
    not_before="not before",
    not_after="not after",
    numbers={
        "a": 1,
        "an": 1,
        **name_counts(
            "one two three four five six seven eight nine ten eleven twelve thirteen fourteen"
            " fifteen sixteen seventeen eighteen nineteen",
            "twenty thirty forty fifty sixty",
            and_one=("-one",),
        ),
        "ninety": 90,
    },
)

FRENCH = Vocabulary(
    phrases={"toujours": Always(), "jamais": Never(), "au début": AT_START, "à la fin": AT_END},
    neighbours={"la veille": -1, "le lendemain": 1},
    units={
        "jour": DAY,
        "jours": DAY,
        "j": DAY,
        "semaine": WEEK,
        "semaines": WEEK,
        "heure": HOUR,
        "heures": HOUR,
        "h": HOUR,
        "minute": MINUTE,
        "minutes": MINUTE,
        "min": MINUTE,
        "mn": MINUTE,
    },
    lengths={
        "une demi-heure": 30 * MINUTE,
        "un quart d'heure": 15 * MINUTE,
        "trois quarts d'heure": 45 * MINUTE,
    },
    fractions={"et demie": 30, "et demi": 30, "et quart": 15},
    sides={"avant": -1, "après": 1},
    meeting=("la réunion", "la séance", "la rencontre"),
    start=("le début", "début", "le commencement"),
    end=("la fin", "fin"),
    of_meeting=("de la réunion", "de réunion", "de la séance", "de séance", "de la rencontre"),
    at="à",
    not_before="pas avant",
    not_after="pas après",
    numbers={
        "une": 1,
        **name_counts(
            "un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze"
            " seize dix-sept dix-huit dix-neuf",
            "vingt trente quarante cinquante soixante",
            and_one=(" et un", " et une"),
        ),
        "quatre-vingt-dix": 90,
    },
)

VOCABULARIES: Mapping[str, Vocabulary] = {"en": ENGLISH, "fr": FRENCH}
"""By language code."""

OTHER_FIGURES = re.compile("[\u00b2\u00b3\u00b9\u2070-\u2089\u00bc-\u00be]")
"""Superscript figures and fractions: no rule holds any, and folding would make them figures."""

HYPHEN_IN_WORDS = re.compile(r"(?<=[^\W\d])-(?=\w)|(?<=\w)-(?=[^\W\d])")


def fold_words(text: str) -> str:
    """Return `text` for comparison: lower case, no accents, single spaces, no hyphens in words.

    A hyphen between two letters, or between a number and a word, becomes a space; anywhere else (a
    date, a negative number, a range) it has a meaning and stays.

    >>> fold_words("À-la  FIN"), fold_words("15-jours-avant"), fold_words("2026-10-01")
    ('a la fin', '15 jours avant', '2026-10-01')
    """
    bare = text if OTHER_FIGURES.search(text) else fold(text)
    return " ".join(HYPHEN_IN_WORDS.sub(" ", bare).split())


def word_rule(rule: Rule, language: str = "en") -> str:
    """Return the best wording of `rule` in a language, which `parse_rule` parses back.

    >>> word_rule(AT_END, "fr"), word_rule(DaysFromMeeting(-15, time(18)), "fr")
    ('à la fin', '15 jours avant à 18:00')
    """
    words = VOCABULARIES[language]
    for phrase, meaning in words.phrases.items():
        if meaning == rule:
            return phrase
    match rule:
        case OnDate(moment):
            return f"{moment:%Y-%m-%d %H:%M}"
        case Bounded(counted_rule, not_before, not_after):
            bounds = ((words.not_before, not_before), (words.not_after, not_after))
            limits = (f"{lead} {moment:%Y-%m-%d %H:%M}" for lead, moment in bounds if moment)
            return ", ".join((word_rule(counted_rule, language), *limits))
        case DaysFromMeeting(days, at):
            hour = "" if at == DAY_OPENS_AT else f" {words.at} {at:%H:%M}"
            return word_count(days, DAY, words) + hour
        case ElapsedFromMeeting(delay, from_start):
            unit = MINUTE if delay % HOUR else HOUR
            within = f" {words.start[0]}" if from_start else ""
            return word_count(delay // unit, unit, words) + within
        case Always() | Never():
            raise AssertionError("every vocabulary has a phrase for always and never")


def word_count(amount: int, unit: timedelta, words: Vocabulary) -> str:
    """Return words for a count before (if negative) or after the meeting."""
    forms = [form for form, length in words.units.items() if length == unit]
    form = forms[0] if abs(amount) == 1 else forms[1]
    side = next(side for side, sign in words.sides.items() if sign * amount > 0)
    return f"{abs(amount)} {form} {side}"
