"""Compose one plan per site from the Rendition and the Decisions. Pure: writes no file.

This module names what plans consist of. `sites` and `views`, which make them, are large: a build
in which no site changed does not load them.
"""

from parution.compose.plans import (
    Booklet,
    Composed,
    Layer,
    MeetingSheets,
    Object,
    SealedBooklet,
    Searchable,
    SearchBundle,
    SearchPages,
    SearchPiece,
    SitePlan,
    SmallFile,
    Stored,
)
from parution.compose.room_key import RoomKey

__all__ = [
    "Booklet",
    "Composed",
    "Layer",
    "MeetingSheets",
    "Object",
    "RoomKey",
    "SealedBooklet",
    "SearchBundle",
    "SearchPages",
    "SearchPiece",
    "Searchable",
    "SitePlan",
    "SmallFile",
    "Stored",
]
