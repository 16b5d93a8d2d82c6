"""The commands that make sites: build and serve."""

from __future__ import annotations

import sys
import tempfile
import webbrowser
from datetime import datetime
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import click

from parution import pipeline, reporting
from parution.cli.options import Project, at_option, config_option, known
from parution.messages import message
from parution.model import Audience, Site
from parution.translating import translations

_ = translations().gettext

LOOPBACK = "127.0.0.1"
"""A preview shows unreleased text: it is served to this machine alone."""


@click.command(
    "build", help=_("Build every site as it is at a moment (now, unless --at is given).")
)
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
    help=_("Set what can be taken away as PDF, where mkdocs.yml asks for it."),
)
def build_command(
    project: Project, instant: datetime | None, site_dir: Path | None, pdf: bool
) -> None:
    """Build, and say what was done."""
    made_secret = not project.store.has_secret()
    with project.store.lock():
        prepared = project.prepared
        moment, target = project.instant(instant), project.site_dir(site_dir)
        catalogue = prepared.catalogue if pdf else pipeline.without_pdf(prepared.catalogue)
        outcome = pipeline.release(catalogue, prepared.rendition, project.store, moment, target)
    reporting.print_problems(prepared.problems, sys.stderr)
    reporting.print_remarks(outcome.remarks, sys.stderr)
    if made_secret:
        click.echo(reporting.advice_about_secret(project.store.secret_path), err=True)
    if moment > project.now:
        click.echo(reporting.about_the_future(moment, prepared.catalogue), err=True)
    report = outcome.report
    sites = len(outcome.plans)
    click.echo(reporting.outcome(sites, report.written, report.removed, outcome.site_dir))


@click.command("serve", help=_("Preview on this machine: everything, or what one group sees."))
@config_option
@click.option("--as", "group", help=_("Preview what this group sees."))
@click.option(
    "--audience",
    type=click.Choice([each.value for each in Audience]),
    default=Audience.MEMBER.value,
    help=_("Whose site of the group to preview."),
)
@at_option()
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8000, help=_("Port on this machine.")
)
@click.option("--open/--no-open", "opens", default=False, help=_("Open it in the browser."))
def serve_command(
    project: Project,
    group: str | None,
    audience: str,
    instant: datetime | None,
    port: int,
    opens: bool,
) -> None:
    """Serve a preview until interrupted."""
    known(group, (each.slug for each in project.catalogue.groups), "--as")
    with tempfile.TemporaryDirectory(prefix="parution-") as folder:
        target = Path(folder) / "site"
        path = pipeline.build_preview(
            project.folder,
            project.config_file,
            project.instant(instant),
            target,
            Site(group, Audience(audience)) if group else None,
        )
        serve_folder(target, path, port, opens)


def serve_folder(folder: Path, path: str, port: int, opens: bool) -> None:
    """Serve a folder on the loopback interface until interrupted."""
    handler = partial(QuietHandler, directory=str(folder))
    with ThreadingHTTPServer((LOOPBACK, port), handler) as server:
        address = f"http://{LOOPBACK}:{server.server_port}/{path}"
        click.echo(message("Preview: %(address)s (Ctrl-C to end)", address=address).text(_))
        if opens:
            webbrowser.open(address)
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            click.echo()


class QuietHandler(SimpleHTTPRequestHandler):
    """Serves files without telling each request."""

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""
