"""Warns of dates that do not fit the year of their edition.

A date with a mistyped year is valid; if too early, it opens everything at once. These are warnings,
because only the author knows which date is right.

    Y1  A meeting on a theme is not held before the edition's year begins, on 1 January.
    Y2  An edition opens to nobody before its year begins.
    Y3  An edition opens to the public after the groups, to which nothing public is secret.
    Y10 An edition opens to all groups after the year's first meeting on one of its themes.

There is no warning for a date long after the edition's year: it hides, the group's home shows it,
and groups do go back to an old theme; `unusual_dates` compares it with the group's others. Nor is
there one for an edition whose name is no year (``essai``).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from parution.domain import Edition, Group
from parution.domain.messages import message
from parution.domain.problems import Place
from parution.language.dates import YEARS
from parution.sources.report import Report
from parution.sources.yaml.fields import Fields

A_YEAR = timedelta(days=366)


def year_begins(edition: str) -> datetime | None:
    """Return the moment at which the year of an edition begins; None if its name is no year."""
    is_year = len(edition) == 4 and edition.isascii() and edition.isdigit()
    return datetime(int(edition), 1, 1) if is_year and int(edition) in YEARS else None


def warn_of_meeting(starts: datetime, edition: str, place: Place, report: Report) -> None:
    """Warn of a meeting before the year of its theme's edition (Y1)."""
    begins = year_begins(edition)
    if begins and starts < begins:
        report.warn(
            "meeting-before-edition",
            place,
            message(
                "this meeting is on a theme of %(edition)s, but is dated %(day)s",
                edition=edition,
                day=f"{starts:%Y-%m-%d}",
            ),
            message(
                "Did you mean %(date)s? What opens before a meeting counts from this date.",
                date=f"{edition}{starts:-%m-%d %H:%M}",
            ),
        )


def warn_of_openings(edition: Edition, fields: Fields, report: Report) -> None:
    """Warn of the dates of an edition that open it too early (Y2, Y3)."""
    dates = {"opens_to_all": edition.opens_to_all, "opens_to_public": edition.opens_to_public}
    begins = year_begins(edition.name)
    early = [key for key, moment in dates.items() if moment and begins and moment < begins]
    for key in early:
        report.warn(
            "opens-early",
            fields.where(key),
            message(
                "“%(key)s” lies before the year %(edition)s:"
                " everything opens before the first meeting",
                key=key,
                edition=edition.name,
            ),
            message("Check the year of this date."),
        )
    to_all, to_public = edition.opens_to_all, edition.opens_to_public
    if to_all and to_public and to_public < to_all and not early:
        report.warn(
            "opens-early",
            fields.where("opens_to_public"),
            message("“opens_to_public” comes before “opens_to_all”, which then changes nothing"),
            message("Check both dates: what the public reads is open to every group too."),
        )


def warn_of_early_archives(
    editions: Sequence[Edition],
    groups: Sequence[Group],
    openings: Mapping[str, Place],
    report: Report,
) -> None:
    """Warn of editions that open to all groups before the year's first meeting (Y10).

    ``openings`` are the places of ``opens_to_all``, by the edition's name.
    """
    for edition in editions:
        begins, opens = year_begins(edition.name), edition.opens_to_all
        if not begins or not opens or opens < begins:
            continue
        themes = {theme.address for theme in edition.themes}
        meetings = (meeting for group in groups for meeting in group.meetings)
        first = min(
            (
                meeting.starts
                for meeting in meetings
                if meeting.theme in themes and begins <= meeting.starts < begins + A_YEAR
            ),
            default=None,
        )
        if first and opens < first:
            report.warn(
                "opens-early",
                openings[edition.name],
                message(
                    "“opens_to_all” comes before the first meeting on these themes, on %(day)s:"
                    " by then everything is open to every group",
                    day=f"{first:%Y-%m-%d}",
                ),
                message("Check the year of this date."),
            )
