"""The command ``report``, which reports a year."""

from __future__ import annotations

import tempfile
from datetime import datetime
from pathlib import Path

import click

from parution.annual_report import set_report, write_group_report, write_report
from parution.cli.options import Project, Whole, at_option, check_known, config_option
from parution.domain.messages import message
from parution.language.catalogues import load_translations
from parution.language.dates import YEARS

_ = load_translations().gettext

PDF = ".pdf"
ENDINGS = (PDF, ".md", ".markdown", ".txt")


@click.command("report")
@config_option
@click.option("--group", help=_("The group; all groups side by side otherwise."))
@click.option(
    "--year",
    type=Whole(YEARS[0], YEARS[-1]),
    help=_("The calendar year; that of the moment otherwise."),
)
@at_option()
@click.option(
    "-o",
    "--to",
    "file",
    type=click.Path(path_type=Path, dir_okay=False),
    help=_("The file to write: Markdown, or PDF if its name ends so; printed otherwise."),
)
def report_command(
    project: Project,
    group: str | None,
    year: int | None,
    instant: datetime | None,
    file: Path | None,
) -> None:
    """Print the report, or write it to a file."""
    if file is not None and file.suffix.lower() not in ENDINGS:
        said = message("a name that ends in .md or .pdf was expected")
        raise click.BadParameter(said.text(_), param_hint="--to")
    catalogue, moment = project.catalogue, project.instant(instant)
    check_known(group, [each.slug for each in catalogue.groups], "--group")
    of_year = year or moment.astimezone(project.zone).year
    if group is None:
        report = write_report(catalogue, of_year, moment, project.translate)
    else:
        report = write_group_report(catalogue, group, of_year, moment, project.translate)
    if file is None:
        click.echo(report, nl=False)
        return
    if file.suffix.lower() == PDF:
        with tempfile.TemporaryDirectory(prefix="parution-") as folder:
            file.write_bytes(
                set_report(report, project.settings.site_name, _, Path(folder) / "pdf")
            )
    else:
        file.write_text(report, encoding="utf-8")
    click.echo(message("Written: %(file)s", file=str(file)).text(_))
