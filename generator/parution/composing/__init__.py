"""From the Rendition and the Decisions to one plan per site: pure, and without a byte written."""

from parution.composing.compose import compose
from parution.composing.desk import Desk
from parution.composing.plans import (
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
