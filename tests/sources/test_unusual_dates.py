"""The rules about unusual dates that a file of four lines cannot show alone."""

from __future__ import annotations

from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from parution.sources.unusual_dates import Others, find_oddity, find_weekday_oddities

THURSDAYS = (
    datetime(2026, 10, 8, 20, 30),
    datetime(2026, 11, 12, 20, 30),
    datetime(2027, 1, 14, 20, 30),
)
MONDAY, ITS_EXCHANGE = datetime(2026, 10, 12, 20, 30), datetime(2026, 12, 10, 20, 30)


def test_another_weekday_by_an_exchange_of_day_and_month() -> None:
    """A date that falls on the usual weekday once day and month are exchanged is suspected (Y9)."""
    assert list(find_weekday_oddities(MONDAY, THURSDAYS))
    assert not list(find_weekday_oddities(ITS_EXCHANGE, THURSDAYS))


def test_another_weekday_for_a_reason() -> None:
    """Another weekday that no exchange explains is accepted: groups avoid holidays."""
    assert not list(find_weekday_oddities(datetime(2026, 12, 14, 20, 30), THURSDAYS))


@given(st.integers(0, 59), st.integers(-60, 60), st.integers(0, 11))
def test_a_year_of_monthly_meetings_is_usual(minute: int, shift: int, odd: int) -> None:
    """Monthly meetings, an hour around the same time, are all usual."""
    first = datetime(2026, 9, 10, 20, 0) + timedelta(minutes=minute)
    starts = [first + timedelta(days=28 * number) for number in range(10)]
    meeting = starts.pop(odd % 10)
    others = Others(
        of_group=tuple(starts),
        before=None,
        after=None,
        of_edition=tuple(starts),
        usual=20 * 60 + minute,
        in_summer=0,
        on_sundays=0,
    )
    assert find_oddity(meeting + timedelta(minutes=shift), others) is None
