"""From the Rendition and the Decisions to one plan per site: pure, and without a byte written."""

from parution.composing.compose import compose
from parution.composing.desk import Archive, Desk
from parution.composing.editions import EditionPages
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
    "Archive",
    "Booklet",
    "Composed",
    "Desk",
    "EditionPages",
    "Layer",
    "Object",
    "SearchPiece",
    "Searchable",
    "SitePlan",
    "Stored",
    "Text",
    "compose",
]
