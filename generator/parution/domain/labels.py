"""What an association calls its own things, where its readers see them."""

from __future__ import annotations

from dataclasses import dataclass

from parution.domain.parts import Part


@dataclass(frozen=True, slots=True)
class Labels:
    """The words that ``labels:`` in ``mkdocs.yml`` gives; whatever it leaves out has its usual one.

    They are nouns without an article, in lower case.
    """

    theme: tuple[str, str] | None = None
    """One of them, and several."""

    group: tuple[str, str] | None = None
    """One of them, and several."""

    facilitator: tuple[str, ...] = ()
    """Of a man and of a woman; one word where it is the same."""

    parts: tuple[tuple[Part, str], ...] = ()
    """The parts that have another name than usual, in the order of parts."""


NO_LABELS = Labels()
