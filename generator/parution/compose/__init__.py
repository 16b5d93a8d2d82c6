"""Compose one plan per site from the Rendition and the Decisions. Pure: writes no file."""

from parution.compose.context import Context, PublicPieces
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
from parution.compose.sites import compose
from parution.compose.views import Views, WouldLeak, answers

__all__ = [
    "Booklet",
    "Composed",
    "Context",
    "Layer",
    "MeetingSheets",
    "Object",
    "PublicPieces",
    "RoomKey",
    "SealedBooklet",
    "SearchBundle",
    "SearchPages",
    "SearchPiece",
    "Searchable",
    "SitePlan",
    "SmallFile",
    "Stored",
    "Views",
    "WouldLeak",
    "answers",
    "compose",
]
