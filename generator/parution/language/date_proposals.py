"""The date that was meant by one written otherwise than asked for, as an example for its author.

    8/10/2026 20h30 · jeudi 8 octobre 2026 à 20 h 30 · 2026/10/08 · 2026-10-8 · 2026-31-10

Nothing here is believed: it is shown in a remedy, and read again when its author has typed it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from parution.language.catalogues import translations
from parution.language.dates import MONTHS, YEARS
from parution.language.fold import fold

YEAR_FIRST = re.compile(
    r"(?P<year>\d{4})[-/. ](?P<month>\d{1,2})[-/. ](?P<day>\d{1,2})(?!\d)", re.ASCII
)
DAY_FIRST = re.compile(
    r"(?P<day>\d{1,2})[-/. ](?P<month>\d{1,2})[-/. ](?P<year>\d{4}|\d\d)(?!\d)", re.ASCII
)
IN_WORDS = re.compile(
    r"(?:[a-z]+ )?(?:le )?(?:[a-z]+ )?(?P<day>\d{1,2})(?:er)? (?P<month>[a-z]+)\.? (?P<year>\d{4})",
    re.ASCII,
)
TIME = re.compile(
    r"(?<!\d)(?P<hour>\d{1,2}) ?(?:[:h.]|heures?) ?(?P<minute>\d{2})?(?!\d)", re.ASCII
)


def propose_day(written: str) -> str | None:
    """Return the day that was meant, as ``2026-10-08``; None when nobody can tell.

    >>> propose_day("le 8 octobre 2026"), propose_day("2026-31-10")
    ('2026-10-08', '2026-10-31')
    """
    found = _day_in(fold(written))
    return found[0] if found else None


def propose_moment(written: str, clock: str) -> str | None:
    """Return the day and the time that were meant; the time is ``clock`` where none is written.

    >>> propose_moment("8/10/2026 à 21h", "20:30")
    '2026-10-08 21:00'
    """
    text = fold(written)
    found = _day_in(text)
    if found is None:
        return None
    day, rest = found
    said = TIME.search(rest)
    if said is None or int(said["hour"]) > 23 or int(said["minute"] or 0) > 59:
        return f"{day} {clock}"
    return f"{day} {said['hour']:0>2}:{said['minute'] or '00'}"


def _day_in(text: str) -> tuple[str, str] | None:
    """Return the day that a folded text begins with, and what follows it."""
    for pattern in (YEAR_FIRST, DAY_FIRST, IN_WORDS):
        found = pattern.match(text)
        day = next(_days(found), None) if found else None
        if found and day:
            return day, text[found.end() :]
    return None


def _days(found: re.Match[str]) -> Iterator[str]:
    """Yield the days that a year, a month and a day can mean, the likeliest first."""
    year = int(found["year"]) + (2000 if len(found["year"]) == 2 else 0)
    month, day = _month(found["month"]), int(found["day"])
    for one, other in ((month, day), (day, month)):
        try:
            meant = date(year, one, other)
        except ValueError:
            continue
        if year in YEARS:
            yield meant.isoformat()


def _month(written: str) -> int:
    """Return the number of a month, from its number or the first letters of its French name."""
    if written.isdigit():
        return int(written)
    french = translations("fr").gettext
    names = [fold(month.text(french)) for month in MONTHS]
    alike = [number for number, name in enumerate(names, 1) if name.startswith(written[:4])]
    return alike[0] if alike and len(written) >= 3 else 0
