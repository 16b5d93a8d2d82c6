"""Problems in the sources: each has a code, a place, a message and a remedy.

A *problem* is a mistake by whoever wrote the sources. (A *leak* is a promise that we broke;
`parution.audit` has its own words for it.) Problems are values: readers collect them and go on, so
that an author sees all of them at once; the command prints them last.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from parution.domain.failures import Failure
from parution.domain.messages import Message, message


class Severity(StrEnum):
    """Whether a problem stops a build."""

    ERROR = "error"
    """Nothing is built until the author fixes it."""

    WARNING = "warning"
    """The site is right, but the author will want to know."""


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A place in the sources: a file, with line and column (from 1) if known."""

    file: str
    """Relative to the project's folder, with forward slashes."""

    line: int | None = None
    column: int | None = None

    def __str__(self) -> str:
        return ":".join(
            str(part) for part in (self.file, self.line, self.column) if part is not None
        )


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake in the sources."""

    code: str
    """Stable name in kebab-case, e.g. ``unknown-key``; listed in ``docs/problemes.md``."""

    place: Place
    message: Message
    """One sentence that says which value was expected and which was found."""

    hint: Message
    """The remedy; names the nearest known word if the author mistyped one."""

    severity: Severity = Severity.ERROR


class ProblemsFound(Failure):
    """Raised when the sources cannot be built; carries every problem, warnings included."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = sort_problems(problems)
        super().__init__(
            message("The sources hold %(count)s problems.", count=len(self.problems)),
            message("“parution check” lists them, each with its place and its remedy."),
        )

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle with every problem."""
        return ProblemsFound, (self.problems,)


def sort_problems(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return each problem once, sorted as a person reads: by file, line, column, then code."""

    def key(problem: Problem) -> tuple[str, int, int, str, str]:
        place = problem.place
        return place.file, place.line or 0, place.column or 0, problem.code, problem.message.text()

    return tuple(sorted(dict.fromkeys(problems), key=key))


def list_errors(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return the problems that stop a build."""
    return tuple(problem for problem in problems if problem.severity is Severity.ERROR)
