"""An association's own words for its things, as its readers see them."""

from __future__ import annotations

from dataclasses import dataclass

from parution.domain.parts import Part


@dataclass(frozen=True, slots=True)
class Labels:
    """The words under ``labels:`` in ``mkdocs.yml``; things without one have their usual words.

    They are nouns without an article, in lower case.
    """

    theme: tuple[str, str] | None = None
    """One of them, and several."""

    group: tuple[str, str] | None = None
    """One of them, and several."""

    facilitator: tuple[str, ...] = ()
    """The word for a man and the word for a woman; a single word if they are equal."""

    parts: tuple[tuple[Part, str], ...] = ()
    """The parts with a name of the association's own, in the order of parts."""


NO_LABELS = Labels()
