"""The commands ``host-config`` and ``verify``, for whoever runs the web server."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

import click

from parution import reporting
from parution.cli.options import (
    Choice,
    Project,
    at_option,
    check_known,
    config_option,
    format_option,
)
from parution.compose.site_addresses import locate_site_folder
from parution.domain import PUBLIC_SITE
from parution.domain.messages import message
from parution.language.catalogues import load_translations
from parution.private_store import find_secret
from parution.publish.current import CURRENT
from parution.publish.hosts.configuration import ServedPlace, Server, write_configuration
from parution.publish.hosts.findings import Finding
from parution.publish.hosts.host_requests import make_asker
from parution.publish.hosts.verify import Expected, verify
from parution.publish.snapshots import find_store_around
from parution.release import list_sites

_ = load_translations().gettext

EXAMPLE = "dossiers.example.org"
FOLDER = "/srv/dossiers/current"

PLAIN_PATH = re.compile(r"[\w.~/-]*", re.ASCII)
"""Paths that need no quotes in the settings of any server."""

MOST_SHOWN = 3
"""Addresses printed for each kind of finding; JSON lists all of them."""


@click.command("host-config")
@config_option
@click.option(
    "--for",
    "server",
    type=Choice([server.value for server in Server]),
    required=True,
    help=_("The program that serves files."),
)
@click.option(
    "--name", metavar=_("NAME"), help=_("The name of the host; mkdocs.yml says it (site_url).")
)
@click.option(
    "--root",
    "folder",
    metavar=_("FOLDER"),
    default=FOLDER,
    show_default=True,
    help=_("The folder to serve, on the host."),
)
@click.option(
    "--auth",
    "protected",
    multiple=True,
    metavar=_("GROUP"),
    help=_("A group whose sites ask for a password, besides their address."),
)
def host_config_command(
    project: Project, server: str, name: str | None, folder: str, protected: tuple[str, ...]
) -> None:
    """Print the settings for a web server."""
    refuse_whole_target(Path(folder))
    groups = {group.slug for group in project.catalogue.groups} if protected else set()
    for group in protected:
        check_known(group, groups, "--auth")
    place = locate_on_host(project, name, folder)
    of_all = bool(protected) and groups == set(protected)
    click.echo(write_configuration(Server(server), place, protected, _, archives=of_all), nl=False)


def refuse_whole_target(folder: Path) -> None:
    """End as wrong usage for a target: its earlier versions are for nobody any more."""
    if find_store_around(folder / CURRENT) == folder:
        whole = message(
            "%(folder)s holds all versions, also what was withdrawn. Serve %(current)s.",
            folder=str(folder),
            current=str(folder / CURRENT),
        )
        raise click.BadParameter(whole.text(_), param_hint="--root")


def locate_on_host(project: Project, name: str | None, folder: str) -> ServedPlace:
    """Return the host name and folder of the sites; warn when the name is unknown."""
    url = urlsplit(project.settings.site_url or "")
    below = url.path.strip("/")
    if not PLAIN_PATH.fullmatch(below):
        odd = message(
            "“site_url” leads to %(path)s, a name that settings of servers would have to quote:"
            " use letters without accents, digits, dots and dashes.",
            path=url.path,
        )
        raise click.UsageError(odd.text(_))
    if not (name or url.hostname):
        unknown = message(
            "mkdocs.yml does not say under which name the sites are served (site_url): write that"
            " name instead of %(example)s.",
            example=EXAMPLE,
        )
        click.echo(unknown.text(_), err=True)
    return ServedPlace(
        name or url.hostname or EXAMPLE, folder.rstrip("/"), f"/{below}" if below else ""
    )


NO_SECRET = message(
    "Without the secret the sites of the groups have no known address: only the public site was"
    " looked at."
)
RIGHT = message("Nothing is wrong with %(url)s.", url="")


@click.command("verify")
@config_option
@click.argument("url", metavar="[URL]", required=False)
@click.option(
    "--against",
    "copy",
    type=click.Path(path_type=Path, file_okay=False),
    metavar=_("FOLDER"),
    help=_("A folder that holds what should be served, such as DIR/current: pages are compared."),
)
@at_option()
@format_option
def verify_command(
    project: Project, url: str | None, copy: Path | None, instant: datetime | None, output: str
) -> None:
    """Print the defects of a host; exit with 1 when there are any."""
    url = choose_address(project, url)
    copy = copy and find_sites(copy)
    catalogue, secret = project.catalogue, find_secret(project.folder)
    sites = [PUBLIC_SITE] if secret is None else list_sites(catalogue)
    folders = {site: locate_site_folder(catalogue, secret or b"", site) for site in sites}
    if secret is None:
        click.echo(NO_SECRET.text(_), err=True)
    found = verify(url, Expected(catalogue, folders, project.instant(instant), copy), make_asker())
    if output == "json":
        click.echo(
            reporting.as_json(
                {
                    "code": each.code.value,
                    "url": each.url,
                    "message": each.message.text(_),
                    "hint": each.hint.text(_),
                }
                for each in found
            )
        )
    elif not found:
        click.echo(message(RIGHT.msgid, url=url).text(_))
    else:
        print_findings(found)
    sys.exit(1 if found else 0)


def find_sites(folder: Path) -> Path:
    """Return the folder of the sites: the given one, or the published one within a target's."""
    for place in (folder, folder / CURRENT):
        if (place / "index.html").is_file():
            return place
    wrong = message(
        "There are no sites in %(folder)s. Give the folder that is served, such as %(example)s.",
        folder=str(folder),
        example=FOLDER,
    )
    raise click.BadParameter(wrong.text(_), param_hint="--against")


def print_findings(found: Iterable[Finding]) -> None:
    """Print each kind of defect once, with some of its addresses and the remedy."""
    urls: dict[tuple[str, str, str], list[str]] = {}
    for each in found:
        kind = (each.message.text(_), each.code.value, each.hint.text(_))
        urls.setdefault(kind, []).append(each.url)
    for (said, code, hint), where in urls.items():
        click.echo(f"{said}  [{code}]")
        for url in where[:MOST_SHOWN]:
            click.echo(f"    {url}")
        if len(where) > MOST_SHOWN:
            more = message("… and %(count)s more.", count=len(where) - MOST_SHOWN)
            click.echo(f"    {more.text(_)}")
        click.echo(f"  → {hint}\n")


def choose_address(project: Project, given: str | None) -> str:
    """Return the address to check: the given one, else ``site_url``."""
    url = given or project.settings.site_url
    if url is None or urlsplit(url).scheme not in ("http", "https"):
        wanted = message("Write the address of the sites: https://%(example)s/.", example=EXAMPLE)
        raise click.UsageError(wanted.text(_))
    return url
