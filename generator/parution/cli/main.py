"""Where the commands come together, and where every failure becomes a sentence and an exit code."""

from __future__ import annotations

import gc
import sys

import click

from parution import reporting
from parution.cli.building import build_command, serve_command
from parution.cli.failures import EXPECTED, sentence
from parution.cli.french import put_in_words, teach_click
from parution.cli.publishing import audit_command, publish_command, rollback_command
from parution.cli.questions import check_command, explain_command, links_command, upcoming_command
from parution.problems import ProblemsFound
from parution.translating import translations

_ = translations().gettext

PROBLEMS = 1
"""Exit code when problems or leaks were found. Wrong usage is click's own 2."""


teach_click()


@click.group(
    help=_("Compile clinical themes into one site per group, released at its own pace."),
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(package_name="parution")
def parution() -> None:
    """Hold the commands together."""


for command in (
    check_command,
    build_command,
    explain_command,
    upcoming_command,
    links_command,
    serve_command,
    audit_command,
    publish_command,
    rollback_command,
):
    parution.add_command(command)
put_in_words(parution)


def main() -> None:
    """Run the command line; a mistake of the user's never shows as a traceback."""
    # A build makes millions of objects and few cycles: looking for these less often saves a tenth.
    gc.set_threshold(100_000, 20, 50)
    try:
        parution()
    except EXPECTED as failure:
        if isinstance(failure, ProblemsFound):
            reporting.print_problems(failure.problems, sys.stderr)
        click.echo(sentence(failure, _), err=True)
        sys.exit(PROBLEMS)
