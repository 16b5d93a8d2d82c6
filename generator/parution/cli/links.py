"""The command ``links``: the addresses of the sites, to hand out, and new ones for a group.

It makes the master secret if there is none, because addresses derive from it.
"""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from parution import reporting
from parution.cli.options import Choice, Project, check_known, config_option
from parution.cli.prompts import confirm, is_anyone_there
from parution.compose.site_addresses import locate_site_folder
from parution.domain import Audience, Catalogue, Site
from parution.domain.messages import message
from parution.filesystem import PRIVATE_FILE, replace_file
from parution.language.catalogues import load_translations
from parution.language.labels import AUDIENCES
from parution.output.pdf.link_sheets import LinkSheet, LinkSheets, PrintedLink, set_links
from parution.release import list_sites
from parution.timetable.group_text import Bare, CannotEdit, put
from parution.timetable.replacing import replace_all

_ = load_translations().gettext

Folders = Sequence[tuple[Site, str]]
"""Each site, with its folder under ``site_dir``."""

BYTE_ORDER_MARK = "\ufeff"
HEADS = (
    message("group"),
    message("group's name"),
    message("audience"),
    message("address"),
)

PROTECTS = message(
    "Once you have published with --new-addresses, the old addresses lead nowhere, and whoever has"
    " one learns nothing more."
)
DOES_NOT_PROTECT = message(
    "It takes back nothing that was read, printed or kept on a phone; and whoever forwarded the old"
    " link can forward the new one. Other groups keep their addresses."
)
NEXT = message(
    "Now publish with --new-addresses, then send the new links: parution links --format csv."
)
NO_ADDRESS = message(
    "There is nothing to scan: the settings do not say at which address the sites stand. Write"
    " “site_url” into mkdocs.yml."
)
OPENS = {
    Audience.MEMBER: message("What the group has chosen to open, from its hour on."),
    Audience.READER: message("The same, earlier where the group has chosen so."),
    Audience.FACILITATOR: message(
        "Everything at once, the guide too: cut it off, hand it to nobody."
    ),
}
OF_USE = (
    message("Scan the drawing, or type the address, then keep it among your bookmarks."),
    message("The link is the key: whoever has it reads what you read. Do not hand it on."),
    message("Open the home page once with a network: what is open is then read without one."),
)
NO_BEGINNING = message(
    "The beginning of these addresses is missing: write “site_url” into mkdocs.yml."
)
ADD_YES = message("Nothing was changed: nobody could be asked. Add --yes to have it done.")


@click.command("links")
@config_option
@click.option(
    "--format",
    "output",
    type=Choice(["text", "json", "csv"]),
    default="text",
    help=_("Text for people, JSON for other tools, CSV for a mail merge."),
)
@click.option(
    "--rotate",
    "rotated",
    metavar=_("GROUP"),
    help=_("Give a group new addresses: the old ones end with the next publication."),
)
@click.option(
    "--sheet",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar=_("FILE"),
    help=_("Write a PDF to hand out: a page for each group, with its links and codes to scan."),
)
@click.option("--yes", is_flag=True, help=_("Do it without asking."))
def links_command(
    project: Project, output: str, rotated: str | None, sheet: Path | None, yes: bool
) -> None:
    """Print the addresses of the sites; anyone who has one can read that site."""
    if sheet is not None and sheet.suffix.lower() != ".pdf":
        said = message("a name that ends in .pdf was expected")
        raise click.BadParameter(said.text(_), param_hint="--sheet")
    catalogue = project.timetable
    if rotated is not None:
        rotate(project, catalogue, rotated, yes)
        return
    made_secret = not project.store.has_secret()
    secret = project.store.secret()
    if made_secret:
        click.echo(reporting.describe_new_secret(project.store.secret_path), err=True)
    folders = [
        (site, locate_site_folder(catalogue, secret, site)) for site in list_sites(catalogue)
    ]
    if sheet is not None:
        write_sheets(folders, catalogue, sheet)
        return
    if not catalogue.settings.site_url and output != "json":
        click.echo(NO_BEGINNING.text(_), err=True)
    match output:
        case "json":
            click.echo(reporting.as_json(reporting.write_link(*each) for each in folders))
        case "csv":
            click.echo(write_csv(folders, catalogue), nl=False)
        case _:
            reporting.print_links(folders, catalogue)


