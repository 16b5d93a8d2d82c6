"""Find the openings whose hour has passed since the last publication. Pure."""

from __future__ import annotations

from datetime import datetime

from parution.domain import Catalogue, Opening, Site
from parution.publish.showing import Showing
from parution.release import list_opened_since


def find_overdue(catalogue: Catalogue, served: Showing, instant: datetime) -> tuple[Opening, ...]:
    """Return the openings due by `instant` (aware) that readers do not have yet, oldest first.

    ``served`` holds the parts that the served snapshot shows. Raises ValueError when `instant` is
    naive.
    """
    return tuple(
        opening
        for opening in list_opened_since(catalogue, served.instant, instant)
        if not is_shown(served, opening)
    )


def is_shown(served: Showing, opening: Opening) -> bool:
    """Return whether a site already shows the part that an opening opens."""
    themes = served.shown.get(Site(opening.group, opening.audience), {})
    return opening.part in themes.get(opening.theme, ())
