"""The command ``share``, which proposes a group's own subject to the association."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from parution import reporting, scaffold
from parution.cli.new import YEAR, add_to_edition
from parution.cli.new_files import refuse_existing, write_files
from parution.cli.options import Project, check_known, config_option, format_option
from parution.domain.messages import message
from parution.language.catalogues import load_translations
from parution.sharing import Proposed, propose_theme

_ = load_translations().gettext


@click.command("share")
@click.argument("subject", metavar=_("GROUP/SUBJECT"))
@config_option
@click.option("--to", "edition", required=True, metavar=_("EDITION"), help=_("The edition: 2027."))
@click.option("--dry-run", is_flag=True, help=_("Say what would be written; write nothing."))
@format_option
def share_command(subject: str, project: Project, edition: str, dry_run: bool, output: str) -> None:
    """Copy the subject, list it in its edition, and print its gaps."""
    catalogue = project.catalogue
    subjects = {each.address: each for each in project.reading.of_any if each.owner}
    check_known(subject, subjects, _("GROUP/SUBJECT"))
    if not YEAR.fullmatch(edition):
        check_known(edition, [each.name for each in catalogue.editions], "--to")
    group = next(each for each in catalogue.groups if each.slug == subjects[subject].owner)
    proposed = propose_theme(project.folder, subjects[subject], group, edition)
    refuse_existing(project.folder, (f"themes/{proposed.theme}", *proposed.files))
    if not dry_run:
        write(project.folder, proposed, edition)
    if output == "json":
        click.echo(reporting.as_json(make_proposal_row(proposed, is_written=not dry_run)))
        return
    files = ", ".join(proposed.files)
    said = message("Would be written: %(files)s.", files=files)
    click.echo((said if dry_run else message("Written: %(files)s.", files=files)).text(_))
    reporting.print_problems(proposed.lacking, sys.stdout)


def write(folder: Path, proposed: Proposed, edition: str) -> None:
    """Write the files of the draft, and list it in its edition, creating that if needed."""
    write_files(folder, proposed.files)
    slug = proposed.theme.rpartition("/")[2]
    listed = folder / "themes" / edition / "edition.yml"
    if listed.exists():
        add_to_edition(listed, slug)
        return
    made = scaffold.make_edition(int(edition), [slug])
    write_files(folder, {path: text.encode() for path, text in made.items()})


def make_proposal_row(proposed: Proposed, *, is_written: bool) -> dict[str, object]:
    """Return a proposal as the object of ``share --format json``."""
    return {
        "theme": proposed.theme,
        "written": is_written,
        "files": list(proposed.files),
        "missing": [reporting.write_problem(each, _) for each in proposed.lacking],
    }
