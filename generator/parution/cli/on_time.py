"""The commands for whoever publishes on time: next, and those that watch over it.

A static site opens a part only when somebody publishes: these say when that is due.
"""

from __future__ import annotations

from datetime import datetime

import click

from parution import reporting
from parution.cli.options import Project, at_option, config_option, format_option
from parution.domain.messages import message
from parution.language.catalogues import translations
from parution.language.dates import moment_in_words
from parution.release import upcoming

_ = translations().gettext

NOTHING_TO_COME = message("Nothing more is due to open.")


@click.command("next", help=_("Say when something opens next, on whichever site."))
@config_option
@at_option()
@format_option
def next_command(project: Project, instant: datetime | None, output: str) -> None:
    """Print the next moment at which a site changes by an opening."""
    openings = upcoming(project.catalogue, project.instant(instant))
    opens_at = openings[0].opens_at if openings else None
    if output == "json":
        click.echo(reporting.as_json({"opens_at": reporting.iso(opens_at)}))
    elif opens_at is None:
        click.echo(NOTHING_TO_COME.text(_))
    else:
        moment = moment_in_words(opens_at, project.zone, _)
        click.echo(message("Next opening: %(moment)s", moment=moment).text(_))
