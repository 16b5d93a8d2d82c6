"""The command that previews: serve."""

from __future__ import annotations

import io
import tempfile
import webbrowser
from datetime import datetime
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import BinaryIO

import click

from parution import pipeline
from parution.cli.options import Choice, Project, at_option, config_option, known, no_site
from parution.domain import ARCHIVES, PUBLIC_SITE, Audience, Site
from parution.domain.messages import message
from parution.language.catalogues import translations
from parution.loopback import LOOPBACK, end_by_signals, is_this_machine

_ = translations().gettext


@click.command("serve", help=_("Preview on this machine: everything, or what one group sees."))
@config_option
@click.option("--as", "group", help=_("Preview what this group sees."))
@click.option(
    "--audience",
    type=Choice([each.value for each in Audience]),
    help=_("Whose site to preview; of a group, its members’ unless said."),
)
@at_option()
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8000, help=_("Port on this machine.")
)
@click.option("--open/--no-open", "opens", default=False, help=_("Open it in the browser."))
def serve_command(
    project: Project,
    group: str | None,
    audience: str | None,
    instant: datetime | None,
    port: int,
    opens: bool,
) -> None:
    """Serve a preview until interrupted."""
    site = site_of(project, group, Audience(audience) if audience else None)
    with end_by_signals(), tempfile.TemporaryDirectory(prefix="parution-") as folder:
        target = Path(folder) / "site"
        path = pipeline.build_preview(
            project.folder,
            project.config_file,
            project.instant(instant),
            target,
            site,
        )
        serve_folder(target, path, port, opens)


def site_of(project: Project, group: str | None, audience: Audience | None) -> Site | None:
    """Return the site that is meant, or end because there is none; None for everything."""
    groups = {each.slug: each for each in project.catalogue.groups}
    known(group, groups, "--as")
    if group is None:
        if audience is None:
            return None
        for site in (PUBLIC_SITE, *ARCHIVES):
            if site.audience is audience:
                return site
        raise click.UsageError(_("This audience is a group's: say of which one with --as."))
    audience = audience or Audience.MEMBER
    if audience not in groups[group].audiences:
        missing = no_site(group, groups[group].audiences)
        raise click.BadParameter(missing.text(_), param_hint="--audience")
    return Site(group, audience)


def serve_folder(folder: Path, path: str, port: int, opens: bool) -> None:
    """Serve a folder on the loopback interface until interrupted."""
    handler = partial(PreviewHandler, directory=str(folder))
    with ThreadingHTTPServer((LOOPBACK, port), handler) as server:
        address = f"http://{LOOPBACK}:{server.server_port}/{path}"
        click.echo(message("Preview: %(address)s (Ctrl-C to end)", address=address).text(_))
        if opens:
            webbrowser.open(address)
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            click.echo()


class PreviewHandler(SimpleHTTPRequestHandler):
    """Serves files to browsers of this machine, without telling each request."""

    def send_head(self) -> io.BytesIO | BinaryIO | None:
        """Refuse whoever asks for another host: a page elsewhere made its name lead here."""
        if not is_this_machine(self.headers.get("Host", "")):
            self.send_error(HTTPStatus.MISDIRECTED_REQUEST)
            return None
        return super().send_head()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answer an address that leads nowhere as hosts do: with the page that may lead on."""
        page = Path(self.directory, "404.html")
        if code != HTTPStatus.NOT_FOUND or not page.is_file():
            super().send_error(code, message, explain)
            return
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(page.read_bytes())

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""
