"""The sealed object on a group's site for its next meeting: only the room code opens it.

It has a layer of its own that no page and no list refers to, so that no other file of the site
changes with its content.
"""

from __future__ import annotations

from parution.compose.booklets import make_booklet
from parution.compose.context import Context
from parution.compose.plans import Layer, SealedBooklet
from parution.compose.views import Room
from parution.rendition import Form

ROOM = "room"
"""Name of its layer."""


def compose_room_layer(context: Context, room: Room) -> Layer:
    """Return the layer of the sealed object."""
    sealed = SealedBooklet(make_booklet(context, room.behind, Form.SCREEN, ()), room.key)
    return Layer.of({room.key.path: sealed})
