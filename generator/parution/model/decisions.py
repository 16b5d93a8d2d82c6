"""What is decided: visible or not, from when, and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from parution.model.words import Audience, Part, Reason


@dataclass(frozen=True, slots=True)
class Decision:
    """Whether one audience of one group sees one part of one theme at an instant, and why."""

    group: str | None
    """Slug; None for the public site."""
    audience: Audience
    theme: str
    part: Part
    visible: bool
    opens_at: datetime | None
    """Aware, in UTC. None when always open, or when nothing says it will open."""
    reason: Reason
    rule: str
    """The deciding rule in the words it was written in."""
