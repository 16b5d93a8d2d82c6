"""A desk for what is composed without a page: no template, no rendition."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from parution.compose import Desk
from parution.domain import Catalogue
from parution.language.catalogues import translations
from parution.release import Decisions
from parution.rendition import Rendition


def desk_at(
    catalogue: Catalogue,
    instant: datetime,
    **settings: Any,
) -> Desk:
    """Return a desk at an instant; `settings` replace those of the catalogue."""
    catalogue = replace(catalogue, settings=replace(catalogue.settings, **settings))
    return Desk(
        catalogue=catalogue,
        rendition=Rendition({}, {}, {}),
        decisions=Decisions(catalogue, instant),
        templates=None,
        translate=translations("fr").gettext,
        secret=b"secret" * 8,
        archive=None,
    )
