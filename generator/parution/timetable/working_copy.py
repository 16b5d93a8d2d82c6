"""A project with edits applied, read in full before any file is touched."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Self

from parution.domain import Catalogue, Group, Meeting
from parution.domain.problems import Problem, list_errors
from parution.sources import Reading, read
from parution.sources.foresight import add_foreseen, foresee
from parution.timetable.group_text import CannotEdit, locate_meetings

ENDINGS = (".yml", ".md")
"""The files that edits replace: groups with their meetings, and minutes."""


@dataclass(frozen=True, slots=True)
class WorkingCopy:
    """The sources of a project, with new contents for some files."""

    project: Path
    config_file: Path
    reading: Reading
    written: Mapping[str, bytes]
    """The groups' files before the edits, by path below the project (`read_group_texts`)."""
    texts: Mapping[str, bytes] = field(default_factory=dict)
    """The new contents, by path below the project."""

    @property
    def catalogue(self) -> Catalogue:
        """The sources; raises `ProblemsFound` when they have errors."""
        return self.reading.require()

    @property
    def groups(self) -> Mapping[str, Group]:
        """The groups by slug."""
        return {group.slug: group for group in self.reading.groups}

    def content(self, path: str) -> bytes:
        """Return the bytes of a file; empty if it does not exist yet."""
        return self.texts.get(path, self.written.get(path, b""))

    def text_of(self, group: Group) -> str:
        """Return the text of a group's file."""
        return self.content(group.place.file).decode("utf-8-sig")

    def number_meetings(self, group: Group) -> Mapping[int, Meeting]:
        """Return a group's meetings by their index in its file, from 0."""
        by_place = {(each.place.line, each.place.column): each for each in group.meetings}
        numbers = enumerate(locate_meetings(self.text_of(group)))
        return {number: by_place[place] for number, place in numbers if place in by_place}

    def number_of(self, group: Group, meeting: Meeting) -> int:
        """Return the index of a meeting in its file; raise `CannotEdit` if it has none."""
        for number, each in self.number_meetings(group).items():
            if each is meeting:
                return number
        raise CannotEdit

    def with_texts(self, texts: Mapping[str, bytes]) -> Self:
        """Return the project with further new contents, read again."""
        edited = {**self.texts, **texts}
        reading = read(self.project, self.config_file, edited=edited)
        return type(self)(self.project, self.config_file, reading, self.written, edited)

    def warnings(self, now: datetime) -> tuple[Problem, ...]:
        """Return the problems that `check` reports for meetings after an instant (aware)."""
        if self.reading.catalogue is None:
            return self.reading.problems
        local = now.astimezone(self.catalogue.settings.timezone).replace(tzinfo=None)
        foreseen = foresee(self.catalogue, self.reading.facilitators, local)
        return add_foreseen(self.reading.problems, foreseen, self.catalogue)

    def errors(self) -> tuple[Problem, ...]:
        """Return the problems that prevent a build."""
        return list_errors(self.reading.problems)


def read_group_texts(project: Path) -> dict[str, bytes]:
    """Return the files below ``groups/`` that edits may replace, by path below the project.

    Read them before the sources: a file that changes in between then differs from the content that
    `replace_all` expects, and is not overwritten.
    """
    found = {}
    for ending in ENDINGS:
        for path in (project / "groups").rglob(f"*{ending}"):
            with suppress(OSError):  # Reading the sources reports it.
                found[path.relative_to(project).as_posix()] = path.read_bytes()
    return found


def find_new_problems(
    before: tuple[Problem, ...], after: tuple[Problem, ...]
) -> tuple[Problem, ...]:
    """Return the problems that an edit adds, comparing them without their lines."""
    known = {(each.code, each.place.file, each.message) for each in before}
    return tuple(each for each in after if (each.code, each.place.file, each.message) not in known)
