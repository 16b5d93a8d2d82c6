"""Where readers put what they find wrong, so that they can go on and find the rest."""

from __future__ import annotations

from collections.abc import Iterable

from parution.domain.messages import Message, message
from parution.domain.problems import Place, Problem, Severity, in_order
from parution.language.signs import find_odd


class Report:
    """Collects problems; hands them over in the order in which a person reads."""

    def __init__(self) -> None:
        self._problems: list[Problem] = []

    def error(self, code: str, place: Place, said: Message, hint: Message) -> None:
        """Note a mistake that forbids building."""
        self._problems.append(Problem(code, place, name_odd_signs(said), hint))

    def warn(self, code: str, place: Place, said: Message, hint: Message) -> None:
        """Note something the author will want to know, though the site is right."""
        warning = Problem(code, place, name_odd_signs(said), hint, Severity.WARNING)
        self._problems.append(warning)

    def add(self, problems: Iterable[Problem]) -> None:
        """Note problems that were found by somebody else."""
        self._problems += problems

    @property
    def problems(self) -> tuple[Problem, ...]:
        return in_order(self._problems)


def name_odd_signs(said: Message) -> Message:
    """Return a message that names a sign which cannot be seen, or passes for another, in a value.

    Two values that look alike would else be said to differ.
    """
    for _, value in said.values:
        sign = find_odd(value) if isinstance(value, str) else None
        if sign:
            return message(
                "%(said)s; in “%(text)s” stands %(sign)s", said=said, text=value, sign=sign.name
            )
    return said
