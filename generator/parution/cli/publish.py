"""The commands that prove and publish: audit, publish, rollback."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

import click

from parution import reporting
from parution.audit import Leak
from parution.cli.options import Command, Project, at_option, config_option, format_option
from parution.domain.messages import Message, message
from parution.language.catalogues import translations
from parution.language.labels import AUDIENCES, PARTS
from parution.publish import publish as publishing
from parution.publish.publish import Published, Sources
from parution.publish.snapshots import CURRENT, KEPT, CannotPublish, Shelf

_ = translations().gettext

Result = TypeVar("Result")

MOST_SHOWN = 40
"""Leaks shown to people; programs get them all."""

ONLY_BY_LINK = message(
    "Serve the folder %(folder)s, and no other, without listings of folders: a group's site is for"
    " those who have its address.",
    folder="",
)
AHEAD_OF_TIME = message(
    "The moment given with --at is still to come: readers see parts before their time."
)


def to_option(command: Command) -> Command:
    """Add the option ``--to``."""
    return click.option(
        "--to",
        "target",
        type=click.Path(path_type=Path, file_okay=False),
        required=True,
        metavar="DIR",
        help=_("The folder that holds what is published; DIR/current is what is served."),
    )(command)


@click.command("audit", help=_("Prove that nothing hidden stands in the sites that were written."))
@config_option
@at_option()
@click.option(
    "-d",
    "--site-dir",
    type=click.Path(path_type=Path, file_okay=False),
    help=_("The folder to look into; mkdocs.yml says it otherwise."),
)
@format_option
def audit_command(
    project: Project, instant: datetime | None, site_dir: Path | None, output: str
) -> None:
    """Report every leak; exit with 1 when there is one."""
    looked_at = project.site_dir(site_dir)
    if not looked_at.is_dir():
        nothing = message("There is no site in %(folder)s: build it first.", folder=str(looked_at))
        raise click.BadParameter(nothing.text(_), param_hint="--site-dir")
    at = project.instant(instant)
    leaks = explained(lambda: publishing.audit_site(sources(project), at, looked_at))
    if output == "json":
        click.echo(reporting.as_json(map(leak_row, leaks)))
    elif leaks:
        print_leaks(leaks)
    else:
        click.echo(
            message("Nothing hidden was found in %(folder)s.", folder=str(looked_at)).text(_)
        )
    sys.exit(1 if leaks else 0)


@click.command(
    "publish", help=_("Build, prove that nothing hidden shows, then let readers have it at once.")
)
@config_option
@to_option
@at_option()
@click.option(
    "--keep",
    type=click.IntRange(min=1),
    default=KEPT,
    show_default=True,
    help=_("How many versions to keep to go back to."),
)
def publish_command(project: Project, target: Path, instant: datetime | None, keep: int) -> None:
    """Publish; exit with 1 and change nothing when a leak is found."""
    now = project.instant(None)
    at = project.instant(instant) if instant else now
    published = explained(
        lambda: publishing.publish(sources(project), target.absolute(), at, now, keep)
    )
    conclude(
        published,
        message("Nothing was published: something hidden would have shown."),
        message("Published: %(name)s", name=""),
    )
    if at > now:
        click.echo(AHEAD_OF_TIME.text(_), err=True)
    click.echo(Message(ONLY_BY_LINK.msgid, (("folder", f"{target}/{CURRENT}"),)).text(_))


@click.command(
    "rollback", help=_("Go back to an earlier version, if it shows nothing that is hidden now.")
)
@config_option
@to_option
@click.option("--list", "lists", is_flag=True, help=_("Only list the versions, newest first."))
@click.argument("snapshot", required=False, metavar="[VERSION]")
def rollback_command(project: Project, target: Path, lists: bool, snapshot: str | None) -> None:
    """Go back; exit with 1 and change nothing when the version would show what is hidden."""
    folder = target.absolute()
    if lists:
        explained(lambda: list_snapshots(folder, project))
        return
    now = project.instant(None)
    published = explained(lambda: publishing.roll_back(sources(project), folder, now, snapshot))
    conclude(
        published,
        message("Nothing was changed: this version shows what is hidden now."),
        message("Back to the version %(name)s", name=""),
    )


def sources(project: Project) -> Sources:
    """Return where a command's project stands."""
    return Sources(project.folder, project.config_file)


def explained(act: Callable[[], Result]) -> Result:
    """Do something with a folder; end with a sentence and exit code 1 when that is not possible."""
    try:
        return act()
    except CannotPublish as cannot:
        click.echo(cannot.text(_), err=True)
        sys.exit(1)


def conclude(published: Published, refused: Message, done: Message) -> None:
    """Say how publishing or going back ended; exit with 1 when there were leaks."""
    if published.snapshot is None:
        print_leaks(published.leaks)
        click.echo(refused.text(_), err=True)
        sys.exit(1)
    click.echo(Message(done.msgid, (("name", published.snapshot.name),)).text(_))


def list_snapshots(target: Path, project: Project) -> None:
    """Print the versions, newest first, the one that is served with a mark."""
    shelf = Shelf(target)
    current = shelf.current()
    for snapshot in reversed(shelf.published()):
        mark = "→" if current and snapshot.name == current.name else " "
        moment = snapshot.published_at.astimezone(project.zone)
        click.echo(f"{mark} {snapshot.name}  {moment:%Y-%m-%d %H:%M}")


def leak_row(leak: Leak) -> dict[str, Any]:
    """Return a leak as ``audit --format json`` gives it."""
    theme, part = leak.part or (None, None)
    return {
        "kind": leak.kind.value,
        "group": leak.site.group if leak.site else None,
        "audience": leak.site.audience.value if leak.site else None,
        "file": leak.file,
        "theme": theme,
        "part": part.value if part else None,
        "message": leak.explain().text(_),
        "evidence": leak.evidence,
    }


def print_leaks(leaks: Iterable[Leak]) -> None:
    """Print leaks for people on the error stream: where, what, and a few words of it."""
    leaks = tuple(leaks)
    for leak in leaks[:MOST_SHOWN]:
        click.echo(f"{place(leak)}\n    {what(leak)}  [{leak.kind}]", err=True)
    more = len(leaks) - MOST_SHOWN
    if more > 0:
        click.echo(message("… and %(count)s more.", count=more).text(_), err=True)


def place(leak: Leak) -> str:
    """Return where a leak stands: whose site, and which file."""
    if leak.site is None:
        return leak.file
    site = " · ".join(filter(None, (leak.site.group, AUDIENCES[leak.site.audience].text(_))))
    return f"{site} · {leak.file}" if leak.file else site


def what(leak: Leak) -> str:
    """Return what was found, of which part, and a few words of it."""
    said = leak.explain().text(_)
    if leak.part:
        theme, part = leak.part
        said += f" ({theme}, {PARTS[part].text(_)})"
    return f"{said} « {leak.evidence} »" if leak.evidence else said
