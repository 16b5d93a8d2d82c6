"""The command ``serve``, which previews the sites."""

from __future__ import annotations

import sys
import webbrowser
from datetime import datetime
from typing import TYPE_CHECKING

import click

from parution.cli.options import (
    Choice,
    Project,
    Whole,
    at_option,
    check_known,
    config_option,
    describe_missing_site,
)
from parution.compose.site_addresses import locate_site_folder
from parution.domain import ARCHIVES, PUBLIC_SITE, Audience, Site
from parution.domain.messages import message
from parution.language.catalogues import load_translations
from parution.loopback import end_by_signals

if TYPE_CHECKING:
    from parution.preview import PreviewServer

_ = load_translations().gettext


@click.command("serve")
@config_option
@click.option("--as", "group", help=_("Preview what this group sees."))
@click.option(
    "--audience",
    type=Choice([each.value for each in Audience]),
    help=_("Whose site to preview; of a group, its members’ unless said."),
)
@at_option()
@click.option(
    "--with",
    "places",
    multiple=True,
    metavar=_("FILE|-|FOLDER"),
    help=_("Show the sites as they would be after these changes, which are not carried out."),
)
@click.option("--port", type=Whole(0, 65535), default=8000, help=_("Port on this machine."))
@click.option("--open/--no-open", "opens", default=False, help=_("Open it in the browser."))
def serve_command(
    project: Project,
    group: str | None,
    audience: str | None,
    instant: datetime | None,
    places: tuple[str, ...],
    port: int,
    opens: bool,
) -> None:
    """Serve a preview until interrupted."""
    # Imported here to keep the start of the program fast.
    from parution.preview import Builds, Kind, Mail, Preview, PreviewServer

    site = find_site(project, group, Audience(audience) if audience else None)
    now, mail = project.instant(instant), Mail(places, _)
    with Builds(project.config_file, mail, now) as builds:
        builds.refresh()
        pending = builds.find_pending()
        if pending and pending.nothing:
            click.echo(pending.nothing.text(_), err=True)
            sys.exit(1)
        if pending and site is None:
            site = Site(next(iter(pending.groups)), Audience.MEMBER) if pending.groups else None
        kind = Kind.SITES if site else Kind.EVERYTHING
        start = Preview(Kind.AFTER if site and pending else kind, now).at(now)
        catalogue = builds.catalogue(start.kind)
        folder = locate_site_folder(catalogue, builds.secret, site) if site else ""
        with end_by_signals(), PreviewServer(builds, start, port) as server:
            run(server, f"{server.address}/{folder}{'/' if folder else ''}", opens)


def run(server: PreviewServer, address: str, opens: bool) -> None:
    """Print the address of a preview, and serve it until interrupted."""
    click.echo(message("Preview: %(address)s (Ctrl-C to end)", address=address).text(_))
    if opens:
        webbrowser.open(address)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        click.echo()


def find_site(project: Project, group: str | None, audience: Audience | None) -> Site | None:
    """Return the requested site, None for everything; end as wrong usage if there is none."""
    groups = {each.slug: each for each in project.catalogue.groups}
    check_known(group, groups, "--as")
    if group is None:
        if audience is None:
            return None
        for site in (PUBLIC_SITE, *ARCHIVES):
            if site.audience is audience:
                return site
        raise click.UsageError(_("This audience is a group's: say of which one with --as."))
    audience = audience or Audience.MEMBER
    if audience not in groups[group].audiences:
        missing = describe_missing_site(group, groups[group].audiences)
        raise click.BadParameter(missing.text(_), param_hint="--audience")
    return Site(group, audience)
