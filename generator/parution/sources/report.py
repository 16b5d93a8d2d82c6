"""Where readers put what they find wrong, so that they can go on and find the rest."""

from __future__ import annotations

from parution.domain.messages import Message
from parution.domain.problems import Place, Problem, Severity, in_order


class Report:
    """Collects problems; hands them over in the order in which a person reads."""

    def __init__(self) -> None:
        self._problems: list[Problem] = []

    def error(self, code: str, place: Place, message: Message, hint: Message) -> None:
        """Note a mistake that forbids building."""
        self._problems.append(Problem(code, place, message, hint))

    def warning(self, code: str, place: Place, message: Message, hint: Message) -> None:
        """Note something the author will want to know, though the site is right."""
        self._problems.append(Problem(code, place, message, hint, Severity.WARNING))

    @property
    def problems(self) -> tuple[Problem, ...]:
        return in_order(self._problems)
