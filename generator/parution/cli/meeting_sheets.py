"""The command ``sheets``, which makes the sheets to print for meetings of a group."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from parution.cli.new_files import to_option, write_and_print
from parution.cli.options import Project, at_option, check_known, config_option
from parution.domain import Group
from parution.domain.messages import message
from parution.language.catalogues import load_translations
from parution.meeting_sheets import make_sheets
from parution.release import convert_to_utc

_ = load_translations().gettext


@click.command("sheets")
@click.argument("of", metavar=_("GROUP[/DAY]"))
@config_option
@click.option(
    "--with-guide",
    is_flag=True,
    help=_("Add the timings of the guide, for who leads the meeting."),
)
@to_option(_("The folder to write the files to; this one otherwise."))
@at_option()
def sheets_command(
    of: str, project: Project, with_guide: bool, folder: Path, instant: datetime | None
) -> None:
    """Write one PDF a meeting and print the names of the files."""
    catalogue, moment = project.timetable, project.instant(instant)
    slug, _slash, day = of.partition("/")
    check_known(slug, [each.slug for each in catalogue.groups], _("GROUP[/DAY]"))
    group = next(each for each in catalogue.groups if each.slug == slug)
    days = choose_days(group, day, moment, project.zone)
    files = make_sheets(
        project.folder, project.config_file, slug, days, moment, with_guide=with_guide
    )
    write_and_print(
        folder, {f"{slug}-{of_day.isoformat()}.pdf": pdf for of_day, pdf in files.items()}
    )


def choose_days(group: Group, day: str, moment: datetime, zone: ZoneInfo) -> Collection[date]:
    """Return the day that was asked for, or those of all meetings to come.

    Raises `click.BadParameter` if the group does not meet then.
    """
    if day:
        by_name = {each.starts.date().isoformat(): each.starts.date() for each in group.meetings}
        check_known(day, by_name, _("GROUP[/DAY]"))
        return {by_name[day]}
    days = {
        each.starts.date()
        for each in group.meetings
        if convert_to_utc(each.starts, zone) + each.duration > moment
    }
    if not days:
        none = message("%(group)s has no meeting to come; name a day.", group=group.name)
        raise click.BadParameter(none.text(_), param_hint=_("GROUP[/DAY]"))
    return days
