"""Explains why a text is no release rule, and proposes a valid one.

A refusal never guesses the rule; it names the nearest valid wording, in both languages if the text
does not show which one was meant.
"""

from __future__ import annotations

import re
from datetime import timedelta

from parution.domain import Rule
from parution.domain.messages import Message, message
from parution.language.date_proposals import propose_moment
from parution.language.nearest import find_nearest
from parution.patterns import compile_late
from parution.release.everyday_words import counts_months, names_weekday
from parution.release.figures import write_in_figures, write_in_minutes
from parution.release.rule_words import (
    DAY,
    DAY_OPENS_AT,
    ENGLISH,
    FRENCH,
    HOUR,
    MINUTE,
    VOCABULARIES,
    WEEK,
    Vocabulary,
    word_count,
    word_rule,
)
from parution.release.unclear_words import (
    BEFORE_THE_END,
    DATE_WITHOUT_YEAR,
    EARLIER_ON_ITS_DAY,
    EARLIEST_TIME,
    LENGTH_FIRST,
    MEETING,
    NAMES_OF_POLICIES,
    NOT_BEFORE_IT,
    SOME_TIME_BEFORE,
    THE_DAY_ITSELF,
    TIME_ALONE,
    TIME_OF_DAY,
    WITHIN_THE_MEETING,
)

SAID_OTHERWISE = {
    **dict.fromkeys(
        ("debut", "le debut", "en debut", "des le debut", "au commencement", "au demarrage"),
        "au début",
    ),
    **dict.fromkeys(("fin", "la fin", "en fin", "des la fin", "apres", "juste apres"), "à la fin"),
    "a l'ouverture": "au début",
    **dict.fromkeys(("start", "the start", "at the beginning", "when it starts"), "at start"),
    **dict.fromkeys(("end", "the end", "after", "when it ends"), "at end"),
}
"""Invalid wordings, each with the only rule that it can mean."""

COUNT_WITHIN = compile_late(
    r"(?:au bout d[e'] ?)?(?P<count>[1-9]\d{0,3}) ?(?P<unit>h|heures?|hours?|m|mn|min|minutes?)"
    r" (?:pendant|dans|de|d'|into|in)(?: la| the)? ?(?:reunion|seance|meeting|debut|start)?",
    re.ASCII,
)
"""A length of time into the meeting: ``20 minutes into the meeting``."""

COUNT_FROM_START = compile_late(
    r"(?:(?P<first>(?:le )?debut|(?:the )?start) ?\+ ?)?(?P<count>[1-9]\d{0,3}) ?"
    r"(?P<unit>h|heures?|hours?|m|mn|min|minutes?|['’′])"
    r"(?(first)| (?:apres|after|past|from) (?!.*\b(?:fin|end|premiere|first)\b)"
    r".*\b(?:debut|demarrage|ouverture|commence\w*|start(?:s|ed)?|beginning|begins|begun|kick).*)",
    re.ASCII,
)
"""A length after the start in other words: ``20 minutes after it starts``, ``début + 1 h``."""


class RuleNotUnderstood(ValueError):
    """Raised for a text that is no release rule; holds a message and a remedy."""

    def __init__(self, found: Message, hint: Message) -> None:
        self.message = found
        self.hint = hint
        super().__init__(f"{found.text()}. {hint.text()}")


