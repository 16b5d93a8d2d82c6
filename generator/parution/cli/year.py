"""The commands ``year`` and ``shift``."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import groupby
from pathlib import Path
from typing import Any

import click

from parution import reporting
from parution.cli.check import collect_problems
from parution.cli.confirmed_edits import Judged, Manner, finish, make_working_copy, manner_options
from parution.cli.options import (
    InstantParameter,
    Project,
    at_option,
    check_known,
    config_option,
)
from parution.cli.year_sheets import PAGE, export_year, import_year, write_new
from parution.domain import Meeting, Theme
from parution.domain.messages import message
from parution.domain.problems import Problem
from parution.language.catalogues import load_translations
from parution.language.labels import PARTS, POLICIES
from parution.timetable.overview import ThemeRow, make_overview
from parution.timetable.shift import parse_days, shift_meetings
from parution.timetable.weighing import weigh
from parution.timetable.year_page import render_year_page

_ = load_translations().gettext

NO_MEETING = message("no meeting")


@click.command("year")
@config_option
@click.option("--edition", help=_("The year, by the name of its folder; the newest otherwise."))
@click.option(
    "--export",
    "target",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar=_("FILE"),
    help=_("Make a workbook (.xlsx), a table (.csv) or a page to print (.html)."),
)
@click.option(
    "--import",
    "source",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar=_("FILE"),
    help=_("Read a workbook (.xlsx) or a table (.csv) back into the groups' files."),
)
@at_option()
@manner_options
def year_command(
    project: Project,
    edition: str | None,
    target: Path | None,
    source: Path | None,
    instant: datetime | None,
    manner: Manner,
) -> None:
    """Print the year as a table, or export or import it."""
    if source is not None:
        import_year(project, source, manner, project.instant(instant))
    elif target is not None and target.suffix.lower() != PAGE:
        export_year(project, target, lambda: collect_rows(project, edition, instant))
    else:
        show_year(project, edition, target, instant, manner.output)


def show_year(
    project: Project, edition: str | None, target: Path | None, at: datetime | None, output: str
) -> None:
    """Print the year, or write it as a page."""
    rows = collect_rows(project, edition, at)
    if target is not None:
        catalogue = project.catalogue
        now = project.instant(at).astimezone(catalogue.settings.timezone)
        write_new(target, render_year_page(rows, catalogue.settings, now).encode())
    elif output == "json":
        click.echo(reporting.as_json(map(make_year_row, rows)))
    else:
        print_year(rows)


def collect_rows(
    project: Project, edition: str | None, at: datetime | None
) -> tuple[ThemeRow, ...]:
    """Return the year of an edition, with all problems that `check` finds at an instant."""
    themes, reading = choose_themes(project, edition), project.reading
    subjects = {slug: own.themes for slug, own in reading.subjects.items()}
    return make_overview(reading.groups, themes, collect_problems(project, at), subjects)


def choose_themes(project: Project, edition: str | None) -> tuple[Theme, ...]:
    """Return the themes of an edition, by default of the newest."""
    by_edition: dict[str, list[Theme]] = {}
    for theme in project.reading.themes:
        by_edition.setdefault(theme.address.partition("/")[0], []).append(theme)
    check_known(edition, by_edition, "--edition")
    newest = max(by_edition, default="")
    return tuple(by_edition.get(edition or newest, ()))


def make_year_row(row: ThemeRow) -> dict[str, Any]:
    """Return a group and a theme as a row of ``year --format json``."""
    return {
        "group": row.group.slug,
        "theme": row.theme.address,
        "meetings": [meeting.starts.isoformat(timespec="minutes") for meeting in row.meetings],
        "policy": row.policy,
        "written": [part.value for part in row.written],
        "problems": list(row.codes),
    }


NOTHING_WRITTEN_YET = message("nothing is written yet")


def print_year(rows: Iterable[ThemeRow]) -> None:
    """Print the written parts of each theme, then the dates of each group; each problem once."""
    rows = tuple(rows)
    by_theme: dict[str, list[ThemeRow]] = {}
    for row in rows:
        by_theme.setdefault(row.theme.address, []).append(row)
    for address, of_theme in by_theme.items():
        theme = of_theme[0].theme
        click.echo(f"{address}  {theme.title}")
        written = ", ".join(PARTS[part].text(_) for part in of_theme[0].written)
        told = message("written: %(parts)s", parts=written) if written else NOTHING_WRITTEN_YET
        click.echo("    " + told.text(_))
        print_problems(each for row in of_theme for each in row.of_theme)
    for group, in_order in groupby(rows, key=lambda row: row.group):
        of_group = tuple(in_order)
        click.echo(f"\n{group.name}")
        print_problems((*of_group[0].of_group, *of_group[0].of_free_meetings))
        for moment, line, problems in sorted(list_year_lines(of_group), key=lambda line: line[:2]):
            click.echo(f"  {moment}  {line}")
            print_problems(problems)


def print_problems(problems: Iterable[Problem]) -> None:
    """Print each problem once, in words."""
    for said in dict.fromkeys(each.message.text(_) for each in problems):
        click.echo("    " + message("to settle: %(problem)s", problem=said).text(_))


def list_year_lines(rows: Iterable[ThemeRow]) -> Iterator[tuple[str, str, Sequence[Problem]]]:
    """Yield date, description and problems of each meeting; themes without a meeting sort last."""
    for row in rows:
        policy = POLICIES[row.policy].text(_) if row.policy in POLICIES else row.policy
        for number, meeting in enumerate(row.meetings):
            problems = () if number else row.of_meetings
            yield format_start(meeting), f"{row.theme.title} – {policy}", problems
        if not row.meetings:
            yield f"{NO_MEETING.text(_):<16}", row.theme.title, ()


def format_start(meeting: Meeting) -> str:
    """Return the start of a meeting in the format of the groups' files."""
    return f"{meeting.starts:%Y-%m-%d %H:%M}"


@click.command("shift")
@config_option
@click.option("--group", required=True, help=_("A group, by the name of its file."))
@click.option(
    "--from",
    "since",
    type=InstantParameter(),
    required=True,
    help=_("The first day whose meeting moves."),
)
@click.option("--by", required=True, metavar=_("DAYS"), help=_("How far: 7d, -2 weeks, 1 semaine."))
@at_option()
@manner_options
def shift_command(
    project: Project,
    group: str,
    since: datetime,
    by: str,
    instant: datetime | None,
    manner: Manner,
) -> None:
    """Move meetings, with the consent and refusals of `apply`."""
    length = parse_days(by)
    if length is None:
        wrong = message("“%(text)s” is no number of days: write 7d, -7d or 2 weeks", text=by)
        raise click.BadParameter(wrong.text(_), param_hint="--by")
    first = make_working_copy(project)
    slug = check_known(group, first.groups, "--group") or group
    files = shift_meetings(first, slug, since.date(), length)
    if not files:
        nothing = message(
            "%(group)s has no meeting from %(day)s on.",
            group=first.groups[slug].name,
            day=f"{since:%Y-%m-%d}",
        )
        click.echo(nothing.text(_), err=True)
        sys.exit(1)
    outcome, last = weigh(files, first, manner.consent, project.instant(instant))
    title = message(
        "%(group)s: the meetings from %(day)s on move by %(days)s days",
        group=first.groups[slug].name,
        day=f"{since:%Y-%m-%d}",
        days=length.days,
    )
    log = "\t".join((slug, "shift", f"{since:%Y-%m-%d}", f"{length.days:+d} d", ""))
    finish(project, first, last, [Judged(title.text(_), outcome, log)], manner)
