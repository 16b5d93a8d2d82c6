"""The command ``proof``, which makes a proof for reviewers."""

from __future__ import annotations

from pathlib import Path

import click

from parution.cli.new_files import to_option, write_and_print
from parution.cli.options import Project, check_known, config_option
from parution.language.catalogues import load_translations
from parution.language.dates import word_date
from parution.proof import make_proof, word_notice

_ = load_translations().gettext


@click.command("proof")
@click.argument("theme", metavar=_("YEAR/THEME"))
@config_option
@to_option(_("The folder to write the two files to; this one otherwise."))
def proof_command(theme: str, project: Project, folder: Path) -> None:
    """Write the two files and print their names."""
    address = check_known(theme, project.catalogue.themes, _("YEAR/THEME")) or theme
    day = word_date(project.now.astimezone(project.zone).date(), _, weekday=False)
    files = make_proof(
        project.folder, project.config_file, address, project.now, word_notice(day).text(_)
    )
    name = f"{address.replace('/', '-')}-epreuve"
    write_and_print(folder, {f"{name}.{ending}": content for ending, content in files.items()})
