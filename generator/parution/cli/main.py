"""The entry point, which turns every failure into a sentence and an exit code."""

from __future__ import annotations

import gc
import os
import sys

import click

from parution import __version__
from parution.cli.any_encoding import speak_in_any_encoding
from parution.cli.click_in_french import put_in_words, teach_click
from parution.cli.commands import Commands, ListedCommands
from parution.language.catalogues import load_translations

_ = load_translations().gettext

PROBLEMS = 1
"""Exit code for problems and leaks. Click uses 2 for wrong usage."""

teach_click()


@click.group(
    cls=ListedCommands,
    commands=Commands(),
    help=_("Compile clinical themes into one site per group, released at its own pace."),
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__)
def parution() -> None:
    """Group the commands."""


put_in_words(parution)


def main() -> None:
    """Run the command line; every failure ends in a sentence and an exit code.

    If the variable ``PARUTION_TRACEBACK`` is set, unforeseen failures are raised instead.
    """
    speak_in_any_encoding(sys.stdout, sys.stderr)
    # A build makes millions of objects and few cycles: rarer collections save a tenth of its time.
    gc.set_threshold(100_000, 20, 50)
    try:
        parution()
    except Exception as failure:
        # Imported here, because most commands do not fail.
        from parution.cli.failure_sentences import is_foreseen, tell

        if "PARUTION_TRACEBACK" in os.environ and not is_foreseen(failure):
            raise
        tell(failure, _)
        sys.exit(PROBLEMS)