def describe_unknown_rule(written: str, spoken: str) -> RuleNotUnderstood:
    """Describe words that are no rule in either language."""
    if not written:
        return RuleNotUnderstood(message("the release rule is empty"), propose_examples())
    found = message("“%(text)s” is not a release rule", text=written)
    if refused := describe_lacking_count(written, spoken):
        return refused
    if on_its_day := propose_for_its_day(MEETING.sub("", spoken)):
        return RuleNotUnderstood(found, on_its_day)
    figures = write_in_figures(spoken)
    if length_first := LENGTH_FIRST.fullmatch(write_in_minutes(figures)):
        return RuleNotUnderstood(found, propose_same_count(length_first))
    if spoken.isascii() and spoken.isdigit():
        return RuleNotUnderstood(
            found,
            message(
                "Say days or hours, before or after: “%(english)s”, in French “%(french)s”.",
                english=f"{spoken} days before",
                french=f"{spoken} jours avant",
            ),
        )
    if DATE_WITHOUT_YEAR.fullmatch(spoken) or propose_moment(written, ""):
        return describe_date_form(written)
    if spoken.replace(" ", "-") in NAMES_OF_POLICIES:
        return describe_policy(written, spoken.replace(" ", "-"))
    nearest = find_meant(figures) or find_nearest_wording(MEETING.sub("", figures))
    if nearest is None:
        return RuleNotUnderstood(found, propose_examples())
    return RuleNotUnderstood(found, message("Did you mean “%(nearest)s”?", nearest=nearest))


def describe_policy(written: str, name: str) -> RuleNotUnderstood:
    """Describe the name of a policy in place of a rule."""
    return RuleNotUnderstood(
        message(
            "“%(text)s” is a policy for the whole meeting, not the rule of a part", text=written
        ),
        message(
            "Write “policy: %(name)s” in the meeting, and remove this line; or write a rule, such"
            " as “15 days before” or “at end”, in French “15 jours avant” or “à la fin”.",
            name=name,
        ),
    )


def describe_lacking_count(written: str, spoken: str) -> RuleNotUnderstood | None:
    """Describe words for some time before or within the meeting; return None for other words."""
    if WITHIN_THE_MEETING.fullmatch(spoken):
        return describe_unclear_moment(written)
    bare = MEETING.sub("", spoken)
    if bare in BEFORE_THE_END:
        return describe_count_back(written)
    return describe_missing_count(written) if SOME_TIME_BEFORE.fullmatch(bare) else None


def describe_everyday_words(written: str, spoken: str, nearest: str) -> RuleNotUnderstood:
    """Describe everyday words, proposing the rule that they state."""
    if counts_months(spoken):
        return RuleNotUnderstood(
            message("“%(text)s” does not say how many days: months differ", text=written),
            message("Write the number of days: “%(nearest)s”.", nearest=nearest),
        )
    if names_weekday(spoken):
        return RuleNotUnderstood(
            message(
                "“%(text)s” names a day of the week: not the same number of days for each meeting",
                text=written,
            ),
            message("Count the days, e.g. “%(nearest)s”, or write a date.", nearest=nearest),
        )
    return RuleNotUnderstood(
        message("“%(text)s” is not a release rule", text=written),
        message("Did you mean “%(nearest)s”?", nearest=nearest),
    )


def describe_mixed_languages(written: str, meant: Rule) -> RuleNotUnderstood:
    """Describe English and French in one rule."""
    return RuleNotUnderstood(
        message("the release rule “%(text)s” mixes English and French", text=written),
        message(
            "Write “%(english)s” or “%(french)s”.",
            english=word_rule(meant, "en"),
            french=word_rule(meant, "fr"),
        ),
    )


def describe_unclear_moment(written: str) -> RuleNotUnderstood:
    """Describe words for an unclear moment of the meeting."""
    return RuleNotUnderstood(
        message("“%(text)s” does not say at which moment of the meeting", text=written),
        message(
            "Count from its start, e.g. “20 minutes after start” or “1 hour after start”, in French"
            " “20 minutes après le début” or “une heure après le début de la réunion”."
        ),
    )


def describe_missing_count(written: str) -> RuleNotUnderstood:
    """Describe “before the meeting”, which does not say how long."""
    return RuleNotUnderstood(
        message("“%(text)s” does not say how long before the meeting", text=written),
        message(
            "Say how long, e.g. “15 days before” or “2 hours before”, in French"
            " “15 jours avant” or “2 heures avant”."
        ),
    )


