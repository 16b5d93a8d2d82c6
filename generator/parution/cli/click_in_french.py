"""Lets click speak the reader's language: its own sentences stand in the catalogue ``click.po``.

Click asks gettext for its sentences, in whatever language the machine is set to, and ships none.
Here each of its modules is handed the functions of our catalogue instead.
"""

from __future__ import annotations

from collections.abc import Iterator

import click
from click import core, decorators, exceptions, formatting, parser, termui, types, utils

from parution.language.catalogues import translations

_ = translations().gettext

SPEAKING = (core, decorators, exceptions, formatting, parser, termui, types, utils)

VALUES = {
    "text": _("NAME"),
    "integer": _("NUMBER"),
    "integer range": _("NUMBER"),
    "file": _("FILE"),
    "directory": _("FOLDER"),
}
"""What stands in the help for the value of an option, by click's name of its type."""


def teach_click() -> None:
    """Make click say its own sentences in French; before the first command runs."""
    catalogue = translations()
    functions = {"_": catalogue.gettext, "ngettext": catalogue.ngettext}
    for module in SPEAKING:
        for name, function in functions.items():
            if hasattr(module, name):
                setattr(module, name, function)


def put_in_words(command: click.Command) -> None:
    """Give a command the placeholders of its usage line in French."""
    if isinstance(command, click.Group):
        command.subcommand_metavar = _("COMMAND [OPTIONS]")
    command.options_metavar = _("[OPTIONS]")
    for option in options_of(command):
        if option.metavar is None and not option.is_flag and option.type.name in VALUES:
            option.metavar = VALUES[option.type.name]


def options_of(command: click.Command) -> Iterator[click.Option]:
    """Yield a command's options."""
    yield from (each for each in command.params if isinstance(each, click.Option))
