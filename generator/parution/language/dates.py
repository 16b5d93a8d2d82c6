"""Writes moments as people say them, in the configured zone."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from parution.domain.messages import Translate, message

YEARS = range(1990, 2100)
"""Years that people can mean; a date beyond is a typing slip, and would overflow later."""

WEEKDAYS = (
    message("Monday"),
    message("Tuesday"),
    message("Wednesday"),
    message("Thursday"),
    message("Friday"),
    message("Saturday"),
    message("Sunday"),
)

MONTHS = (
    message("January"),
    message("February"),
    message("March"),
    message("April"),
    message("May"),
    message("June"),
    message("July"),
    message("August"),
    message("September"),
    message("October"),
    message("November"),
    message("December"),
)

FIRST_OF_MONTH = message("1st")


def exchange_day_and_month(moment: datetime) -> datetime | None:
    """Return a moment with its day and month exchanged; None if that is no other date.

    >>> exchange_day_and_month(datetime(2026, 8, 10, 20, 30))
    datetime.datetime(2026, 10, 8, 20, 30)
    """
    if moment.day > 12 or moment.day == moment.month:
        return None
    return moment.replace(month=moment.day, day=moment.month)


def word_date(day: date, translate: Translate, weekday: bool = True) -> str:
    """Return a day in words: « jeudi 8 octobre 2026 »."""
    number = FIRST_OF_MONTH.text(translate) if day.day == 1 else str(day.day)
    month = MONTHS[day.month - 1].text(translate)
    words = message("%(day)s %(month)s %(year)s", day=number, month=month, year=day.year)
    if not weekday:
        return words.text(translate)
    name = WEEKDAYS[day.weekday()].text(translate)
    full = message("%(weekday)s %(date)s", weekday=name, date=words.text(translate))
    return full.text(translate)


@lru_cache(4096)
def word_moment(
    moment: datetime, zone: ZoneInfo, translate: Translate, weekday: bool = True
) -> str:
    """Return an aware moment as local wall-clock words: « jeudi 8 octobre 2026 à 22 h 30 »."""
    local = moment.astimezone(zone)
    return message(
        "%(day)s at %(time)s",
        day=word_date(local.date(), translate, weekday),
        time=word_time(local, translate),
    ).text(translate)


def word_time(local: datetime, translate: Translate) -> str:
    """Return the time of day: « 20 h 30 », « 8 h »."""
    if local.minute == 0:
        return message("%(hour)s:00", hour=local.hour).text(translate)
    return message("%(hour)s:%(minute)s", hour=local.hour, minute=f"{local.minute:02}").text(
        translate
    )


def word_period(starts: datetime, lasting: timedelta, translate: Translate) -> str:
    """Return a period in local time: « jeudi 8 octobre 2026, de 20 h 30 à 22 h 30 »."""
    return message(
        "%(day)s, from %(start)s to %(end)s",
        day=word_date(starts.date(), translate),
        start=word_time(starts, translate),
        end=word_time(starts + lasting, translate),
    ).text(translate)


def format_utc_iso(moment: datetime) -> str:
    """Return an aware moment as ISO 8601 in UTC, for programs.

    >>> format_utc_iso(datetime(2026, 10, 8, 22, 30, tzinfo=ZoneInfo("Europe/Paris")))
    '2026-10-08T20:30:00Z'
    """
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")
