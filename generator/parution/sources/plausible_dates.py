"""Warns of dates that do not fit the year of their edition.

A date with a mistyped year is valid; if too early, it opens everything at once. These are warnings,
because only the author knows which date is right.

    Y1  A meeting on a theme is not held before the edition's year begins, on 1 January.
    Y2  An edition opens to nobody before its year begins.
    Y3  An edition opens to the public after the groups, to which nothing public is secret.
    Y10 An edition opens to all groups after the year's first meeting on one of its themes, and
        after most of them.
    Y11 An edition opens to all groups, and to the public, within five years of its own.

There is no warning for a meeting long after the edition's year: it hides, the group's home shows
it, and groups do go back to an old theme; `unusual_dates` compares it with the group's others. Nor
is there one for an edition whose name is no year (``essai``).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta

from parution.domain import Edition, Group
from parution.domain.messages import message
from parution.domain.problems import Place
from parution.language.dates import YEARS, exchange_day_and_month
from parution.sources.report import Report
from parution.sources.yaml.fields import Fields

A_YEAR = timedelta(days=366)
LATEST = 5
"""Years after its own in which an edition may open without a warning."""
FEW = 2
"""One group may come late to a theme; as many meetings after the opening are no exception..."""
MOST = 4
"""...if they are more than one in so many."""


def find_year_start(edition: str) -> datetime | None:
    """Return the moment at which the year of an edition begins; None if its name is no year."""
    is_year = len(edition) == 4 and edition.isascii() and edition.isdigit()
    return datetime(int(edition), 1, 1) if is_year and int(edition) in YEARS else None


def warn_of_meeting(starts: datetime, edition: str, place: Place, report: Report) -> None:
    """Warn of a meeting before the year of its theme's edition (Y1)."""
    begins = find_year_start(edition)
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
    """Warn of the dates of an edition that open it too early, or years too late (Y2, Y3, Y11)."""
    dates = {"opens_to_all": edition.opens_to_all, "opens_to_public": edition.opens_to_public}
    begins = find_year_start(edition.name)
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
    for key, moment in dates.items():
        if moment and begins and moment.year > begins.year + LATEST:
            report.warn(
                "opens-late",
                fields.where(key),
                message(
                    "“%(key)s” lies %(count)s years after the year %(edition)s",
                    key=key,
                    count=moment.year - begins.year,
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
        begins, opens = find_year_start(edition.name), edition.opens_to_all
        if not begins or not opens or opens < begins:
            continue
        held = sorted(list_meeting_starts(edition, groups))
        of_year = [starts for starts in held if begins <= starts < begins + A_YEAR]
        place = openings[edition.name]
        if of_year and opens < of_year[0]:
            report.warn(
                "opens-early",
                place,
                message(
                    "“opens_to_all” comes before the first meeting on these themes, on %(day)s:"
                    " by then everything is open to every group",
                    day=f"{of_year[0]:%Y-%m-%d}",
                ),
                message("Check the year of this date."),
            )
        else:
            warn_of_opening_amid(opens, held, place, report)


def list_meeting_starts(edition: Edition, groups: Sequence[Group]) -> Iterator[datetime]:
    """Yield the starts of all groups' meetings on the themes of an edition."""
    themes = {theme.address for theme in edition.themes}
    for group in groups:
        yield from (each.starts for each in group.meetings if each.theme in themes)


def warn_of_opening_amid(
    opens: datetime, held: Sequence[datetime], place: Place, report: Report
) -> None:
    """Warn of an edition that opens to all groups before many have met on its themes (Y10)."""
    later = sum(starts > opens for starts in held)
    if later < FEW or later * MOST < len(held):
        return
    meant = exchange_day_and_month(opens)
    report.warn(
        "opens-early",
        place,
        message(
            "“opens_to_all” comes before %(count)s of the %(all)s meetings on these themes: by then"
            " everything is open to every group",
            count=later,
            all=len(held),
        ),
        message("Did you mean %(date)s? If the date is right, leave it.", date=f"{meant:%Y-%m-%d}")
        if meant and sum(starts > meant for starts in held) < later
        else message("Check this date."),
    )
