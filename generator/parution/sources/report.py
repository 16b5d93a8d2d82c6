"""Collects the problems that readers find, so that they can go on and find the rest."""

from __future__ import annotations

from collections.abc import Iterable

from parution.domain.messages import Message, message
from parution.domain.problems import Place, Problem, Severity, sort_problems
from parution.language.look_alikes import find_odd

CAUSES = frozenset({"yaml-tag", "yaml-alias"})
"""Codes of mistakes that make a value mean nothing: what else is said of its place is no help."""


class Report:
    """Collects problems, and returns them sorted by place."""

    def __init__(self) -> None:
        self._problems: list[Problem] = []

    def error(self, code: str, place: Place, said: Message, hint: Message) -> None:
        """Add a mistake that stops the build."""
        self._problems.append(Problem(code, place, name_odd_signs(said), hint))

    def warn(self, code: str, place: Place, said: Message, hint: Message) -> None:
        """Add a warning, which stops no build."""
        warning = Problem(code, place, name_odd_signs(said), hint, Severity.WARNING)
        self._problems.append(warning)

    def add(self, problems: Iterable[Problem]) -> None:
        """Add problems found elsewhere."""
        self._problems += problems

    @property
    def problems(self) -> tuple[Problem, ...]:
        caused = {each.place for each in self._problems if each.code in CAUSES}
        return sort_problems(
            each for each in self._problems if each.place not in caused or each.code in CAUSES
        )


def name_odd_signs(said: Message) -> Message:
    """Return a message that also names an invisible or deceptive character in its values.

    Else the message might say that two values differ which look alike.
    """
    for _, value in said.values:
        sign = find_odd(value) if isinstance(value, str) else None
        if sign:
            return message(
                "%(said)s; in “%(text)s” stands %(sign)s", said=said, text=value, sign=sign.name
            )
    return said
