"""A change that nobody has carried out yet: what would be written, and what that would do.

It is weighed as `parution apply` does, with one difference: what opens at once or closes needs
somebody's word there, and is shown here with that need.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from parution.domain import Catalogue
from parution.domain.messages import Message, Translate
from parution.sources import read
from parution.timetable.draft import Draft
from parution.timetable.mailbox import find_requests, name_request, read_files, say_nothing_found
from parution.timetable.proposal import EditConsent, EditOutcome, objections, propose
from parution.timetable.wishes import Refusal

Contents = tuple[tuple[str, bytes], ...]


class Mail:
    """Where changes are read from: files, folders, or what was piped in when this began."""

    def __init__(self, places: Sequence[str], translate: Translate) -> None:
        self._places = [place for place in places if place != "-"]
        self._translate = translate
        self._piped: Contents = ()
        if "-" in places:
            self._piped = tuple(read_files("-", translate))
        self.name = ", ".join(places)

    def __bool__(self) -> bool:
        """Whether there is anything to look at."""
        return bool(self.name)

    def contents(self) -> Contents:
        """Return what stands in the files, by name; raises `OSError` where one cannot be read."""
        read = (each for place in self._places for each in read_files(place, self._translate))
        return (*read, *self._piped)


@dataclass(frozen=True, slots=True)
class Judged:
    """A request, and what would become of it."""

    title: str
    answer: EditOutcome
    needed: tuple[Refusal, ...] = ()
    """What whoever carries it out must agree to."""


@dataclass(frozen=True, slots=True)
class Pending:
    """Changes that are looked at before anybody carries them out."""

    texts: Mapping[str, bytes]
    """The groups' files as they would be, by path below the project."""
    judged: tuple[Judged, ...] = ()
    nothing: Message | None = None
    """Said where no request was found."""
    before: Catalogue | None = None
    """What the sources say as they are."""

    @property
    def groups(self) -> tuple[str, ...]:
        """The slugs of the groups for whom something would change, in order."""
        sites = (effect.site.group for each in self.judged for effect in each.answer.effects)
        return tuple(dict.fromkeys(filter(None, sites)))


def weigh(
    project: Path, config_file: Path, mail: Mail, now: datetime, translate: Translate
) -> Pending:
    """Return what the changes would do, carried out at an instant (aware).

    Raises `ProblemsFound` when the sources have errors, `OSError` where the mail cannot be read.
    """
    received, broken = find_requests(iter(mail.contents()), translate)
    if not received and not broken:
        return Pending({}, nothing=say_nothing_found(mail.name))
    reading = read(project, config_file)
    first = Draft(project, config_file, reading)
    agreed = EditConsent(withdraw=tuple(first.groups), open_now=True)
    answers, last = propose(received, first, agreed, now)
    judged = [Judged(title, answer) for title, answer in broken]
    for each, answer in answers:
        needed = tuple(objections(answer.effects, EditConsent()))
        judged.append(Judged(name_request(each, first.groups, translate), answer, needed))
    return Pending(last.texts, tuple(judged), before=reading.require())


def take_fingerprint(mail: Mail) -> str:
    """Return a digest of what the changes say; it is another when one is edited."""
    try:
        contents = mail.contents()
    except OSError as error:
        contents = ((str(error), b""),)
    return hashlib.sha256(repr(contents).encode()).hexdigest()
