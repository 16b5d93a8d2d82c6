"""French for click, whose own sentences are in the catalogue ``click.po``.

Click asks gettext for translations in the language of the machine, and includes none. This module
replaces the gettext functions in each of its modules by those of our catalogue, and the straight
quotes around names in its failures by French ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import click
from click import core, decorators, exceptions, formatting, parser, termui, types, utils

from parution.language.catalogues import load_translations

_ = load_translations().gettext

SPEAKING = (core, decorators, exceptions, formatting, parser, termui, types, utils)

VALUES = {
    "text": _("NAME"),
    "integer": _("NUMBER"),
    "integer range": _("NUMBER"),
    "file": _("FILE"),
    "directory": _("FOLDER"),
}
"""Placeholders for the values of options in the help, by click's type names."""


QUOTED = re.compile(r"(?<!\w)'([^'\n]+)'(?!\w)")
"""A name as click quotes it."""


def teach_click() -> None:
    """Make click speak French; call it before the first command runs."""
    vars(exceptions)["echo"] = echo_failure
    catalogue = load_translations()
    functions = {"_": catalogue.gettext, "ngettext": catalogue.ngettext}
    for module in SPEAKING:
        for name, function in functions.items():
            if hasattr(module, name):
                setattr(module, name, function)


def echo_failure(text: str, **settings: Any) -> None:
    """Print a sentence about wrong usage, with names between French quotes."""
    click.echo(QUOTED.sub("«\u00a0\\1\u00a0»", text), **settings)


def put_in_words(command: click.Command) -> None:
    """Translate the placeholders in a command's usage line."""
    if isinstance(command, click.Group):
        command.subcommand_metavar = _("COMMAND [OPTIONS]")
    command.options_metavar = _("[OPTIONS]")
    for option in list_options(command):
        if option.metavar is None and not option.is_flag and option.type.name in VALUES:
            option.metavar = VALUES[option.type.name]


def list_options(command: click.Command) -> Iterator[click.Option]:
    """Yield the options of a command."""
    yield from (each for each in command.params if isinstance(each, click.Option))
