"""Says that a theme does not exist, in the order of an edition and in a meeting alike."""

from __future__ import annotations

from collections.abc import Sequence

from parution.domain.messages import Message, message
from parution.language.nearest import list_names


def name_unknown_theme(name: str, known: Sequence[str]) -> Message:
    """Return the message that a name is none of the ``known`` themes."""
    if not known:
        return message("unknown theme “%(name)s”; no theme has been written yet", name=name)
    return message(
        "unknown theme “%(name)s”; one of these was expected: %(known)s",
        name=name,
        known=list_names(known),
    )
