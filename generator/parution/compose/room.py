"""What a group's site carries for its next meeting and cannot read: sealed, until the code is told.

It stands in a layer of its own, which no page and no list looks at: nothing else of the site can
change with what is sealed.
"""

from __future__ import annotations

from parution.compose.booklets import booklet
from parution.compose.context import Context
from parution.compose.plans import Layer, SealedBooklet
from parution.compose.views import Room
from parution.rendition import Form

ROOM = "room"
"""The layer that holds it."""


def room_layer(context: Context, room: Room) -> Layer:
    """Return the sealed object at its path."""
    sealed = SealedBooklet(booklet(context, room.behind, Form.SCREEN, ()), room.key)
    return Layer.of({room.key.path: sealed})
