"""The commands ``next`` and ``status``, for whoever publishes on time.

A static site opens a part only when somebody publishes: these commands tell when that is due, and
whether it was forgotten.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from datetime import datetime

import click

from parution import reporting
from parution.cli.failure_sentences import describe_failure
from parution.cli.options import Project, at_option, config_option, format_option
from parution.cli.target_options import choose_addresses, open_target
from parution.domain.messages import message
from parution.language.catalogues import load_translations
from parution.language.dates import word_moment
from parution.publish.overdue import find_overdue
from parution.publish.proposal import describe_damage
from parution.publish.served import Served
from parution.publish.snapshots import CannotPublish, describe_missing_snapshots
from parution.publish.targets.folder import FolderTarget
from parution.release import list_moments_ahead

_ = load_translations().gettext

NOTHING_TO_COME = message("Nothing more is due to open.")

ON_TIME = message("Nothing is overdue.")
OVERDUE = message("Overdue: publish now. Readers still wait for what should be open since:")
UNFINISHED = message("The last transfer was cut: publish again to finish it.")
NOT_SERVED = message("Readers have nothing: publish again.")


@click.command("next")
@config_option
@at_option()
@format_option
def next_command(project: Project, instant: datetime | None, output: str) -> None:
    """Print the moment of the next opening on any site."""
    opens_at = next(iter(list_moments_ahead(project.timetable, project.instant(instant))), None)
    if output == "json":
        click.echo(reporting.as_json({"opens_at": reporting.format_iso(opens_at)}))
    elif opens_at is None:
        click.echo(NOTHING_TO_COME.text(_))
    else:
        moment = word_moment(opens_at, project.zone, _)
        click.echo(message("Next opening: %(moment)s", moment=moment).text(_))


@click.command("status")
@config_option
@click.argument("target", metavar=_("[TARGET]"), required=False)
@at_option()
@format_option
def status_command(
    project: Project, target: str | None, instant: datetime | None, output: str
) -> None:
    """Print the overdue openings; exit with 1 when there are any, or a transfer was cut."""
    at = project.instant(instant)
    written = choose_addresses(project, target, "parution status ../publication")
    found = find_all_served(project, written)
    openings = (
        each for served in found for each in find_overdue(project.timetable, served.showing, at)
    )
    late = tuple(dict.fromkeys(openings))
    is_cut = any(served.is_cut for served in found)
    is_right = len(found) == len(written) and not is_cut
    if is_cut:
        click.echo(UNFINISHED.text(_), err=True)
    if output == "json":
        if found:
            click.echo(reporting.as_json(map(reporting.write_opening, late)))
    elif late:
        click.echo(OVERDUE.text(_))
        reporting.print_openings(late, project.timetable)
    elif is_right:
        click.echo(ON_TIME.text(_))
    sys.exit(0 if is_right and not late else 1)


def find_all_served(project: Project, addresses: Iterable[str]) -> tuple[Served, ...]:
    """Return the served version of each target; print why one is unknown, and go on."""
    found = []
    for address in addresses:
        try:
            found.append(find_served(project, address))
        except (CannotPublish, OSError) as failure:
            click.echo(describe_failure(failure, _), err=True)
    return tuple(found)


def find_served(project: Project, address: str) -> Served:
    """Return the served version of a target; raise `CannotPublish` when it is unknown."""
    target = open_target(project, address)
    served = target.read_served()
    if served.snapshot or served.is_cut:
        return served
    if folder := None if served.is_first else target.snapshots.find_served_folder():
        raise CannotPublish(describe_damage(folder.name))
    if isinstance(target, FolderTarget):
        target.snapshots.list_published()
        raise CannotPublish(NOT_SERVED)
    raise describe_missing_snapshots(target.address)