def describe_missing_side(written: str, *, in_days: bool) -> RuleNotUnderstood:
    """Describe a count without before or after, or a time of day that looks like one."""
    if (clock := TIME_ALONE.fullmatch(written)) and int(clock["hour"]) >= EARLIEST_TIME:
        return RuleNotUnderstood(
            message("“%(text)s” is not a release rule", text=written),
            propose_dated(clock["hour"], clock["minute"]),
        )
    return RuleNotUnderstood(
        message("“%(text)s” does not say whether before or after the meeting", text=written),
        message("Add “before” or “after”, in French “avant” or “après”.")
        if in_days
        else message(
            "Add “before”, “after start” or “after end”, in French “avant”, “après le début” or"
            " “après la fin”."
        ),
    )


def describe_count_back(written: str) -> RuleNotUnderstood:
    """Describe a count back from the end, which moves with the length of the meeting."""
    return RuleNotUnderstood(
        message("“%(text)s” counts back from the end of the meeting", text=written),
        message(
            "Count from its start: “1 hour after start”, in French “1 heure après le début”; or"
            " write “at end”, in French “à la fin”."
        ),
    )


def describe_days_from_start(written: str) -> RuleNotUnderstood:
    """Describe days counted from the start, because days count from the meeting's day."""
    return RuleNotUnderstood(
        message("“%(text)s” counts days from the start of the meeting", text=written),
        message(
            "Days are counted from the day of the meeting: leave the start out, as in"
            " “2 days after”, in French “2 jours après”."
        ),
    )


def describe_zero_count(written: str) -> RuleNotUnderstood:
    """Describe zero days or hours, which may mean the start, the end or the day itself."""
    return RuleNotUnderstood(
        message("“%(text)s” counts nothing", text=written), propose_start_or_end()
    )


def describe_distant_count(written: str, furthest: timedelta) -> RuleNotUnderstood:
    """Describe a count longer than ``furthest``, which must be a slip."""
    return RuleNotUnderstood(
        message(
            "“%(text)s” is more than %(days)s days from the meeting",
            text=written,
            days=furthest // DAY,
        ),
        message("Check the number, or give a date, e.g. “2026-10-01 08:00”."),
    )


def describe_hours_with_time(written: str) -> RuleNotUnderstood:
    """Describe hours counted from the meeting together with a time of day."""
    return RuleNotUnderstood(
        message("“%(text)s” counts hours from the meeting and also gives a time", text=written),
        message("Keep one of them, e.g. “2 hours before” or “the day before at 18:00”."),
    )


def describe_bad_bounds(written: str) -> RuleNotUnderstood:
    """Describe bounds of a rule without count, two of one kind, or in the wrong order."""
    return RuleNotUnderstood(
        message(
            "the dates of “%(text)s” leave nothing in between, or bound no count", text=written
        ),
        message(
            "Bound what counts from the meeting, e.g. “15 days before, not before 2026-10-01”, in"
            " French “15 jours avant, pas avant 2026-10-01, pas après 2026-10-08”."
        ),
    )


def describe_impossible_date(day: str) -> RuleNotUnderstood:
    """Describe a date that does not exist."""
    return RuleNotUnderstood(
        message("the date %(day)s does not exist", day=day),
        message("Check the month and the day: a date is year-month-day."),
    )


def describe_impossible_time(spoken: str) -> RuleNotUnderstood:
    """Describe a time that does not exist, or has another form."""
    return RuleNotUnderstood(
        message("“%(time)s” is not a time of day", time=spoken),
        message("Write a time from 00:00 to 23:59, e.g. “18:00” or “18h30”, without time zone."),
    )


def describe_date_form(written: str) -> RuleNotUnderstood:
    """Describe a date that does not begin with the year; propose what was meant, if clear."""
    meant = propose_moment(written, f"{DAY_OPENS_AT:%H:%M}")
    found = message("“%(text)s” is not a date written year-month-day", text=written)
    if meant:
        return RuleNotUnderstood(found, message("Write “%(example)s”.", example=meant))
    return RuleNotUnderstood(
        found,
        message(
            "Write the year first, from 2000 to 2099, e.g. “2026-10-01” or “2026-10-01 08:00”."
        ),
    )


