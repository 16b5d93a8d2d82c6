"""The command ``build``, which makes the sites."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path

import click

from parution import pipeline, reporting
from parution.cli.options import Project, at_option, config_option
from parution.cli.progress import show_pdf_progress
from parution.language.catalogues import load_translations
from parution.pipeline import Outcome
from parution.prepared import Prepared

_ = load_translations().gettext


@click.command("build")
@config_option
@at_option()
@click.option(
    "-d",
    "--site-dir",
    type=click.Path(path_type=Path, file_okay=False),
    help=_("Where to write the sites; mkdocs.yml says it otherwise."),
)
@click.option(
    "--pdf/--no-pdf",
    default=True,
    help=_("Set what can be taken away as PDF, unless mkdocs.yml says “pdf: false”."),
)
def build_command(
    project: Project, instant: datetime | None, site_dir: Path | None, pdf: bool
) -> None:
    """Build the sites and print a summary."""
    made_secret = not project.store.has_secret()
    with project.store.lock():
        prepared, moment, outcome = pipeline.make_again_where_lost(
            project.store, lambda: build_sites(project, instant, site_dir, pdf)
        )
    reporting.print_problems(prepared.problems, sys.stderr)
    reporting.print_remarks(outcome.remarks, sys.stderr)
    if made_secret:
        click.echo(reporting.describe_new_secret(project.store.secret_path), err=True)
    if moment > project.now:
        click.echo(reporting.describe_future_moment(moment, project.zone), err=True)
    report = outcome.report
    sites = len(outcome.plans)
    click.echo(reporting.describe_outcome(sites, report.written, report.removed, outcome.site_dir))


def build_sites(
    project: Project, instant: datetime | None, site_dir: Path | None, pdf: bool
) -> tuple[Prepared, datetime, Outcome]:
    """Return the sources as read, the instant of the build, and its outcome."""
    prepared = project.prepare()
    moment, target = project.instant(instant), project.site_dir(site_dir)
    outcome = pipeline.write_sites(
        prepared, project.store, moment, target, pdf=pdf, progress=show_pdf_progress
    )
    return prepared, moment, outcome
