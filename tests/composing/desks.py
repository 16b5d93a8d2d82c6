"""A desk for what is composed without a page: no template, no rendition."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from parution.composing import Desk
from parution.model import Catalogue
from parution.releasing import Decisions
from parution.rendition import Rendition
from parution.translating import translations


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