def write_csv(folders: Folders, catalogue: Catalogue) -> str:
    """Return the groups' links for French spreadsheets: semicolons, UTF-8 with a byte order mark.

    The public site is left out, because its link is sent to nobody.
    """
    base = (catalogue.settings.site_url or "").rstrip("/")
    names = {group.slug: group.name for group in catalogue.groups}
    translate = load_translations(labels=catalogue.settings.labels).gettext
    table = io.StringIO()
    writer = csv.writer(table, delimiter=";", lineterminator="\r\n")
    writer.writerow([head.text(_) for head in HEADS])
    for site, folder in folders:
        if site.group is not None:
            audience = AUDIENCES[site.audience].text(translate)
            writer.writerow((site.group, names[site.group], audience, f"{base}/{folder}/"))
    return BYTE_ORDER_MARK + table.getvalue()


def write_sheets(folders: Folders, catalogue: Catalogue, target: Path) -> None:
    """Write the sheets to hand out; exit with 1 when ``site_url`` is not set.

    Only the user can read the file, because it holds all links.
    """
    settings = catalogue.settings
    if not settings.site_url:
        click.echo(NO_ADDRESS.text(_), err=True)
        sys.exit(1)
    base = settings.site_url.rstrip("/")
    translate = load_translations(labels=settings.labels).gettext
    sheets = [
        LinkSheet(
            group.name,
            tuple(
                PrintedLink(
                    AUDIENCES[site.audience].text(translate),
                    f"{base}/{folder}/",
                    OPENS[site.audience].text(_),
                )
                for site, folder in folders
                if site.group == group.slug
            ),
        )
        for group in catalogue.groups
    ]
    title = message("Links of the groups").text(_)
    picture = message("QR code of the address").text(_)
    sentences = [each.text(_) for each in OF_USE]
    said = LinkSheets(title, settings.site_name, sheets, sentences, picture)
    replace_file(target, set_links(said), PRIVATE_FILE)
    click.echo(message("Written: %(files)s.", files=str(target)).text(_))


def rotate(project: Project, catalogue: Catalogue, slug: str, yes: bool) -> None:
    """Raise a group's ``generation`` in its file if the user agrees; exit with 1 if not."""
    check_known(slug, (each.slug for each in catalogue.groups), "--rotate")
    group = next(each for each in catalogue.groups if each.slug == slug)
    path = group.place.file
    before = (project.folder / path).read_bytes()
    new_addresses = message(
        "The group “%(group)s” gets new addresses: those of its members, its designated readers and"
        " its facilitator, and other room codes.",
        group=group.name,
    )
    for said in (new_addresses, PROTECTS, DOES_NOT_PROTECT):
        click.echo(said.text(_))
    if not is_wanted(yes):
        sys.exit(1)
    after = raise_generation(before, group.generation + 1)
    if after is None:
        unlaid = message("Write it yourself: generation: %(number)s.", number=group.generation + 1)
        click.echo(unlaid.text(_), err=True)
        sys.exit(1)
    stamp = reporting.format_iso(project.now.replace(microsecond=0))
    line = f"{stamp}\t{slug}: generation {group.generation + 1}"
    replace_all(project.folder, {path: before}, {path: after}, [line])
    click.echo(message("Written: %(files)s.", files=path).text(_))
    click.echo(NEXT.text(_))


def raise_generation(content: bytes, generation: int) -> bytes | None:
    """Return a group's file with another generation, all other bytes unchanged.

    None if the layout of the file is one that the program cannot edit.
    """
    text = content.decode("utf-8-sig")
    mark = content[: len(content) - len(text.encode())]
    try:
        return mark + put(text, ("generation",), Bare(str(generation))).encode()
    except CannotEdit:
        return None


def is_wanted(yes: bool) -> bool:
    """Return whether the user agrees; without a terminal there is nobody to ask."""
    if yes:
        return True
    if not is_anyone_there():
        click.echo(ADD_YES.text(_), err=True)
        return False
    return confirm(message("Give new addresses?").text(_))
