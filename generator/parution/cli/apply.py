"""The command that carries out what animateurs ask for: apply."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path

import click

from parution.changes import BrokenBlock, find_changes, texts_in
from parution.changes.request import MINUTES
from parution.changes.write import Names, local_in_words, say_wish
from parution.cli.edits import Judged, Manner, draft_of, finish, manner_options
from parution.cli.options import Project, at_option, config_option
from parution.domain import Group
from parution.domain.messages import Message, message
from parution.language.catalogues import translations
from parution.sources.files.text import FORBIDDEN
from parution.timetable.proposal import EditOutcome, Received, propose
from parution.timetable.wishes import Refusal

_ = translations().gettext

STANDARD_INPUT = "-"
ENDINGS = (".txt", ".eml")
"""Files that a folder is looked through for."""

OF_OUTLOOK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How a message begins that Outlook saved in a form of its own (.msg)."""

TITLES: Mapping[str, Message] = {
    "edit-meeting": message("change the meeting of"),
    "add-meeting": message("add a meeting on"),
    "cancel-meeting": message("cancel the meeting of"),
    "minutes": message("write the minutes of the meeting of"),
    "answer": message("answer a question of the meeting of"),
}


OF_MINUTES = ("minutes", "answer")


@click.command(
    "apply",
    help=_(
        "Carry out what animateurs ask for: find their requests in a text, a saved mail (.eml) or a"
        " folder of them, say what would change for whom and when, ask, and edit the groups' files."
    ),
)
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
    """Carry out what may be; exit with 1 when something is refused or broken."""
    received, judged = read_requests(place)
    if not received and not judged:
        nothing = message(
            "No request was found in %(place)s: none of its lines reads “%(mark)s”.",
            place=place,
            mark="#### DEMANDE PARUTION ####",
        )
        click.echo(nothing.text(_), err=True)
        sys.exit(1)
    first = draft_of(project)
    answers, last = propose(received, first, manner.consent, project.instant(instant))
    judged += [
        Judged(title_of(each, first.groups), answer, log_of(each), told_of(each))
        for each, answer in answers
    ]
    finish(project, first, last, judged, manner)


def read_requests(place: str) -> tuple[list[Received], list[Judged]]:
    """Return the requests found at a place, each once, and what was found there that is broken."""
    received: list[Received] = []
    broken: list[Judged] = []
    for name, content in contents_of(place):
        if content.startswith(OF_OUTLOOK):
            broken.append(Judged(name, EditOutcome((refuse_outlook_file(),))))
            continue
        found = [each for text in texts_in(content) for each in find_changes(text)]
        whole = [each for each in found if not isinstance(each, BrokenBlock)]
        for each in whole:
            source = message("%(file)s, line %(line)s", file=name, line=each.line).text(_)
            if all(each.request != other.request for other in received):
                received.append(Received(each.request, source))
        if not whole:
            broken += [
                Judged(f"{name}:{each.line}", EditOutcome((Refusal(each.said, each.remedy),)))
                for each in found[:1]
                if isinstance(each, BrokenBlock)
            ]
    return received, broken


def contents_of(place: str) -> Iterator[tuple[str, bytes]]:
    """Yield the files of a place, by name, with their bytes."""
    path = Path(place)
    if place == STANDARD_INPUT:
        yield _("standard input"), sys.stdin.buffer.read()
    elif path.is_dir():
        for each in sorted(path.iterdir()):
            if each.suffix.lower() in ENDINGS and each.is_file():
                yield each.name, each.read_bytes()
    else:
        yield path.name, path.read_bytes()


def refuse_outlook_file() -> Refusal:
    """Say that a message is in a form that no other program reads well."""
    return Refusal(
        message("this message was saved in a form of Outlook's own (.msg)"),
        message("In Outlook choose File, Save as, “Text only (.txt)”, or paste its text."),
    )


def title_of(received: Received, groups: Mapping[str, Group]) -> str:
    """Return what a request is called: whose it is, what it wants, where it was found."""
    request = received.request
    group = groups[request.group].name if request.group in groups else request.group
    wish = TITLES[request.wish].text(_) if request.wish in TITLES else request.wish
    return message(
        "%(group)s: %(wish)s %(moment)s (%(source)s)",
        group=group,
        wish=wish,
        moment=local_in_words(request.target.starts, _),
        source=received.source,
    ).text(_)


def told_of(received: Received) -> tuple[str, ...]:
    """Return what a request would have written into minutes, for whoever agrees to read.

    A mail may hold signs that command a terminal: they are shown as unreadable, not sent to it.
    """
    request = received.request
    if request.wish not in OF_MINUTES:
        return ()
    words = "\n".join(say_wish(request, Names(request.group), _))
    return tuple(f"  {line}".rstrip() for line in FORBIDDEN.sub("\ufffd", words).split("\n"))


def log_of(received: Received) -> str:
    """Return what the log of changes says of a request.

    Of what a group writes down it names the pieces alone: the words stand in their file, and go
    with it.
    """
    request = received.request
    if request.wish in OF_MINUTES:
        sets = "; ".join(request.sets)
    else:
        sets = "; ".join(f"{key}={'~' if v is None else v!r}" for key, v in request.sets.items())
    moment = request.target.starts.strftime(MINUTES)
    return "\t".join((request.group, request.wish, moment, sets, received.source))
