"""What should be open and is not, because nobody has published since its hour came. Pure."""

from __future__ import annotations

from datetime import datetime

from parution.domain import Catalogue, Opening, Site
from parution.publish.showing import Showing
from parution.release import list_opened_since


def overdue(catalogue: Catalogue, served: Showing, instant: datetime) -> tuple[Opening, ...]:
    """Return the openings up to `instant` (aware) that readers still wait for, oldest first.

    ``served`` is what the served snapshot shows; raises ValueError when `instant` is naive.
    """
    return tuple(
        opening
        for opening in list_opened_since(catalogue, served.instant, instant)
        if not is_shown(served, opening)
    )


def is_shown(served: Showing, opening: Opening) -> bool:
    """Tell whether a site already has what opened."""
    themes = served.shown.get(Site(opening.group, opening.audience), {})
    return opening.part in themes.get(opening.theme, ())
