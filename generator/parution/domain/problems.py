"""What can be wrong in the sources: a code, a place, what was expected and found, a remedy.

A *problem* is a mistake of whoever wrote the sources. (A *leak* is a broken promise of ours and
has its own words, in `auditing`.) Problems are values: readers collect them and go on, so that
an author sees all of them at once; printing comes last.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from parution.domain.failures import Failure
from parution.domain.messages import Message, message


class Severity(StrEnum):
    """How much a problem weighs."""

    ERROR = "error"
    """Nothing is built until it is mended."""

    WARNING = "warning"
    """The site is right, but the author will want to know."""


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where in the sources: a file, and a line and column counted from 1 when they are known."""

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
    """What was expected and what was found."""

    hint: Message
    """What to do about it; names the nearest known word when one was mistyped."""

    severity: Severity = Severity.ERROR


class ProblemsFound(Failure):
    """Raised when the sources cannot be built; carries every problem, warnings included."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = in_order(problems)
        super().__init__(
            message("The sources hold %(count)s problems.", count=len(self.problems)),
            message("“parution check” lists them, each with its place and its remedy."),
        )

    def __reduce__(self) -> tuple[Any, ...]:
        """Travel between processes with every problem."""
        return ProblemsFound, (self.problems,)


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return each problem once, sorted as a person reads: by file, line, column, then code."""

    def key(problem: Problem) -> tuple[str, int, int, str, str]:
        place = problem.place
        return place.file, place.line or 0, place.column or 0, problem.code, problem.message.text()

    return tuple(sorted(dict.fromkeys(problems), key=key))


def errors(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return those problems that forbid building."""
    return tuple(problem for problem in problems if problem.severity is Severity.ERROR)
