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
            "Start an association, a theme, a group, a year. A name alone makes an"
            " association's folder, which builds at once; within one: a theme (new theme"
            " 2027/sommeil), a group (new group saint-nazaire), an edition (new edition"
            " 2027), the minutes of a meeting (new minutes saint-nazaire/2027-01-14) or a"
            " subject of a group's own (new subject saint-nazaire/plaies)."
        ),
    ),
    "proof": Entry(
        "proof",
        _(
            "Make two files of a theme, to be reviewed. They are HTML and PDF, marked as a"
            " proof; of a draft too."
        ),
    ),
    "check": Entry(
        "check",
        _("Read all sources and say everything that is wrong with them."),
    ),
    "import": Entry(
        "import_bibliography",
        _(
            "Turn a bibliography in another format into BibTeX. RIS, PubMed, CSL-JSON and"
            " EndNote are read; it says what could not be kept."
        ),
    ),
    "apply": Entry(
        "apply",
        _(
            "Carry out what facilitators ask for. It finds their requests in a text, a"
            " saved mail (.eml) or a folder of them, says what would change for whom and"
            " when, asks, and edits the groups' files."
        ),
    ),
    "year": Entry(
        "year",
        _(
            "Show the year of all groups. It says what each does with each theme, what is"
            " written, what clashes or is missing. --export makes a workbook of all"
            " meetings, --import reads it back."
        ),
    ),
    "shift": Entry(
        "year",
        _("Move all meetings of a group, from a day on. All move by as many days."),
    ),
    "share": Entry(
        "share",
        _(
            "Propose a group's own subject to the association. It copies it as a draft"
            " theme into an edition, and says what it still lacks. The group's files stay as"
            " they are; its minutes, its authors and its notes do not go along."
        ),
    ),
    "report": Entry(
        "report",
        _(
            "Report a year. Of a group: its meetings, its questions and their answers, what"
            " it wanted to try; of all groups: numbers side by side."
        ),
    ),
    "sheets": Entry(
        "meeting_sheets",
        _(
            "Make the sheets to print for a group's meetings. They are for attendance,"
            " cases, the secretary and what each will try; without a day, for all its"
            " meetings to come."
        ),
    ),
    "build": Entry(
        "build",
        _("Build every site as it is at a moment. That is now, unless --at is given."),
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
        _(
            "Print the files to have publishing done on time. Another program then runs it:"
            " systemd, cron, GitHub or GitLab."
        ),
    ),
    "status": Entry(
        "on_time",
        _("Say whether an opening is overdue in what is published."),
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
        _("Prove that nothing hidden shows in the sites as built."),
    ),
    "publish": Entry(
        "publish",
        _(
            "Build, prove, then let readers have it all at once. Nothing is published if"
            " something hidden would show."
        ),
    ),
    "rollback": Entry(
        "publish",
        _(
            "Go back to a version published earlier. It is refused if it shows anything"
            " that is hidden now."
        ),
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


class InOrder(click.Group):
    """A group that lists its commands in the order in which they were given."""

    def list_commands(self, _ctx: click.Context) -> list[str]:
        """Return the names of the commands, as click asks for them."""
        return list(self.commands)


class ListedCommands(InOrder):
    """A group whose help lists the commands without importing them."""

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands, each with the first sentence of its help."""
        listed = {name: click.Command(name, help=entry.does) for name, entry in ENTRIES.items()}
        InOrder(commands=listed).format_commands(ctx, formatter)
