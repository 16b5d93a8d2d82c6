"""From the Rendition and the Decisions to one plan per site: pure, and without a byte written."""

from parution.composing.compose import compose
from parution.composing.desk import Desk
from parution.composing.plans import (
    Composed,
    Layer,
    Object,
    SearchPiece,
    SitePlan,
    Stored,
    Text,
)

__all__ = [
    "Composed",
    "Desk",
    "Layer",
    "Object",
    "SearchPiece",
    "SitePlan",
    "Stored",
    "Text",
    "compose",
]
