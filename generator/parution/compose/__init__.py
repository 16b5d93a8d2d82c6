"""Compose one plan per site from the Rendition and the Decisions. Pure: writes no file.

This module exports the parts of plans. It does not import `sites` and `views`, which make plans:
they are large, and a build in which no site changed does not need them.
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
