"""The command ``schedule``, which prints files for schedulers."""

from __future__ import annotations

import getpass
import sys
from datetime import datetime
from pathlib import Path

import click

from parution import __version__, reporting
from parution.cli.new_files import write_files
from parution.cli.options import Choice, Project, at_option, config_option, format_option
from parution.cli.target_options import choose_addresses, is_bare, read_targets, to_option
from parution.domain.messages import message
from parution.language.catalogues import load_translations
from parution.publish.schedules import Job, Scheduler, write_schedule_files
from parution.publish.targets.opening import locate_folder
from parution.publish.targets.target_address import FolderAddress, parse_address
from parution.release import list_moments_ahead

_ = load_translations().gettext

IN_PIPELINES = {Scheduler.GITHUB, Scheduler.GITLAB}
NO_CONTACT = message(
    "mkdocs.yml names nobody to tell when publishing fails: add “contact: …@…” under the plugin"
    " “parution”."
)


NO_TARGET = message(
    "Nothing says where to publish, so that what these files run would fail. Name it with --to, or"
    " let mkdocs.yml remember it: “targets: {web: …}” under the plugin “parution”."
)


LOST = message(
    "A pipeline's machine is thrown away when it ends, and the folder %(folder)s with it: publish"
    " elsewhere with --to.",
    folder="",
)


@click.command("schedule")
@config_option
@click.option(
    "--for",
    "scheduler",
    type=Choice([scheduler.value for scheduler in Scheduler]),
    required=True,
    help=_("The program that runs others at their time."),
)
@to_option
@click.option(
    "--into",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    metavar=_("FOLDER"),
    help=_("Write the files into a folder instead of printing them."),
)
@at_option()
@format_option
def schedule_command(
    project: Project,
    scheduler: str,
    target: str | None,
    folder: Path | None,
    instant: datetime | None,
    output: str,
) -> None:
    """Print one file, or several with their paths as comments."""
    kind = Scheduler(scheduler)
    catalogue, now = project.timetable, project.instant(instant)
    openings = list_moments_ahead(catalogue, now)
    made = write_schedule_files(
        kind, make_job(project, kind, target), catalogue.settings, openings, now, _
    )
    if catalogue.settings.contact is None and kind not in IN_PIPELINES:
        click.echo(NO_CONTACT.text(_), err=True)
    if target is not None:
        choose_addresses(project, target)
    elif not read_targets(project):
        click.echo(NO_TARGET.text(_), err=True)
    if folder is not None:
        write(made, folder)
    elif output == "json":
        click.echo(reporting.as_json([{"path": path, "text": made[path]} for path in made]))
    else:
        headings = {path: f"# {path}\n" if len(made) > 1 else "" for path in made}
        click.echo("\n".join(headings[path] + made[path] for path in made), nl=False)


def make_job(project: Project, scheduler: Scheduler, target: str | None) -> Job:
    """Return the job to schedule: with paths on this machine, without any in a pipeline."""
    folder = find_folder(target)
    to = () if target is None else ("--to", target)
    wheel = f"parution-{__version__}-py3-none-any.whl"
    if scheduler in IN_PIPELINES:
        if folder is not None:
            click.echo(message(LOST.msgid, folder=str(folder)).text(_), err=True)
        return Job(("parution", "publish", "--quiet", *to), "", "", wheel)
    if folder is not None:
        to = ("--to", str(folder.absolute()))
    command = (*locate_program(), "publish", "--quiet", *make_config_option(project), *to)
    return Job(command, str(project.folder), getpass.getuser(), wheel)


def find_folder(target: str | None) -> Path | None:
    """Return the folder that a target address names; None for other targets and for names."""
    if target is None or is_bare(target):
        return None
    place = parse_address(target)
    return locate_folder(place) if isinstance(place, FolderAddress) else None


def locate_program() -> tuple[str, ...]:
    """Return the words that run this program from any folder."""
    installed = Path(sys.executable).with_name("parution")
    return (str(installed),) if installed.is_file() else (sys.executable, "-m", "parution")


def make_config_option(project: Project) -> tuple[str, ...]:
    """Return the option for a configuration file with another name than ``mkdocs.yml``."""
    name = project.config_file.name
    return () if name == "mkdocs.yml" else ("--config-file", name)


def write(made: dict[str, str], folder: Path) -> None:
    """Write files by name if their path is absolute, else by their path in the project."""
    named = {
        Path(path).name if path.startswith("/") else path: text.encode()
        for path, text in made.items()
    }
    for path in write_files(folder, named):
        click.echo(str(path))
