"""Pending changes: the files that they would write, and the effects on readers.

They are weighed as by `parution apply`, with one difference: where openings at once and closings
need consent there, the preview shows them together with the need for consent.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from parution.domain import Catalogue
from parution.domain.messages import Message, Translate
from parution.publish.consent import Consent
from parution.sources import read
from parution.timetable.mailbox import find_requests, name_request, read_files, say_nothing_found
from parution.timetable.weighing import EditOutcome, list_objections, weigh_in_turn
from parution.timetable.wishes import Refusal
from parution.timetable.working_copy import WorkingCopy, read_group_texts

Contents = tuple[tuple[str, bytes], ...]


class Mail:
    """The sources of changes: files, folders, or the standard input read at the start."""

    def __init__(self, places: Sequence[str], translate: Translate) -> None:
        self._places = [place for place in places if place != "-"]
        self._translate = translate
        self._piped: Contents = ()
        if "-" in places:
            self._piped = tuple(read_files("-", translate))
        self.name = ", ".join(places)

    def __bool__(self) -> bool:
        """Return whether any place was named."""
        return bool(self.name)

    def contents(self) -> Contents:
        """Return the names and bytes of the files; raises `OSError` when one is unreadable."""
        read = (each for place in self._places for each in read_files(place, self._translate))
        return (*read, *self._piped)


@dataclass(frozen=True, slots=True)
class Judged:
    """A request and its outcome."""

    title: str
    outcome: EditOutcome
    needed: tuple[Refusal, ...] = ()
    """The consent that carrying it out needs."""


@dataclass(frozen=True, slots=True)
class Pending:
    """Changes under review, which nobody has carried out."""

    texts: Mapping[str, bytes]
    """The groups' files after the changes, by path below the project."""
    judged: tuple[Judged, ...] = ()
    nothing: Message | None = None
    """The message that no request was found."""
    before: Catalogue | None = None
    """The sources without the changes."""

    @property
    def groups(self) -> tuple[str, ...]:
        """The slugs of the groups that the changes affect, in order."""
        sites = (effect.site.group for each in self.judged for effect in each.outcome.effects)
        return tuple(dict.fromkeys(filter(None, sites)))


def weigh(
    project: Path, config_file: Path, mail: Mail, now: datetime, translate: Translate
) -> Pending:
    """Return the effects of the changes at an instant (aware).

    Raises `ProblemsFound` when the sources have errors, `OSError` when the mail is unreadable.
    """
    received, broken = find_requests(iter(mail.contents()), translate)
    if not received and not broken:
        return Pending({}, nothing=say_nothing_found(mail.name))
    written = read_group_texts(project)
    reading = read(project, config_file)
    first = WorkingCopy(project, config_file, reading, written)
    agreed = Consent(withdraw=tuple(first.groups), open_now=True)
    outcomes, last = weigh_in_turn(received, first, agreed, now)
    judged = [Judged(title, outcome) for title, outcome in broken]
    for each, outcome in outcomes:
        needed = tuple(list_objections(outcome.effects, Consent()))
        judged.append(Judged(name_request(each, first.catalogue, translate), outcome, needed))
    return Pending(last.texts, tuple(judged), before=reading.require())


def take_fingerprint(mail: Mail) -> str:
    """Return a digest of the changes; an edit of one of them changes it."""
    try:
        contents = mail.contents()
    except OSError as error:
        contents = ((str(error), b""),)
    return hashlib.sha256(repr(contents).encode()).hexdigest()
