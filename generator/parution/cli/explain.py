"""The commands ``explain`` and ``upcoming``, which tell decisions and openings to come."""

from __future__ import annotations

from datetime import datetime

import click

from parution import reporting
from parution.cli.decisions_in_words import print_decisions
from parution.cli.options import (
    Choice,
    Project,
    Whole,
    at_option,
    check_known,
    config_option,
    describe_missing_site,
    format_option,
)
from parution.domain import Audience, Catalogue, Part
from parution.domain.messages import Message, message
from parution.language.catalogues import load_translations
from parution.release import explain, list_upcoming

_ = load_translations().gettext


@click.command("explain")
@config_option
@click.option("--group", help=_("A group, by the name of its file."))
@click.option("--theme", help=_("A theme, e.g. 2026/menstruations."))
@click.option(
    "--audience",
    type=Choice([audience.value for audience in Audience]),
    help=_("For whom the site is."),
)
@click.option("--part", type=Choice([part.value for part in Part]), help=_("One part."))
@at_option(required=True)
@format_option
def explain_command(
    project: Project,
    group: str | None,
    theme: str | None,
    audience: str | None,
    part: str | None,
    instant: datetime,
    output: str,
) -> None:
    """Print the decisions that match the options."""
    catalogue = project.timetable
    decisions = explain(
        catalogue,
        project.instant(instant),
        group=check_known(group, (each.slug for each in catalogue.groups), "--group"),
        theme=check_known(theme, catalogue.themes, "--theme"),
        audience=Audience(audience) if audience else None,
        part=Part(part) if part else None,
    )
    if output == "json":
        click.echo(reporting.as_json(map(reporting.write_decision, decisions)))
    elif decisions:
        print_decisions(decisions, catalogue)
    else:
        click.echo(say_nothing_to_explain(catalogue, group, audience).text(_))


def say_nothing_to_explain(
    catalogue: Catalogue, group: str | None, audience: str | None
) -> Message:
    """Return the message that no decision matches: no such site, or nothing at all."""
    audiences = {each.slug: each.audiences for each in catalogue.groups}
    if group is None or audience is None or audience in audiences[group]:
        return message("Nothing matches what was asked.")
    if audience == Audience.READER:
        return message(
            "The group “%(group)s” has no site for early readers: its file does not say"
            " “readers: true”.",
            group=group,
        )
    return describe_missing_site(group, audiences[group])


@click.command("upcoming")
@config_option
@at_option(required=True)
@click.option("--group", help=_("A group, by the name of its file."))
@click.option("--limit", type=Whole(min=1), help=_("At most this many openings."))
@format_option
def upcoming_command(
    project: Project, instant: datetime, group: str | None, limit: int | None, output: str
) -> None:
    """Print the openings after an instant."""
    catalogue = project.timetable
    check_known(group, (each.slug for each in catalogue.groups), "--group")
    every = list_upcoming(catalogue, project.instant(instant))
    openings = [each for each in every if group in (None, each.group)][:limit]
    if output == "json":
        click.echo(reporting.as_json(map(reporting.write_opening, openings)))
    else:
        reporting.print_openings(openings, catalogue)
