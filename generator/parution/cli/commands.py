"""The list of commands with their help, available without importing any of them.

Printing the list should not wait for the modules behind the commands.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, MutableMapping
from importlib import import_module
from typing import NamedTuple

import click

from parution.cli.click_in_french import put_in_words
from parution.language.catalogues import load_translations

_ = load_translations().gettext


class Entry(NamedTuple):
    """A command in the list."""

    module: str
    """The module of `parution.cli` that defines the command as ``<name>_command``."""
    does: str
    """Its help, in the reader's language."""


ENTRIES: Mapping[str, Entry] = {
    "new": Entry(
        "new",
        _(
            "Make an association's folder, which builds at once; or, within one, a theme (new"
            " theme 2027/sommeil), a group (new group saint-nazaire), an edition (new edition"
            " 2027), the minutes of a meeting (new minutes saint-nazaire/2027-01-14) or a"
            " subject of a group's own (new subject saint-nazaire/plaies)."
        ),
    ),
    "proof": Entry(
        "proof",
        _("Make one HTML file and one PDF of a theme, drafts included, marked as a proof."),
    ),
    "check": Entry(
        "check",
        _("Read all sources and say everything that is wrong with them."),
    ),
    "import": Entry(
        "import_bibliography",
        _(
            "Turn a bibliography in RIS, PubMed, CSL-JSON or EndNote format into a BibTeX file,"
            " and say what could not be kept."
        ),
    ),
    "apply": Entry(
        "apply",
        _(
            "Carry out what animateurs ask for: find their requests in a text, a saved mail"
            " (.eml) or a folder of them, say what would change for whom and when, ask, and edit"
            " the groups' files."
        ),
    ),
    "year": Entry(
        "year",
        _(
            "Show the year of all groups: what each does with each theme, what is written, what"
            " clashes or is missing. --export makes a workbook of all meetings, --import reads"
            " it back."
        ),
    ),
    "shift": Entry(
        "year",
        _("Move all meetings of a group, from a day on, by as many days."),
    ),
    "share": Entry(
        "share",
        _(
            "Propose a group's own subject to the association: copy it as a draft theme into an"
            " edition, and say what it still lacks. The group's files stay as they are; its"
            " minutes, its authors and its notes do not go along."
        ),
    ),
    "report": Entry(
        "report",
        _(
            "Report a year: of a group its meetings, its questions and their answers, what it"
            " wanted to try; of all groups, numbers side by side."
        ),
    ),
    "sheets": Entry(
        "meeting_sheets",
        _(
            "Make the sheets to print for any meeting of a group (attendance, cases, the"
            " secretary’s, what each will try); without a day, for all its meetings to come."
        ),
    ),
    "build": Entry(
        "build",
        _("Build every site as it is at a moment (now, unless --at is given)."),
    ),
    "explain": Entry(
        "explain",
        _("Say what a group sees at a moment, and why."),
    ),
    "upcoming": Entry(
        "explain",
        _("List what opens next, soonest first."),
    ),
    "next": Entry(
        "on_time",
        _("Say when something opens next, on whichever site."),
    ),
    "watch": Entry(
        "watch",
        _("Publish at each opening, for as long as it runs."),
    ),
    "schedule": Entry(
        "schedule",
        _("Print the files that have another program publish on time."),
    ),
    "status": Entry(
        "on_time",
        _("Say whether what is published lacks something due by now."),
    ),
    "links": Entry(
        "links",
        _("Give the address of every site, to hand to its readers."),
    ),
    "serve": Entry(
        "serve",
        _("Preview on this machine: everything, or what one group sees."),
    ),
    "audit": Entry(
        "publish",
        _("Prove that nothing hidden stands in the sites that were written."),
    ),
    "publish": Entry(
        "publish",
        _("Build, prove that nothing hidden shows, then let readers have it at once."),
    ),
    "rollback": Entry(
        "publish",
        _("Go back to an earlier version, if it shows nothing that is hidden now."),
    ),
    "host-config": Entry(
        "web_server",
        _("Print the settings of the program that serves the sites."),
    ),
    "verify": Entry(
        "web_server",
        _("Ask a live host whether it serves the sites as it should."),
    ),
}
"""In the order in which a project needs them."""


class Commands(MutableMapping[str, click.Command]):
    """The commands by name; each is imported on first access."""

    def __init__(self) -> None:
        self._loaded: dict[str, click.Command] = {}

    def __getitem__(self, name: str) -> click.Command:
        if name not in self._loaded:
            entry = ENTRIES[name]
            module = import_module(f"parution.cli.{entry.module}")
            command = getattr(module, f"{name.replace('-', '_')}_command")
            command.help = entry.does
            self[name] = command
        return self._loaded[name]

    def __setitem__(self, name: str, command: click.Command) -> None:
        put_in_words(command)
        self._loaded[name] = command

    def __delitem__(self, name: str) -> None:
        del self._loaded[name]

    def __iter__(self) -> Iterator[str]:
        return iter(ENTRIES)

    def __len__(self) -> int:
        return len(ENTRIES)


class ListedCommands(click.Group):
    """A group whose help lists the commands without importing them."""

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands, each with the beginning of its help."""
        listed = {name: click.Command(name, help=entry.does) for name, entry in ENTRIES.items()}
        click.Group(commands=listed).format_commands(ctx, formatter)
