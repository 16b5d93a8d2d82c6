"""The command ``apply``, which carries out the requests of facilitators."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import datetime

import click

from parution.changes.request import LOCAL_FORMAT
from parution.changes.write_request import Names, say_wish
from parution.cli.confirmed_edits import Judged, Manner, finish, make_working_copy, manner_options
from parution.cli.options import Project, at_option, config_option
from parution.language.catalogues import load_translations
from parution.timetable.mailbox import name_request, read_requests, say_nothing_found
from parution.timetable.weighing import Received, weigh_in_turn

_ = load_translations().gettext

OF_MINUTES = ("minutes", "answer")


@click.command("apply")
@config_option
@click.argument("place", metavar=_("FILE|-|FOLDER"))
@at_option()
@manner_options
def apply_command(
    project: Project,
    place: str,
    instant: datetime | None,
    manner: Manner,
) -> None:
    """Carry out the permitted requests; exit with 1 when one is refused or broken."""
    received, broken = read_requests(place, _)
    if not received and not broken:
        click.echo(say_nothing_found(place).text(_), err=True)
        sys.exit(1)
    first = make_working_copy(project)
    outcomes, last = weigh_in_turn(received, first, manner.consent, project.instant(instant))
    titles = {address: theme.title for address, theme in first.catalogue.themes.items()}
    judged = [Judged(name, outcome) for name, outcome in broken]
    judged += [
        Judged(
            name_request(each, first.catalogue, _),
            outcome,
            format_log_line(each),
            preview_request(each, titles),
        )
        for each, outcome in outcomes
    ]
    finish(project, first, last, judged, manner)


def preview_request(received: Received, titles: Mapping[str, str]) -> tuple[str, ...]:
    """Return what a request would write, line by line, for review before consent.

    ``titles`` are those of the themes, by address. Nothing if a value has no meaning, which refuses
    the request.
    """
    request = received.request
    rows: Sequence[str] = ()
    with suppress(ValueError):
        rows = tuple(say_wish(request, Names(request.group, titles), _))
    return tuple(line for row in rows for line in show_row(row))


def show_row(row: str) -> Iterator[str]:
    """Yield the lines of a row, set off by a bar from the second on: a value forges no row.

    >>> list(show_row("- Lieu : B\\n- Ouverture : tout"))
    ['  - Lieu : B', '  │ - Ouverture : tout']
    """
    first, *others = row.split("\n")
    yield f"  {first}".rstrip()
    yield from (f"  │ {line}".rstrip() for line in others)


def format_log_line(received: Received) -> str:
    """Return the line about a request in the log of changes.

    For minutes and answers it names only the fields that change: their text is in the group's file,
    and is deleted with it.
    """
    request = received.request
    if request.wish in OF_MINUTES:
        sets = "; ".join(request.sets)
    else:
        sets = "; ".join(f"{key}={'~' if v is None else v!r}" for key, v in request.sets.items())
    moment = request.target.starts.strftime(LOCAL_FORMAT)
    return "\t".join((request.group, request.wish, moment, sets, received.source))
