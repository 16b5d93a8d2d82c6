"""Lets click speak the reader's language: its own sentences stand in the catalogue ``click.po``.

Click asks gettext for its sentences, in whatever language the machine is set to, and ships none.
Here each of its modules is handed the functions of our catalogue instead.
"""

from __future__ import annotations

from collections.abc import Iterator

import click
from click import core, decorators, exceptions, formatting, parser, termui, types, utils

from parution.domain.messages import message
from parution.language.catalogues import translations

SPEAKING = (core, decorators, exceptions, formatting, parser, termui, types, utils)

VALUES = {
    "text": message("NAME"),
    "integer": message("NUMBER"),
    "integer range": message("NUMBER"),
    "file": message("FILE"),
    "directory": message("FOLDER"),
}
"""What stands in the help for the value of an option, by click's name of its type."""


def teach_click(language: str = "fr") -> None:
    """Make click say its own sentences in a language; before the first command runs."""
    catalogue = translations(language)
    functions = {"_": catalogue.gettext, "ngettext": catalogue.ngettext}
    for module in SPEAKING:
        for name, function in functions.items():
            if hasattr(module, name):
                setattr(module, name, function)


def put_in_words(command: click.Command, language: str = "fr") -> None:
    """Give a command the placeholders of its usage line in a language."""
    translate = translations(language).gettext
    if isinstance(command, click.Group):
        command.subcommand_metavar = message("COMMAND [OPTIONS]").text(translate)
    command.options_metavar = message("[OPTIONS]").text(translate)
    for option in options_of(command):
        if option.metavar is None and not option.is_flag and option.type.name in VALUES:
            option.metavar = VALUES[option.type.name].text(translate)


def options_of(command: click.Command) -> Iterator[click.Option]:
    """Yield a command's options."""
    yield from (each for each in command.params if isinstance(each, click.Option))