def propose_examples() -> Message:
    return message(
        "Write for example “15 days before”, “20 minutes after start”, “at end”,"
        " “2026-10-01 08:00”, “always” or “never”; in French “15 jours avant”,"
        " “20 minutes après le début”, “à la fin”, “toujours” or “jamais”."
    )


def propose_same_count(found: re.Match[str]) -> Message:
    words = choose_vocabulary(found[0])
    length = word_length(found, words)
    return message(
        "Write “%(from_start)s” or “%(from_end)s”.",
        from_start=f"{length} {words.start[0]}",
        from_end=f"{length} {words.end[0]}",
    )


def propose_for_its_day(spoken: str) -> Message | None:
    """Return what to write instead of the day itself, or a part of it; None for other words."""
    if THE_DAY_ITSELF.fullmatch(spoken) or NOT_BEFORE_IT.fullmatch(spoken):
        return propose_start_or_end()
    if EARLIER_ON_ITS_DAY.fullmatch(spoken):
        return propose_hours_back()
    time = TIME_OF_DAY.search(spoken)
    day = TIME_OF_DAY.sub("", spoken, count=1).strip()
    if time is None or (day and not THE_DAY_ITSELF.fullmatch(day)):
        return None
    return propose_dated(time["hour"], time["minute"])


def propose_dated(hour: str, minute: str | None) -> Message:
    return message(
        "Count from the start, e.g. “20 minutes after start”, in French “20 minutes après le"
        " début”; or write the day before the time: “%(example)s”.",
        example=f"2026-10-08 {hour:0>2}:{minute or '00'}",
    )


def propose_hours_back() -> Message:
    return message(
        "Count the hours before the meeting, e.g. “12 hours before”, in French “12 heures avant”."
    )


def propose_start_or_end() -> Message:
    return message("Write “at start” or “at end”, in French “au début” or “à la fin”.")


def find_meant(spoken: str) -> str | None:
    """Return the only wording that folded words can mean; None without one."""
    lasting = write_in_minutes(spoken)
    if found := COUNT_WITHIN.fullmatch(lasting) or COUNT_FROM_START.fullmatch(lasting):
        words = choose_vocabulary(spoken)
        return f"{word_length(found, words)} {words.start[0]}"
    return SAID_OTHERWISE.get(MEETING.sub("", spoken))


def find_nearest_wording(spoken: str) -> str | None:
    """Return the valid wording nearest to folded words; None if none is near."""
    counts = re.findall(r"[1-9]\d*", spoken, re.ASCII)
    if len(counts) > 1 or len("".join(counts)) > 3:
        return None  # « 1,5 heure » is not « 1 heure ».
    candidates = list_wordings(int(counts[0]) if counts else 15)
    return find_nearest(spoken.strip(".;«»\"' "), candidates, slips_per_letter=1 / 5)


def word_length(found: re.Match[str], words: Vocabulary) -> str:
    """Return the words for a matched length of time after something."""
    unit = MINUTE if found["unit"].startswith(("m", "'", "’", "′")) else HOUR
    return word_count(int(found["count"]), unit, words)


def choose_vocabulary(spoken: str) -> Vocabulary:
    """Return the English words if a text holds one of them, else the French ones."""
    is_english = re.search(r"\b(?:in|into|after|past|from|the|meeting|start|hours?)\b", spoken)
    return ENGLISH if is_english else FRENCH


def list_wordings(count: int) -> list[str]:
    """Return all valid wordings, with ``count`` where one is needed."""
    return [
        text
        for words in VOCABULARIES.values()
        for text in (
            *words.phrases,
            *words.neighbours,
            *(
                word_count(sign * count, unit, words)
                for sign in (-1, 1)
                for unit in (DAY, WEEK, HOUR, MINUTE)
            ),
            *(f"{word_count(count, unit, words)} {words.start[0]}" for unit in (HOUR, MINUTE)),
        )
    ]
