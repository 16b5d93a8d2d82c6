"""The command for whoever serves what is published: host-config."""

from __future__ import annotations

from urllib.parse import urlsplit

import click

from parution.cli.options import Project, config_option, known
from parution.domain.messages import message
from parution.language.catalogues import translations
from parution.publish.hosts.configuration import Place, Server, configuration

_ = translations().gettext

EXAMPLE = "dossiers.example.org"
FOLDER = "/srv/dossiers/current"


@click.command("host-config", help=_("Print the settings of the program that serves the sites."))
@config_option
@click.option(
    "--for",
    "server",
    type=click.Choice([server.value for server in Server]),
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
    """Print the settings of one program."""
    if protected:
        groups = [group.slug for group in project.catalogue.groups]
        for group in protected:
            known(group, groups, "--auth")
    place = Place(name or name_of_host(project), folder.rstrip("/"))
    click.echo(configuration(Server(server), place, protected, _), nl=False)


def name_of_host(project: Project) -> str:
    """Return the name under which the sites are served, as far as it is known."""
    url = urlsplit(project.settings.site_url or "")
    if url.path.strip("/"):
        deeper = message(
            "“site_url” leads to a folder (%(path)s), and these settings are for a host that has"
            " nothing but the sites: give them a name of their own with --name, such as"
            " %(example)s.",
            path=url.path,
            example=EXAMPLE,
        )
        raise click.UsageError(deeper.text(_))
    if url.hostname is None:
        unknown = message(
            "mkdocs.yml does not say under which name the sites are served (site_url): write that"
            " name instead of %(example)s.",
            example=EXAMPLE,
        )
        click.echo(unknown.text(_), err=True)
    return url.hostname or EXAMPLE
