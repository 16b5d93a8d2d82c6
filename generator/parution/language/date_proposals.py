"""Guesses the date or length that was meant by one in another form, to propose it to its author.

    8/10/2026 20h30 · jeudi 8 octobre 2026 à 20 h 30 · 2026/10/08 · 2026-10-8 · 2026-31-10

Remedies show these guesses; a date counts only once its author has typed it.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date

from parution.language.catalogues import load_translations
from parution.language.dates import MONTHS, YEARS
from parution.language.fold import fold
from parution.patterns import compile_late

YEAR_FIRST = compile_late(
    r"(?P<year>\d{4})[-/. ](?P<month>\d{1,2})[-/. ](?P<day>\d{1,2})(?!\d)", re.ASCII
)
DAY_FIRST = compile_late(
    r"(?P<day>\d{1,2})[-/. ](?P<month>\d{1,2})[-/. ](?P<year>\d{4}|\d\d)(?!\d)", re.ASCII
)
IN_WORDS = compile_late(
    r"(?:[a-z]+ )?(?:le )?(?:[a-z]+ )?(?P<day>\d{1,2})(?:er)? (?P<month>[a-z]+)\.? (?P<year>\d{4})",
    re.ASCII,
)
SHORT_YEAR_FIRST = compile_late(r"(?P<year>\d\d)-(?P<month>\d\d)-(?P<day>\d\d)(?!\d)", re.ASCII)
MONTH_ALONE = compile_late(
    r"(?:(?P<year>\d{4})-(?P<month>\d{1,2})|(?P<name>[a-z]+)\.? (?P<of>\d{4}))$"
)
TIME = compile_late(
    r"(?<!\d)(?P<hour>\d{1,2}) ?(?:[:h.]|heures?) ?(?P<minute>\d{2})?(?!\d)(?P<pm> ?p\.?m)?",
    re.ASCII,
)
IN_ANOTHER_ZONE = compile_late(r"\d ?(?:z|[+-]00:?00)$|\b(?:utc|gmt)\b", re.ASCII)
"""A moment of Greenwich, which is another one on local clocks."""

DECIMAL_HOURS = compile_late(
    r"(?P<whole>\d{1,2})[.,](?P<part>\d|25|50|75) ?(?:h(?:eures?)?)?$", re.ASCII
)
MINUTES_BEHIND_A_DOT = compile_late(
    r"(?P<hours>\d{1,2})[.,](?P<minutes>[0-5]\d) ?(?:h|$)", re.ASCII
)
MINUTES_BY_SIGN = compile_late(r"(\d{1,3}) ?['′]", re.ASCII)
SPAN = compile_late(
    r"(?:de )?(?P<hour1>\d{1,2}) ?[:h] ?(?P<minute1>\d\d)? ?(?:-|a|/) ?"
    r"(?P<hour2>\d{1,2}) ?[:h] ?(?P<minute2>\d\d)?$",
    re.ASCII,
)
NUMBERS = ("zero", "", "une", "one", "deux", "two", "trois", "three", "quatre", "four")
"""Numbers of hours, French and English alternating."""
HALVES = {"": 0, "demi": 30, "demie": 30, "1/2": 30, "quart": 15, "1/4": 15, "3/4": 45}
HOURS_IN_WORDS = compile_late(
    r"(?P<number>une|deux|trois|quatre|\d{1,2}) ?(?:h|hr|hrs|heures?)\b\.?"
    r"(?: ?(?:et )?(?P<more>demie?|quart|1/2|1/4|3/4|(?P<minutes>\d\d?)))?(?!\S*\d)"
)

LETTER = compile_late(r"(?<=\d)[ol](?=[-/.: h\d]|$)|(?<![a-z])[ol](?=\d)")
"""A letter typed in place of a digit, in a folded text."""

OLDEST_MEANT = 2015
"""Two digits below this year's probably mean a day."""


def propose_day(written: str) -> str | None:
    """Return the day that was meant, as ``2026-10-08``; None if unclear.

    >>> propose_day("le 8 octobre 2026"), propose_day("2026-31-10")
    ('2026-10-08', '2026-10-31')
    """
    text = put_digits(fold(written))
    if found := read_day(text):
        return found[0]
    month = MONTH_ALONE.match(text)
    number = read_month(month["month"] or month["name"]) if month else 0
    return f"{month['year'] or month['of']}-{number:02}-01" if month and 1 <= number <= 12 else None


