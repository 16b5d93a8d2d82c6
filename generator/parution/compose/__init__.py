"""From the Rendition and the Decisions to one plan per site: pure, and without a byte written."""

from parution.compose.context import Desk
from parution.compose.plans import (
    Booklet,
    Composed,
    Layer,
    Object,
    Searchable,
    SearchPiece,
    SitePlan,
    Stored,
    Text,
)
from parution.compose.sites import compose

__all__ = [
    "Booklet",
    "Composed",
    "Desk",
    "Layer",
    "Object",
    "SearchPiece",
    "Searchable",
    "SitePlan",
    "Stored",
    "Text",
    "compose",
]
