"""The command ``check``, which lists the problems of a project."""

from __future__ import annotations

import sys
from datetime import datetime

import click

from parution import pipeline, reporting
from parution.cli.options import (
    Choice,
    Project,
    at_option,
    config_option,
    format_option,
)
from parution.domain.problems import Problem, list_errors, sort_problems
from parution.language.catalogues import load_translations
from parution.sources.bibliography_review import review
from parution.sources.foresight import add_foreseen, foresee

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
    problems = (*reading.problems, *remarks, *further)
    if (catalogue := reading.catalogue) is not None:
        foreseen = foresee(catalogue, reading.facilitators, now)
        problems = add_foreseen(problems, foreseen, catalogue)
    return sort_problems(problems)


def is_of_bibliography(problem: Problem) -> bool:
    """Return whether a problem is the documentalist's: in a ``.bib`` file or a citation."""
    return problem.place.file.startswith(f"{BIBLIOGRAPHY}/") or problem.code in CITING
