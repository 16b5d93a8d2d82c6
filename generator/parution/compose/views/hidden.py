"""Everything behind the door, which views alone read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from parution.cache.recording import Recorder
from parution.compose.views.theme_view import Texts
from parution.domain import Catalogue, Group, Outlook, Theme
from parution.release import Decisions
from parution.rendition import Rendition


@dataclass(frozen=True, slots=True)
class Hidden:
    """The inputs of all sites, hidden content included: no view hands it on."""

    catalogue: Catalogue
    rendition: Rendition
    decisions: Decisions
    secret: bytes
    texts: Texts
    themes: Mapping[str, Theme]
    """By address, drafts included."""
    groups: Mapping[str, Group]
    """By slug."""
    without_past: dict[int, Outlook] = field(default_factory=dict)
    """Outlooks without the moments of past openings, by the identity of the whole outlook."""


def hide(
    recorder: Recorder,
    catalogue: Catalogue,
    rendition: Rendition,
    decisions: Decisions,
    secret: bytes,
) -> Hidden:
    """Return the inputs of all sites; `recorder` notes which texts the views read."""
    return Hidden(
        catalogue=catalogue,
        rendition=rendition,
        decisions=decisions,
        secret=secret,
        texts=Texts(recorder, rendition),
        themes=catalogue.themes,
        groups={group.slug: group for group in catalogue.groups},
    )