def propose_moment(written: str, clock: str) -> str | None:
    """Return the day and the time that were meant, ``clock`` for a missing time; None if unclear.

    A moment of Greenwich is unclear: « 19:30Z » is 20:30 in winter.

    >>> propose_moment("8/10/2026 à 21h", "20:30")
    '2026-10-08 21:00'
    """
    text = put_digits(fold(written))
    found = read_day(text)
    if found is None or IN_ANOTHER_ZONE.search(text):
        return None
    day, rest = found
    time = TIME.search(rest)
    if time is None or int(time["hour"]) > 23 or int(time["minute"] or 0) > 59:
        return f"{day} {clock}"
    hour = int(time["hour"]) + (12 if time["pm"] and int(time["hour"]) < 12 else 0)
    return f"{day} {hour:02}:{time['minute'] or '00'}"


def put_digits(folded: str) -> str:
    """Return a folded text with digits in place of the letters o and l that look like them.

    >>> put_digits("2o26-1o-l8")
    '2026-10-18'
    """
    return LETTER.sub(lambda found: "0" if found[0] == "o" else "1", folded)


def has_letter_for_digit(written: str) -> bool:
    """Return whether a text has a letter in place of a digit: ``2O26``."""
    return LETTER.search(fold(written)) is not None


def propose_length(written: str) -> str | None:
    """Return the length of time that was meant, as ``1h30``; None if unclear.

    >>> propose_length("1,5 h"), propose_length("20:30 - 22:30"), propose_length("deux heures")
    ('1h30', '2h', '2h')
    >>> propose_length("2 heures et demie"), propose_length("2,5"), propose_length("1 h et 45 min")
    ('2h30', '2h30', '1h45')
    """
    text = put_digits(fold(written.replace("½", " 1/2")))
    if decimal := DECIMAL_HOURS.match(text):
        return format_length(round(float(f"{decimal['whole']}.{decimal['part']}") * 60))
    if dotted := MINUTES_BEHIND_A_DOT.match(text):
        return format_length(int(dotted["hours"]) * 60 + int(dotted["minutes"]))
    if minutes := MINUTES_BY_SIGN.match(text):
        return format_length(int(minutes[1]))
    if span := SPAN.match(text):
        first, last = (
            int(span[f"hour{one}"]) * 60 + int(span[f"minute{one}"] or 0) for one in "12"
        )
        return format_length(last - first)
    words = HOURS_IN_WORDS.match(text)
    return format_length(count_minutes_in_words(words)) if words else None


def count_minutes_in_words(found: re.Match[str]) -> int:
    """Return the minutes of a match of `HOURS_IN_WORDS`."""
    number = found["number"]
    hours = int(number) if number.isdigit() else NUMBERS.index(number) // 2
    return hours * 60 + int(found["minutes"] or HALVES[found["more"] or ""])


def format_length(minutes: int) -> str | None:
    """Return minutes as ``1h30``; None if not between 1 minute and 24 hours."""
    hours, rest = divmod(minutes, 60)
    if not 0 < minutes <= 24 * 60:
        return None
    return f"{hours}h{rest:02}" if hours and rest else f"{hours}h" if hours else f"{rest} min"


def read_day(text: str) -> tuple[str, str] | None:
    """Return the day at the beginning of a folded text, and the rest of the text."""
    for pattern in (YEAR_FIRST, DAY_FIRST, SHORT_YEAR_FIRST, IN_WORDS):
        found = pattern.match(text)
        day = next(list_days(found), None) if found else None
        if found and day:
            return day, text[found.end() :]
    return None


def list_days(found: re.Match[str]) -> Iterator[str]:
    """Yield the days that year, month and day can mean, the likeliest first."""
    year = int(found["year"]) + (2000 if len(found["year"]) == 2 else 0)
    month, day = read_month(found["month"]), int(found["day"])
    if year not in YEARS or (len(found["year"]) == 2 and year < OLDEST_MEANT):
        return
    for one, other in ((month, day), (day, month)):
        if 1 <= one <= 12 and 1 <= other <= 31:
            yield date(year, one, min(other, monthrange(year, one)[1])).isoformat()


def read_month(written: str) -> int:
    """Return the number of a month from its number or French name; 0 for other words."""
    if written.isdigit():
        return int(written)
    french = load_translations("fr").gettext
    names = [fold(month.text(french)) for month in MONTHS]
    alike = [number for number, name in enumerate(names, 1) if name.startswith(written[:4])]
    return alike[0] if alike and len(written) >= 3 else 0
