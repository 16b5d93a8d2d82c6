"""Parses release rules, in English and in French.

The grammar (`rule_words` holds the words of both languages)::

    G1  always                      toujours
        never                       jamais
    G2  at start                    au début
        at end                      à la fin
    G3  15 days before [at 18:00]   15 jours avant [à 18 h]      also weeks, also after
    G4  the day before [at 18:00]   la veille [à 18 h 30]        also the day after
    G5  2 hours after               2 heures après               also minutes, also before
    G6  2026-10-01 [08:00]          the year first, in either language
    G10 1 hour after start          1 heure après le début       also minutes
    G11 RULE, not before DATE       RULE, pas avant DATE         also not after, or both; the rule
                                                                 counts from the meeting

    G7  A day without a time opens at 08:00 local time, a date alone included.
    G8  Case, accents, hyphens and spacing do not matter; one to sixty may be words; the
        meeting may be named, before its start and after its end as well. A time is 18:00,
        18h, 18h30 or 18 h 30; a length may be 1h30, 20 min, half an hour or 2 hours and a half.
    G9  Everything else is refused: two languages in one rule, a date that does not exist, a
        count without before or after, zero, more than a year, days counted from the start
        of a meeting and anything counted back from its end. Early is a breach, so nothing
        is guessed; the hint names the nearest wording that would be understood.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import TypeVar

from parution.domain import Bounded, DaysFromMeeting, ElapsedFromMeeting, OnDate, Rule, WrittenRule
from parution.release import refusals
from parution.release.everyday_words import reword
from parution.release.refusals import RuleNotUnderstood
from parution.release.rule_words import (
    AT_END,
    AT_START,
    DAY,
    DAY_OPENS_AT,
    ENGLISH,
    FRENCH,
    HOUR,
    MINUTE,
    VOCABULARIES,
    Vocabulary,
    fold_words,
    word_count,
    word_rule,
)

__all__ = ["RuleNotUnderstood", "parse_rule"]

FURTHEST = timedelta(days=366)
"""The longest count a rule may hold (G9): more is a typing slip."""

Value = TypeVar("Value")

DATE = re.compile(r"(20\d\d-\d\d-\d\d)(?:(?:t| (?:at |a )?)(.+))?", re.ASCII)
LIKE_A_DATE = re.compile(r"(?:le |on )?\d+[-/.]\d+[-/.]\d+.*", re.ASCII)
BOUND = re.compile(
    r",? (?P<lead>not before|not after|pas avant|pas apres)(?: le)? (?P<date>20\d\d-.*?)"
    r"(?=,? (?:not before|not after|pas avant|pas apres) |$)",
    re.ASCII,
)
TIME = re.compile(r"(\d{1,2})(?::(\d\d)| ?h(?:eures?)?(?: ?(\d\d))?)", re.ASCII)


def parse_rule(text: str) -> WrittenRule:
    """Return the rule that `text` states, with its words; raise `RuleNotUnderstood` (G9)."""
    written = " ".join(text.split())
    spoken = fold_words(written)
    rule = (
        read_bounded(spoken, written)
        or read_date(spoken)
        or make_english_grammar().rule(spoken, written)
        or make_french_grammar().rule(spoken, written)
    )
    if rule is not None:
        return WrittenRule(rule, written)
    if LIKE_A_DATE.fullmatch(spoken):
        raise refusals.describe_date_form(written)
    if (meant := make_mixed_grammar().rule(spoken, written)) is not None:
        raise refusals.describe_mixed_languages(written, meant)
    if (nearest := find_nearest_rule(spoken)) is not None:
        raise refusals.describe_everyday_words(written, spoken, nearest)
    raise refusals.describe_unknown_rule(written, spoken)


@dataclass(frozen=True, slots=True)
class Grammar:
    """G1 to G5 in the folded words of a language, ready to match."""

    phrases: Mapping[str, Rule]
    neighbours: Mapping[str, int]
    units: Mapping[str, timedelta]
    lengths: Mapping[str, timedelta]
    fractions: Mapping[str, int]
    sides: Mapping[str, int]
    numbers: Mapping[str, int]
    neighbour: re.Pattern[str]
    counted: re.Pattern[str]

    def rule(self, spoken: str, written: str) -> Rule | None:
        """Return the rule that folded words state; None if they are not of this language.

        Raise `RuleNotUnderstood`, quoting `written`, if words of this language state no valid rule.
        """
        if spoken in self.phrases:
            return self.phrases[spoken]
        if found := self.neighbour.fullmatch(spoken):
            return DaysFromMeeting(self.neighbours[found["day"]], read_time(found["time"]))
        if found := self.counted.fullmatch(spoken):
            return self._read_count(found, written)
        return None

    def _read_count(self, found: re.Match[str], written: str) -> Rule:
        length, in_days = self._read_length(found)
        if found["side"] is None:
            raise refusals.describe_missing_side(written, in_days=in_days)
        if not length:
            raise refusals.describe_zero_count(written)
        if length > FURTHEST:
            raise refusals.describe_distant_count(written, FURTHEST)
        sign = self.sides[found["side"]]
        if found["end"] and sign < 0:
            raise refusals.describe_count_back(written)
        if in_days:
            if found["start"] and sign > 0:
                raise refusals.describe_days_from_start(written)
            return DaysFromMeeting(sign * (length // DAY), read_time(found["time"]))
        if found["time"] is not None:
            raise refusals.describe_hours_with_time(written)
        return ElapsedFromMeeting(sign * length, from_start=bool(found["start"]) and sign > 0)

    def _read_length(self, found: re.Match[str]) -> tuple[timedelta, bool]:
        """Return the length of time in a match, and whether its unit is days or weeks."""
        if found["idiom"]:
            return self.lengths[found["idiom"]], False
        if found["hours"]:
            minutes = self.fractions.get(found["minutes"]) or self._number(found["minutes"])
            return self._number(found["hours"]) * HOUR + minutes * MINUTE, False
        unit = self.units[found["unit"]]
        return self._number(found["amount"]) * unit, unit >= DAY

    def _number(self, spoken: str) -> int:
        return self.numbers.get(spoken) or int(spoken)


def make_grammar(*vocabularies: Vocabulary) -> Grammar:
    """Return the grammar of a vocabulary; for two, one that accepts any mixture of their words."""
    neighbours = merge_tables(words.neighbours for words in vocabularies)
    units = merge_tables(words.units for words in vocabularies)
    lengths = merge_tables(words.lengths for words in vocabularies)
    fractions = merge_tables(words.fractions for words in vocabularies)
    sides = merge_tables(words.sides for words in vocabularies)
    hours = join_alternatives(fold_words(word) for word, length in units.items() if length == HOUR)
    minutes = join_alternatives(
        fold_words(word) for word, length in units.items() if length == MINUTE
    )
    numbers = merge_tables(words.numbers for words in vocabularies)
    count = join_alternatives(numbers)
    meeting = join_alternatives(
        fold_words(word) for words in vocabularies for word in words.meeting
    )
    of_meeting = join_alternatives(
        fold_words(word) for words in vocabularies for word in words.of_meeting
    )
    start = join_alternatives(fold_words(word) for words in vocabularies for word in words.start)
    end = join_alternatives(fold_words(word) for words in vocabularies for word in words.end)
    time_lead = (
        rf"(?: {join_alternatives(fold_words(words.at) for words in vocabularies)} (?P<time>.+))?"
    )
    return Grammar(
        phrases=merge_tables(map(list_phrases, vocabularies)),
        neighbours=neighbours,
        units=units,
        lengths=lengths,
        fractions=fractions,
        sides=sides,
        numbers=numbers,
        neighbour=re.compile(
            rf"(?P<day>{join_alternatives(neighbours)})(?: (?:{meeting}|{of_meeting}))?{time_lead}"
        ),
        counted=re.compile(
            rf"(?:(?P<idiom>{join_alternatives(lengths)})"
            rf"|(?P<hours>\d{{1,2}}|{count}) ?{hours}"
            rf" ?(?P<minutes>[0-5]\d|{count}|{join_alternatives(fractions)})(?: ?{minutes})?"
            rf"|(?P<amount>\d{{1,6}}|{count}) ?(?P<unit>{join_alternatives(units)}))"
            rf"(?: (?P<side>{join_alternatives(sides)})"
            rf"(?: {meeting}|(?: (?P<start>{start})| (?P<end>{end}))(?: {of_meeting})?)?"
            rf"{time_lead})?",
            re.ASCII,
        ),
    )


def list_phrases(words: Vocabulary) -> dict[str, Rule]:
    """Return the fixed phrases, with or without « of the meeting » (G8)."""
    of_the_meeting = {
        f"{phrase} {of_meeting}": rule
        for phrase, rule in words.phrases.items()
        if rule in (AT_START, AT_END)
        for of_meeting in words.of_meeting
    }
    return {**words.phrases, **of_the_meeting}


def merge_tables(tables: Iterable[Mapping[str, Value]]) -> dict[str, Value]:
    return {fold_words(word): value for table in tables for word, value in table.items()}


def join_alternatives(words: Iterable[str]) -> str:
    return "(?:" + "|".join(map(re.escape, words)) + ")"


@cache
def make_english_grammar() -> Grammar:
    return make_grammar(ENGLISH)


@cache
def make_french_grammar() -> Grammar:
    return make_grammar(FRENCH)


@cache
def make_mixed_grammar() -> Grammar:
    return make_grammar(ENGLISH, FRENCH)


def find_nearest_rule(spoken: str) -> str | None:
    """Return the wording of the rule that everyday words state; None if they state none."""
    reworded = fold_words(reword(spoken))
    for language, grammar in (("en", make_english_grammar()), ("fr", make_french_grammar())):
        with suppress(RuleNotUnderstood):
            if (rule := grammar.rule(reworded, reworded)) is not None:
                return name_neighbour(word_rule(rule, language), reworded, VOCABULARIES[language])
    return None


def name_neighbour(wording: str, spoken: str, words: Vocabulary) -> str:
    """Return a wording with « la veille » for « 1 jour avant » if the spoken words have it."""
    for name, days in words.neighbours.items():
        if spoken.startswith(fold_words(name)):
            return wording.replace(word_count(days, DAY, words), name)
    return wording


def read_bounded(spoken: str, written: str) -> Rule | None:
    """Return a rule bounded by dates (G11); None if the text is no such rule."""
    found = list(BOUND.finditer(spoken))
    for words, grammar in (
        ((ENGLISH, make_english_grammar()), (FRENCH, make_french_grammar())) if found else ()
    ):
        rule = grammar.rule(spoken[: found[0].start()], written)
        earliest = [bound for bound in found if bound["lead"] == fold_words(words.not_before)]
        latest = [bound for bound in found if bound["lead"] == fold_words(words.not_after)]
        if rule is None or len(earliest) + len(latest) < len(found):
            continue
        if not isinstance(rule, DaysFromMeeting | ElapsedFromMeeting):
            raise refusals.describe_bad_bounds(written)
        if len(earliest) > 1 or len(latest) > 1:
            raise refusals.describe_bad_bounds(written)
        not_before, not_after = (next(map(read_bound, each), None) for each in (earliest, latest))
        if not_before and not_after and not_before > not_after:
            raise refusals.describe_bad_bounds(written)
        return Bounded(rule, not_before, not_after)
    return None


def read_bound(found: re.Match[str]) -> datetime:
    """Return the moment of a bound."""
    rule = read_date(found["date"])
    if not isinstance(rule, OnDate):
        raise refusals.describe_date_form(found["date"])
    return rule.moment


def read_date(spoken: str) -> Rule | None:
    """Return the rule that a date states (G6); None if the text is not a date."""
    found = DATE.fullmatch(spoken)
    if found is None:
        return None
    try:
        day = date.fromisoformat(found[1])
    except ValueError:
        raise refusals.describe_impossible_date(found[1]) from None
    return OnDate(datetime.combine(day, read_time(found[2])))


def read_time(spoken: str | None) -> time:
    """Return the time that a text states (G8), or 08:00 for None (G7)."""
    if spoken is None:
        return DAY_OPENS_AT
    found = TIME.fullmatch(spoken)
    if found is None or int(found[1]) > 23 or int(found[2] or found[3] or 0) > 59:
        raise refusals.describe_impossible_time(spoken)
    return time(int(found[1]), int(found[2] or found[3] or 0))
