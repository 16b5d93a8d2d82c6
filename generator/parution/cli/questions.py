"""The commands ``check``, ``explain`` and ``upcoming``, which change nothing."""

from __future__ import annotations

import sys
from datetime import datetime

import click

from parution import pipeline, reporting
from parution.cli.decisions_in_words import print_decisions
from parution.cli.options import (
    Choice,
    Project,
    at_option,
    check_known,
    config_option,
    describe_missing_site,
    format_option,
)
from parution.domain import Audience, Catalogue, Part
from parution.domain.messages import Message, message
from parution.domain.problems import Problem, list_errors, sort_problems
from parution.language.catalogues import load_translations
from parution.release import explain, list_upcoming
from parution.sources.bibliography_review import review
from parution.sources.foresight import foresee

_ = load_translations().gettext

BIBLIOGRAPHY = "bibliography"
CITING = {"unknown-citation", "summary-without-reference", "stale-theme", "review-to-come"}
"""Problems in a theme's texts that concern its references."""


@click.command("check")
@config_option
@click.option(
    "--only",
    type=Choice([BIBLIOGRAPHY]),
    help=_("Only what concerns the bibliographies: a report for the documentalist."),
)
@at_option()
@format_option
def check_command(
    project: Project, only: str | None, instant: datetime | None, output: str
) -> None:
    """Print all problems; exit with 1 when one of them is an error."""
    problems = collect_problems(project, instant)
    if only == BIBLIOGRAPHY:
        problems = tuple(each for each in problems if is_of_bibliography(each))
    if output == "json":
        rows = [reporting.write_problem(problem, _) for problem in problems]
        click.echo(reporting.as_json(rows))
    else:
        reporting.print_problems(problems, sys.stdout)
        click.echo(reporting.summarize_problems(problems))
        if only == BIBLIOGRAPHY and problems:
            click.echo(reporting.tally(problems))
    sys.exit(1 if list_errors(problems) else 0)


def collect_problems(project: Project, instant: datetime | None) -> tuple[Problem, ...]:
    """Return all problems of a project, in order.

    They come from reading the sources, from a review of the references, from checks that a build
    would make, and from meetings after ``instant`` for which something is missing.
    """
    reading = project.reading
    now = instant or project.now
    if reading.catalogue is not None and now.tzinfo is not None:
        now = now.astimezone(project.zone)
    now = now.replace(tzinfo=None)
    remarks = review(reading.of_any, now.date(), list_errors(reading.problems))
    further = pipeline.check_further(reading, project.folder, project.config_file)
    foreseen: tuple[Problem, ...] = ()
    if reading.catalogue is not None:
        foreseen = foresee(reading.catalogue, reading.facilitators, now)
    return sort_problems((*reading.problems, *remarks, *further, *foreseen))


def is_of_bibliography(problem: Problem) -> bool:
    """Return whether a problem is the documentalist's: in a ``.bib`` file or a citation."""
    return problem.place.file.startswith(f"{BIBLIOGRAPHY}/") or problem.code in CITING


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
@click.option("--limit", type=click.IntRange(min=1), help=_("At most this many openings."))
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
